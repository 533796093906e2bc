/** The IAM actions that a caller needs: from the source of the aws provider, and of AWS's CloudFormation handler for Connect. */
import type { Permission } from "./permissions";

/** What an action is allowed on. */
export type AwsTarget = "role" | "samlProvider" | "instance" | "account" | "roleOfConnect";

export interface AwsPermission extends Permission {
    action: string;
    on: AwsTarget;
    /** Not needed where the instance exists already. */
    ownInstance?: true;
}

const everyRun = ["preview", "up", "destroy"] as const;
const up = ["up"] as const;
const destroy = ["destroy"] as const;
const find = ["findErrors"] as const;

/** Several actions of one service that have all else in common. */
function actions(service: string, names: string, rest: Omit<AwsPermission, "action">): AwsPermission[] {
    return names.split(" ").map((name) => ({ action: `${service}:${name}`, ...rest }));
}

const readElsewhere = "other versions of the provider may call it";
const byConnect = "the emulated Connect does not call other services as the caller";
const typed = "a rehearsal does not run such commands";

export const awsPermissionList: readonly AwsPermission[] = [
    ...actions("connect", "ListInstances", {
        on: "account",
        purposes: everyRun,
        ownInstance: true,
        why: "Finds out whether the alias is taken",
    }),
    ...actions("ds", "DescribeDirectories", {
        ...{ on: "account", purposes: [...everyRun, ...find], unproved: byConnect },
        why: "Connect requires it for `connect:ListInstances` and `connect:DescribeInstance`",
    }),
    ...actions("connect", "DescribeInstance DescribeInstanceAttribute", {
        ...{ on: "instance", purposes: everyRun, why: "Reads the instance" },
    }),
    ...actions("connect", "ListSecurityProfiles DescribeSecurityProfile ListSecurityProfilePermissions", {
        ...{ on: "instance", purposes: everyRun, why: "Finds security profiles by name" },
    }),
    ...actions("connect", "ListRoutingProfiles DescribeRoutingProfile ListRoutingProfileQueues", {
        ...{ on: "instance", purposes: everyRun, why: "Finds routing profiles by name" },
    }),
    ...actions("connect", "ListUsers DescribeUser", {
        on: "instance",
        purposes: everyRun,
        why: "Finds and reads users",
    }),
    ...actions("connect", "ListInstanceAttributes ListTagsForResource", {
        ...{ on: "instance", purposes: everyRun, why: "Reads settings and tags", unproved: readElsewhere },
    }),
    ...actions("iam", "GetRole ListRolePolicies GetRolePolicy ListAttachedRolePolicies", {
        ...{ on: "role", purposes: everyRun, why: "Reads the role, its trust policy and its inline policies" },
    }),
    ...actions("iam", "ListRoleTags", { on: "role", purposes: everyRun, why: "Reads tags", unproved: readElsewhere }),
    ...actions("iam", "GetSAMLProvider", {
        ...{
            on: "samlProvider",
            purposes: everyRun,
            why: "Reads the metadata document, so that no certificate is lost",
        },
    }),
    ...actions("iam", "ListSAMLProviderTags", {
        ...{ on: "samlProvider", purposes: everyRun, why: "Reads tags", unproved: readElsewhere },
    }),

    ...actions("connect", "CreateInstance", {
        on: "account",
        purposes: up,
        ownInstance: true,
        why: "Creates the instance",
    }),
    ...actions("connect", "UpdateInstanceAttribute", {
        ...{ on: "account", purposes: up, ownInstance: true, why: "Changes the settings of the instance" },
        unproved: "without it, the provider continues, and the instance does not change",
    }),
    ...actions("connect", "CreateUser", { on: "instance", purposes: up, why: "Creates users" }),
    ...actions(
        "connect",
        "UpdateUserIdentityInfo UpdateUserPhoneConfig UpdateUserRoutingProfile UpdateUserSecurityProfiles",
        { on: "instance", purposes: up, why: "Changes users" },
    ),
    ...actions("connect", "DeleteUser", {
        ...{ on: "instance", purposes: ["up", "destroy"], why: "Deletes users: in `up`, those of `removedUsers`" },
    }),
    ...actions("connect", "TagResource UntagResource", {
        ...{
            on: "instance",
            purposes: up,
            why: "Tags the instance and users: `tags`, and the provider's `defaultTags`",
        },
    }),
    ...actions("iam", "CreateSAMLProvider UpdateSAMLProvider", {
        ...{ on: "samlProvider", purposes: up, why: "Creates the SAML provider, and changes its metadata document" },
    }),
    ...actions("iam", "TagSAMLProvider UntagSAMLProvider", { on: "samlProvider", purposes: up, why: "Tags it" }),
    ...actions("iam", "CreateRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy", {
        ...{ on: "role", purposes: up, why: "Creates the role, and changes its session, description and trust policy" },
    }),
    ...actions("iam", "PutRolePolicy", { on: "role", purposes: up, why: "Writes the role's policy" }),
    ...actions("iam", "TagRole UntagRole", { on: "role", purposes: up, why: "Tags the role" }),

    ...actions("connect", "DeleteInstance", {
        on: "account",
        purposes: destroy,
        ownInstance: true,
        why: "Deletes the instance",
    }),
    ...actions("iam", "DeleteRolePolicy ListInstanceProfilesForRole DeleteRole", {
        ...{ on: "role", purposes: destroy, why: "Deletes the role and its policy" },
    }),
    ...actions("iam", "DeleteSAMLProvider", {
        on: "samlProvider",
        purposes: destroy,
        why: "Deletes the SAML provider",
    }),

    ...actions("ds", "CheckAlias CreateAlias CreateDirectory CreateIdentityPoolDirectory AuthorizeApplication", {
        ...{ on: "account", purposes: up, ownInstance: true, unproved: byConnect },
        why: "Connect creates a directory for each instance",
    }),
    ...actions("ds", "UnauthorizeApplication DeleteDirectory", {
        ...{ on: "account", purposes: ["up", "destroy"], ownInstance: true, unproved: byConnect },
        why: "Connect deletes the directory of an instance",
    }),
    ...actions("logs", "CreateLogGroup", {
        ...{ on: "account", purposes: up, ownInstance: true, unproved: byConnect },
        why: "Connect creates a log group for an instance",
    }),
    ...actions("iam", "CreateServiceLinkedRole AttachRolePolicy PutRolePolicy", {
        ...{ on: "roleOfConnect", purposes: up, ownInstance: true, unproved: byConnect },
        why: "Connect creates a service-linked role for each instance",
    }),

    ...actions("iam", "GetRole ListRolePolicies GetRolePolicy ListAttachedRolePolicies GetPolicyVersion", {
        ...{ on: "account", purposes: find, why: "Shows the role and its policies", unproved: typed },
    }),
    ...actions("iam", "SimulatePrincipalPolicy", {
        ...{ on: "account", purposes: find, why: "Shows what the role may do", unproved: typed },
    }),
    ...actions("iam", "GetSAMLProvider ListSAMLProviders", {
        ...{ on: "account", purposes: find, why: "Shows what AWS trusts", unproved: typed },
    }),
    ...actions("connect", "DescribeInstance ListInstances ListUsers ListApprovedOrigins", {
        ...{
            on: "account",
            purposes: find,
            why: "Shows the instance, its users and its approved origins",
            unproved: typed,
        },
    }),
    ...actions("connect", "ListSecurityProfiles ListSecurityProfilePermissions", {
        ...{ on: "account", purposes: find, why: "Shows what users may do", unproved: typed },
    }),
    ...actions("cloudtrail", "LookupEvents", {
        ...{ on: "account", purposes: find, why: "Shows AWS's own record of refused sign-ins", unproved: typed },
    }),

    ...actions("iam", "ListSAMLProviders GetSAMLProvider ListRoles", {
        ...{ on: "account", purposes: ["recover"], why: "Finds a SAML provider and a role by name", unproved: typed },
    }),
    ...actions("connect", "ListInstances SearchUsers", {
        ...{ on: "account", purposes: ["recover"], why: "Finds an instance and users by name", unproved: typed },
    }),
];

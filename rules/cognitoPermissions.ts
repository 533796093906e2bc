/** The IAM actions that a caller needs for a `CognitoFederation`, beside those of the rest: from the source of the aws provider. */
import type { Permission } from "./permissions";

export interface CognitoPermission extends Permission {
    action: string;
    on: "userPool" | "account";
    /** Not needed where the user pool exists already. */
    ownPool?: true;
}

function actions(names: string, rest: Omit<CognitoPermission, "action">): CognitoPermission[] {
    return names.split(" ").map((name) => ({ action: name.includes(":") ? name : `cognito-idp:${name}`, ...rest }));
}

const everyRun = ["preview", "up", "destroy"] as const;
const up = ["up"] as const;
const custom = "the emulated AWS has no CloudFront";
const typed = "a rehearsal does not run such commands";
const interrupted = "called only after an interrupted run";

export const cognitoPermissionList: readonly CognitoPermission[] = [
    ...actions("DescribeUserPool DescribeUserPoolClient DescribeIdentityProvider", {
        ...{ on: "userPool", purposes: everyRun, why: "Reads the user pool, its app clients and its provider" },
    }),
    ...actions("GetUserPoolMfaConfig", {
        ...{ on: "userPool", purposes: everyRun, ownPool: true, why: "Reads the user pool" },
    }),
    ...actions("DescribeUserPoolDomain", { on: "account", purposes: everyRun, why: "Reads the domain" }),
    ...actions("ListUserPools", {
        ...{ on: "account", purposes: everyRun, ownPool: true, unproved: interrupted },
        why: "Finds a user pool that an interrupted run left",
    }),
    ...actions("CreateUserPool UpdateUserPool", {
        ...{ on: "userPool", purposes: up, ownPool: true, why: "Creates the user pool and its deletion protection" },
    }),
    ...actions("TagResource UntagResource", { on: "userPool", purposes: up, ownPool: true, why: "Tags the user pool" }),
    ...actions("CreateIdentityProvider UpdateIdentityProvider", {
        ...{ on: "userPool", purposes: up, why: "Makes the user pool trust the tenant, and changes the metadata" },
    }),
    ...actions("CreateUserPoolClient UpdateUserPoolClient", {
        ...{ on: "userPool", purposes: up, why: "Creates and changes app clients" },
    }),
    ...actions("CreateUserPoolDomain UpdateUserPoolDomain", {
        ...{ on: "userPool", purposes: up, why: "Creates the domain, and changes the certificate of a custom one" },
    }),
    ...actions("DeleteUserPoolClient", {
        ...{
            on: "userPool",
            purposes: ["up", "destroy"],
            why: "Deletes app clients: in `up`, those of `removedAppClients`",
        },
    }),
    ...actions("DeleteUserPoolDomain DeleteIdentityProvider", {
        ...{ on: "userPool", purposes: ["destroy"], why: "Deletes domain and provider" },
    }),
    ...actions("DeleteUserPool", {
        ...{ on: "userPool", purposes: ["destroy"], ownPool: true, why: "Deletes the user pool" },
    }),
    ...actions("ListIdentityProviders ListUserPoolClients", {
        ...{ on: "userPool", purposes: ["recover"], why: "Finds a provider and app clients by name", unproved: typed },
    }),
    ...actions("ListUserPools DescribeUserPoolDomain", {
        ...{ on: "account", purposes: ["recover"], why: "Finds a user pool and a domain by name", unproved: typed },
    }),
    ...actions("cloudfront:UpdateDistribution", {
        ...{ on: "account", purposes: ["up", "destroy"], why: "Cognito serves a custom domain by CloudFront" },
        unproved: custom,
    }),
];

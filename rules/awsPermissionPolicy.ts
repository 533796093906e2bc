/** The list of IAM actions as a policy, for the things of one stack. */
import { type AwsPermission, type AwsTarget, awsPermissionList } from "./awsPermissions";
import { isFor, type PermissionPurpose } from "./permissions";

/** The things that a stack has in AWS. */
export interface AwsPermissionTarget {
    /** Default: `aws`. */
    partition?: string;
    region: string;
    accountId: string;
    roleName: string;
    samlProviderName: string;
    /** Of an adopted instance. Then nothing is allowed on other instances. */
    existingInstanceId?: string;
}

/** An IAM policy document, as JSON. */
export interface AwsPolicyDocument {
    Version: "2012-10-17";
    Statement: { Sid: string; Effect: "Allow"; Action: string[]; Resource: string[] }[];
}

const sids: Record<AwsTarget, string> = {
    role: "Role",
    samlProvider: "SamlProvider",
    instance: "Instance",
    account: "Account",
    roleOfConnect: "RoleOfConnect",
};

/** The smallest policy with which a caller can do these things with a stack. */
export function awsPermissions(purposes: readonly PermissionPurpose[], target: AwsPermissionTarget): AwsPolicyDocument {
    const needed = awsPermissionList.filter(isFor(purposes)).filter(isNeeded(target));
    const statements = (Object.keys(sids) as AwsTarget[]).map((on) => ({
        Sid: sids[on],
        Effect: "Allow" as const,
        Action: [...new Set(needed.filter((one) => one.on === on).map(({ action }) => action))],
        Resource: resourcesOf(on, target),
    }));
    return { Version: "2012-10-17", Statement: statements.filter(({ Action }) => Action.length > 0) };
}

const isNeeded =
    ({ existingInstanceId }: AwsPermissionTarget) =>
    ({ ownInstance }: AwsPermission): boolean =>
        existingInstanceId === undefined || ownInstance !== true;

function resourcesOf(on: AwsTarget, target: AwsPermissionTarget): string[] {
    const { partition = "aws", region, accountId, roleName, samlProviderName, existingInstanceId } = target;
    const iam = `arn:${partition}:iam::${accountId}`;
    const instance = `arn:${partition}:connect:${region}:${accountId}:instance`;
    const linked = "role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect*";
    const resources: Record<AwsTarget, string[]> = {
        role: [`${iam}:role/${roleName}`],
        samlProvider: [`${iam}:saml-provider/${samlProviderName}`],
        instance:
            existingInstanceId === undefined
                ? [`${instance}/*`]
                : [`${instance}/${existingInstanceId}`, `${instance}/${existingInstanceId}/*`],
        account: ["*"],
        roleOfConnect: [`${iam}:${linked}`],
    };
    return resources[on];
}

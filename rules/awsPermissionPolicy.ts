/** The list of IAM actions as a policy, for the things of one stack. */
import { type AwsPermission, type AwsTarget, awsPermissionList } from "./awsPermissions";
import { type CognitoPermission, cognitoPermissionList } from "./cognitoPermissions";
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
    /** Of a `CognitoFederation`, if the program has one. With `existingUserPoolId`, nothing is allowed on other user pools. */
    cognito?: { existingUserPoolId?: string };
}

/** An IAM policy document, as JSON. */
export interface AwsPolicyDocument {
    Version: "2012-10-17";
    Statement: { Sid: string; Effect: "Allow"; Action: string[]; Resource: string[] }[];
}

type Target = AwsTarget | CognitoPermission["on"];

const sids: Record<Target, string> = {
    role: "Role",
    samlProvider: "SamlProvider",
    instance: "Instance",
    account: "Account",
    roleOfConnect: "RoleOfConnect",
    userPool: "UserPool",
};

/** The smallest policy with which a caller can do these things with a stack. */
export function awsPermissions(purposes: readonly PermissionPurpose[], target: AwsPermissionTarget): AwsPolicyDocument {
    const needed: readonly { action: string; on: Target }[] = [
        ...awsPermissionList.filter(isFor(purposes)).filter(isNeeded(target)),
        ...cognitoPermissionList.filter(isFor(purposes)).filter(isNeededForCognito(target)),
    ];
    const statements = (Object.keys(sids) as Target[]).map((on) => ({
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

const isNeededForCognito =
    ({ cognito }: AwsPermissionTarget) =>
    ({ ownPool }: CognitoPermission): boolean =>
        cognito !== undefined && (cognito.existingUserPoolId === undefined || ownPool !== true);

function resourcesOf(on: Target, target: AwsPermissionTarget): string[] {
    const { partition = "aws", region, accountId, roleName, samlProviderName, existingInstanceId, cognito } = target;
    const iam = `arn:${partition}:iam::${accountId}`;
    const instance = `arn:${partition}:connect:${region}:${accountId}:instance`;
    const linked = "role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect*";
    const resources: Record<Target, string[]> = {
        role: [`${iam}:role/${roleName}`],
        samlProvider: [`${iam}:saml-provider/${samlProviderName}`],
        instance:
            existingInstanceId === undefined
                ? [`${instance}/*`]
                : [`${instance}/${existingInstanceId}`, `${instance}/${existingInstanceId}/*`],
        account: ["*"],
        roleOfConnect: [`${iam}:${linked}`],
        userPool: [
            `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${cognito?.existingUserPoolId ?? "*"}`,
        ],
    };
    return resources[on];
}

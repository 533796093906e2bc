/** What IAM is asked when somebody who has assumed the role opens Amazon Connect. */
import type { PolicyRequest } from "./policy";

/**
 * The request of `connect:GetFederationToken`. Its resource is `<instance>/user/<aws:userid>`, and `aws:userid` of a role
 * session is the role's unique id and the session's name. AWS's service authorization reference lists the resource type
 * `instance` only; so whether a statement with the instance's ARN alone matches is not documented.
 * https://docs.aws.amazon.com/connect/latest/adminguide/configure-saml.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html
 */
export function federationTokenRequest(args: {
    instanceArn: string;
    instanceId: string;
    /** Of the role: `AROA…`. */
    roleUniqueId: string;
    /** Undefined: not known. */
    roleSessionName: string | undefined;
}): PolicyRequest {
    const userId = args.roleSessionName === undefined ? undefined : `${args.roleUniqueId}:${args.roleSessionName}`;
    const writeInstead =
        "it names the instance without a user, and AWS does not document whether that is enough; " +
        `write ${args.instanceArn}/user/\${aws:userid}, or * with the Condition StringEquals connect:InstanceId ${args.instanceId}`;
    return {
        action: "connect:GetFederationToken",
        ...(userId === undefined ? {} : { resource: `${args.instanceArn}/user/${userId}` }),
        enclosingResource: { arn: args.instanceArn, writeInstead },
        context: {
            ...(userId === undefined ? {} : { "aws:userid": [userId] }),
            "connect:instanceid": [args.instanceId],
        },
        // A role's session has no user name (IAM guide, "Global condition context keys": aws:username).
        modelledKeys: new Set([...(userId === undefined ? [] : ["aws:userid"]), "aws:username", "connect:instanceid"]),
    };
}

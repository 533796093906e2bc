/** AWS's answers as the provider shows them: operation, HTTP status, request id, code and message. */
import { randomUUID } from "node:crypto";
import { CloudError, type Operation } from "../provider/resourceType";

interface ApiCall {
    service: "IAM" | "Connect" | "STS" | "Cognito Identity Provider";
    operation: string;
}

/**
 * The whole refusal, e.g. `creating IAM Role (x): operation error IAM: CreateRole, https response error StatusCode: 409,
 * RequestID: …, EntityAlreadyExists: Role with name x already exists.`
 */
export function apiError(doing: string, { service, operation }: ApiCall, status: number, message: string): CloudError {
    const response = `https response error StatusCode: ${status}, RequestID: ${randomUUID()}`;
    return new CloudError(`${doing}: operation error ${service}: ${operation}, ${response}, ${message}`);
}

/** A reason that is this emulation's own, after AWS's sparing words: AWS is not known to say so much. */
export const because = (message: string, reason: string): string => `${message} (rehearsal: ${reason})`;

/** AWS's answer to a value outside its API model. */
export const outsideModel = (member: string, constraint: string): string =>
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`;

const named = (api: string, updated = ""): Partial<Record<Operation, string>> => ({
    create: `Create${api}`,
    read: `Describe${api}`,
    update: `Update${api}${updated}`,
    delete: `Delete${api}`,
});

const operationNames: Record<string, Partial<Record<Operation, string>>> = {
    "aws:iam/samlProvider:SamlProvider": {
        create: "CreateSAMLProvider",
        read: "GetSAMLProvider",
        update: "UpdateSAMLProvider",
        delete: "DeleteSAMLProvider",
    },
    "aws:iam/role:Role": { create: "CreateRole", read: "GetRole", update: "UpdateRole", delete: "DeleteRole" },
    "aws:iam/rolePolicy:RolePolicy": {
        create: "PutRolePolicy",
        read: "GetRolePolicy",
        update: "PutRolePolicy",
        delete: "DeleteRolePolicy",
    },
    "aws:connect/instance:Instance": {
        create: "CreateInstance",
        read: "DescribeInstance",
        update: "UpdateInstanceAttribute",
        delete: "DeleteInstance",
    },
    "aws:connect/user:User": {
        create: "CreateUser",
        read: "DescribeUser",
        update: "UpdateUserIdentityInfo",
        delete: "DeleteUser",
    },
    "aws:connect/securityProfile:SecurityProfile": named("SecurityProfile"),
    "aws:connect/routingProfile:RoutingProfile": named("RoutingProfile", "Name"),
    "aws:connect/hoursOfOperation:HoursOfOperation": named("HoursOfOperation"),
    "aws:connect/queue:Queue": named("Queue", "Name"),
    "aws:cognito/userPool:UserPool": named("UserPool"),
    "aws:cognito/userPoolDomain:UserPoolDomain": named("UserPoolDomain"),
    "aws:cognito/userPoolClient:UserPoolClient": named("UserPoolClient"),
    "aws:cognito/identityProvider:IdentityProvider": named("IdentityProvider"),
    "aws:cognito/getUserPool:getUserPool": { invoke: "DescribeUserPool" },
    "aws:cognito/getUserPools:getUserPools": { invoke: "ListUserPools" },
    "aws:cognito/getUserPoolClient:getUserPoolClient": { invoke: "DescribeUserPoolClient" },
    "aws:cognito/getUserPoolClients:getUserPoolClients": { invoke: "ListUserPoolClients" },
    "aws:iam/getSamlProvider:getSamlProvider": { invoke: "GetSAMLProvider" },
    "aws:iam/getRole:getRole": { invoke: "GetRole" },
    "aws:connect/getUser:getUser": { invoke: "ListUsers" },
    "aws:connect/getQueue:getQueue": { invoke: "ListQueues" },
    "aws:connect/getHoursOfOperation:getHoursOfOperation": { invoke: "ListHoursOfOperations" },
    "aws:connect/getInstance:getInstance": { invoke: "DescribeInstance" },
    "aws:connect/getSecurityProfile:getSecurityProfile": { invoke: "ListSecurityProfiles" },
    "aws:connect/getRoutingProfile:getRoutingProfile": { invoke: "ListRoutingProfiles" },
};

/** What is left to see when the provider's own retries are used up. */
export function throttled(token: string, operation: Operation, attempts: number): string {
    const isConnect = token.startsWith("aws:connect");
    const isCognito = token.startsWith("aws:cognito");
    const service = isConnect ? "Connect" : isCognito ? "Cognito Identity Provider" : "IAM";
    const name = `${service}: ${operationNames[token]?.[operation] ?? operation}`;
    const status = isConnect ? 429 : 400;
    const answer = isConnect
        ? "TooManyRequestsException: Too Many Requests"
        : isCognito
          ? "TooManyRequestsException: Rate exceeded"
          : "Throttling: Rate exceeded";
    return `operation error ${name}, exceeded maximum number of attempts, ${attempts}, https response error StatusCode: ${status}, RequestID: ${randomUUID()}, ${answer}`;
}

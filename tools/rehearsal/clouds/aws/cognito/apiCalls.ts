/** Cognito's calls: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/cognitoidp */
import { type ApiCall, type ApiCalls, type At, calls, creating, hasChanged, tagChanges } from "../apiCalls";
import { poolArn } from "./lookUps";
import { service } from "./store";

const onPool = ({ call }: At, id: string, doing: string) => calls(service, poolArn(call, id), doing);
const poolOf = ({ inputs, before }: At): string => String(inputs.userPoolId ?? before.userPoolId);

const readPool = (at: At): ApiCall[] =>
    onPool(
        at,
        at.id === "" ? "*" : at.id,
        `reading Cognito User Pool (${at.id})`,
    )("DescribeUserPool", "GetUserPoolMfaConfig");

const userPool: ApiCalls = {
    create: (at) => {
        const doing = `creating Cognito User Pool (${at.inputs.name})`;
        const [create] = onPool(at, "*", doing)("CreateUserPool") as [ApiCall];
        return [...creating(at, create, "cognito-idp:TagResource"), ...readPool(at)];
    },
    read: readPool,
    update: (at) => {
        const ask = onPool(at, at.id, `updating Cognito User Pool (${at.id})`);
        const tags = tagChanges(at, { tag: "TagResource", untag: "UntagResource" }, ask);
        const others = ["deletionProtection", "adminCreateUserConfig", "autoVerifiedAttributes", "passwordPolicy"];
        const settings = others.some((key) => hasChanged(at, key)) ? ask("UpdateUserPool") : [];
        const schema = hasChanged(at, "schemas") ? ask("AddCustomAttributes") : [];
        return [...settings, ...schema, ...tags, ...readPool(at)];
    },
    delete: (at) => onPool(at, at.id, `deleting Cognito User Pool (${at.id})`)("DeleteUserPool"),
};

/** What is created, read, changed and deleted by one call each. */
function simple(what: string, api: string, name: (at: At) => string): ApiCalls {
    const ask = (at: At, verb: string, ...operations: string[]) =>
        onPool(at, poolOf(at), `${verb} Cognito ${what} (${name(at)})`)(...operations);
    return {
        create: (at) => [...ask(at, "creating", `Create${api}`), ...ask(at, "reading", `Describe${api}`)],
        read: (at) => ask(at, "reading", `Describe${api}`),
        update: (at) => [...ask(at, "updating", `Update${api}`), ...ask(at, "reading", `Describe${api}`)],
        delete: (at) => ask(at, "deleting", `Delete${api}`),
    };
}

const lookUp = (...operations: string[]): ApiCalls => ({
    invoke: (at) => onPool(at, poolOf(at), `reading Cognito User Pool (${poolOf(at)})`)(...operations),
});

/** A domain is read by its name, which no pool's ARN stands for. */
const anywhere = (at: At, operation: string): ApiCall => ({
    ...{ service, operation, resource: "*" },
    doing: `reading Cognito User Pool Domain (${at.inputs.domain ?? at.id})`,
});
const domainOnPool = simple("User Pool Domain", "UserPoolDomain", ({ inputs, id }) => String(inputs.domain ?? id));
const domain: ApiCalls = {
    create: (at) => [...(domainOnPool.create?.(at) ?? []).slice(0, 1), anywhere(at, "DescribeUserPoolDomain")],
    read: (at) => [anywhere(at, "DescribeUserPoolDomain")],
    update: (at) => [...(domainOnPool.update?.(at) ?? []).slice(0, 1), anywhere(at, "DescribeUserPoolDomain")],
    delete: (at) => [...(domainOnPool.delete?.(at) ?? []), anywhere(at, "DescribeUserPoolDomain")],
};

export const cognitoCalls: Record<string, ApiCalls> = {
    "aws:cognito/userPool:UserPool": userPool,
    "aws:cognito/userPoolDomain:UserPoolDomain": domain,
    "aws:cognito/userPoolClient:UserPoolClient": {
        ...simple("User Pool Client", "UserPoolClient", ({ inputs, id }) => String(inputs.name ?? id)),
        // A creation answers with the client itself.
        create: (at) =>
            onPool(at, poolOf(at), `creating Cognito User Pool Client (${at.inputs.name})`)("CreateUserPoolClient"),
        update: (at) => onPool(at, poolOf(at), `updating Cognito User Pool Client (${at.id})`)("UpdateUserPoolClient"),
    },
    "aws:cognito/identityProvider:IdentityProvider": simple(
        "Identity Provider",
        "IdentityProvider",
        ({ inputs, before }) =>
            `${inputs.userPoolId ?? before.userPoolId}:${inputs.providerName ?? before.providerName}`,
    ),
    "aws:cognito/getUserPool:getUserPool": lookUp("DescribeUserPool"),
    "aws:cognito/getUserPoolClient:getUserPoolClient": lookUp("DescribeUserPoolClient"),
    "aws:cognito/getUserPoolClients:getUserPoolClients": lookUp("ListUserPoolClients"),
    "aws:cognito/getUserPools:getUserPools": {
        invoke: ({ inputs }) => [
            {
                service,
                operation: "ListUserPools",
                resource: "*",
                doing: `reading Cognito User Pools (${inputs.name})`,
            },
        ],
    },
};

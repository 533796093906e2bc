/** What the mocked clouds answer: a small Entra directory and a small AWS account. A look-up without an answer fails. */
import * as pulumi from "@pulumi/pulumi";
import type { TestCertificate } from "./certificates";

/** A person of the directory. */
export interface Person {
    objectId: string;
    userPrincipalName?: string;
    mail?: string;
    employeeId?: string;
    accountEnabled?: boolean;
}

/** What the clouds are like before the program runs. */
export interface CloudFacts {
    project?: string;
    stack?: string;
    /** Whole keys, such as `aws:region`; what is no text is stored as JSON. */
    config?: Readonly<Record<string, unknown>>;
    secretKeys?: readonly string[];
    preview?: boolean;
    region?: string;
    partition?: string;
    people?: readonly Person[];
    /** The certificates Entra makes, by the name of their resource; `certificate` for all others. */
    certificates?: Readonly<Record<string, TestCertificate>>;
    certificate?: TestCertificate;
    /** Whether Entra's provider calls a certificate a secret, as azuread 6 does. */
    secretCertificates?: boolean;
    /** When a certificate ends that has no end of its own. */
    certificateEnd?: string;
    /** The Connect instances of the account. */
    instances?: readonly { id: string; instanceAlias: string; identityManagementType: string }[];
    /** The user pools of the account; with the standard attributes, and these beside or instead. */
    userPools?: readonly { id: string; domain: string; customDomain?: string; attributes?: readonly object[] }[];
    securityProfiles?: Readonly<Record<string, string>>;
    routingProfiles?: Readonly<Record<string, string>>;
    /** The AWS accounts of explicit aws providers, by the provider's name; `accountId` for all others. */
    accounts?: Readonly<Record<string, string>>;
    /** The application roles of Microsoft Graph: name → id. */
    graphAppRoles?: Readonly<Record<string, string>>;
    /** Mocks as in Pulumi's documentation, which answer a look-up with its inputs or with nothing, in place of all other facts. */
    documentedMocks?: "inputs" | "nothing";
    /** Look-ups that fail, by token, with what the cloud says. */
    failing?: Readonly<Record<string, string>>;
}

export const tenantId = "aaaabbbb-0000-cccc-1111-dddd2222eeee";
export const deployerId = "00000000-0000-0000-0000-0000000d9b10";
export const accountId = "123456789012";
export const applicationClientId = "11111111-aaaa-4444-8888-000000000001";
export const servicePrincipalObjectId = "22222222-aaaa-4444-8888-000000000002";
export const applicationObjectId = "33333333-aaaa-4444-8888-000000000003";
export const graphObjectId = "66666666-aaaa-4444-8888-000000000006";
export const newInstanceId = "44444444-aaaa-4444-8888-000000000004";
export const policyId = "/policies/claimsMappingPolicies/55555555-aaaa-4444-8888-000000000005";

export const securityProfileIds: Readonly<Record<string, string>> = {
    Admin: "5ec00000-0000-4000-8000-00000000000a",
    Agent: "5ec00000-0000-4000-8000-000000000001",
    QualityAnalyst: "5ec00000-0000-4000-8000-000000000002",
};
export const routingProfileIds: Readonly<Record<string, string>> = {
    "Basic Routing Profile": "40700000-0000-4000-8000-000000000001",
};

/** Identifies a Connect user by their name: the same name has the same id in every deployment. */
export function connectUserId(username: string): string {
    const digits = Buffer.from(username).toString("hex").slice(0, 12).padEnd(12, "0");
    return `05e40000-0000-4000-8000-${digits}`;
}

type Computed = Record<string, unknown> & { id: string };

/** What a cloud makes of a resource; in a preview only what was asked for is known. */
export function stateOf(
    { type, name, inputs, id }: pulumi.runtime.MockResourceArgs,
    facts: CloudFacts,
): { id: string | undefined; state: Record<string, unknown> } {
    // Components, those of tests among them, and what is the engine's own.
    if (/^(connect-entra-sso|test|pulumi):/.test(type)) {
        return { id: type.startsWith("pulumi:providers:") ? `${name}-id` : "", state: inputs };
    }
    const { id: made, ...computed } = computedOf(type, name, inputs, facts);
    return facts.preview === true ? { id, state: inputs } : { id: id || made, state: { ...inputs, ...computed } };
}

function computedOf(type: string, name: string, inputs: Record<string, unknown>, facts: CloudFacts): Computed {
    const partition = facts.partition ?? "aws";
    const iam = `arn:${partition}:iam::${accountId}`;
    switch (type) {
        case "azuread:index/application:Application":
            return { id: `/applications/${applicationObjectId}`, clientId: applicationClientId };
        case "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri":
            return { id: `${inputs.applicationId}/identifierUris/${inputs.identifierUri}` };
        case "azuread:index/servicePrincipal:ServicePrincipal":
            return { id: `/servicePrincipals/${servicePrincipalObjectId}`, objectId: servicePrincipalObjectId };
        case "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate": {
            const { value = "", thumbprint = "" } = facts.certificates?.[name] ?? facts.certificate ?? {};
            return {
                id: `${inputs.servicePrincipalId}/tokenSigningCertificate/${name}`,
                value: facts.secretCertificates === true ? pulumi.secret(value) : value,
                thumbprint,
                endDate: inputs.endDate ?? facts.certificateEnd ?? "2029-11-24T00:00:00Z",
            };
        }
        case "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy":
            return { id: policyId };
        case "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment":
            return { id: `${inputs.servicePrincipalId}/claimsMappingPolicy/${inputs.claimsMappingPolicyId}` };
        case "azuread:index/appRoleAssignment:AppRoleAssignment":
            return { id: `${name}-assignment` };
        case "aws:iam/samlProvider:SamlProvider":
            return { id: `${iam}:saml-provider/${inputs.name}`, arn: `${iam}:saml-provider/${inputs.name}` };
        case "aws:iam/role:Role":
            return { id: String(inputs.name), arn: `${iam}:role/${inputs.name}` };
        case "aws:iam/rolePolicy:RolePolicy":
            return { id: `${inputs.role}:${inputs.name}` };
        case "aws:connect/instance:Instance":
            return { id: newInstanceId, arn: instanceArn(newInstanceId, facts) };
        case "aws:connect/user:User": {
            const userId = connectUserId(String(inputs.name));
            return { id: `${inputs.instanceId}:${userId}`, userId };
        }
        case "aws:cognito/userPool:UserPool":
            return { id: newUserPoolId, arn: userPoolArn(newUserPoolId, facts) };
        case "aws:cognito/identityProvider:IdentityProvider":
            return { id: `${inputs.userPoolId}:${inputs.providerName}` };
        case "aws:cognito/userPoolClient:UserPoolClient":
            return { id: `client-${inputs.name}`, clientSecret: inputs.generateSecret ? "its secret" : "" };
        case "aws:cognito/userPoolDomain:UserPoolDomain":
            return { id: String(inputs.domain), cloudfrontDistribution: "d111111abcdef8.cloudfront.net" };
        case "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
            const arn = `${iam}:oidc-provider/${String(inputs.url).replace("https://", "")}`;
            return { id: arn, arn };
        }
        case "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential":
            return { id: `${inputs.applicationId}/federatedIdentityCredentials/${name}` };
        default:
            throw new Error(`the mocked clouds have no ${type}`);
    }
}

export function instanceArn(id: string, { region = "eu-central-1", partition = "aws" }: CloudFacts = {}): string {
    return `arn:${partition}:connect:${region}:${accountId}:instance/${id}`;
}

export const newUserPoolId = "eu-central-1_Made00001";
const userPoolArn = (id: string, { region = "eu-central-1", partition = "aws" }: CloudFacts): string =>
    `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${id}`;

export function answerLookup(
    { token, inputs, provider = "" }: pulumi.runtime.MockCallArgs,
    facts: CloudFacts,
): unknown {
    const failure = facts.failing?.[token];
    if (failure !== undefined) {
        return fail(failure);
    }
    switch (token) {
        case "aws:index/getRegion:getRegion":
            return { region: facts.region ?? "eu-central-1" };
        case "aws:index/getPartition:getPartition":
            return { partition: facts.partition ?? "aws" };
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return { accountId: facts.accounts?.[provider.split("::").at(-2) ?? ""] ?? accountId };
        case "azuread:index/getClientConfig:getClientConfig":
            return { tenantId, objectId: deployerId, clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46" };
        case "azuread:index/getServicePrincipal:getServicePrincipal":
            return { objectId: graphObjectId, appRoleIds: facts.graphAppRoles ?? {} };
        case "azuread:index/getUsers:getUsers":
            return { users: usersOf(inputs, facts) };
        case "aws:connect/getInstance:getInstance": {
            const found = facts.instances?.find(
                ({ id, instanceAlias }) => id === inputs.instanceId || instanceAlias === inputs.instanceAlias,
            );
            return found === undefined
                ? fail("ResourceNotFoundException: instance not found")
                : { ...found, instanceId: found.id, arn: instanceArn(found.id, facts) };
        }
        case "aws:cognito/getUserPool:getUserPool": {
            const found = facts.userPools?.find(({ id }) => id === inputs.userPoolId);
            const attributes = ["email", "given_name", "family_name", "name", "sub"].map((name) => ({
                ...{ name, required: false, mutable: name !== "sub" },
            }));
            return found === undefined
                ? fail(`reading Cognito User Pool (${inputs.userPoolId}): couldn't find resource`)
                : {
                      ...{ arn: userPoolArn(found.id, facts), domain: found.domain },
                      customDomain: found.customDomain ?? "",
                      schemaAttributes: found.attributes ?? attributes,
                  };
        }
        case "aws:connect/getSecurityProfile:getSecurityProfile":
            return {
                securityProfileId: profile("Security", inputs.name, facts.securityProfiles ?? securityProfileIds),
            };
        case "aws:connect/getRoutingProfile:getRoutingProfile":
            return { routingProfileId: profile("Routing", inputs.name, facts.routingProfiles ?? routingProfileIds) };
        default:
            // Among them getApplication: who may not read applications sees none.
            return fail(`${token} is not to be had`);
    }
}

function profile(kind: string, name: unknown, ids: Readonly<Record<string, string>>): string {
    return ids[String(name)] ?? fail(`finding Connect ${kind} Profile Summary by name (${name}): not found`);
}

/** As azuread answers: what has no value is empty, and only those found are there. */
function usersOf(inputs: Record<string, unknown>, { people = [] }: CloudFacts): unknown[] {
    const asked = [...Object.values(inputs)].find(Array.isArray)?.map((it) => String(it).toLowerCase());
    const key = { mails: "mail", employeeIds: "employeeId", userPrincipalNames: "userPrincipalName" }[
        Object.keys(inputs).find((it) => Array.isArray(inputs[it])) ?? ""
    ] as keyof Person | undefined;
    return people
        .filter((it) => key === undefined || asked?.includes(String(it[key]).toLowerCase()))
        .map((it) => ({ userPrincipalName: "", mail: "", employeeId: "", accountEnabled: true, ...it }));
}

/** Fails as gRPC does, whose errors carry the text in `details`. */
function fail(details: string): never {
    throw Object.assign(new Error(details), { details });
}

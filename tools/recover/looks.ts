/**
 * What shows what the clouds hold, as requests and as commands. A command prints JSON that `readHeld` recognises, also where it
 * finds nothing; the answers to the requests have the same form.
 */
import { entraCloud } from "../../rules/entra";
import { shellText, shellWord } from "../../rules/shell";
import { lastSegment } from "../deployment/properties";
import { awsTypes, cognitoTypes, entraTypes } from "../deployment/types";
import { type Look, type Missing, type Stack, unknown } from "./recovery";

const applicationProperties = "id,appId,displayName,identifierUris,notes,web";
const servicePrincipalProperties = "id,appId,displayName,preferredTokenSigningKeyThumbprint,keyCredentials";

/** For these resources, each once. */
export function looksFor(
    resources: readonly Pick<Missing, "type" | "inputs">[],
    stack: Stack,
    environment: string,
): Look[] {
    const graph = `${entraCloud(environment).graphUrl}/v1.0`;
    const looks = new Map<string, Look>();
    for (const look of resources.flatMap((resource) => looksAt(resource, stack, graph))) {
        const command = lookCommand(look);
        const same = looks.get(command);
        looks.set(command, same === undefined ? look : together(same, look));
    }
    return [...looks.values()];
}

function together(one: Look, other: Look): Look {
    return one.asks === "users" && other.asks === "users" ? { ...one, names: [...one.names, ...other.names] } : one;
}

function looksAt({ type, inputs }: Pick<Missing, "type" | "inputs">, { standing }: Stack, graph: string): Look[] {
    const text = (key: string) => (inputs[key] === unknown ? "" : String(inputs[key]));
    const id = (key: string) => lastSegment(text(key));
    const entra = (path: string): Look[] => [{ asks: "graph", url: `${graph}/${path}` }];
    switch (type) {
        case entraTypes.application:
            return entra(filtered("applications", equal("displayName", text("displayName")), applicationProperties));
        case entraTypes.identifierUri:
            return entra(filtered("applications", equal("id", id("applicationId")), applicationProperties));
        case entraTypes.servicePrincipal:
            return entra(filtered("servicePrincipals", equal("appId", text("clientId")), "id,appId,displayName"));
        case entraTypes.signingCertificate:
        case entraTypes.policyAssignment: {
            const path = `servicePrincipals/${id("servicePrincipalId")}`;
            return entra(`${path}?$select=${servicePrincipalProperties}&$expand=claimsMappingPolicies`);
        }
        case entraTypes.claimsPolicy:
            return entra("policies/claimsMappingPolicies");
        case entraTypes.roleAssignment: {
            const resourceId = id("resourceObjectId");
            const url = `${graph}/servicePrincipals/${resourceId}/appRoleAssignedTo?$top=999`;
            return [{ asks: "appRoleAssignedTo", url, resourceId }];
        }
        case awsTypes.samlProvider:
            return [{ asks: "samlProviders" }, { asks: "samlProvider", arn: samlProviderArn(text("name"), standing) }];
        case awsTypes.role:
            return [{ asks: "role", name: text("name") }];
        case awsTypes.instance:
            return [{ asks: "instances" }];
        case awsTypes.user:
            return [{ asks: "users", instanceId: id("instanceId"), names: [text("name")] }];
        case cognitoTypes.userPool:
            return [{ asks: "userPools" }];
        case cognitoTypes.identityProvider:
            return [{ asks: "identityProviders", userPoolId: text("userPoolId") }];
        case cognitoTypes.appClient:
            return [{ asks: "appClients", userPoolId: text("userPoolId") }];
        case cognitoTypes.domain:
            return [{ asks: "userPoolDomain", domain: text("domain") }];
        default:
            return [];
    }
}

export function lookCommand(look: Look): string {
    switch (look.asks) {
        case "graph":
            return `az rest --url ${shellText(look.url)}`;
        case "appRoleAssignedTo": {
            // An empty list does not say what it is a list of: the query adds that.
            const query = `{resourceId: ${raw(look.resourceId)}, appRoleAssignedTo: value, nextLink: "@odata.nextLink"}`;
            return `az rest --url ${shellText(look.url)} --query ${shellText(query)}`;
        }
        case "samlProviders":
            return "aws iam list-saml-providers";
        case "samlProvider": {
            const query = `{Arn: ${raw(look.arn)}, SAMLMetadataDocument: SAMLMetadataDocument}`;
            return `aws iam get-saml-provider --saml-provider-arn ${shellWord(look.arn)} --query ${shellText(query)}`;
        }
        case "role":
            return `aws iam list-roles --query ${shellText(`{Roles: Roles[?RoleName==${raw(look.name)}]}`)}`;
        case "instances":
            return "aws connect list-instances";
        case "users": {
            const query = `{InstanceId: ${raw(look.instanceId)}, Users: Users}`;
            return `aws connect search-users --instance-id ${shellWord(look.instanceId)} --query ${shellText(query)}`;
        }
        case "userPools":
            return "aws cognito-idp list-user-pools --max-results 60";
        case "identityProviders": {
            const query = `{UserPoolId: ${raw(look.userPoolId)}, Providers: Providers}`;
            return `aws cognito-idp list-identity-providers --user-pool-id ${shellWord(look.userPoolId)} --query ${shellText(query)}`;
        }
        case "appClients": {
            const query = `{UserPoolId: ${raw(look.userPoolId)}, UserPoolClients: UserPoolClients}`;
            return `aws cognito-idp list-user-pool-clients --user-pool-id ${shellWord(look.userPoolId)} --query ${shellText(query)}`;
        }
        case "userPoolDomain": {
            // For a domain that is nobody's, Cognito answers with an empty description.
            const query = `{Domain: ${raw(look.domain)}, DomainDescription: DomainDescription}`;
            return `aws cognito-idp describe-user-pool-domain --domain ${shellWord(look.domain)} --query ${shellText(query)}`;
        }
    }
}

/** The account and the partition are in the ARNs of what stands. */
function samlProviderArn(name: string, standing: Stack["standing"]): string {
    const arn = standing
        .flatMap(({ outputs }) => (typeof outputs.arn === "string" ? [outputs.arn] : []))
        .map((it) => /^arn:([a-z-]+):[a-z]+:[\w-]*:(\d{12}):/.exec(it))
        .find((it) => it !== null);
    return `arn:${arn?.[1] ?? "aws"}:iam::${arn?.[2] ?? "ACCOUNT_ID"}:saml-provider/${name}`;
}

function filtered(path: string, filter: string, properties: string): string {
    return `${path}?$filter=${filter}&$select=${properties}`;
}

/** A text of OData has its quotes doubled. */
function equal(property: string, value: string): string {
    return encodeURIComponent(`${property} eq '${value.replaceAll("'", "''")}'`);
}

/** A text of JMESPath, in which a backslash is nothing special. */
function raw(value: string): string {
    return `'${value.replaceAll("'", "\\'")}'`;
}

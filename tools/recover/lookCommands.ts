/** The commands that show what the clouds hold. Each prints JSON that `readHeld` recognises, also where it finds nothing. */
import { entraCloud } from "../../rules/entra";
import { shellText, shellWord } from "../../rules/shell";
import { lastSegment } from "../deployment/properties";
import { awsTypes, entraTypes } from "../deployment/types";
import { type Missing, type Stack, unknown } from "./recovery";

const applicationProperties = "id,appId,displayName,identifierUris,notes,web";
const servicePrincipalProperties = "id,appId,displayName,preferredTokenSigningKeyThumbprint,keyCredentials";

/** For these resources, each command once, in an order that follows what depends on what. */
export function lookCommands(resources: readonly Missing[], stack: Stack, environment: string): string[] {
    const graph = `${entraCloud(environment).graphUrl}/v1.0`;
    return [...new Set(resources.flatMap((resource) => commandsFor(resource, stack, graph)))];
}

function commandsFor({ type, inputs }: Missing, { standing }: Stack, graph: string): string[] {
    const text = (key: string) => (inputs[key] === unknown ? "" : String(inputs[key]));
    switch (type) {
        case entraTypes.application:
            return [rest(`${graph}/applications`, equal("displayName", text("displayName")), applicationProperties)];
        case entraTypes.identifierUri: {
            const id = lastSegment(text("applicationId"));
            return [rest(`${graph}/applications`, equal("id", id), applicationProperties)];
        }
        case entraTypes.servicePrincipal:
            return [rest(`${graph}/servicePrincipals`, equal("appId", text("clientId")), "id,appId,displayName")];
        case entraTypes.signingCertificate:
        case entraTypes.policyAssignment:
            return [
                az(
                    `${graph}/servicePrincipals/${lastSegment(text("servicePrincipalId"))}` +
                        `?$select=${servicePrincipalProperties}&$expand=claimsMappingPolicies`,
                ),
            ];
        case entraTypes.claimsPolicy:
            return [az(`${graph}/policies/claimsMappingPolicies`)];
        case entraTypes.roleAssignment:
            return [assignedTo(graph, lastSegment(text("resourceObjectId")))];
        case awsTypes.samlProvider: {
            const arn = samlProviderArn(text("name"), standing);
            return [
                "aws iam list-saml-providers",
                `aws iam get-saml-provider --saml-provider-arn ${shellWord(arn)} --query ` +
                    shellText(`{Arn: ${raw(arn)}, SAMLMetadataDocument: SAMLMetadataDocument}`),
            ];
        }
        case awsTypes.role:
            return [`aws iam list-roles --query ${shellText(`{Roles: Roles[?RoleName==${raw(text("name"))}]}`)}`];
        case awsTypes.instance:
            return ["aws connect list-instances"];
        case awsTypes.user:
            return [searchUsers(lastSegment(text("instanceId")))];
        default:
            return [];
    }
}

/** An empty list does not say what it is a list of: the query adds that. */
function assignedTo(graph: string, id: string): string {
    const query = `{resourceId: ${raw(id)}, appRoleAssignedTo: value, nextLink: "@odata.nextLink"}`;
    return `${az(`${graph}/servicePrincipals/${id}/appRoleAssignedTo?$top=999`)} --query ${shellText(query)}`;
}

function searchUsers(instanceId: string): string {
    const query = `{InstanceId: ${raw(instanceId)}, Users: Users}`;
    return `aws connect search-users --instance-id ${shellWord(instanceId)} --query ${shellText(query)}`;
}

/** The account and the partition are in the ARNs of what stands. */
function samlProviderArn(name: string, standing: Stack["standing"]): string {
    const arn = standing
        .flatMap(({ outputs }) => (typeof outputs.arn === "string" ? [outputs.arn] : []))
        .map((it) => /^arn:([a-z-]+):[a-z]+:[\w-]*:(\d{12}):/.exec(it))
        .find((it) => it !== null);
    return `arn:${arn?.[1] ?? "aws"}:iam::${arn?.[2] ?? "ACCOUNT_ID"}:saml-provider/${name}`;
}

function rest(url: string, filter: string, properties: string): string {
    return az(`${url}?$filter=${filter}&$select=${properties}`);
}

const az = (url: string) => `az rest --url ${shellText(url)}`;

/** A text of OData has its quotes doubled. */
function equal(property: string, value: string): string {
    return encodeURIComponent(`${property} eq '${value.replaceAll("'", "''")}'`);
}

/** A text of JMESPath. */
function raw(value: string): string {
    return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

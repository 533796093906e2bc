/** The files that show a sign-in made by hand, and for each the command that prints it. Every command only reads. */
import { awsPartitionOf } from "../../rules/awsSignIn";
import { entraCloud } from "../../rules/entra";
import { shellText, shellWord } from "../../rules/shell";

/** What names the world to read. */
export interface Named {
    /** Id of the Connect instance. */
    instanceId: string;
    roleName: string;
    /** Application (client) id of the enterprise application. */
    clientId: string;
    /** Region of the instance. @default - as the AWS CLI's own settings say */
    region?: string;
    /** The cloud of Entra, as azuread names it. @default - global */
    environment?: string;
}

export type FileName = keyof typeof commands;

/** These may be missing or empty: then something stays unknown. */
export const optionalFiles: readonly FileName[] = ["claims.json", "policy-uses.json"];

/** Of these a file without anything in it says that there is nothing. */
const mayHoldNothing: readonly FileName[] = [
    "users.json",
    "role-policies.json",
    "attached-policies.json",
    "saml-providers.json",
    "policy-uses.json",
    "groups.json",
];

/** One JSON document, where the others hold one after the other. */
export const isSingle = (name: FileName): boolean => !mayHoldNothing.includes(name) && !streams.includes(name);

export const mayBeEmpty = (name: FileName): boolean => mayHoldNothing.includes(name) || optionalFiles.includes(name);

/** Several documents, and never none. */
const streams: readonly FileName[] = ["people.json", "profile-permissions.json"];

/** One line of a shell for each line that a command before it prints. */
const forEach = (list: string, variable: string, line: string) =>
    `${list} | tr '\\t' '\\n' | while read -r ${variable}; do ${line} </dev/null || exit 1; done`;

const commands = {
    "instance.json": (it: Named) => `aws connect describe-instance ${ofInstance(it)} --output json`,
    "user-list.json": (it: Named) => `aws connect list-users ${ofInstance(it)} --output json`,
    "users.json": (it: Named) =>
        forEach(
            `aws connect list-users ${ofInstance(it)} --query 'UserSummaryList[].Id' --output text`,
            "id",
            `aws connect describe-user ${ofInstance(it)} --user-id "$id" --output json`,
        ),
    "security-profiles.json": (it: Named) => `aws connect list-security-profiles ${ofInstance(it)} --output json`,
    "profile-permissions.json": (it: Named) =>
        forEach(
            `aws connect list-security-profiles ${ofInstance(it)} --query 'SecurityProfileSummaryList[].Id' --output text`,
            "id",
            `aws connect list-security-profile-permissions ${ofInstance(it)} --security-profile-id "$id" ` +
                `--query "{SecurityProfileId: '$id', Permissions: Permissions}" --output json`,
        ),
    "routing-profiles.json": (it: Named) => `aws connect list-routing-profiles ${ofInstance(it)} --output json`,
    "role.json": (it: Named) => `${iam(it, "get-role")} ${ofRole(it)} --output json`,
    "role-policy-list.json": (it: Named) => `${iam(it, "list-role-policies")} ${ofRole(it)} --output json`,
    "role-policies.json": (it: Named) =>
        forEach(
            `${iam(it, "list-role-policies")} ${ofRole(it)} --query 'PolicyNames[]' --output text`,
            "name",
            `${iam(it, "get-role-policy")} ${ofRole(it)} --policy-name "$name" --output json`,
        ),
    "attached-policy-list.json": (it: Named) => `${iam(it, "list-attached-role-policies")} ${ofRole(it)} --output json`,
    "attached-policies.json": (it: Named) =>
        forEach(
            `${iam(it, "list-attached-role-policies")} ${ofRole(it)} --query 'AttachedPolicies[].PolicyArn' --output text`,
            "arn",
            `${iam(it, "get-policy-version")} --policy-arn "$arn" ` +
                `--version-id "$(${iam(it, "get-policy")} --policy-arn "$arn" --query Policy.DefaultVersionId --output text </dev/null)" ` +
                `--query "{Arn: '$arn', Document: PolicyVersion.Document}" --output json`,
        ),
    "saml-provider-list.json": (it: Named) => `${iam(it, "list-saml-providers")} --output json`,
    "saml-providers.json": (it: Named) =>
        forEach(
            `${iam(it, "list-saml-providers")} --query 'SAMLProviderList[].Arn' --output text`,
            "arn",
            `${iam(it, "get-saml-provider")} --saml-provider-arn "$arn" ` +
                `--query "{Arn: '$arn', SAMLMetadataDocument: SAMLMetadataDocument, Tags: Tags}" --output json`,
        ),
    "application.json": ({ clientId }: Named) => `az ad app show --id ${shellWord(clientId)} --output json`,
    "service-principal.json": (it: Named) =>
        graph(it, `${principal(it)}?$select=${servicePrincipalFields}&$expand=claimsMappingPolicies`),
    "claims.json": (it: Named) => graph(it, `${principal(it)}/claimsPolicy`, "beta"),
    "policy-uses.json": (it: Named) =>
        forEach(
            `${rest(it, `${principal(it)}/claimsMappingPolicies`)} --query 'value[].id' --output tsv`,
            "id",
            `az rest --url "${graphOf(it)}/v1.0/policies/claimsMappingPolicies/$id/appliesTo" ` +
                `--query "{policyId: '$id', appliesTo: value}" --output json`,
        ),
    "assignments.json": (it: Named) => graph(it, `${principal(it)}/appRoleAssignedTo?$top=999`),
    "groups.json": (it: Named) =>
        forEach(
            `${rest(it, `${principal(it)}/appRoleAssignedTo?$top=999`)} --query "value[?principalType=='Group'].principalId" --output tsv`,
            "id",
            `az rest --url "${graphOf(it)}/v1.0/groups/$id/members?\\$select=id&\\$top=999" ` +
                `--query "{id: '$id', members: value, nextLink: \\"@odata.nextLink\\"}" --output json`,
        ),
    // jq takes the address of the next page out of each.
    "people.json": (it: Named) =>
        `url=${shellText(`${graphOf(it)}/v1.0/users?$select=${personFields}&$top=999`)}; ` +
        `while [ -n "$url" ]; do page=$(az rest --url "$url" --output json) || exit 1; printf '%s\\n' "$page"; ` +
        `url=$(printf '%s' "$page" | jq -r '."@odata.nextLink" // empty'); done`,
} satisfies Record<string, (it: Named) => string>;

const servicePrincipalFields =
    "id,appId,displayName,accountEnabled,appOwnerOrganizationId,appRoleAssignmentRequired,preferredSingleSignOnMode,loginUrl," +
    "samlSingleSignOnSettings,keyCredentials,preferredTokenSigningKeyThumbprint,notificationEmailAddresses,alternativeNames,description,tags";
const personFields = "id,userPrincipalName,mail,employeeId,displayName,givenName,surname,accountEnabled,userType";

export const fileNames = Object.keys(commands) as FileName[];

export function commandFor(name: FileName, it: Named): string {
    return commands[name](it);
}

/** All commands as a script for a shell, which writes the files into a folder. */
export function scriptFor(folder: string, it: Named): string {
    return [
        `mkdir -p ${shellWord(folder)} && cd ${shellWord(folder)}`,
        ...fileNames.map((name) => `${grouped(commandFor(name, it))} > ${name}`),
    ].join("\n");
}

/** A line of several commands writes one file. */
const grouped = (command: string) => (command.startsWith("url=") ? `(${command})` : command);

const ofInstance = ({ instanceId, region }: Named) =>
    `--instance-id ${shellWord(instanceId)}${region === undefined ? "" : ` --region ${shellWord(region)}`}`;

/** Without a Region, IAM is that of the partition `aws`. */
const iam = ({ region }: Named, operation: string) =>
    `aws iam ${operation}${region !== undefined && awsPartitionOf(region) !== "aws" ? ` --region ${shellWord(region)}` : ""}`;

const ofRole = ({ roleName }: Named) => `--role-name ${shellWord(roleName)}`;

const graphOf = ({ environment }: Named) => entraCloud(environment ?? "global").graphUrl;

const rest = (it: Named, path: string, version = "v1.0") =>
    `az rest --url ${shellText(`${graphOf(it)}/${version}/${path}`)}`;
const graph = (it: Named, path: string, version?: string) => `${rest(it, path, version)} --output json`;

/** By the application's id: nobody has to look up another one. */
const principal = ({ clientId }: Named) => `servicePrincipals(appId='${clientId}')`;

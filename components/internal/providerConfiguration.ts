import { misspelledNamespaceProblems, unreadNamespaceWarnings } from "../../rules/configurationKeys";
import { environmentProblem } from "../../rules/entra";
import type { Problem } from "../../rules/problem";
import { guidProblem } from "../../rules/text";
import { unknownKeys } from "./maps";

/** Configuration keys of `@pulumi/aws` 7. The engine passes a misspelled one over in silence. */
export const awsConfigurationKeys: readonly string[] = [
    "accessKey",
    "allowedAccountIds",
    "assumeRoleWithWebIdentity",
    "assumeRoles",
    "customCaBundle",
    "defaultTags",
    "ec2MetadataServiceEndpoint",
    "ec2MetadataServiceEndpointMode",
    "endpoints",
    "forbiddenAccountIds",
    "httpProxy",
    "httpsProxy",
    "ignoreTags",
    "insecure",
    "maxRetries",
    "noProxy",
    "profile",
    "region",
    "retryMode",
    "s3UsEast1RegionalEndpoint",
    "s3UsePathStyle",
    "secretKey",
    "sharedConfigFiles",
    "sharedCredentialsFiles",
    "skipCredentialsValidation",
    "skipMetadataApiCheck",
    "skipRegionValidation",
    "skipRequestingAccountId",
    "stsRegion",
    "tagPolicyCompliance",
    "token",
    "tokenBucketRateLimiterCapacity",
    "useDualstackEndpoint",
    "useFipsEndpoint",
    "userAgents",
];

/** Configuration keys of `@pulumi/azuread` 6. */
export const azureadConfigurationKeys: readonly string[] = [
    "adoPipelineServiceConnectionId",
    "clientCertificate",
    "clientCertificatePassword",
    "clientCertificatePath",
    "clientId",
    "clientIdFilePath",
    "clientSecret",
    "clientSecretFilePath",
    "disableTerraformPartnerId",
    "environment",
    "metadataHost",
    "msiEndpoint",
    "oidcRequestToken",
    "oidcRequestUrl",
    "oidcToken",
    "oidcTokenFilePath",
    "partnerId",
    "tenantId",
    "useAksWorkloadIdentity",
    "useCli",
    "useMsi",
    "useOidc",
];

/** Problems with the two providers' own configuration, as far as they decide who can sign in. */
export function findProviderConfigurationProblems(stored: Readonly<Record<string, string>>): Problem[] {
    return [
        ...unknownConfigurationKeys(stored, "aws", awsConfigurationKeys),
        ...unknownConfigurationKeys(stored, "azuread", azureadConfigurationKeys),
        ...problemOf(stored, "azuread:tenantId", guidProblem),
        ...problemOf(stored, "azuread:environment", environmentProblem),
    ];
}

/** Keys of one namespace of the configuration that nothing reads. */
export function unknownConfigurationKeys(
    stored: Readonly<Record<string, string>>,
    namespace: string,
    known: readonly string[],
): Problem[] {
    const own = Object.keys(stored)
        .filter((key) => key.startsWith(`${namespace}:`))
        .map((key) => [key.slice(namespace.length + 1), true] as const);
    return unknownKeys([], Object.fromEntries(own), known).map(({ path, message }) => ({
        path: [`${namespace}:${path.join(".")}`],
        message,
    }));
}

function problemOf(
    stored: Readonly<Record<string, string>>,
    key: string,
    rule: (value: unknown) => string | undefined,
): Problem[] {
    const message = stored[key] === undefined ? undefined : rule(stored[key]);
    return message === undefined ? [] : [{ path: [key], message }];
}

/** Keys in a misspelled namespace (errors), and namespaces that nothing reads (warnings). */
export function lookAtNamespaces(
    stored: Readonly<Record<string, string>>,
    project: string,
): { problems: Problem[]; warnings: string[] } {
    // The program's own, its two providers', and the engine's.
    const known = [project, "aws", "azuread", "pulumi"];
    const all = Object.keys(stored);
    return { problems: misspelledNamespaceProblems(all, known), warnings: unreadNamespaceWarnings(all, known) };
}

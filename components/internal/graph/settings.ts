/** Where the azuread provider signs in and with what: its configuration, else the variables that it reads. */
import * as pulumi from "@pulumi/pulumi";

/** One setting of the azuread provider by its name, such as `clientId`. */
export type Setting = (name: string) => string | undefined;

/** The variables of each setting, the first one that is set wins. */
const variables: Readonly<Record<string, readonly string[]>> = {
    tenantId: ["ARM_TENANT_ID", "AZURE_TENANT_ID"],
    clientId: ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
    clientIdFilePath: ["ARM_CLIENT_ID_FILE_PATH"],
    clientSecret: ["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"],
    clientSecretFilePath: ["ARM_CLIENT_SECRET_FILE_PATH"],
    clientCertificatePath: ["ARM_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PATH"],
    clientCertificate: ["ARM_CLIENT_CERTIFICATE"],
    clientCertificatePassword: ["ARM_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_CERTIFICATE_PASSWORD"],
    useOidc: ["ARM_USE_OIDC"],
    useAksWorkloadIdentity: ["ARM_USE_AKS_WORKLOAD_IDENTITY"],
    oidcToken: ["ARM_OIDC_TOKEN"],
    oidcTokenFilePath: ["ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"],
    oidcRequestUrl: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
    oidcRequestToken: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
    useMsi: ["ARM_USE_MSI"],
    environment: ["ARM_ENVIRONMENT"],
    // Leads the provider itself to another cloud. So who sets it for this client redirects the provider as well.
    metadataHost: ["ARM_METADATA_HOSTNAME"],
};

/** The settings of the default azuread provider. */
export function azureadSettings(env: NodeJS.ProcessEnv = process.env): Setting {
    const config = new pulumi.Config("azuread");
    return (name) => config.get(name) || variables[name]?.map((variable) => env[variable]).find(Boolean) || undefined;
}

/**
 * What clients read before they ask for anything: the endpoints of a cloud (go-azure-sdk, with ARM_METADATA_HOSTNAME), and those of
 * a tenant's sign-in (MSAL). All of them lead back to this server.
 */
import type { Answer } from "./route";

/** https://github.com/hashicorp/go-azure-sdk/blob/main/sdk/internal/metadata/client.go reads these, of API version 2022-09-01. */
export function cloudMetadata(origin: string, tenantId: string): Answer {
    return {
        status: 200,
        body: {
            name: "Rehearsal",
            portal: origin,
            graph: `${origin}/`,
            graphAudience: `${origin}/`,
            microsoftGraphResourceId: `${origin}/`,
            resourceManager: `${origin}/`,
            authentication: {
                loginEndpoint: origin,
                audiences: [origin],
                tenant: tenantId,
                identityProvider: "AAD",
            },
            suffixes: {},
        },
    };
}

/** https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#fetch-the-openid-configuration-document */
export function openIdConfiguration(origin: string, tenant: string): Answer {
    const at = `${origin}/${tenant}`;
    return {
        status: 200,
        body: {
            authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
            token_endpoint: `${at}/oauth2/v2.0/token`,
            token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
            jwks_uri: `${at}/discovery/v2.0/keys`,
            issuer: `${at}/v2.0`,
            response_types_supported: ["token"],
            response_modes_supported: ["query"],
            subject_types_supported: ["pairwise"],
            id_token_signing_alg_values_supported: ["ES256"],
            scopes_supported: [".default"],
            msgraph_host: new URL(origin).host,
            cloud_graph_host_name: new URL(origin).host,
            tenant_region_scope: "EU",
        },
    };
}

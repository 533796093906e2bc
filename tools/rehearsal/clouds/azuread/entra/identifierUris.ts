/**
 * Which identifier URIs an application may be given:
 * https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions (the tenant's policy)
 * https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation (length, wildcards)
 */
import type { GraphError } from "./errors";
import { badRequest, invalidValue } from "./errors";
import type { IdentifierUriPolicy } from "./objects";

/** What Entra looks at when an identifier URI is added. */
export interface IdentifierUriContext {
    readonly tenantId: string;
    readonly verifiedDomains: readonly string[];
    readonly policy: IdentifierUriPolicy;
    readonly appId: string;
    readonly requestedAccessTokenVersion: number;
    /** Of the application's service principal, where it has one. */
    readonly preferredSingleSignOnMode: string | null;
}

const maxLength = 255;

/** The refusal of a new identifier URI, if it is refused. Uniqueness is the directory's business, not this function's. */
export function refuseIdentifierUri(uri: string, context: IdentifierUriContext): GraphError | undefined {
    if (uri.endsWith("/")) {
        return badRequest(`Application alias '${uri}' value is invalid.`, "IdentifierUrisEndsWithSlash");
    }
    if (uri.length > maxLength) {
        return invalidValue("identifierUris", "Application", `at most ${maxLength} characters, got ${uri.length}`);
    }
    if (/[*\s]/.test(uri)) {
        return invalidValue("identifierUris", "Application", "no wildcards and no white space");
    }
    return refuseByPolicy(uri, context);
}

/** Whether the tenant's policy alone lets this identifier URI stand. */
export function refuseByPolicy(uri: string, context: IdentifierUriContext): GraphError | undefined {
    if (namesTenantOrApplication(uri, context) || isExempt(context)) {
        return undefined;
    }
    if (context.policy.enforced) {
        return badRequest(
            `Failed to add identifier URI ${uri}. All newly added URIs must contain a tenant verified domain, tenant ID, ` +
                "or app ID, as per the default tenant policy of your organization. See " +
                "https://aka.ms/identifier-uri-addition-error for more information on this error.",
        );
    }
    // Without the policy of 2025 the rule of 2021 is left, for web addresses only.
    return /^https?:/i.test(uri)
        ? badRequest(
              `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
              "HostNameNotOnVerifiedDomain",
          )
        : undefined;
}

function isExempt({ policy, requestedAccessTokenVersion, preferredSingleSignOnMode }: IdentifierUriContext): boolean {
    return (
        (policy.excludeAppsReceivingV2Tokens && requestedAccessTokenVersion === 2) ||
        (policy.excludeSaml && preferredSingleSignOnMode?.toLowerCase() === "saml")
    );
}

/** `{scheme}://` with the tenant's or application's id as a segment, or with a verified domain (or below it) as the host. */
function namesTenantOrApplication(uri: string, { tenantId, appId, verifiedDomains }: IdentifierUriContext): boolean {
    const [, rest] = /^[a-z][a-z\d+.-]*:\/\/(.+)$/i.exec(uri) ?? [];
    if (rest === undefined) {
        return false;
    }
    const segments = rest.toLowerCase().split(/[/?#]/);
    const host = segments[0]?.replace(/:\d+$/, "") ?? "";
    const ids = [tenantId.toLowerCase(), appId.toLowerCase()];
    return (
        segments.some((segment) => ids.includes(segment)) ||
        verifiedDomains.some((domain) => host === domain.toLowerCase() || host.endsWith(`.${domain.toLowerCase()}`))
    );
}

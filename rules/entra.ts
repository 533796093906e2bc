/** What Entra accepts for a SAML application and its certificates. */
import { mapKeyProblem } from "./mapKeys";
import { hasControlCharacter, hasLoneSurrogate, nonEmptyTextProblem, quote, tryUrl } from "./text";

export {
    certificateDisplayNameProblem,
    certificateEndWarning,
    certificateNameProblem,
    endDateProblem,
    endDateRangeProblem,
    firstNoticeDays,
} from "./entraCertificates";
export {
    activateCertificateCommand,
    entraCloud,
    entraEntityId,
    entraEnvironments,
    entraSingleSignOnUrl,
    environmentProblem,
    findAssignmentCommand,
    signInUrl,
} from "./entraClouds";

/**
 * Tags by which the portal shows an application among those with single sign-on by SAML, and how it hides one from My Apps
 * (azuread provider, `feature_tags`).
 */
export const portalTags = {
    customSingleSignOn: "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
    enterprise: "WindowsAzureActiveDirectoryIntegratedApp",
    hide: "HideApp",
} as const;

/** What only URIs hold: no blanks, controls, quotes, brackets or characters beyond ASCII (RFC 3986). */
const uriCharacters = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * The application's identifier, the audience of its assertions: an absolute URI or URN of at most 255 characters that
 * does not end in "/" (Microsoft, "Validation differences by supported account types"; no wildcards). A "#" is allowed:
 * Entra cuts it and what follows from the audience.
 */
export function identifierProblem(value: unknown): string | undefined {
    const rule = "must be an absolute URI or URN of at most 255 characters without spaces";
    if (typeof value !== "string" || value.length > 255 || !uriCharacters.test(value)) {
        return `${rule}, got ${quote(value)}`;
    }
    if (!/^[a-z][a-z0-9+.-]*:[^#]/i.test(value) || /^urn:(?![^:#]+:[^#])/i.test(value) || hostIsMissing(value)) {
        return `${rule}, got ${quote(value)}; write for example "urn:amazon:webservices"`;
    }
    if (value.includes("*")) {
        return `must not contain a wildcard, got ${quote(value)}; write the whole identifier`;
    }
    return value.endsWith("/")
        ? `must not end in "/", got ${quote(value)}; write ${quote(value.replace(/\/+$/, ""))}`
        : undefined;
}

function hostIsMissing(value: string): boolean {
    return /^https?:/i.test(value) && (!/^https?:\/\/[^/?#]/i.test(value) || tryUrl(value) === undefined);
}

/**
 * The reply URL: https, at most 256 characters, no fragment, no wildcard and none of `! $ ' ( ) , ;` (Microsoft, redirect
 * URI restrictions). An address without a path needs its "/": Entra adds one, which then shows as a difference.
 */
export function replyUrlProblem(value: unknown): string | undefined {
    if (typeof value === "string" && value.length > 256) {
        return `must be an https address of at most 256 characters, got ${quote(value)} (${value.length} characters)`;
    }
    if (typeof value === "string" && /^https:\/\/[^#\s]*#/i.test(value)) {
        return `must not contain "#" (only the identifier may), got ${quote(value)}; write ${quote(value.split("#")[0])}`;
    }
    if (typeof value === "string" && value.includes("*")) {
        return `must not contain a wildcard, got ${quote(value)}; write the whole address`;
    }
    if (typeof value === "string" && /^https:\/\/[^/?#\s]+$/i.test(value) && httpsUrlProblem(value) === undefined) {
        return `must have a path, at least "/", got ${quote(value)}; write ${quote(`${value}/`)}`;
    }
    if (typeof value === "string" && /[!$'(),;]/.test(value)) {
        return `must not contain any of ! $ ' ( ) , ; in a reply URL, got ${quote(value)}; write another address`;
    }
    if (typeof value === "string" && /%(?![0-9a-f]{2})/i.test(value)) {
        return `must have two hexadecimal digits after each "%", got ${quote(value)}; write a "%" itself as "%25"`;
    }
    return httpsUrlProblem(value);
}

/** The relay state: an absolute https address. */
export function relayStateProblem(value: unknown): string | undefined {
    return httpsUrlProblem(value);
}

function httpsUrlProblem(value: unknown): string | undefined {
    const isUri = typeof value === "string" && uriCharacters.test(value) && /^https:\/\/[^/?#]/i.test(value);
    const url = isUri ? tryUrl(value) : undefined;
    if (url === undefined) {
        const cure =
            typeof value === "string" && /^http:\/\/\S+$/i.test(value)
                ? `; write ${quote(value.replace(/^http:/i, "https:"))}`
                : "";
        return `must be an absolute https address, got ${quote(value)}${cure}`;
    }
    return url.username === "" && url.password === ""
        ? undefined
        : "must not contain a user name or password; remove everything before the @";
}

/**
 * The name people see in My Apps: not blank, at most 120 characters. Graph's page of the application resource says 256,
 * but Entra refuses more than 120 (reported for applications by Microsoft's own tools: microsoft-365-agents-toolkit,
 * "The maximum length is 120"). The stricter counts.
 */
export function displayNameProblem(value: unknown): string | undefined {
    const blank = nonEmptyTextProblem(value);
    if (blank !== undefined || typeof value !== "string") {
        return blank;
    }
    if (value.length > 120) {
        return `must be at most 120 characters, got ${quote(value)} (${value.length} characters)`;
    }
    return hasControlCharacter(value) || hasLoneSurrogate(value)
        ? `must not contain control characters or invalid Unicode, got ${quote(value)}`
        : undefined;
}

/** Who is told 60, 30 and 7 days before a certificate ends: up to five different addresses, as in Entra's portal. */
export function notificationEmailAddressesProblem(value: unknown): string | undefined {
    if (!Array.isArray(value) || value.length > 5) {
        const count = Array.isArray(value) ? `${value.length} of them` : quote(value);
        return `must be a list of at most 5 e-mail addresses, got ${count}`;
    }
    const wrong = value.find(
        (one) =>
            typeof one !== "string" ||
            one.length > 254 ||
            hasLoneSurrogate(one) ||
            !/^[^\s@"<>(),;:]+@[^\s@"<>(),;:]+\.[a-z0-9-]+$/i.test(one),
    );
    if (wrong !== undefined || value.includes(undefined)) {
        return `must be a list of e-mail addresses such as "operations@contoso.example", got ${quote(wrong)}`;
    }
    const lower = value.map((one: string) => one.toLowerCase());
    const twin = value.find((_, index) => lower.indexOf(lower[index] ?? "") !== index);
    return twin && `must not list an address twice, got ${quote(twin)} twice`;
}

/** A service principal's resource id, `/servicePrincipals/<object id>`, as azuread calls its `id`. */
export function servicePrincipalIdProblem(value: unknown): string | undefined {
    return typeof value === "string" && /^\/servicePrincipals\/[0-9a-f-]{36}$/i.test(value)
        ? undefined
        : `must be a resource id "/servicePrincipals/<object id>", got ${quote(value)}. Write the id of the service principal, not its object id`;
}

/** A name of the reader's for a group, which becomes part of a resource's name. */
export function groupNameProblem(value: unknown): string | undefined {
    const taken = mapKeyProblem(value);
    if (taken !== undefined) {
        return taken;
    }
    return typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$/.test(value)
        ? undefined
        : `must be a name of 1 to 64 letters, digits, spaces or . _ -, beginning with a letter or digit, got ${quote(value)}`;
}

/** Which redirect URIs an application may have: https://learn.microsoft.com/entra/identity-platform/reply-url */
import type { GraphError } from "./errors";
import { invalidValue } from "./errors";
import type { RedirectUriType } from "./objects";

const maxCount = 256;
const maxLength = 256;
const resources = { Web: "WebApplication", SPA: "SpaApplication", PublicClient: "PublicClientApplication" } as const;

/** The refusal of a list of redirect URIs, if it is refused. Graph's exact words are not published; the rules are. */
export function refuseRedirectUris(type: RedirectUriType, uris: readonly string[]): GraphError | undefined {
    const refuse = (why: string) => invalidValue("redirectUris", resources[type], why);
    if (uris.length > maxCount) {
        return refuse(`at most ${maxCount} redirect URIs, got ${uris.length}`);
    }
    for (const uri of uris) {
        const why = whyNotARedirectUri(type, uri);
        if (why !== undefined) {
            return refuse(`${uri}: ${why}`);
        }
    }
    return undefined;
}

function whyNotARedirectUri(type: RedirectUriType, uri: string): string | undefined {
    if (uri.length > maxLength) {
        return `at most ${maxLength} characters, got ${uri.length}`;
    }
    if (uri.includes("#")) {
        return "a redirect URI has no fragment";
    }
    if (/[!$'(),;\s]/.test(uri)) {
        return "the characters ! $ ' ( ) , ; and white space are not supported";
    }
    if (/^http:/i.test(uri) && !/^http:\/\/(localhost|127\.0\.0\.1)([:/?]|$)/i.test(uri)) {
        return "must start with https, unless it is on localhost";
    }
    if (type === "SPA" && !/^https?:/i.test(uri)) {
        return "must start with https, unless it is on localhost";
    }
    return undefined;
}

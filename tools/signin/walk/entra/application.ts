/** The application as Entra looks at it, before it looks at the person. */

import { shellWord } from "../../../../rules/shell";
import { quote } from "../../../../rules/text";
import type { EntraApplication, ServicePrincipal } from "../../../deployment/deployment";
import { readIntoStack } from "../../../deployment/readIntoStack";
import { isUnreadable, type Readable } from "../../../deployment/unreadable";
import type { Option, Trail } from "../trail";

/** Whether it is there, enabled and meant for SAML. */
export function openApplication(trail: Trail, application: EntraApplication): ServicePrincipal {
    const { servicePrincipal } = application;
    const { name, clientId, isManaged, unreadParts } = application;
    if (servicePrincipal === undefined && isManaged !== true) {
        const id = isUnreadable(clientId) ? "<client id>" : shellWord(clientId);
        return trail.cannotGoOn("servicePrincipal", {
            what: `the service principal of the application ${name}`,
            why: "the stack does not hold it, and does not show one that was created elsewhere",
            supply: `${readIntoStack("azuread.ServicePrincipal", "/servicePrincipals/<object id>")} (the object id: \`az ad sp show --id ${id} --query id\`)`,
        });
    }
    if (servicePrincipal === undefined) {
        return trail.stop("noServicePrincipal", "missing", {
            about: "servicePrincipal",
            seen: "none in the stack",
        });
    }
    trail.checked("servicePrincipal");
    const enabled = trail.tryRead("applicationEnabled", servicePrincipal.accountEnabled);
    if (enabled === false) {
        return trail.stop("applicationDisabled", "disabled", {
            about: "applicationEnabled",
            seen: "accountEnabled: false",
            expected: "true",
        });
    }
    if (enabled === true) {
        trail.checked("applicationEnabled", "accountEnabled: true");
    }
    checkNotDisabledByMicrosoft(trail, application);
    const { preferredSingleSignOnMode } = servicePrincipal;
    const mode = trail.tryRead(
        "samlMode",
        preferredSingleSignOnMode === "" ? (unreadParts ?? "") : preferredSingleSignOnMode,
    );
    if (mode !== undefined && mode !== "saml") {
        const seen = mode === "" ? "no preferredSingleSignOnMode" : `preferredSingleSignOnMode: ${mode}`;
        return trail.stop(
            "notSamlMode",
            "otherMode",
            { about: "samlMode", seen, expected: "saml" },
            { seen: mode === "" ? "not set" : quote(mode) },
        );
    }
    if (mode !== undefined) {
        trail.checked("samlMode", mode);
    }
    return servicePrincipal;
}

function checkNotDisabledByMicrosoft(trail: Trail, { disabledByMicrosoft }: EntraApplication): void {
    const about = "notDisabledByMicrosoft";
    const status = disabledByMicrosoft === undefined ? undefined : trail.tryRead(about, disabledByMicrosoft);
    if (status !== undefined) {
        trail.stop("disabledByMicrosoft", "disabled", { about, seen: status, expected: "NotDisabled" });
    }
}

/** The reply URL, to which the response goes: `SAML:aud` and the assertion's Recipient. Undefined where it is not known. */
export function replyUrlOf(trail: Trail, application: EntraApplication): string | undefined {
    const about = "replyUrl";
    const urls = trail.tryRead(about, unlessEmpty(application.replyUrls, application));
    if (urls === undefined) {
        return undefined;
    }
    if (urls.length === 0) {
        return trail.stop("noReplyUrl", "none", { about, seen: "none", expected: "the AWS sign-in endpoint" });
    }
    const url = trail.oneOf(about, inWords(urls), {
        what: "which of the application's reply URLs is the default",
        why: `it has ${urls.length}, and azuread keeps them without an order`,
        supply: "leave the AWS sign-in endpoint as its only reply URL",
    });
    trail.checked(about, urls.join(" or "));
    return url;
}

/** An empty list is open where a resource that is not read may fill it. */
const unlessEmpty = (list: Readable<string[]>, { unreadParts }: EntraApplication): Readable<string[]> =>
    unreadParts !== undefined && !isUnreadable(list) && list.length === 0 ? unreadParts : list;

const inWords = (values: readonly string[]): Option<string>[] =>
    [...values].sort().map((value) => ({ value, words: quote(value) }));

/**
 * The identifier as Entra issues it: what begins with `#` only tells applications apart within the directory. Undefined where it
 * is not known.
 */
export function audienceOf(
    trail: Trail,
    application: EntraApplication,
    override: string | undefined,
): string | undefined {
    if (override !== undefined) {
        trail.checked("audienceOverride", override);
        return override;
    }
    const about = "identifier";
    const identifiers = trail.tryRead(about, unlessEmpty(application.identifierUris, application));
    if (identifiers === undefined) {
        return undefined;
    }
    if (identifiers.length === 0) {
        return trail.stop("noIdentifier", "none", { about, seen: "none", expected: "urn:amazon:webservices" });
    }
    const first = trail.oneOf(about, inWords(identifiers), {
        what: "which of the application's identifiers Entra issues as the audience",
        why: `it has ${identifiers.length}`,
        supply: "run `pulumi refresh`, then export the stack again: a former one may still be listed; if all are the application's, leave it one",
    });
    trail.checked(about, identifiers.join(" or "));
    const audience = first.replace(/#.*$/s, "");
    if (audience !== first) {
        trail.assumed("identifierSuffix", "Microsoft documents it for applications of its gallery", audience);
    }
    return audience;
}

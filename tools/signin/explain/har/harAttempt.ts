/** What the steps of one recorded sign-in show. */

import { defined } from "../../../../rules/record";
import { isUserName, pageCodes } from "../input/page";
import { rolesOfPage } from "../input/rolePage";
import { redactText, redactUrl } from "../redact";
import { type Framed, framedLogin } from "./harFrame";
import { type PostedInHar, postedResponse } from "./harResponse";
import { isAwsReplyUrl, isPostToService, type Step, type Steps } from "./harSplit";
import { placeOf, queryValue, type Station } from "./hosts";

/** More pages than a sign-in has; of more, the first and the last are kept: the refusal is at the end. */
const mostPages = 60;

/** One sign-in. All of it is redacted and may be shown, `samlResponse` excepted. */
export interface HarAttempt extends PostedInHar {
    /** RFC 3339, as the recording has it. */
    startedAt?: string;
    /** Where it begins; undefined where that is none of the clouds' pages. */
    startedAtStation?: Station;
    /** When it was posted, RFC 3339 as the recording has it; of Entra's page where the recording has no post. */
    postedAt?: string;
    /** Of the answer to the post. */
    responseStatus?: number;
    /** Entra's codes, each once: `AADSTS50105`. */
    codes: string[];
    pages: HarPage[];
    /** A login page that was loaded in a frame and forbids that. */
    framed?: Framed;
    /** The name under which the person signed in to Microsoft, where a page or request says. */
    userHint?: string;
    /**
     * Entra was asked with a SAMLRequest, and not by way of its own access page: the sign-in was started by the service,
     * which AWS does not do.
     */
    samlRequestTo?: string;
    /** AWS's reply URL was asked without a SAMLResponse. */
    withoutSamlResponse?: { url: string; method: string; status?: number };
    /** The first address below `/connect/federate` that the browser asked for or was sent to. */
    federateUrl?: string;
    /** After the post the browser came to the console, and never to `/connect/federate`. */
    consoleUrl?: string;
    /** The instance's own page that was reached. */
    connectUrl?: string;
    /** AWS asked which of these roles to take (ARNs). */
    rolesOffered?: string[];
    /** The one that was taken. */
    roleChosen?: string;
    /** Hosts of Microsoft Defender's reverse proxy (`….mcas.ms`). */
    proxyHosts: string[];
    /** What the recording does not have: clauses. */
    notes: string[];
}

export interface HarPage {
    url: string;
    /** Undefined: no answer. */
    status?: number;
    title?: string;
    /** The words of the page, at most about 4,000 characters; "" where the recording has none. */
    text: string;
    /** `net::ERR_BLOCKED_BY_RESPONSE`. */
    browserError?: string;
}

export function readAttempt(steps: Steps): HarAttempt {
    const [first] = steps;
    const posts = steps.filter(isPostToService);
    const post = posts.find(({ posted }) => posted?.has("SAMLResponse")) ?? posts[0];
    const { notes, ...saml } = postedResponse(steps, post);
    return defined({
        startedAt: first?.startedAt,
        startedAtStation: first?.place.station,
        ...saml,
        postedAt: post?.startedAt ?? (saml.samlResponse === undefined ? undefined : pageAt(steps)),
        responseStatus: post?.status,
        codes: [...new Set(steps.flatMap(codesOf))],
        pages: [...steps.slice(0, mostPages / 2), ...steps.slice(mostPages / 2).slice(-mostPages / 2)].map(harPage),
        framed: framedLogin(steps),
        userHint: userHint(steps),
        samlRequestTo: redacted(samlRequestTo(steps)),
        withoutSamlResponse: withoutSamlResponse(steps),
        ...rolesIn(steps),
        ...addressesReached(steps, post),
        proxyHosts: [...new Set(steps.flatMap(({ place }) => (place.behind === undefined ? [] : [place.host])))],
        notes: [...notes, ...missing(steps)],
    });
}

/** When Entra's page with the response came. */
function pageAt(steps: Steps): string | undefined {
    return steps.findLast(({ body }) => body?.includes("SAMLResponse") === true)?.startedAt;
}

function harPage({ url, status, page, browserError = "" }: Step): HarPage {
    return defined({
        url: redactUrl(url),
        status,
        title: page?.title && redactText(page.title),
        text: redactText(page?.text ?? ""),
        browserError: /^(?:net::ERR|NS_ERROR)_[A-Z_]{1,60}$/.exec(browserError)?.[0],
    });
}

function codesOf({ redirectedTo = "", page }: Step): string[] {
    const description = queryValue(redirectedTo, "error_description") ?? "";
    return [...(page?.codes ?? []), ...pageCodes(description)];
}

function userHint(steps: Steps): string | undefined {
    const candidates = steps.flatMap(({ url, posted, page }) => [
        ...["loginfmt", "login", "username"].map((name) => posted?.get(name)),
        page?.userHint,
        ...["login_hint", "username"].map((name) => queryValue(url, name)),
    ]);
    return candidates.find((name) => name !== undefined && isUserName(name));
}

function rolesIn(steps: Steps): Pick<HarAttempt, "rolesOffered" | "roleChosen"> {
    const atAws = steps.filter(({ place }) => place.station === "awsSignIn");
    const offered = atAws.map(({ body }) => rolesOfPage(body ?? "")).find((roles) => roles !== undefined);
    const chosen = atAws
        .map(({ posted }) => posted?.get("roleIndex"))
        .find((role) => role !== undefined && role !== "");
    return { rolesOffered: offered?.map(redactText), roleChosen: chosen && redactText(chosen) };
}

function samlRequestTo(steps: Steps): string | undefined {
    const fromAccessPage = steps.some(({ place }) => place.station === "accessPage");
    const asked = steps.find(
        ({ place, posted, url }) =>
            place.station === "entra" &&
            (posted?.has("SAMLRequest") === true || queryValue(url, "SAMLRequest") !== undefined),
    );
    return fromAccessPage ? undefined : asked?.url;
}

function withoutSamlResponse(steps: Steps): HarAttempt["withoutSamlResponse"] {
    const found = steps.filter(isAwsReplyUrl).find(({ url, method, posted, page }) => {
        const saysSo = /did not include a SAML response/i.test(page?.text ?? "");
        const lacks = method === "POST" ? posted?.has("SAMLResponse") === false : method === "GET";
        return saysSo || (lacks && queryValue(url, "SAMLResponse") === undefined);
    });
    return found && defined({ url: redactUrl(found.url), method: found.method.slice(0, 10), status: found.status });
}

function addressesReached(steps: Steps, post: Step | undefined) {
    const after = post === undefined ? steps : steps.slice(steps.indexOf(post));
    const reached = after.flatMap(({ url, redirectedTo = "" }) => [url, redirectedTo]);
    const at = (station: Station) => redacted(reached.find((url) => placeOf(url)?.station === station));
    const federateUrl = at("federate");
    return {
        federateUrl,
        consoleUrl: post === undefined || federateUrl !== undefined ? undefined : at("console"),
        connectUrl: redacted(pageOfInstance(after)),
    };
}

/** A page of the instance that came, or that the browser was sent to at the end of the recording; not one that was refused. */
function pageOfInstance(steps: Steps): string | undefined {
    const asked = steps.filter(({ place }) => place.station === "connect");
    if (asked.length > 0) {
        return asked.find(({ status = 0 }) => status >= 200 && status < 400)?.url;
    }
    return steps.map(({ redirectedTo = "" }) => redirectedTo).find((url) => placeOf(url)?.station === "connect");
}

/** What a second recording should have. */
function missing(steps: Steps): string[] {
    const silent = steps.filter(({ mimeType, body }) => /html/.test(mimeType) && body === undefined);
    const beside = silent.filter(({ bodyBeside }) => bodyBeside).length;
    const without = silent.filter(({ bodyBeside, status = 0 }) => !bodyBeside && status < 300).length;
    return [
        ...(beside > 0
            ? [
                  `the content of some pages (${beside}) is in files beside the recording: embed it (\`content: "embed"\`)`,
              ]
            : []),
        ...(without > 0 ? [`the recording lacks the content of some pages (${without}): save it "with content"`] : []),
        ...(steps.length > mostPages
            ? [`only the first and last ${mostPages / 2} of ${steps.length} pages are shown`]
            : []),
    ];
}

const redacted = (url: string | undefined) => url && redactUrl(url);

/** What the steps of one recorded sign-in show. */

import { defined } from "../../../../rules/record";
import { isUserName, type PageText, pageCodes } from "../input/page";
import { rolesOfPage } from "../input/rolePage";
import { redactText, redactUrl } from "../redact";
import type { HarEntry } from "./harEntry";
import { type Framed, framedLogin } from "./harFrame";
import { type PostedInHar, postedResponse } from "./harResponse";
import { isAwsReplyUrl, isPostToService, type Steps } from "./harSplit";
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
    station?: Station;
    /** Undefined: no answer. */
    status?: number;
    title?: string;
    /** The words of the page, at most about 4,000 characters; "" where the recording has none. */
    text: string;
    redirectedTo?: string;
    /** `net::ERR_BLOCKED_BY_RESPONSE`. */
    browserError?: string;
}

export function readAttempt(steps: Steps): HarAttempt {
    const first = steps[0]?.entry;
    const posts = steps.map(({ entry }) => entry).filter(isPostToService);
    const post = posts.find(({ posted }) => posted?.has("SAMLResponse")) ?? posts[0];
    const { notes, ...saml } = postedResponse(steps, post);
    return defined({
        startedAt: first?.startedAt,
        startedAtStation: first?.place.station,
        ...saml,
        postedAt: post?.startedAt ?? (saml.samlResponse === undefined ? undefined : pageAt(steps)),
        responseStatus: post?.status,
        codes: [...new Set(steps.flatMap(codesOf))],
        pages: [...steps.slice(0, mostPages / 2), ...steps.slice(mostPages / 2).slice(-mostPages / 2)].map(
            ({ entry, page }) => harPage(entry, page),
        ),
        framed: framedLogin(steps.map(({ entry }) => entry)),
        userHint: userHint(steps),
        samlRequestTo: redacted(samlRequestTo(steps)),
        withoutSamlResponse: withoutSamlResponse(steps),
        ...rolesIn(steps),
        ...addressesReached(steps, post),
        proxyHosts: [...new Set(steps.map(({ entry }) => entry.place).flatMap((at) => (at.proxied ? [at.host] : [])))],
        notes: [...notes, ...missing(steps)],
    });
}

/** When Entra's page with the response came. */
function pageAt(steps: Steps): string | undefined {
    return steps.findLast(({ entry }) => entry.body?.includes("SAMLResponse") === true)?.entry.startedAt;
}

function harPage(entry: HarEntry, page: PageText | undefined): HarPage {
    const error = /^(?:net::ERR|NS_ERROR)_[A-Z_]{1,60}$/.exec(entry.browserError ?? "")?.[0];
    return defined({
        url: redactUrl(entry.url),
        station: entry.place.station,
        status: entry.status,
        title: page?.title && redactText(page.title),
        text: redactText(page?.text ?? ""),
        redirectedTo: redacted(entry.redirectedTo),
        browserError: error,
    });
}

function codesOf({ entry, page }: Steps[number]): string[] {
    const description = queryValue(entry.redirectedTo ?? "", "error_description") ?? "";
    return [...(page?.codes ?? []), ...pageCodes(description)];
}

function userHint(steps: Steps): string | undefined {
    const candidates = steps.flatMap(({ entry, page }) => [
        ...["loginfmt", "login", "username"].map((name) => entry.posted?.get(name)),
        page?.userHint,
        ...["login_hint", "username"].map((name) => queryValue(entry.url, name)),
    ]);
    return candidates.find((name) => name !== undefined && isUserName(name));
}

function rolesIn(steps: Steps): Pick<HarAttempt, "rolesOffered" | "roleChosen"> {
    const atAws = steps.filter(({ entry }) => entry.place.station === "awsSignIn").map(({ entry }) => entry);
    const offered = atAws.map(({ body }) => rolesOfPage(body ?? "")).find((roles) => roles !== undefined);
    const chosen = atAws
        .map(({ posted }) => posted?.get("roleIndex"))
        .find((role) => role !== undefined && role !== "");
    return { rolesOffered: offered?.map(redactText), roleChosen: chosen && redactText(chosen) };
}

function samlRequestTo(steps: Steps): string | undefined {
    const fromAccessPage = steps.some(({ entry }) => entry.place.station === "accessPage");
    const asked = steps.find(
        ({ entry: { place, posted, url } }) =>
            place.station === "entra" &&
            (posted?.has("SAMLRequest") === true || queryValue(url, "SAMLRequest") !== undefined),
    );
    return fromAccessPage ? undefined : asked?.entry.url;
}

function withoutSamlResponse(steps: Steps): HarAttempt["withoutSamlResponse"] {
    const found = steps.find(({ entry, page }) => {
        const saysSo = /did not include a SAML response/i.test(page?.text ?? "");
        const lacks = entry.method === "POST" ? entry.posted?.has("SAMLResponse") === false : entry.method === "GET";
        const asked = queryValue(entry.url, "SAMLResponse") !== undefined;
        return isAwsReplyUrl(entry) && (saysSo || (lacks && !asked));
    })?.entry;
    return found && defined({ url: redactUrl(found.url), method: found.method.slice(0, 10), status: found.status });
}

function addressesReached(steps: Steps, post: HarEntry | undefined) {
    const from = post === undefined ? 0 : steps.findIndex(({ entry }) => entry === post);
    const reached = steps.slice(from).flatMap(({ entry }) => [entry.url, entry.redirectedTo ?? ""]);
    const at = (station: Station) => redacted(reached.find((url) => placeOf(url)?.station === station));
    const federateUrl = at("federate");
    return {
        federateUrl,
        consoleUrl: post === undefined || federateUrl !== undefined ? undefined : at("console"),
        connectUrl: redacted(pageOfInstance(steps.slice(from))),
    };
}

/** A page of the instance that came, or that the browser was sent to at the end of the recording; not one that was refused. */
function pageOfInstance(steps: Steps): string | undefined {
    const asked = steps.map(({ entry }) => entry).filter(({ place }) => place.station === "connect");
    if (asked.length > 0) {
        return asked.find(({ status = 0 }) => status >= 200 && status < 400)?.url;
    }
    return steps.map(({ entry }) => entry.redirectedTo ?? "").find((url) => placeOf(url)?.station === "connect");
}

/** What a second recording should have. */
function missing(steps: Steps): string[] {
    const silent = steps.filter(({ entry }) => /html/.test(entry.mimeType) && entry.body === undefined);
    const beside = silent.filter(({ entry }) => entry.bodyBeside).length;
    const without = silent.filter(({ entry }) => !entry.bodyBeside && (entry.status ?? 0) < 300).length;
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

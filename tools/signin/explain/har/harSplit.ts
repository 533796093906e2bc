/** Where in a recording one sign-in ends and the next begins. */

import { type PageText, pageCodes, pageText } from "../input/page";
import type { HarEntry } from "./harEntry";
import { queryValue } from "./hosts";

export interface Step extends HarEntry {
    /** Where the answer is a page, or an answer of Entra's with an error in it. */
    page?: PageText;
}

/** The steps of one sign-in, in the order of time. */
export type Steps = Step[];

interface Current {
    steps: Steps;
    /** A SAMLResponse has gone out; what follows is AWS's and Connect's. */
    posted?: HarEntry;
    /** Entra has refused. */
    refused: boolean;
    redirects: Set<string>;
    asked: Set<string>;
}

/** Entries that have nothing to do with a sign-in are left out. */
export function splitAttempts(entries: HarEntry[]): { attempts: Steps[]; otherApplications: number } {
    const found: Current[] = [];
    let current: Current | undefined;
    for (const entry of entries) {
        const step = stepOf(entry);
        if (begins(entry, current) || (current === undefined && saysExpired(step))) {
            current = { steps: [], refused: false, redirects: new Set(), asked: new Set() };
            found.push(current);
        }
        if (step !== undefined && current !== undefined) {
            add(current, step);
        }
    }
    const attempts = found.map(({ steps }) => steps).filter((steps) => steps.some(concernsAws));
    return { attempts, otherApplications: found.length - attempts.length };
}

function add(current: Current, step: Step): void {
    current.steps.push(step);
    current.asked.add(step.url);
    if (step.redirectedTo !== undefined) {
        current.redirects.add(step.redirectedTo);
    }
    if (isPostToService(step)) {
        current.posted = step;
    }
    current.refused ||= step.place.station === "entra" && (step.page?.codes.length ?? 0) > 0;
}

function begins(entry: HarEntry, current: Current | undefined): boolean {
    if (current === undefined) {
        return (
            isPostToService(entry) || startsAtEntra(entry) || isAwsReplyUrl(entry) || entry.place.station === "federate"
        );
    }
    if (current.redirects.has(entry.url)) {
        return false;
    }
    if (isPostToService(entry)) {
        // The page on which one of several roles is chosen posts the same response again.
        return current.posted !== undefined && entry.posted?.has("roleIndex") !== true;
    }
    const isOver = current.posted !== undefined || current.refused || saysExpired(current.steps[0]);
    return startsAtEntra(entry) && (isOver || startsAgain(entry, current));
}

/** An instance's page that was opened without a session: a sign-in that began at Connect, and got no further. */
function saysExpired(step: Step | undefined): boolean {
    return step?.place.station === "connect" && /\bsession\s{1,9}(?:has\s{1,9})?expired\b/i.test(step.page?.text ?? "");
}

/** The user access URL asked once more. */
function startsAgain(entry: HarEntry, current: Current): boolean {
    return entry.place.station === "accessPage" && current.asked.has(entry.url);
}

/** A SAML response on its way to AWS, or to whatever stands in its place; one to Entra comes from a federated organisation. */
export function isPostToService({ method, posted, place }: HarEntry): boolean {
    const toEntra = place.station === "entra" || place.station === "accessPage";
    return (
        method === "POST" &&
        !toEntra &&
        (posted?.has("SAMLResponse") === true || isReplyPath(place.station, place.path))
    );
}

/** AWS's reply URL, asked in whatever way. */
export function isAwsReplyUrl({ place }: HarEntry): boolean {
    return isReplyPath(place.station, place.path);
}

function isReplyPath(station: string | undefined, path: string): boolean {
    return station === "awsSignIn" && /^\/saml(?:\/|$)/.test(path);
}

function startsAtEntra({ method, place, url, posted }: HarEntry): boolean {
    if (place.station === "accessPage") {
        return (
            method === "GET" &&
            /^\/(?:api\/)?(?:signin|applications\/(?:signin|redirecttofederatedapplication))/i.test(place.path)
        );
    }
    if (place.station !== "entra") {
        return false;
    }
    const page = /\/(?:saml2|login|wsfed|oauth2(?:\/v2\.0)?\/authorize)\/?$/i.test(place.path);
    return posted?.has("SAMLRequest") === true || (method === "GET" && page && queryValue(url, "prompt") !== "none");
}

/** Whether a step shows that the sign-in is to AWS, or may be: a refusal of Entra's names its application in words. */
function concernsAws(step: Step): boolean {
    const { station, path } = step.place;
    return (
        isPostToService(step) ||
        (station !== undefined && station !== "entra") ||
        /\/saml2\/?$/i.test(path) ||
        (step.page?.codes.length ?? 0) > 0
    );
}

/** Pages of any host; redirects, refusals and posts of those that belong to a sign-in. Not scripts, styles and pictures. */
function stepOf(entry: HarEntry): Step | undefined {
    const { place, mimeType, body = "", status = 0 } = entry;
    const html = /html/.test(mimeType) || (mimeType === "" && /^\s{0,99}</.test(body));
    if (html) {
        return { ...entry, page: pageText(body) };
    }
    if (place.station === undefined && !isPostToService(entry)) {
        return undefined;
    }
    if (/javascript|css|image|font|video|audio/.test(mimeType)) {
        return undefined;
    }
    const said = place.station === "entra" ? /\bAADSTS\d{4,9}[^"\\<>]{0,600}/.exec(body)?.[0] : undefined;
    if (said !== undefined) {
        return { ...entry, page: { text: said, codes: pageCodes(said) } };
    }
    const isStep =
        status === 0 || status >= 300 || isPostToService(entry) || isAwsReplyUrl(entry) || /plain/.test(mimeType);
    return isStep || startsAtEntra(entry) || place.station === "federate"
        ? {
              ...entry,
              ...(/plain/.test(mimeType) ? { page: { text: body.slice(0, 4096), codes: pageCodes(body) } } : {}),
          }
        : undefined;
}

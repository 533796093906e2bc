/** The SAML response of a recorded sign-in, from the post or from the page that posts it. */

import { isHexadecimal } from "../input/alphabet";
import { formWith } from "../input/html";
import { redactUrl } from "../redact";
import type { HarEntry } from "./harEntry";
import type { Steps } from "./harSplit";
import { queryValue } from "./hosts";

/** Shorter than this no response is; what a sanitiser writes in its place is. */
const shortest = 60;

/** What was posted to the reply URL. */
export interface PostedInHar {
    /** Base64 as it was posted. A SECRET, and not redacted: for the reader of SAML only. */
    samlResponse?: string;
    relayState?: string;
    /** One was posted, and its value was taken out of the recording. */
    isRelayStateHidden?: true;
    postedTo?: string;
}

export function postedResponse(steps: Steps, post: HarEntry | undefined): PostedInHar & { notes: string[] } {
    const fields = post?.posted;
    const postedTo = post === undefined ? {} : { postedTo: redactUrl(post.url) };
    const relayState = shownRelayState(fields?.get("RelayState"));
    const samlResponse = fields?.get("SAMLResponse");
    if (samlResponse !== undefined && isKept(samlResponse)) {
        return { samlResponse, ...relayState, ...postedTo, notes: plusNotes(samlResponse) };
    }
    const page = responsePage(steps);
    const notes = [...whyMissing(post, samlResponse), ...byGet(steps)];
    const kept = page?.fields.get("SAMLResponse");
    if (page === undefined || kept === undefined || !isKept(kept)) {
        return { ...relayState, ...postedTo, notes };
    }
    const action = page.action === undefined ? {} : { postedTo: redactUrl(page.action) };
    const never =
        post === undefined ? ["Entra's page holds the SAMLResponse, and the recording has no post of it"] : [];
    return {
        samlResponse: kept,
        ...shownRelayState(page.fields.get("RelayState")),
        ...relayState,
        ...action,
        ...postedTo,
        notes: [...notes, ...never],
    };
}

/** Sanitisers leave nothing, asterisks or a word (`[SAMLResponse redacted]`). */
function isKept(value: string): boolean {
    return value.length >= shortest && !isHidden(value) && !isHexadecimal(value);
}

/** Sanitisers put a word or asterisks, SAML-tracer `{hash:…}` or `{obf:…}`. */
const isHidden = (value: string) =>
    /redact|saniti[sz]ed|removed|\*{4}|^\{(?:hash|obf|overwritten)\b/i.test(value.slice(0, 200));

function responsePage(steps: Steps) {
    for (const { body = "", mimeType } of steps) {
        const isHeld = body.includes("SAMLResponse") && /html/.test(mimeType);
        const page = isHeld ? formWith(body, ["SAMLResponse"]) : undefined;
        if (page !== undefined) {
            return page;
        }
    }
    return undefined;
}

function whyMissing(post: HarEntry | undefined, value: string | undefined): string[] {
    if (post === undefined) {
        return [];
    }
    if (post.posted === undefined) {
        return ["the recording has no body of the post to the reply URL"];
    }
    if (value === undefined) {
        return ["the post to the reply URL has no field SAMLResponse"];
    }
    return value === ""
        ? ["the field SAMLResponse of the post is empty: posted so, or taken out of the recording"]
        : [
              `the field SAMLResponse of the post has ${value.length} characters in place of a response: it was taken out`,
          ];
}

function byGet(steps: Steps): string[] {
    const asked = steps.some(
        ({ place, url }) => place.station === "awsSignIn" && queryValue(url, "SAMLResponse") !== undefined,
    );
    return asked ? ["a SAMLResponse was sent to AWS in the URL (redirect binding): AWS takes only a POST"] : [];
}

function plusNotes(samlResponse: string): string[] {
    return /[A-Za-z0-9+/] [A-Za-z0-9+/]/.test(samlResponse)
        ? ['the SAMLResponse contains spaces: its "+" were posted without URL-encoding']
        : [];
}

function shownRelayState(relayState: string | undefined): { relayState?: string; isRelayStateHidden?: true } {
    if (relayState !== undefined && isHidden(relayState)) {
        return { isRelayStateHidden: true };
    }
    return relayState === undefined || relayState === "" ? {} : { relayState: redactUrl(relayState) };
}

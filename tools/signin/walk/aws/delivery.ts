/** Recipient, audience and times of a response. */

import { quote, tryUrl } from "../../../../rules/text";
import type { Deployment } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { isDefenderHost } from "../../defenderHosts";
import { bearer } from "../../saml/names";
import type { SamlAssertion, SubjectConfirmation } from "../../saml/response";
import type { Refusal, Trail } from "../trail";
import {
    audiencesOf,
    type Endpoint,
    endpointOf,
    isKnownRegion,
    partitionOfAudience,
    regionalEndpoint,
} from "./endpoints";
import type { RolePair } from "./rolePair";

/** "Token must be redeemed within 5 minutes of issuance". */
const redeemWithinMs = 5 * 60_000;

/** The bearer confirmation with what AWS demands of it. */
export function confirmationOf(
    trail: Trail,
    assertion: SamlAssertion,
): SubjectConfirmation & { recipient: string; notOnOrAfter: string } {
    const about = "subjectConfirmation";
    const bearers = assertion.confirmations.filter(({ method }) => method === bearer);
    const [confirmation] = bearers;
    const { recipient, notOnOrAfter } = confirmation ?? {};
    if (confirmation === undefined || !recipient || !notOnOrAfter) {
        const lacks =
            confirmation === undefined ? "no bearer confirmation" : !recipient ? "no Recipient" : "no NotOnOrAfter";
        return trail.stop("subjectConfirmationMissing", "incomplete", { about, seen: lacks });
    }
    trail.checked(about);
    return { ...confirmation, recipient, notOnOrAfter };
}

/** Why an address is not AWS's: Microsoft Defender's proxy puts a host of its own in the way. */
function wrongAddressCause(url: string): "proxy" | "replyUrl" {
    return isDefenderHost(tryUrl(url)?.hostname ?? "") ? "proxy" : "replyUrl";
}

/** The browser posts the response to the reply URL. */
export function checkArrival(trail: Trail, { instances }: Deployment, postedTo: string | undefined): void {
    if (postedTo === undefined) {
        return;
    }
    const about = "replyUrlIsAws";
    const [arn] = instances.map((instance) => instance.arn).filter((one) => !isUnreadable(one));
    const [, partition = "", , region = ""] = typeof arn === "string" ? arn.split(":") : [];
    const endpoint = endpointOf(postedTo);
    if (endpoint !== undefined) {
        if (!isKnownRegion(endpoint) && endpoint.region !== region) {
            trail.unknown(about, {
                what: `whether AWS has a Region ${endpoint.region}`,
                why: `the reply URL is ${postedTo}, and this command does not know that Region`,
                supply: `if it is a typing error, correct the reply URL${region === "" ? "" : ` (the instance is in ${region})`}; if it is a new Region, sign in once`,
            });
        }
        return;
    }
    if (/^https:\/\/[a-z0-9-]+\.[a-z0-9-]+\.sign-in\.connect\.aws\/saml(?:\?|$)/.test(postedTo)) {
        trail.cannotGoOn(about, {
            what: `what AWS does with a response at ${postedTo}`,
            why: "it is the sign-in of Amazon Connect Global Resiliency, which is outside this model",
            supply: "sign in once; for an instance without it, set the reply URL to the sign-in endpoint of AWS",
        });
    }
    const expected = regionalEndpoint(partition, region) ?? "the sign-in endpoint of AWS for the Region";
    const refusal: Refusal = { about, seen: postedTo, expected };
    trail.stop("recipientWrong", wrongAddressCause(postedTo), refusal);
}

/** The endpoint of AWS that the response is for. `postedTo`: where the browser sent it, if that is known. */
export function checkRecipient(trail: Trail, recipient: string, postedTo: string | undefined): Endpoint {
    const about = "recipient";
    const endpoint = endpointOf(recipient);
    const expected = postedTo ?? "https://<region>.signin.aws.amazon.com/saml";
    if (endpoint === undefined || (postedTo !== undefined && recipient !== postedTo)) {
        return trail.stop("recipientWrong", wrongAddressCause(recipient), { about, seen: recipient, expected });
    }
    trail.checked(about, recipient);
    return endpoint;
}

/** The partitions of AWS know nothing of each other's accounts. */
export function checkPartition(trail: Trail, recipient: string, { partition }: Endpoint, pair: RolePair): void {
    const about = "partition";
    if (pair.partition !== partition) {
        const expected = `the sign-in endpoint of the partition ${pair.partition}, in which the role is`;
        trail.stop("recipientWrong", "replyUrl", { about, seen: recipient, expected });
    }
    trail.checked(about, partition);
}

export function checkAudience(trail: Trail, assertion: SamlAssertion, { partition }: Endpoint): void {
    const about = "audience";
    const known = audiencesOf(partition);
    const expected = known.join(" or ");
    const restrictions = assertion.audienceRestrictions;
    const wrong = restrictions.find((audiences) => !audiences.some((audience) => known.includes(audience)));
    if (restrictions.length === 0 || wrong !== undefined) {
        const seen = wrong === undefined ? "missing" : wrong.join(", ") || "missing";
        const isOtherPartition = wrong?.some((audience) => partitionOfAudience(audience) !== undefined) ?? false;
        const isSuffixed = wrong?.some((audience) => known.some((one) => audience.startsWith(`${one}#`))) ?? false;
        const cause = isOtherPartition ? "partition" : isSuffixed ? "suffix" : "identifier";
        trail.stop("audienceWrong", cause, { about, seen, expected });
    }
    trail.checked(about, restrictions.flat().join(", "));
}

/** The window of the assertion and of its confirmation, and the five minutes in which AWS takes it. */
export function checkTimes(
    trail: Trail,
    { assertion, confirmation, nowMs }: { assertion: SamlAssertion; confirmation: SubjectConfirmation; nowMs: number },
): void {
    const now = new Date(nowMs).toISOString();
    const ends = [assertion.notOnOrAfter, confirmation.notOnOrAfter].filter((time) => time !== undefined);
    const begins = [assertion.notBefore, confirmation.notBefore].filter((time) => time !== undefined);
    const unreadable = [...ends, ...begins, assertion.issueInstant].find((time) => !isInstant(time));
    if (unreadable !== undefined) {
        trail.stop("hostileResponse", "malformed", {
            about: "timesReadable",
            seen: unreadable === "" ? "an assertion without IssueInstant" : `the time ${quote(unreadable)}`,
        });
    }
    const end = ends.find((time) => Date.parse(time) <= nowMs);
    if (end !== undefined) {
        const refusal: Refusal = { about: "notExpired", seen: now, expected: `before ${end}` };
        trail.stop("responseExpired", "stale", refusal, { now, notOnOrAfter: end });
    }
    const begin = begins.find((time) => Date.parse(time) > nowMs);
    if (begin !== undefined) {
        const refusal: Refusal = { about: "validAlready", seen: now, expected: `from ${begin}` };
        trail.stop("notYetValid", "clock", refusal, { now, notBefore: begin });
    }
    const age = nowMs - Date.parse(assertion.issueInstant);
    if (age > redeemWithinMs) {
        const seen = `issued ${assertion.issueInstant}, posted ${now}`;
        const refusal: Refusal = { about: "postedInTime", seen, expected: "5 minutes at most" };
        trail.stop("redeemedLate", "late", refusal, { now, issueInstant: assertion.issueInstant });
    }
    trail.checked("inTime", `${begins[0] ?? "any time"} to ${ends[0]}`);
}

/** SAML core, 1.3.3: UTC, written with Z. `Date.parse` takes the 30th of February for the 2nd of March. */
function isInstant(time: string): boolean {
    const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(time)?.[1];
    const read = Date.parse(time);
    return written !== undefined && !Number.isNaN(read) && new Date(read).toISOString().startsWith(written);
}

/** Which certificate signs: each one of which nothing excludes that it does. */

import { listOf, quote } from "../../../../rules/text";
import type { EntraApplication, ServicePrincipal } from "../../../deployment/deployment";
import { commandForKeys } from "../../../deployment/entraKeys";
import { isUnreadable } from "../../../deployment/unreadable";
import type { Missing } from "../../result";
import type { Trail } from "../trail";
import { byAge, type DatedCertificate, describe, fromDocument, isRead, isValidAt, readDates } from "./datedCertificate";
import type { DocumentCertificates } from "./documentCertificates";
import { isMadeElsewhere } from "./madeElsewhere";
import { stopWithoutKey } from "./noSigningKey";

/** The certificate in use. */
export interface SigningKey {
    name: string;
    /** Undefined for one of which the stack has kept the name only. */
    thumbprint?: string;
}

interface Circumstances {
    nowMs: number;
    hasClaims: boolean;
    knownToAws: DocumentCertificates;
}

/** A certificate that may sign. */
interface Candidate extends SigningKey {
    /** What is known of it. */
    seen: string;
    /** The stack has retired it, and it may be in Entra still. */
    isRetired?: true;
}

const about = "validCertificate";

/**
 * The chosen certificate while it is valid, else another valid one: "automatic" selection, as Microsoft describes it for an
 * expired and an inactive certificate. Stops where none is valid now. Undefined, with a note, where not even the possible ones
 * are known.
 */
export function signingKeyOf(
    trail: Trail,
    application: EntraApplication,
    servicePrincipal: ServicePrincipal,
    { nowMs, hasClaims, knownToAws }: Circumstances,
): SigningKey | undefined {
    const { keysInEntra, preferredTokenSigningKeyThumbprint: preferred } = servicePrincipal;
    assumeNoDrift(trail, application, servicePrincipal);
    const wanted = typeof preferred === "string" ? preferred.toUpperCase() : undefined;
    const isWanted = ({ thumbprint }: DatedCertificate) => thumbprint === wanted;
    const read = (keysInEntra ?? servicePrincipal.signingCertificates).map(readDates);
    const inEntra = read.filter(isRead);
    const fromAws = knownToAws.certificates.map(fromDocument);
    const isOnlyInAws = keysInEntra === undefined && !inEntra.some(isWanted);
    const certificates = [...inEntra, ...(isOnlyInAws ? fromAws.filter(isWanted) : [])];
    const valid = certificates.filter((one) => isValidAt(one, nowMs));
    const chosen = valid.find(isWanted);
    if (chosen !== undefined) {
        trail.checked(about, describe(chosen));
        return chosen;
    }
    if (inEntra.length < read.length) {
        for (const one of read) {
            if (!isRead(one)) {
                trail.unknown(one.about, one.missing);
            }
        }
        return undefined;
    }
    if (wanted !== undefined && isOnlyInAws && !certificates.some(isWanted)) {
        const why = "it was chosen to sign, and neither the stack nor a SAML provider's document says when it is valid";
        trail.assumed(about, why, wanted);
        return { name: wanted, thumbprint: wanted };
    }
    if (keysInEntra === undefined && application.isManaged !== true) {
        const isOther = ({ thumbprint }: DatedCertificate) =>
            certificates.every((one) => one.thumbprint !== thumbprint);
        const elsewhere = fromAws.filter((one) => isValidAt(one, nowMs) && isOther(one));
        if (isMadeElsewhere(trail, about, { servicePrincipal, certificates, valid, elsewhere, knownToAws })) {
            return undefined;
        }
    }
    const candidates = [...automatic(valid, servicePrincipal), ...retired(servicePrincipal)];
    const acceptMappedClaims = application.acceptMappedClaims === true;
    if (valid.length === 0) {
        const options = [undefined, ...candidates].map((value) => ({ value, words: wordsOf(value) }));
        const key = trail.oneOf(about, options, whichOf(candidates, servicePrincipal));
        return key ?? stopWithoutKey(trail, about, certificates, { nowMs, hasClaims, acceptMappedClaims });
    }
    const key = trail.oneOf(
        about,
        candidates.map((value) => ({ value, words: wordsOf(value) })),
        whichOf(candidates, servicePrincipal),
    );
    const seen = candidates.map((one) => one.seen).join(", or ");
    if (candidates.length === 1 && valid.length > 1) {
        const why = "none was chosen, and Entra creates later certificates inactive: the oldest continues to sign";
        trail.assumed(about, why, seen);
    } else {
        trail.checked(about, valid.length === 1 && candidates.length === 1 ? `${seen}, the only valid one` : seen);
    }
    return key;
}

/** A stack shows what was there at its last refresh; a command shows what is there now. */
function assumeNoDrift(trail: Trail, { clientId }: EntraApplication, servicePrincipal: ServicePrincipal): void {
    if (servicePrincipal.keysInEntra === undefined) {
        const id = [clientId, servicePrincipal.objectId].find((one): one is string => !isUnreadable(one));
        trail.assumed(
            "noDrift",
            "a stack does not show what was changed by hand since its last refresh; to check it, give the output of " +
                `${commandForKeys(id)} with --service-principal FILE`,
        );
    }
}

/** Those of the valid certificates that Entra may take by itself, the one that the stack names first. */
function automatic(valid: readonly DatedCertificate[], servicePrincipal: ServicePrincipal): Candidate[] {
    const { preferredTokenSigningKeyThumbprint: preferred, signingCertificate } = servicePrincipal;
    const [oldest, ...younger] = byAge(valid);
    const isOldestClear = preferred === null && oldest !== undefined && oldest.fromMs !== younger[0]?.fromMs;
    const isDeclared = ({ name }: DatedCertificate) => name === signingCertificate;
    const ordered = [...byAge(valid).filter(isDeclared), ...byAge(valid).filter((one) => !isDeclared(one))];
    return (isOldestClear ? [oldest] : ordered).map((one) => ({ ...one, seen: describe(one) }));
}

/** Retiring a certificate takes it out of AWS and leaves it in Entra; the stack keeps its name, or its thumbprint. */
function retired({
    keysInEntra,
    preferredTokenSigningKeyThumbprint: preferred,
    ...more
}: ServicePrincipal): Candidate[] {
    const isKnown = keysInEntra !== undefined || typeof preferred === "string";
    return (isKnown ? [] : (more.retiredCertificates ?? [])).map((entry) => ({
        name: entry,
        ...(/^[0-9a-f]{40}$/i.test(entry) ? { thumbprint: entry.toUpperCase() } : {}),
        seen: `${quote(entry)}, which is retired and may still be in Entra`,
        isRetired: true,
    }));
}

function wordsOf(candidate: Candidate | undefined): string {
    return candidate === undefined ? "none" : `${quote(candidate.name)}${candidate.isRetired ? " (retired)" : ""}`;
}

function whichOf(candidates: readonly Candidate[], servicePrincipal: ServicePrincipal): Omit<Missing, "hop"> {
    const { preferredTokenSigningKeyThumbprint: preferred, objectId } = servicePrincipal;
    const what = `which of ${listOf(candidates.map(({ name }) => name))} Entra signs with`;
    if (candidates.some(({ isRetired }) => isRetired)) {
        return {
            what,
            why: "a retired certificate stays in Entra until somebody deletes it there, and the stack does not show which one signs",
            supply: `add --service-principal FILE with the output of ${commandForKeys(isUnreadable(objectId) ? undefined : objectId)}`,
        };
    }
    if (isUnreadable(preferred)) {
        return { what, why: preferred.why, supply: preferred.supply };
    }
    return {
        what,
        why:
            preferred === null
                ? "none was chosen, and they are equally old"
                : "the chosen one is not valid now, and no document says which one follows",
        supply: "run the activateCommand of one that AWS trusts (`pulumi stack output certificates`), then ask again",
    };
}

/** Which certificate signs. */

import type { CertificateFacts } from "../../../../rules/saml";
import { listOf, quote } from "../../../../rules/text";
import type { EntraSigningCertificate, ServicePrincipal } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import type { About } from "../../checks";
import type { Trail } from "../trail";
import type { DocumentCertificates } from "./documentCertificates";
import { checkMadeElsewhere } from "./madeElsewhere";

/** The certificate in use. */
export interface SigningKey {
    name: string;
    thumbprint: string;
    /** DER in base64, where the export shows it. */
    value?: string;
}

export interface Choice {
    nowMs: number;
    hasClaims: boolean;
    acceptMappedClaims: boolean;
    /** Whether the stack holds every certificate. */
    isManaged: boolean;
    knownToAws: DocumentCertificates;
}

/**
 * The chosen certificate while it is valid, else the only valid one: "automatic" selection, as Microsoft describes it for an
 * expired and an inactive certificate. Stops where there is none that is valid now.
 */
export function chooseSigningKey(trail: Trail, servicePrincipal: ServicePrincipal, choice: Choice): SigningKey {
    const { nowMs, knownToAws } = choice;
    const about = "validCertificate";
    const ofStack = servicePrincipal.signingCertificates.map((certificate) => readDates(trail, certificate));
    const preferred = servicePrincipal.preferredTokenSigningKeyThumbprint;
    const wanted = typeof preferred === "string" ? preferred.toUpperCase() : undefined;
    const isWanted = ({ thumbprint }: { thumbprint: string }) => thumbprint === wanted;
    const ofDocument = ofStack.some(isWanted) ? [] : knownToAws.certificates.filter(isWanted).map(fromDocument);
    const certificates = [...ofStack, ...ofDocument];
    const valid = certificates.filter((one) => isValid(one, nowMs));
    const [first] = valid;
    if (wanted !== undefined && !certificates.some(isWanted)) {
        const why = "it was chosen to sign, and neither the stack nor a SAML provider's document says when it is valid";
        trail.assumed(about, why, wanted);
        return { name: wanted, thumbprint: wanted };
    }
    if (!choice.isManaged) {
        const elsewhere = knownToAws.certificates
            .map(fromDocument)
            .filter(
                (one) => isValid(one, nowMs) && !certificates.some(({ thumbprint }) => thumbprint === one.thumbprint),
            );
        checkMadeElsewhere(trail, about, { servicePrincipal, certificates, valid, elsewhere, knownToAws });
    }
    if (first === undefined) {
        return stopWithout(trail, about, certificates, choice);
    }
    if (valid.length > 1 && isUnreadable(preferred)) {
        return trail.cannotGoOn(about, {
            what: `which of ${listOf(valid.map(({ name }) => name).sort())} Entra signs with`,
            why: preferred.why,
            supply: preferred.supply,
        });
    }
    const chosen = valid.find(isWanted);
    if (chosen !== undefined) {
        trail.checked(about, describe(chosen));
        return chosen;
    }
    if (valid.length === 1) {
        trail.checked(about, `${describe(first)}, the only valid one`);
        return first;
    }
    const chosenBefore = wanted !== undefined ? "the chosen one is not valid now" : "none was chosen";
    const fromMs = Math.min(...valid.map((one) => one.fromMs));
    const [oldest = first, ...asOld] = valid.filter((one) => one.fromMs === fromMs);
    const areAllKnown = valid.every(({ thumbprint }) =>
        knownToAws.certificates.some((it) => it.thumbprint === thumbprint),
    );
    if (wanted !== undefined && !areAllKnown) {
        return trail.cannotGoOn(about, {
            what: `which of ${listOf(valid.map(({ name }) => name).sort())} Entra signs with`,
            why: `${chosenBefore}, none of these was active while it was, and AWS does not know all of them`,
            supply: "run the activateCommand of one that AWS knows (`pulumi stack output certificates`), then look again",
        });
    }
    if (asOld.length > 0) {
        return trail.cannotGoOn(about, {
            what: `which of ${listOf(valid.map(({ name }) => name).sort())} Entra signs with`,
            why: `${chosenBefore}, and they are equally old`,
            supply: "run the activateCommand of one of them (`pulumi stack output certificates`), then look again",
        });
    }
    trail.assumed(
        about,
        `${chosenBefore}, and Entra makes a certificate that is added later inactive: the oldest goes on signing`,
        describe(oldest),
    );
    return oldest;
}

interface Dated extends SigningKey {
    fromMs: number;
    untilMs: number;
    notBefore: string;
    notAfter: string;
}

function readDates(trail: Trail, certificate: EntraSigningCertificate): Dated {
    const { name, value } = certificate;
    const about = ["certificateReadable", quote(name)] as const;
    const notBefore = trail.read(about, certificate.notBefore);
    const notAfter = trail.read(about, certificate.notAfter);
    const fromMs = Date.parse(notBefore);
    const untilMs = Date.parse(notAfter);
    if (Number.isNaN(fromMs) || Number.isNaN(untilMs)) {
        return trail.cannotGoOn(about, {
            what: `when the certificate ${quote(name)} is valid`,
            why: `its times are ${listOf([notBefore, notAfter])}`,
            supply: "run `pulumi refresh`, then export the stack again",
        });
    }
    return {
        name,
        thumbprint: trail.read(about, certificate.thumbprint).toUpperCase(),
        ...(isUnreadable(value) ? {} : { value }),
        fromMs,
        untilMs,
        notBefore,
        notAfter,
    };
}

/** A SAML provider's document has dates that can be read: they are the certificate's own. */
function fromDocument({ keyName, thumbprint, value, notBefore, notAfter }: CertificateFacts): Dated {
    const [fromMs, untilMs] = [Date.parse(notBefore), Date.parse(notAfter)];
    return { name: keyName ?? thumbprint, thumbprint, value, notBefore, notAfter, fromMs, untilMs };
}

const isValid = ({ fromMs, untilMs }: Dated, nowMs: number) => fromMs <= nowMs && nowMs < untilMs;

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function describe({ name, thumbprint, notAfter }: Dated): string {
    return `${name}, ${thumbprint}, until ${notAfter}`;
}

function stopWithout(
    trail: Trail,
    about: About,
    certificates: Dated[],
    { nowMs, hasClaims, acceptMappedClaims }: Choice,
): never {
    const [last] = [...certificates].sort((one, other) => other.untilMs - one.untilMs || compare(one.name, other.name));
    if (last === undefined) {
        const comparison = { about, seen: "no token signing certificate", expected: "one that is valid now" };
        if (!hasClaims) {
            return trail.stop("noSigningKey", "noCertificate", comparison);
        }
        return acceptMappedClaims
            ? trail.stop("mappedClaimsAudience", "acceptMappedClaims", comparison)
            : trail.stop("noUsableSigningKey", "noCertificate", comparison);
    }
    const now = new Date(nowMs).toISOString();
    const expected = "one that is valid now";
    const [future] = certificates
        .filter(({ fromMs }) => fromMs > nowMs)
        .sort((one, other) => one.fromMs - other.fromMs || compare(one.name, other.name));
    if (future !== undefined) {
        const { name, notBefore } = future;
        return trail.stop(
            "noUsableSigningKey",
            "certificateNotYetValid",
            { about, seen: `${name} is valid from ${notBefore}, and it is ${now}`, expected },
            { certificate: quote(name), startDate: notBefore, now },
        );
    }
    const { name, notAfter } = last;
    return trail.stop(
        "noUsableSigningKey",
        "certificateExpired",
        { about, seen: `${name} ended ${notAfter}, and it is ${now}`, expected },
        { certificate: quote(name), endDate: notAfter, now },
    );
}

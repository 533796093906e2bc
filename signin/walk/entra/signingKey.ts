/** Which certificate signs. */
import type { EntraSigningCertificate, ServicePrincipal } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { listOf, quote } from "../../../rules/text";
import type { Trail } from "../trail";

/** The certificate in use. */
export interface SigningKey {
    name: string;
    thumbprint: string;
    /** DER in base64, where the export shows it. */
    value?: string;
}

/**
 * The chosen certificate while it is valid, else the only valid one: "automatic" selection, as Microsoft describes it for an
 * expired and an inactive certificate. Stops where there is none that is valid now.
 */
export function chooseSigningKey(
    trail: Trail,
    servicePrincipal: ServicePrincipal,
    { nowMs, hasClaims, acceptMappedClaims }: { nowMs: number; hasClaims: boolean; acceptMappedClaims: boolean },
): SigningKey {
    const about = "a certificate signs that is valid now";
    const certificates = servicePrincipal.signingCertificates.map((certificate) => readDates(trail, certificate));
    const valid = certificates.filter(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
    const [first] = valid;
    const preferred = servicePrincipal.preferredTokenSigningKeyThumbprint;
    if (
        typeof preferred === "string" &&
        !certificates.some(({ thumbprint }) => thumbprint === preferred.toUpperCase())
    ) {
        trail.assumed(about, "it was chosen to sign, and the stack does not hold it", preferred);
        return { name: preferred, thumbprint: preferred.toUpperCase() };
    }
    if (first === undefined) {
        return stopWithout(trail, about, certificates, { nowMs, hasClaims, acceptMappedClaims });
    }
    if (valid.length > 1 && isUnreadable(preferred)) {
        return trail.cannotGoOn(about, {
            what: `which of ${listOf(valid.map(({ name }) => name).sort())} Entra signs with`,
            why: preferred.why,
            supply: preferred.supply,
        });
    }
    const chosen = valid.find(
        ({ thumbprint }) => typeof preferred === "string" && thumbprint === preferred.toUpperCase(),
    );
    if (chosen !== undefined) {
        trail.checked(about, describe(chosen));
        return chosen;
    }
    if (valid.length === 1) {
        trail.checked(about, `${describe(first)}, the only valid one`);
        return first;
    }
    const chosenBefore = typeof preferred === "string" ? "the chosen one is not valid now" : "none was chosen";
    const fromMs = Math.min(...valid.map((one) => one.fromMs));
    const [oldest = first, ...asOld] = valid.filter((one) => one.fromMs === fromMs);
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
    const about = `the certificate ${quote(name)} can be read`;
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

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function describe({ name, thumbprint, notAfter }: Dated): string {
    return `${name}, ${thumbprint}, until ${notAfter}`;
}

function stopWithout(
    trail: Trail,
    about: string,
    certificates: Dated[],
    { nowMs, hasClaims, acceptMappedClaims }: { nowMs: number; hasClaims: boolean; acceptMappedClaims: boolean },
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

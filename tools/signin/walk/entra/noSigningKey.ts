/** Entra's refusals where no certificate is valid now. */
import { quote } from "../../../../rules/text";
import type { About } from "../../checks";
import type { Trail } from "../trail";
import { byAge, type DatedCertificate } from "./datedCertificate";

export function stopWithoutKey(
    trail: Trail,
    about: About,
    certificates: readonly DatedCertificate[],
    { nowMs, hasClaims, acceptMappedClaims }: { nowMs: number; hasClaims: boolean; acceptMappedClaims: boolean },
): never {
    const expected = "one that is valid now";
    const last = [...certificates].sort(
        (one, other) => other.untilMs - one.untilMs || (one.name < other.name ? -1 : 1),
    )[0];
    if (last === undefined) {
        const refusal = { about, seen: "no token signing certificate", expected };
        if (!hasClaims) {
            return trail.stop("noSigningKey", "noCertificate", refusal);
        }
        return acceptMappedClaims
            ? trail.stop("mappedClaimsAudience", "acceptMappedClaims", refusal)
            : trail.stop("noUsableSigningKey", "noCertificate", refusal);
    }
    const now = new Date(nowMs).toISOString();
    const [future] = byAge(certificates.filter(({ fromMs }) => fromMs > nowMs));
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

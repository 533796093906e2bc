/** A certificate with the time for which it is valid. */
import type { CertificateFacts } from "../../../../rules/saml";
import { listOf, quote } from "../../../../rules/text";
import type { EntraSigningCertificate } from "../../../deployment/deployment";
import { exportAgain, isUnreadable } from "../../../deployment/unreadable";
import type { About } from "../../checks";
import type { Missing } from "../../result";

export interface DatedCertificate {
    name: string;
    /** SHA-1, upper case. */
    thumbprint: string;
    fromMs: number;
    untilMs: number;
    notBefore: string;
    notAfter: string;
}

/** What of a certificate can't be read. */
interface UnreadCertificate {
    about: About;
    missing: Omit<Missing, "hop">;
}

export function readDates(certificate: EntraSigningCertificate): DatedCertificate | UnreadCertificate {
    const { name, thumbprint, notBefore, notAfter } = certificate;
    const about: About = ["certificateReadable", quote(name)];
    for (const value of [notBefore, notAfter, thumbprint]) {
        if (isUnreadable(value)) {
            return { about, missing: { what: value.unreadable, why: value.why, supply: value.supply } };
        }
    }
    const [from, until] = [String(notBefore), String(notAfter)];
    const [fromMs, untilMs] = [Date.parse(from), Date.parse(until)];
    if (Number.isNaN(fromMs) || Number.isNaN(untilMs)) {
        const what = `when the certificate ${quote(name)} is valid`;
        return { about, missing: { what, why: `its times are ${listOf([from, until])}`, supply: exportAgain } };
    }
    return { name, thumbprint: String(thumbprint).toUpperCase(), fromMs, untilMs, notBefore: from, notAfter: until };
}

export const isRead = (one: DatedCertificate | UnreadCertificate): one is DatedCertificate => !("missing" in one);

/** A SAML provider's document has dates that can be read: they are the certificate's own. */
export function fromDocument({ keyName, thumbprint, notBefore, notAfter }: CertificateFacts): DatedCertificate {
    const [fromMs, untilMs] = [Date.parse(notBefore), Date.parse(notAfter)];
    return { name: keyName ?? thumbprint, thumbprint, notBefore, notAfter, fromMs, untilMs };
}

export const isValidAt = ({ fromMs, untilMs }: DatedCertificate, nowMs: number) => fromMs <= nowMs && nowMs < untilMs;

export function describe({ name, thumbprint, notAfter }: DatedCertificate): string {
    return `${name}, ${thumbprint}, until ${notAfter}`;
}

/** The older first, then by name. */
export function byAge(certificates: readonly DatedCertificate[]): DatedCertificate[] {
    return [...certificates].sort((one, other) => one.fromMs - other.fromMs || (one.name < other.name ? -1 : 1));
}

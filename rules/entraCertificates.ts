/** Token signing certificates: their names in the configuration, and when they end. */
import { mapKeyProblem } from "./mapKeys";
import { misread } from "./misread";
import { hasControlCharacter, hasLoneSurrogate, quote } from "./text";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The name of a certificate in the configuration, which goes into a resource name and the metadata's KeyName: 1 to 64
 * of `[A-Za-z0-9._-]`. Not 40 hexadecimal digits: such a name would be read as a thumbprint.
 */
export function certificateNameProblem(value: unknown): string | undefined {
    const other = misread(value);
    if (other !== undefined) {
        return `must be 1 to 64 letters a-z or A-Z, digits or . _ -, got ${other}`;
    }
    if (typeof value !== "string" || !/^[A-Za-z0-9._-]{1,64}$/.test(value)) {
        return `must be 1 to 64 letters a-z or A-Z, digits or . _ -, got ${quote(value)}; write for example "2026"`;
    }
    return /^[0-9a-f]{40}$/i.test(value)
        ? `must not be 40 hexadecimal digits, which would be read as a thumbprint, got ${quote(value)}; write for example "2026"`
        : mapKeyProblem(value);
}

/** The certificate's own name: begins "CN=" (Graph, addTokenSigningCertificate), at most 90 characters (keyCredential). */
export function certificateDisplayNameProblem(value: unknown): string | undefined {
    if (typeof value === "string" && /^CN=\s*\S/.test(value) && value.length <= 90) {
        return hasControlCharacter(value) || hasLoneSurrogate(value)
            ? `must not contain control characters or invalid Unicode, got ${quote(value)}`
            : undefined;
    }
    const plain = typeof value === "string" && /^[\w .-]{1,80}$/.test(value.trim()) && value.trim() !== "";
    const cure = plain ? `; write ${quote(`CN=${value.trim()}`)}` : "";
    return `must begin with "CN=" and be at most 90 characters, got ${quote(value)}${cure}`;
}

/**
 * When a certificate ends, exactly `YYYY-MM-DDTHH:MM:SSZ`. Entra reports it so; another spelling of the same instant
 * would be a difference on a property that can only be replaced.
 */
export function endDateProblem(value: unknown): string | undefined {
    const exact = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
    if (exact && inEntrasSpelling(Date.parse(value)) === value) {
        return undefined;
    }
    const date = typeof value === "string" ? /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) \+0000 UTC$/.exec(value) : null;
    if (date !== null) {
        return `must be a text, got ${quote(value)}, which is how an unquoted date is read; write it in quotation marks: "${date[1]}T${date[2]}Z"`;
    }
    const plain = typeof value === "string" && value.length < 40 ? value.trim() : "";
    const day = /^\d{4}-\d\d-\d\d$/.test(plain) ? `${plain}T00:00:00Z` : undefined;
    const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/.test(plain) ? plain : "";
    const meant = exact ? undefined : inEntrasSpelling(Date.parse(day ?? withZone));
    const cure = meant === undefined ? 'write it like "2028-11-24T00:00:00Z"' : `write "${meant}"`;
    const rule = exact ? "must be an existing date and time" : "must be exactly YYYY-MM-DDTHH:MM:SSZ";
    return `${rule}, got ${quote(value)}; ${cure}`;
}

/**
 * The end of a certificate that is still to be made: in the future, and at most three years from now. Entra refuses any
 * other. For a certificate that exists, an end in the past is a warning: see `certificateEndWarning`.
 */
export function endDateRangeProblem(value: unknown, nowMs: number): string | undefined {
    const latest = new Date(nowMs);
    latest.setUTCFullYear(latest.getUTCFullYear() + 3);
    const end = typeof value === "string" ? Date.parse(value) : Number.NaN;
    const cure = inEntrasSpelling(Math.floor(latest.getTime() / dayMs) * dayMs);
    if (end <= nowMs) {
        return `must be in the future for a new certificate, got ${quote(value)}; write "${cure}" or an earlier time in the future`;
    }
    return end > latest.getTime()
        ? `must be at most 3 years from now, got ${quote(value)}; write "${cure}" or an earlier time`
        : undefined;
}

/** Before the end of a certificate Entra sends its first notice so many days ahead. */
export const firstNoticeDays = 60;

/** A sentence when a certificate has ended or ends within so many days, by default when Entra sends its first notice. */
export function certificateEndWarning(args: {
    name: string;
    notAfter: string;
    nowMs: number;
    withinDays?: number;
}): string | undefined {
    const left = Date.parse(args.notAfter) - args.nowMs;
    if (Number.isNaN(left) || left > (args.withinDays ?? firstNoticeDays) * dayMs) {
        return undefined;
    }
    const cure = "add a certificate under another name, run pulumi up, make Entra sign with it, then retire this one";
    if (left <= 0) {
        return `certificate ${quote(args.name)} ended at ${args.notAfter}: nobody can sign in with it; ${cure}`;
    }
    const days = Math.floor(left / dayMs);
    const when = days === 0 ? "within a day" : days === 1 ? "in 1 day" : `in ${days} days`;
    return `certificate ${quote(args.name)} ends ${when}, at ${args.notAfter}; ${cure}`;
}

function inEntrasSpelling(timeMs: number): string | undefined {
    const time = new Date(timeMs);
    return Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace(/\.\d+Z$/, "Z");
}

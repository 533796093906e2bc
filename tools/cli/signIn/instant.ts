import { InvalidArgumentError } from "commander";

/** A time of RFC 3339, or a date (its first second, UTC), in milliseconds; undefined for anything else. */
function readInstant(text: string): number | undefined {
    const isDate = /^\d{4}-\d\d-\d\d$/.test(text);
    if (!isDate && !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(text)) {
        return undefined;
    }
    const instant = Date.parse(isDate ? text : text.replace(" ", "T").toUpperCase());
    const day = Number(text.slice(8, 10));
    // Date.parse takes 31 April for 1 May.
    const isReal = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, day)).getUTCDate() === day;
    return Number.isNaN(instant) || !isReal ? undefined : instant;
}

/** The same as an option's value. */
export function toInstant(text: string): number {
    const instant = readInstant(text);
    if (instant === undefined) {
        throw new InvalidArgumentError('It must be a time such as "2027-01-31T08:00:00Z".');
    }
    return instant;
}

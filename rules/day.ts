/** A day of the calendar, as people write it in a file. */
import { misread } from "./misread";
import { quote } from "./text";

const dayMs = 24 * 60 * 60_000;

/** `YYYY-MM-DD`, a day that exists. */
export function dayProblem(value: unknown): string | undefined {
    const read = misread(value);
    if (read !== undefined) {
        return `must be a day such as "2026-11-29", got ${read}`;
    }
    return typeof value === "string" && startOf(value) !== undefined
        ? undefined
        : `must be a day such as "2026-11-29", got ${quote(value)}`;
}

/** The day of an instant, in UTC. */
export function dayOf(ms: number): string {
    return new Date(ms).toISOString().slice(0, 10);
}

/** How many days the second day is after the first; undefined where one of them is no day. */
export function daysBetween(from: string, to: string): number | undefined {
    const [start, end] = [startOf(from), startOf(to)];
    return start === undefined || end === undefined ? undefined : Math.round((end - start) / dayMs);
}

function startOf(day: string): number | undefined {
    const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
    return Number.isNaN(ms) || dayOf(ms) !== day ? undefined : ms;
}

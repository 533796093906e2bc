/** The sign-ins in a HAR file. */

import { isRecord } from "../../../../rules/record";
import { type HarAttempt, readAttempt } from "./harAttempt";
import { type HarEntry, readEntry } from "./harEntry";
import { type Steps, splitAttempts } from "./harSplit";

export type { HarAttempt, HarPage } from "./harAttempt";

export interface HarReading {
    /** In the order of time. */
    attempts: HarAttempt[];
    /** What was left out or is missing in the recording as a whole: clauses. */
    notes: string[];
    /** Why no sign-in was found: a sentence's end, with what to record instead. Undefined where there is an attempt. */
    problem?: string;
}

const howToRecord =
    'open the developer tools\' network panel, tick "Preserve log", start the sign-in from the user access URL, ' +
    "and save everything as HAR with content";

/**
 * Reads the sign-ins out of a parsed HAR file of any browser, of Playwright, or one that was sanitised. Everything in the answer is redacted
 * (`redactUrl`, `redactText`) and may be shown, **`samlResponse` of an attempt excepted**, which is for the reader of SAML only. Names of people stay. Never
 * throws, whatever it is given: malformed entries are left out, with a note. Time is linear in the size.
 */
export function readHar(har: unknown): HarReading {
    const log = isRecord(har) && isRecord(har.log) ? har.log : undefined;
    if (log === undefined || !Array.isArray(log.entries)) {
        return { attempts: [], notes: [], problem: "it is no HAR file: it has no list `log.entries`" };
    }
    const { entries, notes } = readEntries(log.entries);
    const { attempts, otherApplications } = splitAttempts(entries);
    if (otherApplications > 0) {
        notes.push(`sign-ins to other applications were left out: ${otherApplications}`);
    }
    if (areMixed(attempts.flat())) {
        notes.push(
            "pages of several tabs are mixed in it: what belongs to which sign-in is told by time alone, and may be told wrongly; " +
                "record one sign-in at a time",
        );
    }
    if (attempts.length > 0) {
        return { attempts: attempts.map(readAttempt), notes };
    }
    const problem =
        entries.length === 0
            ? `it has no requests; ${howToRecord}`
            : `none of its ${entries.length} requests belongs to a sign-in (looked for the user access URL at myapps.microsoft.com, ` +
              `login.microsoftonline.com, a posted SAMLResponse, signin.aws.amazon.com, /connect/federate); ${howToRecord}`;
    return { attempts: [], notes, problem };
}

/** A page that is come back to after another: no single tab does that. */
function areMixed(steps: Steps): boolean {
    const left = new Set<string>();
    let current: string | undefined;
    for (const { pageref } of steps) {
        if (pageref !== undefined && pageref !== current) {
            if (left.has(pageref)) {
                return true;
            }
            left.add(current ?? "");
            current = pageref;
        }
    }
    return false;
}

function readEntries(list: unknown[]): { entries: HarEntry[]; notes: string[] } {
    const entries: HarEntry[] = [];
    const malformed: number[] = [];
    for (const [index, raw] of list.entries()) {
        const entry = readEntry(raw);
        if (entry !== undefined) {
            entries.push(entry);
        } else if (!(isRecord(raw) && isRecord(raw.request) && typeof raw.request.url === "string")) {
            malformed.push(index + 1);
        }
    }
    const some = `${malformed.slice(0, 5).join(", ")}${malformed.length > 5 ? "…" : ""}`;
    const skipped = `entries without the URL of a request were left out, ${malformed.length} of ${list.length}: number ${some}`;
    return { entries: inOrder(entries), notes: malformed.length === 0 ? [] : [skipped] };
}

/** By time; an entry without one stays behind the entry it stands behind. */
function inOrder(entries: HarEntry[]): HarEntry[] {
    let last = Number.NEGATIVE_INFINITY;
    const timed = entries.map((entry) => {
        last = entry.startedMs ?? last;
        return { entry, time: last };
    });
    return timed.sort((a, b) => (a.time === b.time ? 0 : a.time - b.time)).map(({ entry }) => entry);
}

/** What an explanation answers: plain data without secrets, also the form of `connect-sso explain --json`. */
import type { SignInErrorId } from "../errors";
import type { RefusedBy } from "../errors/signInError";
import type { Sureness } from "../sureness";
import type { Comparison } from "./compare/comparison";
import type { Content } from "./content";
import type { Note } from "./note";

export interface Explanation {
    /** A file's name, or `standard input`, and what it was taken for. */
    input: { name: string; kind: "text" | "samlResponse" | "assertion" | "har" | "signInLog" };
    /** One for each sign-in that was found; a response is one, and a pasted text is one for each person in it. */
    attempts: Attempt[];
    notes: Note[];
}

export interface Attempt {
    /** `the pasted text`, `sign-in 1 of 2, started 2026-11-24T08:00:00Z`. */
    title: string;
    /** Best first. Empty: nothing wrong was found. */
    findings: Finding[];
    /** What the input says beside what the deployment has; empty without a deployment. */
    comparisons: Comparison[];
    /** What it says of itself, in a few words each: no secrets. */
    contents: Content[];
    notes: Note[];
}

export const emptyAttempt = (title: string): Attempt => ({
    title,
    findings: [],
    comparisons: [],
    contents: [],
    notes: [],
});

export interface Finding {
    refusedBy: RefusedBy;
    error: SignInErrorId;
    causeId: string;
    /** `shown`: somebody saw it, or the recording shows it. `recomputed`: the values at hand would be refused so. */
    basis: "shown" | "recomputed";
    /** That it is this error. */
    sureness: Sureness;
    /** That it is this cause: `certain` where the values were compared, `likely` for the usual one. */
    causeSureness: Sureness;
    /** What was shown, in the words at hand; the cloud's own, in full, for what is recomputed; null where it has none. */
    message: string | null;
    meaning: string;
    /** What gave it away. */
    evidence: string;
    cause: string;
    confirm: string;
    change: string;
    seen?: string;
    expected?: string;
    /** Other causes of the same error, the likeliest first. */
    otherCauses: OtherCause[];
}

export interface OtherCause {
    causeId: string;
    cause: string;
    confirm: string;
    change: string;
}

/** What an explanation answers: plain data without secrets, also the form of `connect-sso explain --json`. */
import { describeStop } from "../describeStop";
import { type CauseId, type SignInErrorId, signInError } from "../errors";
import { fill } from "../errors/fill";
import type { RefusedBy, Values } from "../errors/signInError";
import type { Stop } from "../result";
import { redactText } from "./redact";
import type { Sureness, TextMatch } from "./words/text";

export interface Explanation {
    /** A file's name, or `standard input`, and what it was taken for. */
    input: { name: string; kind: "text" | "samlResponse" | "assertion" | "har" | "signInLog" };
    /** One for each sign-in that was found; a pasted text and a response are one. */
    attempts: Attempt[];
    notes: string[];
}

export interface Attempt {
    /** `the pasted text`, `sign-in 1 of 2, started 2026-11-24T08:00:00Z`. */
    title: string;
    /** Best first. Empty: nothing wrong was found. */
    findings: Finding[];
    /** What the input says beside what the deployment has; without a deployment beside what AWS wants, where that is fixed. */
    comparisons: Comparison[];
    /** What it says of itself, in a few words each: no secrets. */
    contents: { what: string; value: string }[];
    notes: string[];
}

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
    otherCauses: { cause: string; confirm: string; change: string }[];
    sources: string[];
}

export interface Comparison {
    what: string;
    seen: string;
    expected: string;
    same: boolean;
    /** On a difference: a near miss, in words. */
    remark?: string;
}

/** A refusal that a check came to with the values at hand. */
export function findingOfStop(
    stop: Stop,
    basis: Finding["basis"],
    evidence: string,
    values: { seen?: string; expected?: string },
): Finding {
    const error = stop.error as SignInErrorId;
    const { refusedBy, meaning, sources } = signInError(error);
    const { message, causeId } = stop;
    const { seen, expected } = values;
    const shown = (text: string) => withoutSecrets(text, [seen, expected]);
    return {
        ...{ refusedBy, error, causeId, basis, sureness: "certain", causeSureness: "certain" },
        ...{ message: message && shown(message), meaning, evidence },
        ...{ cause: shown(stop.cause), confirm: shown(stop.confirm), change: shown(stop.change) },
        ...(seen === undefined ? {} : { seen: redactText(seen) }),
        ...(expected === undefined ? {} : { expected: redactText(expected) }),
        otherCauses: [],
        sources: [...sources],
    };
}

/** The values are redacted where they stand in a text, and the text's own words are left alone. */
function withoutSecrets(text: string, values: (string | undefined)[]): string {
    return values.reduce<string>((shown, value) => {
        const redacted = redactText(value ?? "");
        return value === undefined || redacted === value ? shown : shown.replaceAll(value, () => redacted);
    }, text);
}

/** An error that was told from its words or signs: its usual cause first. */
export function findingOfMatch(match: TextMatch, { evidence, causeId, values }: Omit<Known, "sureness">): Finding {
    const { error, sureness } = match;
    const known = { sureness, evidence, causeId, values: { ...values, ...match.values } };
    return { ...finding(error, known), message: messageOf(match) };
}

/** The words as they were met, or the code alone; null where the cloud has none. */
export function messageOf({ quoted, codes }: TextMatch): string | null {
    return quoted ?? (codes.length === 0 ? null : codes.join(", "));
}

interface Known {
    sureness: Sureness;
    evidence: string;
    /** @default the likeliest */
    causeId?: string;
    values?: Values;
}

export function finding(error: SignInErrorId, { sureness, evidence, causeId, ...known }: Known): Finding {
    const { refusedBy, meaning, causes, sources } = signInError(error);
    const values = shownValues(known.values);
    const [usual = ""] = Object.keys(causes);
    const chosen = causeId ?? usual;
    const { message, cause, confirm, change } = describeStop(error, chosen as CauseId<SignInErrorId>, values);
    const others = Object.entries(causes).filter(([id]) => id !== chosen);
    const isOnlyOne = others.length === 0;
    const isTold = causeId !== undefined && sureness === "certain";
    return {
        ...{ refusedBy, error, causeId: chosen, basis: "shown", sureness },
        causeSureness: causeId !== undefined || isOnlyOne ? sureness : sureness === "certain" ? "likely" : "possible",
        ...{ message, meaning, evidence, cause, confirm, change },
        ...(values.seen === undefined ? {} : { seen: values.seen }),
        ...(values.expected === undefined ? {} : { expected: values.expected }),
        otherCauses: (isTold ? [] : others).map(([, one]) => ({
            cause: fill(one.cause, values),
            confirm: fill(one.confirm, values),
            change: fill(one.change, values),
        })),
        sources: [...sources],
    };
}

/** Whom Entra names is the person meant elsewhere. */
function shownValues(values: Values = {}): Record<string, string> {
    const user = values.user ?? values.upn;
    const known = Object.entries({ ...values, user });
    return Object.fromEntries(
        known.flatMap(([name, value]) => (value === undefined ? [] : [[name, redactText(value)]])),
    );
}

/** Findings, from a refusal that a check came to or from words that were recognized. */
import { defined } from "../../../rules/record";
import { type SignInErrorId, signInError } from "../errors";
import { describeCause } from "../errors/describe";
import { fill } from "../errors/fill";
import type { Values } from "../errors/signInError";
import type { Stop } from "../result";
import type { Sureness } from "../sureness";
import type { Finding } from "./explanation";
import { redactText } from "./redact";
import type { TextMatch } from "./words/textMatch";

/** A refusal that a check came to with the values at hand. */
export function findingOfStop(
    stop: Stop,
    basis: Finding["basis"],
    evidence: string,
    { seen, expected }: { seen?: string; expected?: string },
): Finding {
    const error = stop.error as SignInErrorId;
    const { refusedBy, meaning } = signInError(error);
    const { message, causeId } = stop;
    const shown = (text: string) => withoutSecrets(text, [seen, expected]);
    return {
        refusedBy,
        error,
        causeId,
        basis,
        sureness: "certain",
        causeSureness: "certain",
        message: message && shown(message),
        meaning,
        evidence,
        cause: shown(stop.cause),
        confirm: shown(stop.confirm),
        change: shown(stop.change),
        ...defined({ seen: seen && redactText(seen), expected: expected && redactText(expected) }),
        otherCauses: [],
    };
}

/** The values are redacted where they stand in a text, and the text's own words are left alone. */
function withoutSecrets(text: string, values: (string | undefined)[]): string {
    return values.reduce<string>((shown, value) => {
        const redacted = redactText(value ?? "");
        return value === undefined || redacted === value ? shown : shown.replaceAll(value, () => redacted);
    }, text);
}

/** What is known about an error that was recognized. */
export interface Known {
    sureness: Sureness;
    evidence: string;
    /** @default the likeliest */
    causeId?: string;
    /** @default as sure as the error where the cause is known, else one step less */
    causeSureness?: Sureness;
    values?: Values;
    /** Of this cause alone. */
    ofCause?: Values;
}

/** An error that was recognized by its words: its usual cause first. */
export function findingOfMatch(match: TextMatch, known: Omit<Known, "sureness">): Finding {
    const { error, sureness } = match;
    const values = { ...known.values, ...match.values };
    return { ...finding(error, { ...known, sureness, values }), message: messageOf(match) };
}

/** The words as they were met, or the code alone; null where the cloud has none. */
export function messageOf({ quoted, codes }: TextMatch): string | null {
    return quoted ?? (codes.length === 0 ? null : codes.join(", "));
}

export function finding(error: SignInErrorId, { sureness, evidence, values = {}, ofCause, ...known }: Known): Finding {
    const { refusedBy, texts, meaning, causes } = signInError(error);
    const [text] = texts;
    const shown = shownValues({ ...values, ...ofCause });
    const [usual = "", ...others] = Object.keys(causes);
    const causeId = known.causeId ?? usual;
    const isKnown = known.causeId !== undefined || others.length === 0;
    const causeSureness = known.causeSureness ?? (isKnown ? sureness : sureness === "certain" ? "likely" : "possible");
    const described = (id: string, itsValues: Values) => {
        const cause = causes[id];
        return cause === undefined ? [] : [{ causeId: id, ...describeCause(cause, itsValues) }];
    };
    const [chosen = { causeId, cause: "", confirm: "", change: "" }] = described(causeId, shown);
    const rest = [usual, ...others].filter((id) => id !== causeId);
    return {
        refusedBy,
        error,
        basis: "shown",
        sureness,
        causeSureness,
        message: text === undefined ? null : fill(text, shown),
        meaning,
        evidence,
        ...chosen,
        ...defined({ seen: shown.seen, expected: shown.expected }),
        otherCauses:
            known.causeId !== undefined && causeSureness === "certain"
                ? []
                : rest.flatMap((id) => described(id, shownValues(values))),
    };
}

/** `upn` in Entra's texts is `user` in the causes. */
function shownValues(values: Values): Record<string, string> {
    const user = values.user ?? values.upn;
    const known = Object.entries(defined({ explain: withRecording, ...values, user }));
    return Object.fromEntries(known.map(([name, value]) => [name, redactText(value)]));
}

/** Of words alone the response is not known. */
const withRecording = "A HAR file of the sign-in, explained by this command, shows";

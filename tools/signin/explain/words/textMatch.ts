import type { SignInErrorId } from "../../errors";
import type { Sureness } from "../../sureness";

export interface TextMatch {
    error: SignInErrorId;
    /**
     * `certain`: the words, or the code, are this error's and no other's. `likely`: part of them, or words so few that
     * other programs say them too. `possible`: no more than a hint.
     */
    sureness: Sureness;
    /** The catalogue's wording, "" where only a code was seen. */
    text: string;
    /** What gave it away, where that is neither a wording nor a code. Not redacted. */
    sign?: string;
    /** The cloud's words as they stand in the paste, redacted; undefined where none do. */
    quoted?: string;
    /** What stood in the places of the wording, by name: `clientId`, `upn`, … */
    values: Record<string, string>;
    /** Codes for it that were seen: `AADSTS50105`, or AWS's name of the error where nothing else was. */
    codes: string[];
}

/** A match with the number of letters that agree. */
export interface Ranked {
    match: TextMatch;
    weight: number;
    /** Where it is in the plain text; undefined for what has no place of its own. */
    span?: Span;
}

export interface Span {
    from: number;
    /** Behind the last character. */
    to: number;
}

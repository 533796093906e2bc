import type { SignInErrorId } from "../../errors";

export type Sureness = "certain" | "likely" | "possible";

export interface TextMatch {
    error: SignInErrorId;
    /**
     * `certain`: the words, or the code, are this error's and no other's. `likely`: part of them, or words so few that
     * other programs say them too. `possible`: no more than a hint.
     */
    sureness: Sureness;
    /** The catalogue's wording, "" where only a code was seen; what gave it away where the catalogue has none. */
    text: string;
    /** The cloud's words as they stand in the paste, redacted; undefined where none do. */
    quoted?: string;
    /** What stood in the places of the wording, by name: `clientId`, `upn`, … */
    values: Record<string, string>;
    /** Codes for it that were seen: `AADSTS50105`, or AWS's name of the error where nothing else was. */
    codes: string[];
}

/** A match with the number of letters that speak for it. */
export interface Ranked {
    match: TextMatch;
    weight: number;
}

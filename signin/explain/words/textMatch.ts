import type { SignInErrorId } from "../../errors";

export type Sureness = "certain" | "likely" | "possible";

export interface TextMatch {
    error: SignInErrorId;
    /**
     * `certain`: the words, or the code, are this error's and no other's. `likely`: part of them, or words so few that
     * other programs say them too. `possible`: no more than a hint.
     */
    sureness: Sureness;
    /** The catalogue's wording; what gave it away where the catalogue has none. */
    text: string;
    /** What stood in the places of the wording, by name: `clientId`, `upn`, … */
    values: Record<string, string>;
    /** Entra's codes for it that were seen: `AADSTS50105`. */
    codes: string[];
}

/** A match with the number of letters that speak for it. */
export interface Ranked {
    match: TextMatch;
    weight: number;
}

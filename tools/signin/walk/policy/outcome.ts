/** Three-valued logic: something matches, does not match, or depends on what is not modelled. */
import type { NearMiss } from "./policy";

/** A near miss before it is known in which statement. */
export type Miss = Omit<NearMiss, "where">;

export type Outcome = { match: "yes" } | { match: "no"; miss: Miss } | { match: "unknown"; doubts: Doubt[] };

/** What is not modelled. */
export interface Doubt {
    /** `Condition Bool aws:SecureTransport`. */
    what: string;
    /** What to write instead, where there is something. */
    hint?: string;
}

export const yes: Outcome = { match: "yes" };

export function no(miss: Miss): Outcome {
    return { match: "no", miss };
}

export function unknown(...doubts: Doubt[]): Outcome {
    return { match: "unknown", doubts };
}

/** The outcome of an element from the comparison of its values. */
export function outcomeOf(comparison: Ternary, doubts: Doubt[], miss: Miss): Outcome {
    if (comparison === "unknown") {
        return unknown(...doubts);
    }
    return comparison === "yes" ? yes : no(miss);
}

/** All must match; the first that does not is the answer, whatever the unknown ones would be. */
export function all(outcomes: readonly Outcome[]): Outcome {
    const miss = outcomes.find(({ match }) => match === "no");
    if (miss !== undefined) {
        return miss;
    }
    const doubts = outcomes.flatMap((outcome) => (outcome.match === "unknown" ? outcome.doubts : []));
    return doubts.length > 0 ? unknown(...doubts) : yes;
}

/** How one value compares with one that is written in a policy. */
export type Ternary = "yes" | "no" | "unknown";

/** One comparison is enough. */
export function any(comparisons: readonly Ternary[]): Ternary {
    if (comparisons.includes("yes")) {
        return "yes";
    }
    return comparisons.includes("unknown") ? "unknown" : "no";
}

/** Every comparison is needed. */
export function every(comparisons: readonly Ternary[]): Ternary {
    if (comparisons.includes("no")) {
        return "no";
    }
    return comparisons.includes("unknown") ? "unknown" : "yes";
}

export function not(comparison: Ternary): Ternary {
    if (comparison === "unknown") {
        return "unknown";
    }
    return comparison === "yes" ? "no" : "yes";
}

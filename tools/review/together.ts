import { type Review, type StackReview, type Verdict, verdicts } from "./review";

const weightOf = (verdict: Verdict) => verdicts.indexOf(verdict);

/** One review of several stacks, the worst first. */
export function together(stacks: readonly StackReview[]): Review {
    const sorted = worstFirst(stacks);
    return { version: 1, verdict: sorted[0]?.verdict ?? "noChange", stacks: sorted };
}

export function worstFirst(stacks: readonly StackReview[]): StackReview[] {
    return [...stacks].sort((one, other) => weightOf(other.verdict) - weightOf(one.verdict));
}

import { type Review, type StackReview, type Verdict, verdicts } from "./review";

const weightOf = (verdict: Verdict) => verdicts.indexOf(verdict);

/** One review of several stacks, the worst first. */
export function together(stacks: readonly StackReview[]): Review {
    const sorted = [...stacks].sort((one, other) => weightOf(other.verdict) - weightOf(one.verdict));
    return { version: 1, verdict: sorted[0]?.verdict ?? "noChange", stacks: sorted };
}

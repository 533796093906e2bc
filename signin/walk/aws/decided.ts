import type { PolicyAnswer } from "../policy/policy";
import type { Trail } from "../trail";

export type Decided = Exclude<PolicyAnswer, { decision: "notModelled" } | { decision: "invalid" }>;

/** An answer that is a yes or a no; where it hangs on what is not modelled, the walk can't go on. */
export function decided(trail: Trail, about: string, policies: string, action: string, answer: PolicyAnswer): Decided {
    if (answer.decision === "notModelled") {
        return trail.cannotGoOn(about, {
            what: `what ${policies} says to ${action}`,
            why: `it hangs on what is outside this model: ${answer.elements.join("; ")}`,
            supply: "compare these elements by hand; the program's own policy has none of them",
        });
    }
    if (answer.decision === "invalid") {
        return trail.cannotGoOn(about, { what: policies, why: answer.why, supply: "correct the policy" });
    }
    return answer;
}

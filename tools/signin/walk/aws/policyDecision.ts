/** What a policy answers, as a step of a walk. */
import type { About } from "../../checks";
import type { PolicyAnswer } from "../policy/policy";
import type { Trail } from "../trail";

export type Decided = Exclude<PolicyAnswer, { decision: "notModelled" } | { decision: "invalid" }>;

/**
 * An answer that is a yes or a no. Undefined where it hangs on what is not modelled: that is noted, and the walk goes on, since
 * a later hop may refuse whatever these policies say.
 */
export function decided(
    trail: Trail,
    about: About,
    policies: string,
    action: string,
    answer: PolicyAnswer,
): Decided | undefined {
    if (answer.decision === "notModelled") {
        trail.unknown(about, {
            what: `the answer of ${policies} to ${action}`,
            why: `it hangs on what is outside this model: ${answer.elements.join("; ")}`,
            supply: "compare these elements by hand; the program's own policy has none of them",
        });
        return undefined;
    }
    if (answer.decision === "invalid") {
        trail.unknown(about, { what: policies, why: answer.why, supply: "correct the policy" });
        return undefined;
    }
    return answer;
}

/** What a policy answers, as a step of a walk. */
import type { About } from "../../checks";
import type { PolicyAnswer } from "../policy/policy";
import type { Trail } from "../trail";

export type Decided = Exclude<PolicyAnswer, { decision: "notModelled" } | { decision: "invalid" }>;

/**
 * An answer that is a yes or a no. Undefined where it depends on what is not modelled: that is noted, and the walk goes on, since
 * a later hop may refuse in any case. `isRequestKnown`: whether all that is asked for is known.
 */
export function decided(
    trail: Trail,
    about: About,
    policies: string,
    action: string,
    answer: PolicyAnswer,
    isRequestKnown = true,
): Decided | undefined {
    if (answer.decision === "notModelled") {
        // Where what is missing of the request has been said, that is why.
        return !isRequestKnown && trail.missing.length > 0
            ? undefined
            : trail.unknown(about, {
                  what: `the answer of ${policies} to ${action}`,
                  why: `it depends on elements outside this model: ${answer.elements.join("; ")}`,
                  supply: "compare these elements by hand; the policies that this project writes have none of them",
              });
    }
    if (answer.decision === "invalid") {
        return trail.unknown(about, { what: policies, why: answer.why, supply: "correct the policy" });
    }
    return answer;
}

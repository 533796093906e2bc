/**
 * IAM's evaluation of policies, as far as a sign-in needs it. What is not modelled never allows: the answer then is that it
 * is not modelled, unless a Deny that is modelled matches, or nothing allows whatever the unmodelled elements would be.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { quote } from "../../../../rules/text";
import { whyNotAllowed } from "./nearMiss";
import { all } from "./outcome";
import type { PolicyAnswer, PolicyRequest } from "./policy";
import { type PolicyKind, readPolicyDocument } from "./policyDocument";
import { type Evaluated, matchElements } from "./statement";

/** What the identity policies of one role say together: one kind of them, so a permissions boundary is asked for itself. */
export function evaluatePolicies(
    policies: readonly { name: string; document: string }[],
    request: PolicyRequest,
): PolicyAnswer {
    const sources = policies.map(({ name, document }) => ({ source: `policy ${quote(name)}`, document }));
    return evaluate(sources, "identity", request);
}

/** What a role's trust policy says. */
export function evaluateTrustPolicy(document: string, request: PolicyRequest): PolicyAnswer {
    return evaluate([{ source: "the trust policy", document }], "trust", request);
}

function evaluate(
    sources: readonly { source: string; document: string }[],
    kind: PolicyKind,
    request: PolicyRequest,
): PolicyAnswer {
    const evaluated: Evaluated[] = [];
    for (const { source, document } of sources) {
        const statements = readPolicyDocument(document, kind);
        if ("invalid" in statements) {
            return { decision: "invalid", why: `IAM would not store ${source}: ${statements.invalid}` };
        }
        for (const statement of statements) {
            const elements = matchElements(statement, kind, request);
            const where = `${statement.where} of ${source}`;
            evaluated.push({ where, statement, elements, outcome: all(elements) });
        }
    }
    return decide(evaluated, request);
}

function decide(evaluated: readonly Evaluated[], request: PolicyRequest): PolicyAnswer {
    const denies = evaluated.filter(({ statement }) => statement.effect === "Deny");
    const allows = evaluated.filter(({ statement }) => statement.effect === "Allow");
    const denied = denies.find(({ outcome }) => outcome.match === "yes");
    if (denied !== undefined) {
        const why = `${denied.where} has the Effect Deny and matches ${request.action}; a Deny outweighs every Allow`;
        return { decision: "deny", by: denied.where, why };
    }
    if (allows.every(({ outcome }) => outcome.match === "no")) {
        return { decision: "noAllow", ...whyNotAllowed(allows, request) };
    }
    const allowed = allows.find(({ outcome }) => outcome.match === "yes");
    const elements = [...denies, ...(allowed === undefined ? allows : [])].flatMap(doubtsOf);
    if (allowed === undefined || elements.length > 0) {
        return { decision: "notModelled", elements: [...new Set(elements)] };
    }
    return { decision: "allow", by: allowed.where };
}

function doubtsOf({ where, outcome }: Evaluated): string[] {
    if (outcome.match !== "unknown") {
        return [];
    }
    return outcome.doubts.map(({ what, hint }) => `${what} in ${where}${hint === undefined ? "" : `: ${hint}`}`);
}

/** Whether a statement is about a request: its Action, Principal or Resource, and Condition. */
import { compareText } from "./compare";
import { matchCondition } from "./condition";
import { any, not, type Outcome, outcomeOf, type Ternary, unknown } from "./outcome";
import type { PolicyRequest } from "./policy";
import type { PolicyKind, Principal, Statement } from "./policyDocument";
import { readPolicyText } from "./policyText";
import { matchResource } from "./resource";

/** A statement with what became of its elements. */
export interface Evaluated {
    /** `statement 1 ("Sid") of the trust policy`. */
    where: string;
    statement: Statement;
    elements: Outcome[];
    outcome: Outcome;
}

/**
 * The elements in the order in which a near miss is closer: the action first, then whom or what it is about, then each
 * condition.
 */
export function matchElements(statement: Statement, kind: PolicyKind, request: PolicyRequest): Outcome[] {
    return [
        matchAction(statement, request),
        kind === "trust" ? matchPrincipal(statement, request) : matchResource(statement, request),
        ...statement.conditions.map((condition) => matchCondition(condition, statement.variables, request)),
    ];
}

/**
 * Service and name of an action are compared without regard to upper and lower case. A wildcard before the colon, other
 * than `*` alone, is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
function matchAction(statement: Statement, request: PolicyRequest): Outcome {
    const patterns = statement.action ?? statement.notAction ?? [];
    const found = any(
        patterns.map((action) => {
            const pattern = readPolicyText(action, { variables: false, wildcards: true }, request);
            const comparison = compareText(pattern, request.action, true);
            return comparison === "yes" && /^(?!\*$)[^:]*[*?]/.test(action) ? "unknown" : comparison;
        }),
    );
    const isNot = statement.action === undefined;
    const what = `${isNot ? "NotAction" : "Action"} ${patterns.join(", ")}`;
    return outcomeOf(isNot ? not(found) : found, [{ what }], {
        element: "Action",
        expected: patterns,
        seen: [request.action],
        ...(isNot ? { mustNot: true } : {}),
    });
}

/**
 * Somebody who comes with a SAML assertion has no AWS identity: only `Federated` can name them, and only by the provider's
 * whole ARN. Whether `*` does is not documented, and `NotPrincipal` is not modelled.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function matchPrincipal({ principal, notPrincipal }: Statement, request: PolicyRequest): Outcome {
    if (principal === undefined) {
        return unknown({ what: `NotPrincipal ${wordsOf(notPrincipal)}` });
    }
    if (principal === "*") {
        return unknown({ what: 'Principal "*"' });
    }
    const provider = request.federatedPrincipal;
    const compared = principal.flatMap(({ type, values }) =>
        values.map((value): Ternary => {
            if (type === "Federated" && value === provider) {
                return "yes";
            }
            return (type === "AWS" && value === "*") || (type === "Federated" && /[*?]/.test(value)) ? "unknown" : "no";
        }),
    );
    return outcomeOf(any(compared), [{ what: `Principal ${wordsOf(principal)}` }], {
        element: "Principal",
        expected: principal.flatMap(({ type, values }) =>
            values.map((value) => (type === "Federated" ? value : `${type} ${value}`)),
        ),
        seen: provider === undefined ? [] : [provider],
    });
}

function wordsOf(principal: Principal | undefined): string {
    if (typeof principal !== "object") {
        return '"*"';
    }
    return JSON.stringify(Object.fromEntries(principal.map(({ type, values }) => [type, values])));
}

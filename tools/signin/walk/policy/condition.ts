/**
 * One condition of a statement against the request: several values are alternatives; under a negated operator none of
 * them may match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
import { type Operator, operatorOf } from "./conditionOperators";
import { any, every, no, not, type Outcome, outcomeOf, type Ternary, unknown, yes } from "./outcome";
import { isModelled, type PolicyRequest, valuesOf } from "./policy";
import type { Condition } from "./policyDocument";
import { type PolicyText, readPolicyText } from "./policyText";

/** `variables`: whether the policy's version has them. */
export function matchCondition(condition: Condition, variables: boolean, request: PolicyRequest): Outcome {
    const { operator: name, key, values } = condition;
    const called = `Condition ${name}${key === "" ? "" : ` ${key}`}`;
    const modelledKey = key.toLowerCase();
    if (values.length === 0) {
        return unknown({ what: `${called} without a value` });
    }
    if (!isModelled(request, modelledKey)) {
        return unknown({ what: called });
    }
    const seen = valuesOf(request, modelledKey);
    if (name === "Null") {
        return matchNull(condition, seen, called);
    }
    const operator = operatorOf(name);
    if (operator === undefined) {
        return unknown({ what: called });
    }
    const { wildcards, negated } = operator.comparison;
    const patterns = values.map((value) => readPolicyText(value, { variables, wildcards }, request));
    const comparison = compareValues(operator, patterns, seen);
    const variablesInDoubt = [...new Set(patterns.flatMap(({ unknownVariables }) => unknownVariables))];
    const doubts = variablesInDoubt.map((variable) => ({ what: `${variable} in ${called}` }));
    return outcomeOf(comparison, doubts.length > 0 ? doubts : [{ what: called }], {
        element: "Condition",
        operator: name,
        key,
        expected: patterns.map(({ shown }) => shown),
        seen: [...seen],
        ...(negated ? { mustNot: true } : {}),
    });
}

/**
 * An absent key: does not match, except under a negated operator, `…IfExists` and `ForAllValues:`. For a negated operator
 * with `ForAnyValue:` AWS's rules contradict each other. Several values need a set operator; what happens without one is
 * not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function compareValues(operator: Operator, patterns: PolicyText[], seen: readonly string[]): Ternary {
    const { set, ifExists } = operator;
    const { compare, negated } = operator.comparison;
    const one = (value: string): Ternary => {
        const found = any(patterns.map((pattern) => compare(pattern, value)));
        return negated ? not(found) : found;
    };
    if (seen.length === 0 && ifExists) {
        return "yes";
    }
    if (set === undefined) {
        if (seen.length > 1) {
            return "unknown";
        }
        const [value] = seen;
        return value === undefined ? (negated ? "yes" : "no") : one(value);
    }
    const isEmpty = seen.every((value) => value === "");
    if (set === "all") {
        return isEmpty ? "yes" : every(seen.map(one));
    }
    if (isEmpty) {
        return negated ? "unknown" : "no";
    }
    return any(seen.map(one));
}

/** `true` wants the key absent, `false` present; an empty value is neither, as far as is documented. */
function matchNull({ operator, key, values }: Condition, seen: readonly string[], called: string): Outcome {
    const isClear = !values.some((value) => value !== "true" && value !== "false");
    if (!isClear || (seen.length > 0 && seen.every((value) => value === ""))) {
        return unknown({ what: called });
    }
    const isMet = values.includes(String(seen.length === 0));
    return isMet ? yes : no({ element: "Condition", operator, key, expected: values, seen: [...seen] });
}

/**
 * The condition operators that are modelled, by their names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { compareArn, compareText } from "./compare";
import type { Ternary } from "./outcome";
import type { PolicyText } from "./policyText";

export interface Operator {
    /** Over the values of the request, `ForAllValues:` or `ForAnyValue:`. */
    set?: "all" | "any";
    /** `…IfExists`: met when the key is absent. */
    ifExists: boolean;
    comparison: OneComparison;
}

/** How one value is compared, without set and `IfExists`. */
interface OneComparison {
    /** True for `StringNotEquals` and its like. */
    negated: boolean;
    /** `*` and `?` of the policy's value are wildcards. */
    wildcards: boolean;
    compare: (pattern: PolicyText, seen: string) => Ternary;
}

const exact = (pattern: PolicyText, seen: string): Ternary => compareText(pattern, seen);
const ignoringCase = (pattern: PolicyText, seen: string): Ternary => compareText(pattern, seen, true);

const comparisons = new Map<string, OneComparison>([
    ["StringEquals", { negated: false, wildcards: false, compare: exact }],
    ["StringNotEquals", { negated: true, wildcards: false, compare: exact }],
    ["StringEqualsIgnoreCase", { negated: false, wildcards: false, compare: ignoringCase }],
    ["StringNotEqualsIgnoreCase", { negated: true, wildcards: false, compare: ignoringCase }],
    ["StringLike", { negated: false, wildcards: true, compare: exact }],
    ["StringNotLike", { negated: true, wildcards: true, compare: exact }],
    ["ArnEquals", { negated: false, wildcards: true, compare: compareArn }],
    ["ArnLike", { negated: false, wildcards: true, compare: compareArn }],
    ["ArnNotEquals", { negated: true, wildcards: true, compare: compareArn }],
    ["ArnNotLike", { negated: true, wildcards: true, compare: compareArn }],
]);

/** The operator of a name; undefined for one that is not modelled, and for `Null`, which compares nothing. */
export function operatorOf(name: string): Operator | undefined {
    const [, set, rest = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/s.exec(name) ?? [];
    const ifExists = rest.endsWith("IfExists");
    const comparison = comparisons.get(ifExists ? rest.slice(0, -"IfExists".length) : rest);
    if (comparison === undefined) {
        return undefined;
    }
    return { set: set === undefined ? undefined : set === "ForAllValues" ? "all" : "any", ifExists, comparison };
}

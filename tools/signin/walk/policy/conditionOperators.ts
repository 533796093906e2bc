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

const name =
    /^(?:(?<set>ForAllValues|ForAnyValue):)?(?<type>Arn|String)(?<not>Not)?(?:Equals|(?<like>Like))(?<anyCase>(?<=String(?:Not)?Equals)IgnoreCase)?(?<ifExists>IfExists)?$/;

/** The operator of a name; undefined for one that is not modelled, and for `Null`, which compares nothing. */
export function operatorOf(written: string): Operator | undefined {
    const { set, type, not, like, anyCase, ifExists } = name.exec(written)?.groups ?? {};
    if (type === undefined) {
        return undefined;
    }
    const isOfArn = type === "Arn";
    const asText = (pattern: PolicyText, seen: string) => compareText(pattern, seen, anyCase !== undefined);
    return {
        set: set === undefined ? undefined : set === "ForAllValues" ? "all" : "any",
        ifExists: ifExists !== undefined,
        comparison: {
            negated: not !== undefined,
            // Both operators for ARNs are the same.
            wildcards: isOfArn || like !== undefined,
            compare: isOfArn ? compareArn : asText,
        },
    };
}

/** Whether one statement of a policy applies wherever another does, as far as their texts tell. */
import { matches } from "../../../rules/policyStatements";
import type { Condition, Statement } from "../../signin/walk/policy/policyDocument";

export function covers(wide: Statement, narrow: Statement): boolean {
    return (
        coversPrincipal(wide, narrow) &&
        coversList(wide.action, wide.notAction, narrow.action, narrow.notAction, lower) &&
        coversList(wide.resource, wide.notResource, narrow.resource, narrow.notResource, asWritten) &&
        wide.conditions.every((condition) => narrow.conditions.some((other) => isImplied(condition, other)))
    );
}

const lower = (text: string) => text.toLowerCase();
const asWritten = (text: string) => text;

function coversPrincipal({ principal: wide, notPrincipal }: Statement, narrow: Statement): boolean {
    if (notPrincipal !== undefined || narrow.notPrincipal !== undefined) {
        return JSON.stringify([wide, notPrincipal]) === JSON.stringify([narrow.principal, narrow.notPrincipal]);
    }
    if (wide === undefined || wide === "*" || narrow.principal === undefined) {
        return wide === "*" || wide === narrow.principal;
    }
    const isEverybody = wide.some(({ type, values }) => type === "AWS" && values.includes("*"));
    return narrow.principal === "*"
        ? isEverybody
        : narrow.principal.every(({ type, values }) =>
              values.every((value) =>
                  wide.some(
                      (it) =>
                          it.type === type &&
                          (it.values.includes(value) || (type === "AWS" && it.values.includes("*"))),
                  ),
              ),
          );
}

function coversList(
    wide: readonly string[] | undefined,
    wideNot: readonly string[] | undefined,
    narrow: readonly string[] | undefined,
    narrowNot: readonly string[] | undefined,
    spelled: (text: string) => string,
): boolean {
    if (wideNot !== undefined || narrowNot !== undefined) {
        const isAll = wide?.includes("*") === true;
        const isMore =
            wideNot !== undefined &&
            narrowNot !== undefined &&
            wideNot.every((one) => narrowNot.some((it) => spelled(it) === spelled(one)));
        return isAll || isMore;
    }
    return (narrow ?? []).every((one) => (wide ?? []).some((pattern) => matches(spelled(pattern), spelled(one))));
}

/** Whether what meets `other` meets `condition` too. */
function isImplied(condition: Condition, other: Condition): boolean {
    const sameKey = condition.key.toLowerCase() === other.key.toLowerCase();
    if (!sameKey || other.values.length === 0) {
        return false;
    }
    // `…IfExists` is met wherever the operator itself is.
    const operator = condition.operator.replace(/IfExists$/, "");
    if (operator === other.operator || condition.operator === other.operator) {
        const isPattern = operator.includes("Like") || operator.startsWith("Arn");
        const meets = (wide: string, narrow: string) => (isPattern ? matches(wide, narrow) : wide === narrow);
        const [every, some] = operator.includes("Not")
            ? [condition.values, other.values]
            : [other.values, condition.values];
        return every.every((one) => some.some((it) => meets(it, one)));
    }
    const exact = operator.replace("Like", "Equals");
    return (
        exact !== operator &&
        exact === other.operator &&
        !exact.includes("Not") &&
        other.values.every((one) => condition.values.some((pattern) => matches(pattern, one)))
    );
}

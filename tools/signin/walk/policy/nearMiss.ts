/** Why no statement allows a request: the closest one, and the element by which it misses. */
import { quote } from "../../../../rules/text";
import type { Miss } from "./outcome";
import type { NearMiss, PolicyRequest } from "./policy";
import type { Evaluated } from "./statement";

/** The closest of the statements with the effect Allow is the one whose first elements match furthest. */
export function whyNotAllowed(
    allows: readonly Evaluated[],
    request: PolicyRequest,
): { why: string; nearMiss?: NearMiss } {
    let closest: { evaluated: Evaluated; miss: Miss; depth: number } | undefined;
    for (const evaluated of allows) {
        const depth = evaluated.elements.findIndex(({ match }) => match === "no");
        const missed = evaluated.elements[depth];
        if (missed?.match === "no" && depth > (closest?.depth ?? -1)) {
            closest = { evaluated, miss: missed.miss, depth };
        }
    }
    if (closest === undefined) {
        return { why: `no statement has the Effect Allow, so nothing allows ${request.action}` };
    }
    const { miss, evaluated } = closest;
    const literal =
        !evaluated.statement.variables && miss.expected.some((value) => value.includes("${"))
            ? `; "\${…}" stands for itself, because the policy's Version is not "2012-10-17"`
            : "";
    const userName = /\$\{aws:username\}/i.test(miss.expected.join(" "))
        ? `; a role's session has no \${aws:username}: write \${aws:userid}`
        : "";
    const why = `no statement allows ${request.action}; the closest is ${evaluated.where}, but ${wordsOf(miss)}${literal}${userName}`;
    return { why, nearMiss: { where: evaluated.where, ...miss } };
}

function wordsOf({ element, operator, key, expected, seen, mustNot }: Miss): string {
    const wanted = listOfWhole(expected);
    if (element !== "Condition") {
        const requests = seen.length === 0 ? "the request has none" : `the request's is ${listOfWhole(seen)}`;
        return `its ${mustNot ? "Not" : ""}${element} is ${wanted}, and ${requests}`;
    }
    const got = seen.length === 0 ? "but it is absent" : `got ${listOfWhole(seen)}`;
    if (operator === "Null") {
        return `its Condition Null wants ${key} to be ${expected.includes("true") ? "absent" : "present"}, ${got}`;
    }
    const amount = mustNot ? "none of " : expected.length > 1 ? "one of " : "";
    return `its Condition ${operator} wants ${key} to be ${amount}${wanted}, ${got}`;
}

/** Whole values: a cut one could hide the difference. */
function listOfWhole(values: readonly string[]): string {
    return values.map((value) => (/^[ !#-~]{0,400}$/.test(value) ? `"${value}"` : quote(value))).join(", ");
}

/** Two values side by side, and what a near miss has of the other. */
import { defined } from "../../../../rules/record";
import { isUnreadable } from "../../../deployment/unreadable";
import { nearestName } from "../../walk/connect/nearestName";
import { redactText } from "../redact";
import { type Comparison, type ComparisonId, compared } from "./comparison";

/** More than these are not listed. */
const mostListed = 3;
const mostCompared = 5000;

/** Of ids and addresses nobody misreads a few characters. */
const namesOfPeople: readonly ComparisonId[] = ["person", "session", "sessionName", "signedInUser"];

/** Undefined where one side is missing. */
export function compare(id: ComparisonId, seen: string | undefined, known: readonly string[]): Comparison | undefined {
    if (seen === undefined || known.length === 0) {
        return undefined;
    }
    const what = compared[id];
    if (known.includes(seen)) {
        const shown = redactText(seen);
        return { id, what, seen: shown, expected: shown, same: true };
    }
    const otherCase = known.find((one) => one.toLowerCase() === seen.toLowerCase());
    const mailbox = localPart(seen);
    const otherDomain = known.find((one) => mailbox !== undefined && localPart(one) === mailbox);
    const near = otherCase ?? otherDomain ?? nearestName(seen, known.slice(0, mostCompared));
    const rest = known.length > mostListed ? ` or ${known.length - mostListed} more` : "";
    const expected = near ?? `${known.slice(0, mostListed).join(" or ")}${rest}`;
    const remark =
        otherCase !== undefined
            ? "differs in upper and lower case"
            : otherDomain !== undefined
              ? "differs in what follows the @"
              : near !== undefined && namesOfPeople.includes(id)
                ? "differs in a few characters"
                : undefined;
    return defined({ id, what, seen: redactText(seen), expected: redactText(expected), same: false, remark });
}

function localPart(name: string): string | undefined {
    const at = name.lastIndexOf("@");
    return at < 0 ? undefined : name.slice(0, at).toLowerCase();
}

export const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

export const textsOf = (value: unknown): string[] =>
    isUnreadable(value) || !Array.isArray(value) ? [] : value.filter(isText);

/** As Entra issues an identifier. */
export const withoutSuffix = (values: string[]) => values.map((value) => value.replace(/#.*$/s, ""));

/** One value of the Role claim: a role ARN and a SAML provider ARN, in either order. */
import { visibleLine } from "../../../../rules/text";

export interface RolePair {
    roleArn: string;
    providerArn: string;
    accountId: string;
    partition: string;
}

const roleArnPattern = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/[\w+=,.@/-]+$/;
export const providerArnPattern = /^arn:(aws[a-z-]*):iam::(\d{12}):saml-provider\/[\w.-]+$/;

/** Blanks around the comma and a trailing comma are accepted. */
function partsOf(value: string): string[] {
    const parts = value.split(",").map((part) => part.trim());
    return parts.at(-1) === "" ? parts.slice(0, -1) : parts;
}

export function readRolePair(value: string): RolePair | undefined {
    const parts = partsOf(value);
    const [one = "", other = ""] = parts;
    const [roleArn, providerArn] = roleArnPattern.test(one) ? [one, other] : [other, one];
    const role = roleArnPattern.exec(roleArn);
    if (parts.length !== 2 || role === null || !providerArnPattern.test(providerArn)) {
        return undefined;
    }
    return { roleArn, providerArn, partition: role[1] ?? "", accountId: role[2] ?? "" };
}

/** Longer than any pair of ARNs, in characters. */
const longestShown = 1000;

/** A value, or a half of one, whole. */
export function shownRole(text: string): string {
    return visibleLine(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
}

/** What is wrong with a value that is no pair: a clause that names the half at fault, whole. */
export function rolePairProblem(value: string): string {
    const parts = partsOf(value);
    if (parts.length !== 2) {
        return `this one has ${parts.length === 1 ? "one part" : `${parts.length} parts`}`;
    }
    const isOfRole = (part: string) => /:role\//.test(part);
    const wrong = parts.filter((part) => !roleArnPattern.test(part) && !providerArnPattern.test(part));
    const [half] = wrong;
    if (half === undefined) {
        return `both parts of this one are ${isOfRole(parts[0] ?? "") ? "role" : "SAML provider"} ARNs`;
    }
    if (wrong.length > 1) {
        return "neither part of this one is an ARN of that form";
    }
    const other = parts.find((part) => part !== half) ?? "";
    const name = providerArnPattern.test(other) ? "role ARN" : "SAML provider ARN";
    const open = /\$\{[^}]*\}|\$\d|%\w+%|\{\d*\}|<[^>]*>/.exec(half)?.[0];
    const why =
        open === undefined ? "" : `: ${visibleLine(open)} is a place that the identity provider did not fill in`;
    return `the ${name} of this one is wrong (\`${shownRole(half)}\`)${why}`;
}

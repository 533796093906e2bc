/** Compares a value of the request with one that a policy names. */
import { globMatches, type Token } from "./glob";
import type { Ternary } from "./outcome";
import { lowerCase, type PolicyText, tokensOf } from "./policyText";

/** A text as a whole; an ARN is one too, so that `*` spans its colons. */
export function compareText(pattern: PolicyText, seen: string, ignoreCase = false): Ternary {
    if (pattern.pieces === undefined) {
        return "no";
    }
    const tokens = tokensOf(pattern.pieces);
    const matches = ignoreCase ? globMatches(lowerCase(tokens), seen.toLowerCase()) : globMatches(tokens, seen);
    if (!matches) {
        return "no";
    }
    return pattern.unknownVariables.length > 0 ? "unknown" : "yes";
}

/**
 * `ArnEquals` and `ArnLike`: each of the six parts between colons is compared for itself. What is not six parts long is
 * no ARN; what AWS makes of it is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compareArn(pattern: PolicyText, seen: string): Ternary {
    const asText = compareText(pattern, seen);
    if (asText !== "yes" || pattern.pieces === undefined) {
        return asText;
    }
    const parts = splitArn(tokensOf(pattern.pieces));
    const seenParts = /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s.exec(seen)?.slice(1);
    if (parts.length < 6 || seenParts === undefined) {
        return "unknown";
    }
    return parts.every((part, index) => globMatches(part, seenParts[index] ?? "")) ? "yes" : "no";
}

/**
 * An ARN of `Resource`. A `*` at the end of a segment may span colons; that other wildcards may is not documented, and one
 * in the service's segment is not allowed: where a match rests on them, it is unknown. Upper and lower case differ.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compareResource(pattern: PolicyText, seen: string): Ternary {
    const asText = compareText(pattern, seen);
    if (asText !== "yes" || pattern.pieces === undefined || pattern.shown === "*") {
        return asText;
    }
    const parts = splitArn(tokensOf(pattern.pieces));
    if (parts.length < 3 || parts[2]?.some(isWildcard) || hasEarlyVariable(pattern.written, pattern.shown)) {
        return "unknown";
    }
    const bounded = parts.flatMap((part, index) => [
        ...(index === 0 ? [] : [{ literal: ":" }]),
        ...(index === 5 ? part : part.map((token, place) => withinSegment(token, place === part.length - 1))),
    ]);
    return globMatches(bounded, seen) ? "yes" : "unknown";
}

/** AWS allows variables after the fifth colon only. */
function hasEarlyVariable(written: string, shown: string): boolean {
    const variable = "\0";
    const segments = written.replace(/\$\{[^}]*\}/g, variable).split(":");
    return written !== shown && segments.slice(0, 5).join(":").includes(variable);
}

/** At most six parts; colons after the fifth belong to the last. */
function splitArn(tokens: readonly Token[]): Token[][] {
    const parts: Token[][] = [[]];
    for (const token of tokens) {
        if ("literal" in token && token.literal === ":" && parts.length < 6) {
            parts.push([]);
        } else {
            parts.at(-1)?.push(token);
        }
    }
    return parts;
}

function withinSegment(token: Token, isLast: boolean): Token {
    if (!("wildcard" in token)) {
        return token;
    }
    if (token.wildcard === "one") {
        return { wildcard: "oneInSegment" };
    }
    return isLast ? token : { wildcard: "manyInSegment" };
}

function isWildcard(token: Token): boolean {
    return "wildcard" in token;
}

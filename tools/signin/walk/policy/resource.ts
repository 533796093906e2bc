/** The Resource or NotResource of a statement against the request's. */
import { compareResource } from "./compare";
import { any, type Doubt, not, type Outcome, outcomeOf, type Ternary } from "./outcome";
import type { PolicyRequest } from "./policy";
import type { Statement } from "./policyDocument";
import { type PolicyText, readPolicyText } from "./policyText";

/** For identity policies. */
export function matchResource(statement: Statement, request: PolicyRequest): Outcome {
    const { resource, notResource = [], variables } = statement;
    const isNot = resource === undefined;
    const patterns = (resource ?? notResource).map((text) =>
        readPolicyText(text, { variables, wildcards: true }, request),
    );
    const compared = patterns.map((pattern) => compareWithRequest(pattern, isNot, request));
    const found = any(compared);
    const doubts = patterns
        .filter((_, index) => compared[index] === "unknown")
        .flatMap((pattern) => doubtsAbout(pattern, isNot ? "NotResource" : "Resource", request));
    return outcomeOf(isNot ? not(found) : found, doubts, {
        element: "Resource",
        expected: patterns.map(({ shown }) => shown),
        seen: request.resource === undefined ? [] : [request.resource],
        ...(isNot ? { mustNot: true } : {}),
    });
}

/** A variable without a value makes its resource match nothing; what that means for `NotResource` is not documented. */
function compareWithRequest(pattern: PolicyText, isNot: boolean, request: PolicyRequest): Ternary {
    if (request.resource === undefined) {
        return pattern.written === "*" ? "yes" : "unknown";
    }
    if (pattern.pieces === undefined && isNot) {
        return "unknown";
    }
    const comparison = compareResource(pattern, request.resource);
    return comparison === "no" && namesEnclosing(pattern, request) ? "unknown" : comparison;
}

function namesEnclosing(pattern: PolicyText, { enclosingResource }: PolicyRequest): boolean {
    return enclosingResource !== undefined && compareResource(pattern, enclosingResource.arn) !== "no";
}

function doubtsAbout(pattern: PolicyText, name: string, request: PolicyRequest): Doubt[] {
    const what = `${name} ${pattern.written}`;
    if (pattern.unknownVariables.length > 0) {
        return pattern.unknownVariables.map((variable) => ({ what: `${variable} in ${what}` }));
    }
    const isMiss = request.resource !== undefined && compareResource(pattern, request.resource) === "no";
    const { enclosingResource } = request;
    const hint = isMiss && namesEnclosing(pattern, request) ? enclosingResource?.writeInstead : undefined;
    return [hint === undefined ? { what } : { what, hint }];
}

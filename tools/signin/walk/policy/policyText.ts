/** A text of a policy with its variables filled in: `${aws:userid}`. */
import { literals, type Token, withWildcards } from "./glob";
import { isModelled, type PolicyRequest, valuesOf } from "./policy";

/** A piece of the text: tokens, or a variable whose value is not known. */
type Piece = Token | { unknown: string };

export interface PolicyText {
    /** As in the policy. */
    written: string;
    /** Undefined when a variable has no value and no default: such a text is like nothing. */
    pieces?: Piece[];
    /** As in the policy, with those variables replaced that have one value. */
    shown: string;
    /** Variables that cannot be filled: `the variable ${aws:username}`. */
    unknownVariables: string[];
}

/** How a text is read. */
interface Reading {
    /** Variables are filled; without, `${…}` stands for itself, as under the policy language of 2008-10-17. */
    variables: boolean;
    /** `*` and `?` are wildcards. */
    wildcards: boolean;
}

/**
 * Fills in the variables of a text. A value never acts as a wildcard. `${*}`, `${?}` and `${$}` are the characters
 * themselves; `${key, 'default'}` has a default for a key that is absent. A key that may have several values cannot be a
 * variable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPolicyText(text: string, reading: Reading, request: PolicyRequest): PolicyText {
    const read = (part: string): Token[] => (reading.wildcards ? withWildcards(part) : literals(part));
    if (!reading.variables) {
        return { written: text, pieces: read(text), shown: text, unknownVariables: [] };
    }
    const pieces: Piece[] = [];
    const unknownVariables: string[] = [];
    let shown = "";
    let noValue = false;
    for (const part of text.split(/(\$\{[^}]*\}?)/)) {
        const variable = part.startsWith("${") ? valueOfVariable(part, request) : undefined;
        if (variable === undefined) {
            pieces.push(...read(part));
            shown += part;
        } else if (variable === "unknown") {
            pieces.push({ unknown: part });
            unknownVariables.push(`the variable ${part}`);
            shown += part;
        } else if (variable === "none") {
            noValue = true;
            shown += part;
        } else {
            pieces.push(...literals(variable.value));
            shown += variable.value;
        }
    }
    return { written: text, pieces: noValue ? undefined : pieces, shown, unknownVariables };
}

function valueOfVariable(variable: string, request: PolicyRequest): { value: string } | "none" | "unknown" {
    const inner = /^\$\{([^}]*)\}$/.exec(variable)?.[1];
    if (inner === "*" || inner === "?" || inner === "$") {
        return { value: inner };
    }
    const [, name, byDefault] = /^([^\s,']+)(?:, '([^']*)')?$/.exec(inner ?? "") ?? [];
    const key = name?.toLowerCase();
    if (key === undefined || !isModelled(request, key)) {
        return "unknown";
    }
    const values = valuesOf(request, key);
    if (values.length > 1) {
        return "unknown";
    }
    const value = values[0] ?? byDefault;
    return value === undefined ? "none" : { value };
}

/** The tokens of a text whose unknown variables may be anything. */
export function tokensOf(pieces: readonly Piece[]): Token[] {
    return pieces.map((piece) => ("unknown" in piece ? { wildcard: "many" } : piece));
}

/** The tokens in lower case, for comparisons that ignore it. */
export function lowerCase(tokens: readonly Token[]): Token[] {
    return tokens.flatMap((token) => ("literal" in token ? literals(token.literal.toLowerCase()) : [token]));
}

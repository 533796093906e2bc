/** What IAM demands of every policy document, whether it trusts or permits, and how the provider compares two. */
import type { Value, Values } from "../../provider/resourceType";
import { canonical, isObject } from "../../provider/values";
import { because } from "../errors";
import { conditionOperators, samlKeys } from "./conditionNames";

export const malformed = (message: string): string => `MalformedPolicyDocument: ${message}`;

/** The provider's own look at a policy, before anything is sent. */
export function jsonFormat(text: string, path: string): string | undefined {
    if (text === "") {
        return `${JSON.stringify(path)} is an empty string, which is not a valid JSON value`;
    }
    const invalid = (reason: string) => `${JSON.stringify(path)} contains an invalid JSON policy: ${reason}`;
    if (/^\s/.test(text)) {
        return invalid("leading space characters are not allowed");
    }
    try {
        const parsed = JSON.parse(text) as Value;
        if (Array.isArray(parsed)) {
            return invalid("contains a JSON array, not a JSON object");
        }
        if (typeof parsed === "string") {
            return invalid("contains a JSON-encoded string, not a JSON-encoded object");
        }
        return isObject(parsed) ? undefined : invalid("not a JSON object");
    } catch (error) {
        return text.startsWith("{") ? invalid((error as Error).message) : invalid("not a JSON object");
    }
}

/** The document as the provider keeps it: keys sorted, no white space. */
export const normalized = (text: string): string => canonical(JSON.parse(text) as Value);

/** Whether two documents mean the same: the order of a list and a list of one make no difference. */
export function samePolicy(before: Value, after: Value): boolean {
    try {
        return meaning(JSON.parse(String(before)) as Value) === meaning(JSON.parse(String(after)) as Value);
    } catch {
        return before === after;
    }
}

function meaning(value: Value): string {
    if (Array.isArray(value)) {
        return value.map(meaning).sort().join();
    }
    if (!isObject(value)) {
        return JSON.stringify(value);
    }
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${key}:${meaning(value[key] ?? null)}`).join()}}`;
}

/** IAM counts a policy's size without its white space. */
export const sizeOf = (text: string): number => text.replace(/\s/g, "").length;

export const listOf = (value: Value | undefined): Value[] =>
    value === undefined ? [] : Array.isArray(value) ? value : [value];

export const statementsOf = (document: Values): Values[] => listOf(document.Statement).filter(isObject);

export const isTexts = (value: Value | undefined): boolean => listOf(value).every((item) => typeof item === "string");

/** Every text of a document, for what is checked wherever it stands. */
function textsIn(value: Value): string[] {
    if (typeof value === "string") {
        return [value];
    }
    if (Array.isArray(value)) {
        return value.flatMap(textsIn);
    }
    return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

export function* conditionProblems(condition: Value | undefined, invalidOperator: (name: string) => string) {
    if (condition === undefined) {
        return;
    }
    if (!isObject(condition)) {
        yield malformed("Syntax errors in policy.");
        return;
    }
    for (const [operator, keys] of Object.entries(condition)) {
        const bare = operator.replace(/^ForA(ny|ll)Values?:/i, "").replace(/IfExists$/i, "");
        if (!conditionOperators.has(bare.toLowerCase())) {
            yield malformed(invalidOperator(operator));
        }
        if (!isObject(keys)) {
            yield malformed("Syntax errors in policy.");
        }
        for (const [key, values] of Object.entries(isObject(keys) ? keys : {})) {
            yield* keyProblems(key, values);
        }
    }
}

function* keyProblems(key: string, values: Value) {
    if (!key.includes(":")) {
        yield malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    const [vendor, name] = key.toLowerCase().split(":");
    if (vendor === "saml" && !samlKeys.has(name ?? "")) {
        yield malformed(because("Syntax errors in policy.", `${key} is no condition key of SAML federation`));
    }
    const scalars = listOf(values);
    if (scalars.length === 0 || scalars.some((value) => isObject(value) || Array.isArray(value))) {
        yield malformed("Syntax errors in policy.");
    }
}

/** `${aws:userid}` and its relatives: closed, with a key inside, and not Terraform's `&{…}`. */
export function* variableProblems(document: Values) {
    for (const text of textsIn(document)) {
        const mistaken = /&\{[^}]*\}?/.exec(text);
        if (mistaken) {
            const hint = `${mistaken[0]} is no policy variable: write $${mistaken[0].slice(1)}`;
            yield malformed(because("Syntax errors in policy.", hint));
        }
        for (const variable of text.matchAll(/\$\{([^}]*)(\}?)/g)) {
            const isLiteral = ["*", "?", "$"].includes(variable[1] ?? "");
            const isKey = /^[A-Za-z][\w-]*:[\w\-./@:]+(\s*,\s*'[^']*')?$/.test(variable[1] ?? "");
            if (variable[2] === "" || !(isLiteral || isKey)) {
                yield malformed(because("Syntax errors in policy.", `${variable[0]} is no policy variable`));
            }
        }
    }
}

export function* sidProblems(statements: Values[], repeated: string) {
    const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined && sid !== "");
    if (sids.some((sid) => !/^[0-9A-Za-z]*$/.test(String(sid)))) {
        yield malformed(
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
        );
    }
    if (new Set(sids).size < sids.length) {
        yield malformed(repeated);
    }
}

/** Documents are Latin-1. */
export function* characterProblems(text: string, member: string) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: IAM's own pattern
    if (!/^[\u0009\u000A\u000D\u0020-\u00FF]+$/.test(text)) {
        yield `ValidationError: The specified value for ${member} is invalid. It must contain only printable ASCII characters.`;
    }
}

/** Tags as Connect and as IAM take them. Both: at most 50, keys of 1 to 128 characters not beginning `aws:`. */
import { sameButForCase } from "./guid";
import { isTakenKey } from "./mapKeys";
import { misread } from "./misread";
import { listOf, quote } from "./text";

interface TagRule {
    keyPattern: RegExp;
    keyCharacters: string;
    valuePattern: RegExp;
    valueCharacters: string;
    keysIgnoreCase: boolean;
}

/** Connect's API model: TagKey `^(?!aws:)[a-zA-Z+-=._:/]+$`, TagValue up to 256 of anything. */
const connectTags: TagRule = {
    keyPattern: /^[a-zA-Z+-=._:/]+$/,
    keyCharacters: "letters a-z or A-Z, digits and + - = . _ : /",
    valuePattern: /^[^\p{Surrogate}]*$/u,
    valueCharacters: "characters of valid Unicode",
    keysIgnoreCase: false,
};

/** IAM's API model: keys and values of `[\p{L}\p{Z}\p{N}_.:/=+\-@]`; IAM takes keys that differ in case for the same. */
const iamTags: TagRule = {
    keyPattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u,
    keyCharacters: "letters, digits, spaces and _ . : / = + - @",
    valuePattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
    valueCharacters: "letters, digits, spaces and _ . : / = + - @",
    keysIgnoreCase: true,
};

/** Tags of a Connect instance or user: at most 50; keys 1–128 of `a-z A-Z 0-9 + - = . _ : /`; values up to 256. */
export function connectTagsProblem(value: unknown): string | undefined {
    return tagsProblem(value, connectTags);
}

/** Tags of an IAM role or SAML provider: at most 50; keys 1–128, values up to 256, letters, digits, blanks, `_.:/=+-@`. */
export function iamTagsProblem(value: unknown): string | undefined {
    return tagsProblem(value, iamTags);
}

function tagsProblem(value: unknown, rule: TagRule): string | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return `must be a map of tag to text such as { "team": "support" }, got ${quote(value)}`;
    }
    const entries = Object.entries(value);
    if (entries.length > 50) {
        return `must contain at most 50 tags, got ${entries.length}`;
    }
    for (const [key, text] of entries) {
        const problem = keyProblem(key, rule) ?? valueProblem(key, text, rule);
        if (problem !== undefined) {
            return problem;
        }
    }
    const [twins] = rule.keysIgnoreCase ? sameButForCase(entries.map(([key]) => key)) : [];
    return twins && `must not contain keys that differ only in upper and lower case, got ${listOf(twins)}`;
}

function keyProblem(key: string, rule: TagRule): string | undefined {
    if (/^aws:/i.test(key)) {
        return `must not contain a key that begins "aws:" (reserved by AWS), got ${quote(key)}`;
    }
    if (isTakenKey(key)) {
        return `must not contain the key ${quote(key)}, a name that JavaScript or Pulumi reserves; write another key`;
    }
    if (key.length > 256 || [...key].length > 128 || !rule.keyPattern.test(key)) {
        return `must have keys of 1 to 128 ${rule.keyCharacters}, got ${quote(key)}`;
    }
    return undefined;
}

function valueProblem(key: string, text: unknown, rule: TagRule): string | undefined {
    if (typeof text === "string" && text.length <= 512 && [...text].length <= 256 && rule.valuePattern.test(text)) {
        return undefined;
    }
    const other = typeof text === "string" ? undefined : misread(text);
    return other === undefined
        ? `must have values of up to 256 ${rule.valueCharacters}, got ${quote(text)} for ${quote(key)}`
        : `must have a text for ${quote(key)}, got ${other}`;
}

/** Tags as every taggable AWS type has them: own, and together with the provider's `defaultTags`. */
import type { Properties, Values } from "../provider/resourceType";
import { isObject, isUnknown } from "../provider/values";

const maxTags = 50;
const maxKey = 128;
const maxValue = 256;
/** AWS's API models count Unicode code points (Smithy's `length` trait). */
const characters = (text: string): number => [...text].length;
/** Connect's TagKey has digits in the range from + to =. */
const connectKey = /^[a-zA-Z+-=._:/]+$/;
const iamValue = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export const tagProperties: Properties = {
    tags: { kind: "map", items: { kind: "string" } },
    tagsAll: { kind: "map", items: { kind: "string" }, readOnly: true },
};

export function allTags(inputs: Values, config: Values): Values {
    const defaults = isObject(config.defaultTags) && isObject(config.defaultTags.tags) ? config.defaultTags.tags : {};
    return { ...defaults, ...(isObject(inputs.tags) ? inputs.tags : {}) };
}

/** `tagsAll`, known as soon as the tags are. */
export const plannedTags = (inputs: Values, config: Values): Values =>
    isUnknown(inputs.tags) ? {} : { tagsAll: allTags(inputs, config) };

/** What AWS refuses in these tags, or undefined. IAM narrows the characters of keys and values, Connect of keys. */
export function tagProblem(tags: Values, service: "IAM" | "Connect"): string | undefined {
    const entries = Object.entries(tags).map(([key, value]): [string, string] => [key, String(value)]);
    if (entries.length > maxTags) {
        return `Member must have length less than or equal to ${maxTags}`;
    }
    for (const [key, value] of entries) {
        if (key === "" || characters(key) > maxKey) {
            return `tag key ${JSON.stringify(key)} must have 1 to ${maxKey} characters`;
        }
        if (/^aws:/i.test(key)) {
            return `tag key ${key} must not begin with aws:`;
        }
        if (characters(value) > maxValue) {
            return `the value of tag ${key} must have at most ${maxValue} characters`;
        }
        if (service === "Connect" && !connectKey.test(key)) {
            return `tag key ${key} must satisfy regular expression pattern: ^(?!aws:)[a-zA-Z+-=._:/]+$`;
        }
        if (service === "IAM" && !(iamValue.test(key) && iamValue.test(value))) {
            return `tag ${key}=${value} must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*`;
        }
    }
    const keys = new Set(entries.map(([key]) => key.toLowerCase()));
    return service === "IAM" && keys.size < entries.length
        ? "Duplicate tag keys found. Please note that Tag keys are case insensitive."
        : undefined;
}

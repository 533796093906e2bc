/** Values as YAML has them. */
import * as yaml from "js-yaml";
import { isMapping, schema } from "./yaml";

/** A value in one line; `isInside` brackets, a text needs quotation marks more often. */
export function flow(value: unknown, isInside = false): string {
    if (Array.isArray(value)) {
        return `[${value.map((item) => flow(item, true)).join(", ")}]`;
    }
    if (isMapping(value)) {
        const entries = Object.entries(value).map(([key, it]) => `${flow(key, true)}: ${flow(it, true)}`);
        return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    const forceQuotes = isInside && typeof value === "string" && !/^[\p{L}\p{N}_][\p{L}\p{N}_ .@+/-]*$/u.test(value);
    const form = { flowLevel: 0, lineWidth: -1, noRefs: true, quotingType: '"', forceQuotes };
    return yaml.dump(value, { schema, ...form }).trimEnd();
}

/** A key with its value, on lines of its own where that is a mapping with something in it, or a list of `isInLines`. */
export function entryLines(
    key: string,
    value: unknown,
    { step, isInLines }: { step: number; isInLines(key: string): boolean },
): string[] {
    const below = (lines: readonly string[]) => [`${flow(key)}:`, ...lines.map((line) => `${" ".repeat(step)}${line}`)];
    if (isMapping(value) && !Object.values(value).every(isEmpty)) {
        return below(Object.entries(value).flatMap(([inner, it]) => entryLines(inner, it, { step, isInLines })));
    }
    return Array.isArray(value) && value.length > 0 && isInLines(key)
        ? below(value.map((item) => `- ${flow(item)}`))
        : [`${flow(key)}: ${flow(value)}`];
}

const isEmpty = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length === 0;

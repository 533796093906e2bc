import type { Problem } from "../../rules/problem";
import { listOf, nearest, quote } from "../../rules/text";
import { isPlain } from "./plain";

/** A plain map: no list, no Output, not null. */
export function isPlainMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && isPlain(value);
}

/** Keys of a map that nothing reads, each with the nearest one of those to propose. */
export function unknownKeys(
    path: readonly string[],
    value: object,
    known: readonly string[],
    proposed: readonly string[] = known,
): Problem[] {
    return Object.keys(value)
        .filter((key) => !known.includes(key))
        .map((key) => {
            const near = nearest(key, proposed);
            return {
                path: [...path, key],
                message: `is not a known key; ${near === undefined ? `write one of ${listOf(proposed)}` : `did you mean ${quote(near)}?`}`,
            };
        });
}

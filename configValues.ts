import type { Kind } from "./configKeys";

/** A text of the configuration as the value that its key takes; one of the wrong kind stays text, and the rule says what is wanted. */
export function plainValue(text: string, kind: Kind): string | number | boolean {
    switch (kind) {
        case "number":
            return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
        case "flag":
            return text === "true" || text === "false" ? text === "true" : text;
        default:
            return text;
    }
}

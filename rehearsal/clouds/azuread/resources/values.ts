// Reads a handler's inputs, which the framework has checked: absent is Graph's null.

import type { Value, Values } from "../../provider/resourceType";

/** The text, or null for none and for "": the provider never sends an empty text. */
export function textOf(inputs: Values, key: string): string | null {
    const value = inputs[key];
    return typeof value === "string" && value !== "" ? value : null;
}

export function requiredText(inputs: Values, key: string): string {
    return textOf(inputs, key) ?? "";
}

export function flagOf(inputs: Values, key: string): boolean {
    return inputs[key] === true;
}

export function textsOf(inputs: Values, key: string): string[] {
    const value: Value | undefined = inputs[key];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Reads a handler's inputs, which the framework has checked: absent is Graph's null. */
import type { Value, Values } from "../../provider/resourceType";
import { canonical } from "../../provider/values";

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

/** Terraform's HasChange: order does not count in lists, all of which are sets here. */
export function hasChanged(before: Values, after: Values, key: string): boolean {
    const sorted = (value: Value | undefined) =>
        Array.isArray(value) ? value.map(canonical).sort().join() : canonical(value ?? []);
    return sorted(before[key] ?? []) !== sorted(after[key] ?? []);
}

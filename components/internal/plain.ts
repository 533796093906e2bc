import * as pulumi from "@pulumi/pulumi";

/** A value that is known while the program runs: neither an Output nor a promise. */
export function isPlain(value: unknown): boolean {
    return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** Plain, and so is all that it holds, one level deep: as deep as an argument's own value is. */
export function isPlainThroughout(value: unknown): boolean {
    return isPlain(value) && (typeof value !== "object" || value === null || Object.values(value).every(isPlain));
}

/** A text that is known while the program runs. */
export function plainText(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

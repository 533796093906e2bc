/** Values of resources as a policy pack gets them, made plain. */
import { isRecord } from "../rules/record";

/** A value that is known only after the deployment. */
export const unknown: unique symbol = Symbol("unknown");

/** What `@pulumi/policy` throws when a value is touched that a preview does not know. */
const isUnknownValue = (error: unknown) => isRecord(error) && "unknownTypeSentinel" in error;

/** A copy that can be read without a throw: what is not known is {@link unknown}. Properties of the engine's own (`__defaults`) are left out. */
export function plainProperties(properties: object): Record<string, unknown> {
    const entries = Object.keys(properties)
        .filter((key) => !key.startsWith("__"))
        .map((key) => [key, read(() => (properties as Record<string, unknown>)[key])] as const);
    return Object.fromEntries(entries);
}

function read(get: () => unknown): unknown {
    let value: unknown;
    try {
        value = get();
    } catch (error) {
        if (isUnknownValue(error)) {
            return unknown;
        }
        throw error;
    }
    if (Array.isArray(value)) {
        const list = value;
        return Array.from({ length: list.length }, (_, index) => read(() => list[index]));
    }
    return typeof value === "object" && value !== null ? plainProperties(value) : value;
}

/** Whether some of a value is not known. */
export function isPartlyUnknown(value: unknown): boolean {
    if (Array.isArray(value)) {
        return value.some(isPartlyUnknown);
    }
    return value === unknown || (isRecord(value) && Object.values(value).some(isPartlyUnknown));
}

/** The texts of a list, also of one that has other things in it. */
export function textsOf(value: unknown): string[] {
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

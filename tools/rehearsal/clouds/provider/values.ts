/** Values as they travel between engine and provider: unknowns, secrets, equality. Nothing of any cloud. */
import type { Value, Values } from "./resourceType";

/** What the engine writes for a value not known before the real run. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The engine's tokens for unknown strings, numbers, booleans, lists, maps… share these first digits. */
const unknownTokens = new Set([
    unknownValue,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const isUnknown = (value: unknown): boolean => typeof value === "string" && unknownTokens.has(value);

export const isObject = (value: Value | undefined): value is Values =>
    typeof value === "object" && value !== null && !Array.isArray(value);

export function hasUnknown(value: Value | undefined): boolean {
    if (Array.isArray(value)) {
        return value.some(hasUnknown);
    }
    return isObject(value) ? Object.values(value).some(hasUnknown) : isUnknown(value);
}

export const secret = (value: Value): Values => ({ [signatureKey]: secretSignature, value });

/** The value without the engine's secret wrappers, absent entries and (unless kept) `__defaults`. */
function plain(value: Value | undefined, keepDefaults = false): Value {
    if (value === undefined) {
        return null;
    }
    if (Array.isArray(value)) {
        return value.map((item) => plain(item, keepDefaults));
    }
    if (!isObject(value)) {
        return value;
    }
    if (value[signatureKey] === secretSignature) {
        return plain(value.value, keepDefaults);
    }
    return Object.fromEntries(
        Object.entries(value)
            .filter(([key, item]) => item !== undefined && item !== null && (keepDefaults || key !== "__defaults"))
            .map(([key, item]) => [key, plain(item, keepDefaults)]),
    );
}

export const plainValues = (value: Values, keepDefaults = false): Values => plain(value, keepDefaults) as Values;

/** One text for equal values, whatever the order of their keys. */
export function canonical(value: Value | undefined): string {
    if (Array.isArray(value)) {
        return `[${value.map(canonical).join()}]`;
    }
    if (!isObject(value)) {
        return JSON.stringify(value ?? null);
    }
    const keys = Object.keys(value)
        .filter((key) => key !== "__defaults")
        .sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

export const equal = (a: Value | undefined, b: Value | undefined): boolean => canonical(a) === canonical(b);

/** Nothing a provider would store: absent, "", or an empty collection. */
export const isEmpty = (value: Value | undefined): boolean =>
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).filter((key) => key !== "__defaults").length === 0);

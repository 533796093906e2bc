/** Whether two values are the same as a cloud sees them. */

/** Names of the fields that are not the same. What is absent, null, empty, 0 or false counts as one. */
export function differencesBetween(
    wanted: Readonly<Record<string, unknown>>,
    found: Readonly<Record<string, unknown>>,
): string[] {
    return Object.keys(wanted).filter((name) => canonical(wanted[name]) !== canonical(found[name]));
}

/** The same text for values that are the same: the order of lists and of keys says nothing, and a list of one is that one. */
function canonical(value: unknown): string {
    return JSON.stringify(simplified(value) ?? null);
}

function simplified(value: unknown): unknown {
    if (value === undefined || value === null || value === "" || value === false || value === 0) {
        return undefined;
    }
    if (Array.isArray(value)) {
        const items = value.map(simplified).filter((item) => item !== undefined);
        return items.length > 1 ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items[0];
    }
    if (typeof value === "object") {
        const entries = Object.entries(value)
            .map(([key, item]) => [key, simplified(item)] as const)
            .filter(([, item]) => item !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        return entries.length === 0 ? undefined : Object.fromEntries(entries);
    }
    return value;
}

/** A JSON document as a value; a text that is none stays a text. */
export function parsed(document: unknown): unknown {
    try {
        return JSON.parse(String(document));
    } catch {
        return document;
    }
}

/** Tags that a resource lacks, or has with other values. Others may come from the provider's defaults. */
export function tagsMissing(
    wanted: Readonly<Record<string, string>> | undefined,
    found: Readonly<Record<string, string>> | undefined,
): string[] {
    return Object.entries(wanted ?? {}).some(([key, value]) => found?.[key] !== value) ? ["tags"] : [];
}

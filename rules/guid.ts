/** GUIDs as Entra and AWS write them. Upper and lower case are the same GUID, so none is compared by `===`. */
export { guid, guidProblem, isGuid } from "./text";

/** Whether two values are the same GUID, whatever the case of their letters. A value that is no text equals nothing. */
export function sameGuid(one: unknown, other: unknown): boolean {
    return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}

/** Groups of entries that are the same GUID, each in the spellings of the list and in its order. */
export function duplicateGuids(values: readonly unknown[]): string[][] {
    return sameButForCase(values.filter((value) => typeof value === "string"));
}

/** Groups of texts that differ at most in upper and lower case, each in the spellings and the order of the list. */
export function sameButForCase(texts: readonly string[]): string[][] {
    const groups = new Map<string, string[]>();
    for (const text of texts) {
        const group = groups.get(text.toLowerCase());
        if (group === undefined) {
            groups.set(text.toLowerCase(), [text]);
        } else {
            group.push(text);
        }
    }
    return [...groups.values()].filter((group) => group.length > 1);
}

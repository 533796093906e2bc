/** Changes of users, whatever form their file has. */
import type { Entry } from "../../userSync/fields";
import type { Edit } from "../../userSync/plan";

export interface UsersText {
    entries: ReadonlyMap<string, Entry>;
    /** The text of the file with these changes. Throws a UsageError where the file can't say it. */
    withEdits(edits: readonly Edit[]): string;
}

/** The entries after the changes: what the changed text must come to. */
export function edited(entries: ReadonlyMap<string, Entry>, edits: readonly Edit[]): Map<string, Entry> {
    const after = new Map(entries);
    for (const edit of edits) {
        if (edit.kind === "delete") {
            after.delete(edit.name);
        } else if (edit.kind === "add") {
            after.set(edit.name, edit.entry);
        } else {
            const merged = { ...after.get(edit.name), ...edit.set };
            after.set(
                edit.name,
                Object.fromEntries(Object.entries(merged).filter(([key]) => !edit.unset.includes(key))),
            );
        }
    }
    return after;
}

/** Whether two lists of users say the same; names of security profiles and keys have no order. */
export function sameUsers(one: ReadonlyMap<string, Entry>, other: ReadonlyMap<string, Entry>): boolean {
    return (
        one.size === other.size && [...one].every(([name, entry]) => canonical(entry) === canonical(other.get(name)))
    );
}

function canonical(value: unknown): string {
    return JSON.stringify(value, (_, item: unknown) => {
        if (Array.isArray(item)) {
            return [...item].sort();
        }
        return typeof item === "object" && item !== null ? Object.fromEntries(Object.entries(item).sort()) : item;
    });
}

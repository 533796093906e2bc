/** What a review says, without a form: `markdown/` and `terminal/` show the same sentences. */
import type { Text } from "./text";

export interface Section {
    title: Text;
    items: Item[];
}

export interface Item {
    text: Text;
    /** Whose or which: shown after the text, shortened where there are many. */
    names?: string[];
    /** What belongs to it, such as what to do. */
    more?: Text[];
}

/** The values by a key, in the order in which each key was first seen. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => unknown): T[][] {
    const groups = new Map<string, T[]>();
    for (const one of values) {
        const key = JSON.stringify(keyOf(one));
        const group = groups.get(key);
        if (group === undefined) {
            groups.set(key, [one]);
        } else {
            group.push(one);
        }
    }
    return [...groups.values()];
}

/** What a review says, without a form: `markdown/` and the terminal show the same sentences. */
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

/** One item for all values of one key, with their names; in the order in which each key was first seen. */
export function groupItems<T extends { name: string }>(
    values: readonly T[],
    keyOf: (value: T) => unknown,
    item: (first: T, count: number, all: readonly T[]) => Item,
): Item[] {
    const groups = new Map<string, [T, ...T[]]>();
    for (const one of values) {
        const key = JSON.stringify(keyOf(one));
        const group = groups.get(key);
        if (group === undefined) {
            groups.set(key, [one]);
        } else {
            group.push(one);
        }
    }
    return [...groups.values()].map((group) => ({
        ...item(group[0], group.length, group),
        names: group.map(({ name }) => name),
    }));
}

/** Mappings and lists in brackets: `{ initial: {}, "2027": {} }`, `[initial]`. */

/** The text around the brackets, and each item between them. */
export interface Flow {
    before: string;
    items: readonly string[];
    after: string;
}

/** The brackets that are the value of an entry; undefined where its value has none. */
export function flowIn(lines: readonly string[], { first, last }: { first: number; last: number }): Flow | undefined {
    const text = lines.slice(first, last + 1).join("\n");
    const head = /^\s*(?:"[^"]*"|'[^']*'|[^\s#"']+):\s+(?=[{[])/.exec(text)?.[0];
    if (head === undefined) {
        return undefined;
    }
    const marks = marksIn(text, head.length);
    const end = marks.at(-1);
    if (end === undefined || !/[}\]]/.test(text[end] ?? "")) {
        return undefined;
    }
    const [start = 0, ...cuts] = marks;
    const items = cuts.map((cut, index) => text.slice((index === 0 ? start : (cuts[index - 1] ?? 0)) + 1, cut));
    return {
        before: text.slice(0, start + 1),
        items: items.filter((item) => item.trim() !== ""),
        after: text.slice(end),
    };
}

export function addToFlow({ before, items, after }: Flow, item: string): string {
    const spaced = after.startsWith("}") ? " " : "";
    if (items.length === 0) {
        return `${before}${spaced}${item}${spaced}${after}`;
    }
    const all = items.join(",");
    const last = items.at(-1) ?? "";
    if (isComment(last)) {
        // After a comma at the end: the new one goes below it.
        return `${before}${all.trimEnd()}${/\n[ ]*/.exec(all)?.[0] ?? "\n"}${item}${/\s*$/.exec(all)?.[0]}${after}`;
    }
    const kept = all.trimEnd();
    const separator = kept.includes("\n") ? `,${/\n[ ]*/.exec(kept)?.[0] ?? " "}` : ", ";
    return `${before}${kept}${separator}${item}${all.slice(kept.length)}${after}`;
}

/** Nothing but comments. */
const isComment = (item: string) => /^(?:\s*#[^\n]*(?:\n|$))+\s*$/.test(item);

export function removeFromFlow({ before, items, after }: Flow, isIt: (item: string) => boolean): string {
    const kept = items.filter((item) => !isIt(item));
    const [first = "", ...others] = kept;
    // The blank before the first and after the last item stay as they were.
    const begin = /^\s*/.exec(items[0] ?? "")?.[0] ?? "";
    const end = /\s*$/.exec(items.at(-1) ?? "")?.[0] ?? "";
    const all = kept.length === 0 ? "" : `${begin}${[first.trimStart(), ...others].join(",").trimEnd()}${end}`;
    return `${before}${all}${after}`;
}

/** Positions of the first bracket, of the commas in it but in no other, and of the bracket that ends it. */
function marksIn(text: string, start: number): number[] {
    const marks = [start];
    let depth = 0;
    for (let at = start; at < text.length; at++) {
        const sign = text[at] ?? "";
        if (sign === '"' || sign === "'") {
            at = text.indexOf(sign, at + 1);
            if (at < 0) {
                break;
            }
        } else if (sign === "#" && /\s/.test(text[at - 1] ?? "")) {
            at = text.indexOf("\n", at);
            if (at < 0) {
                break;
            }
        } else if (sign === "{" || sign === "[") {
            depth++;
        } else if (sign === "}" || sign === "]") {
            depth--;
            if (depth === 0) {
                return [...marks, at];
            }
        } else if (sign === "," && depth === 1) {
            marks.push(at);
        }
    }
    return [];
}

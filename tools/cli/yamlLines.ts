/** Where keys and values stand in a YAML file. */
import * as yaml from "js-yaml";
import { schema } from "./yaml";

/** A value, the line where it begins (from 1), and for a mapping its entries, for a list its items. */
export interface Place {
    line: number;
    value: unknown;
    entries: ReadonlyMap<string, Entry>;
    items: readonly Place[];
    /** The positions after the colon or dash before it, of its first character, and after its last one. */
    after: number;
    start: number;
    end: number;
    /** In brackets or braces. */
    isFlow: boolean;
}

export interface Entry {
    /** The line of the key, and the position of its first character. */
    line: number;
    start: number;
    place: Place;
}

interface Node {
    line: number;
    kind: string | null;
    value: unknown;
    children: Node[];
    from: number;
    to: number;
}

/** Undefined for an empty text. Throws what js-yaml throws for one that is not YAML. */
export function placesIn(text: string): Place | undefined {
    const open: Node[] = [];
    let root: Node | undefined;
    const listener: yaml.Listener = (event, state) => {
        if (event === "open") {
            open.push({
                line: state.line + 1,
                kind: null,
                value: undefined,
                children: [],
                from: state.position,
                to: 0,
            });
            return;
        }
        const node = open.pop();
        if (node !== undefined) {
            root = Object.assign(node, { kind: state.kind, value: state.result, to: state.position });
            open.at(-1)?.children.push(node);
        }
    };
    yaml.load(text, { schema, listener });
    return root === undefined ? undefined : placeOf(root, text);
}

/** A mapping's children are its keys and values in turn; a value may have one that is itself, read ahead. */
function placeOf({ line, kind, value, children, from, to }: Node, text: string): Place {
    const [first] = children;
    if (first !== undefined && children.length === 1 && Object.is(first.value, value)) {
        return { ...placeOf(first, text), line, after: from };
    }
    const entries = new Map<string, Entry>();
    for (let at = 0; kind === "mapping" && at + 1 < children.length; at += 2) {
        const [key, content] = [children[at], children[at + 1]];
        if (key !== undefined && content !== undefined) {
            const [start, place] = [startOf(key, text), placeOf(content, text)];
            entries.set(String(key.value), { line: key.line, start, place });
        }
    }
    const items = kind === "sequence" ? children.map((child) => placeOf(child, text)) : [];
    const start = startOf({ from, to }, text);
    const isFlow = /^(?:[&!]\S*\s+)*[[{]/.test(text.slice(start, to));
    const last = isFlow ? undefined : (items.at(-1) ?? [...entries.values()].at(-1)?.place);
    const own = text.slice(start, to);
    // The reader goes on to the next line after an alias.
    const end = last?.end ?? start + (/^\*[^\s,[\]{}]+/.exec(own)?.[0] ?? own.trimEnd()).length;
    return { line, value, entries, items, after: from, start, end, isFlow };
}

/** After blanks, ends of lines and comments; where there is nothing else, where the value would be. */
function startOf({ from, to }: Pick<Node, "from" | "to">, text: string): number {
    const before = /^(?:\s+|#[^\n]*)*/.exec(text.slice(from, to))?.[0].length ?? 0;
    return from + before >= to ? from : from + before;
}

/** Where keys stand in a YAML file. */
import * as yaml from "js-yaml";
import { schema } from "./yaml";

/** A value, the line where it begins (from 1), and for a mapping its entries. */
export interface Place {
    line: number;
    value: unknown;
    entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
    /** The line of the key. */
    line: number;
    place: Place;
}

interface Node {
    line: number;
    kind: string | null;
    value: unknown;
    children: Node[];
}

/** Undefined for an empty text. Throws what js-yaml throws for one that is not YAML. */
export function placesIn(text: string): Place | undefined {
    const open: Node[] = [];
    let root: Node | undefined;
    const listener: yaml.Listener = (event, state) => {
        if (event === "open") {
            open.push({ line: state.line + 1, kind: null, value: undefined, children: [] });
            return;
        }
        const node = open.pop();
        if (node !== undefined) {
            root = Object.assign(node, { kind: state.kind, value: state.result });
            open.at(-1)?.children.push(node);
        }
    };
    yaml.load(text, { schema, listener });
    return root === undefined ? undefined : placeOf(root);
}

/** A mapping's children are its keys and values in turn; a scalar may have one that is itself, read ahead. */
function placeOf({ line, kind, value, children }: Node): Place {
    const entries = new Map<string, Entry>();
    for (let at = 0; kind === "mapping" && at + 1 < children.length; at += 2) {
        const [key, content] = [children[at], children[at + 1]];
        if (key !== undefined && content !== undefined) {
            entries.set(String(key.value), { line: key.line, place: placeOf(content) });
        }
    }
    return { line, value, entries };
}

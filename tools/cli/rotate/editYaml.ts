/**
 * Changing single values of a stack file as somebody would by hand: comments, order and style stay. What can't be changed so is
 * left to the caller, who compares what the new text holds with what it should.
 */
import * as yaml from "js-yaml";
import { schema } from "../yaml";
import { type Entry, placesIn } from "../yamlLines";
import { addToFlow, flowIn, removeFromFlow } from "./flow";

/** Where an entry stands: the lines of its key and value, from 0, without what follows them. */
interface Span {
    first: number;
    last: number;
    indent: number;
}

/** A stack file that is being changed. */
export class YamlEdit {
    private lines: string[];
    private readonly end: string;

    constructor(text: string) {
        this.end = text.includes("\r\n") ? "\r\n" : "\n";
        this.lines = text.split(/\r?\n/);
    }

    get text(): string {
        return this.lines.join(this.end);
    }

    /** Sets a text under `config`, after the entry `after` where there is none yet. */
    setText(key: string, text: string, after: string): void {
        const span = this.span(key);
        if (span === undefined) {
            this.insertEntry(`${word(key)}: ${word(text)}`, after);
            return;
        }
        const line = this.lines[span.first] ?? "";
        const [, head = "", , tail = ""] =
            /^(\s*(?:"[^"]*"|'[^']*'|[^\s#"']+):\s+)("[^"]*"|'[^']*'|[^\s#]+)(\s*(?:#.*)?)$/.exec(line) ?? [];
        this.lines.splice(span.first, 1, head === "" ? line : `${head}${word(text)}${tail}`);
    }

    /** Adds a name to a mapping (with an empty one as its value) or to a list; `otherwise` are the items that it has by default. */
    add(kind: "mapping" | "list", key: string, name: string, otherwise: readonly string[], after: string): void {
        const item = kind === "mapping" ? `${word(name)}: {}` : kind === "list" ? word(name) : "";
        const span = this.span(key);
        if (span === undefined) {
            const items = [...otherwise.map((one) => (kind === "mapping" ? `${word(one)}: {}` : word(one))), item].join(
                ", ",
            );
            this.insertEntry(`${word(key)}: ${kind === "mapping" ? `{ ${items} }` : `[${items}]`}`, after);
            return;
        }
        const flow = flowIn(this.lines, span);
        if (flow !== undefined) {
            this.replace(span, addToFlow(flow, item));
            return;
        }
        const indent = this.childIndent(span);
        this.lines.splice(span.last + 1, 0, `${" ".repeat(indent)}${kind === "list" ? "- " : ""}${item}`);
    }

    /** Removes a name from a mapping or a list, with what stands below it. */
    remove(key: string, name: string): void {
        const span = this.span(key);
        if (span === undefined) {
            return;
        }
        const flow = flowIn(this.lines, span);
        if (flow !== undefined) {
            this.replace(
                span,
                removeFromFlow(flow, (item) => keyOf(item) === name),
            );
            return;
        }
        const indent = this.childIndent(span);
        for (let at = span.first + 1; at <= span.last; at++) {
            const line = this.lines[at] ?? "";
            if (indentOf(line) === indent && keyOf(line.trim().replace(/^- +/, "")) === name) {
                const { last } = this.spanAt(at, indent, span.last);
                this.lines.splice(at, last - at + 1);
                return;
            }
        }
    }

    /** Removes a key under `config` with its value. */
    removeKey(key: string): void {
        const span = this.span(key);
        if (span !== undefined) {
            this.lines.splice(span.first, span.last - span.first + 1);
        }
    }

    private replace({ first, last }: Span, text: string): void {
        this.lines.splice(first, last - first + 1, ...text.split("\n"));
    }

    private insertEntry(entry: string, after: string): void {
        const entries = this.entries();
        const neighbour = this.span(after) ?? this.span([...entries.keys()].at(-1) ?? "");
        if (neighbour !== undefined) {
            this.lines.splice(neighbour.last + 1, 0, `${" ".repeat(neighbour.indent)}${entry}`);
        }
    }

    private childIndent({ first, last, indent }: Span): number {
        const child = this.lines.slice(first + 1, last + 1).find((line) => isContent(line));
        return child === undefined ? indent + 4 : indentOf(child);
    }

    private entries(): ReadonlyMap<string, Entry> {
        try {
            return placesIn(this.text)?.entries.get("config")?.place.entries ?? new Map();
        } catch {
            // What was changed before is no YAML any more: the caller sees that, too.
            return new Map();
        }
    }

    private span(key: string): Span | undefined {
        const entry = this.entries().get(key);
        if (entry === undefined) {
            return undefined;
        }
        const first = entry.line - 1;
        return this.spanAt(first, indentOf(this.lines[first] ?? ""), this.lines.length - 1);
    }

    /** An entry ends before the next line that is not deeper; a list may begin at the indent of its key. */
    private spanAt(first: number, indent: number, end: number): Span {
        const isItem = /^\s*-(\s|$)/.test(this.lines[first] ?? "");
        let last = first;
        for (let at = first + 1; at <= end; at++) {
            const line = this.lines[at] ?? "";
            if (!isContent(line)) {
                continue;
            }
            const belongs =
                indentOf(line) > indent || (!isItem && indentOf(line) === indent && /^\s*-(\s|$)/.test(line));
            if (!belongs && !/^\s*[\]}]/.test(line)) {
                break;
            }
            last = at;
        }
        return { first, last, indent };
    }
}

function isContent(line: string): boolean {
    return !/^\s*(#.*)?$/.test(line);
}

function indentOf(line: string): number {
    return /^ */.exec(line)?.[0].length ?? 0;
}

/** The key, or the item of a list, that a piece of YAML begins with. */
function keyOf(piece: string): string | undefined {
    const [, quoted, plain] = /^(?:("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|([^\s:#,]+))/.exec(piece.trim()) ?? [];
    return quoted === undefined ? plain : String(yaml.load(quoted, { schema }));
}

/** A text as YAML has it: without quotation marks where it is read as a text anyway. */
function word(text: string): string {
    const isPlain = /^[A-Za-z][\w.:-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
    return isPlain && yaml.load(text, { schema }) === text ? text : JSON.stringify(text);
}

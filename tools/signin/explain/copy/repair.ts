/** From a copy that no XML reader takes to XML with the same elements and values. Never throws; time is linear. */
import { Parser } from "htmlparser2";
import { plainTags, takenOut, withoutPlaceholders } from "./placeholders";
import type { RepairId } from "./repairs";
import { namespaceFor, prefixes } from "./samlNames";

interface Repaired {
    xml: string;
    repairs: RepairId[];
}

/** Ends the value in which a copy ends. */
export const cutShort = "[cut off]";

/** The elements and values of a copy, well-formed: what is missing around a cut-out element is supplied. */
export function repair(copy: string): Repaired {
    const found = new Set<RepairId>();
    const source = withoutPlaceholders(plainTags(copy.trim(), found), found);
    if (/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|lt|gt|amp|quot|apos);)/i.test(source)) {
        found.add("ampersands");
    }
    const writer = new Writer(found);
    const parser = new Parser(writer, { xmlMode: true, decodeEntities: true });
    parser.write(source);
    writer.isAtEnd = true;
    parser.end();
    return { xml: writer.end(), repairs: [...found] };
}

interface Open {
    name: string;
    /** By prefix, "" for the default one; those of the elements around it are inherited. */
    scope: Record<string, string>;
    /** Text of its own, and a comment, stand directly in it. */
    text: string;
    hasComment: boolean;
    hasElements: boolean;
}

/** Writes down what the parser meets. */
class Writer {
    private readonly parts: string[] = [];
    private readonly open: Open[] = [];
    private readonly undeclared: Record<string, string> = {};
    private rootName = "";
    private isOver = false;
    /** The copy has ended, and what is still open is ended by the parser. */
    isAtEnd = false;

    constructor(private readonly found: Set<RepairId>) {}

    onprocessinginstruction(name: string): void {
        this.found.add(/^!doctype/i.test(name) ? "doctype" : "declaration");
    }

    oncomment(): void {
        this.found.add("comments");
        const current = this.open.at(-1);
        if (current !== undefined) {
            current.hasComment = true;
        }
    }

    onopentag(name: string, attributes: Record<string, string>): void {
        if (this.isOver) {
            this.found.add("tags");
            return;
        }
        const around = this.open.at(-1);
        this.flush(around);
        if (around !== undefined) {
            around.hasElements = true;
        }
        const scope = { ...around?.scope };
        for (const [key, value] of Object.entries(attributes)) {
            const [, prefix] = /^xmlns(?::(.{1,100}))?$/.exec(key) ?? [];
            if (key.startsWith("xmlns")) {
                scope[prefix ?? ""] = value;
            }
        }
        const [local = "", prefix] = name.split(":").reverse();
        const written = Object.entries(attributes).filter(([key]) => isName(key));
        if (prefix !== undefined) {
            this.resolve(prefix, prefixes[prefix] ?? namespaceFor(local), scope);
        } else if (scope[""] === undefined) {
            const namespace = namespaceFor(local);
            scope[""] = namespace;
            written.unshift(["xmlns", namespace]);
            this.found.add("prefixes");
        }
        for (const [key] of written) {
            const [, attributePrefix] = /^([^:]{1,100}):/.exec(key) ?? [];
            if (attributePrefix !== undefined && attributePrefix !== "xmlns" && attributePrefix !== "xml") {
                this.resolve(attributePrefix, prefixes[attributePrefix] ?? `urn:undeclared:${attributePrefix}`, scope);
            }
        }
        const shown = written.map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', "&quot;")}"`).join("");
        // The root's tag is ended last: prefixes that nobody declared are declared there.
        this.parts.push(
            around === undefined ? `<${name}${shown}` : `<${name}${shown}>`,
            around === undefined ? ">" : "",
        );
        this.rootName ||= name;
        this.open.push({ name, scope, text: "", hasComment: false, hasElements: false });
    }

    ontext(text: string): void {
        const current = this.open.at(-1);
        if (current !== undefined) {
            current.text += text;
        }
    }

    onclosetag(name: string, isImplied: boolean): void {
        const current = this.open.at(-1);
        if (this.isOver || current === undefined) {
            return;
        }
        // `<a/>` is ended by the parser, too, and has nothing in it.
        if (current.name !== name || (isImplied && (current.hasElements || current.text.trim() !== ""))) {
            this.found.add("tags");
        }
        this.flush(current, true);
        if (this.isAtEnd) {
            this.parts.push(cutShort);
            this.isAtEnd = false;
        }
        this.parts.push(`</${current.name}>`);
        this.open.pop();
        this.isOver = this.open.length === 0;
    }

    onend(): void {}

    onerror(): void {}

    end(): string {
        const declared = Object.entries(this.undeclared).map(
            ([prefix, namespace]) => ` xmlns:${prefix}="${namespace}"`,
        );
        if (declared.length > 0) {
            this.found.add("prefixes");
        }
        const [root = "", ...rest] = this.parts;
        return [root, ...declared, ...rest].join("");
    }

    private resolve(prefix: string, namespace: string, scope: Record<string, string>): void {
        if (scope[prefix] === undefined) {
            this.undeclared[prefix] ??= namespace;
        }
    }

    /** The text so far. A comment with text on both sides is told by the reader of the copy, before anything is repaired. */
    private flush(element: Open | undefined, isEnd = false): void {
        if (element === undefined) {
            return;
        }
        const isEmptied = isEnd && element.hasComment && !element.hasElements && element.text.trim() === "";
        this.parts.push(isEmptied ? takenOut : escaped(element.text));
        element.text = "";
    }
}

const isName = (text: string) => /^[A-Za-z_][\w.-]{0,100}(?::[A-Za-z_][\w.-]{0,100})?$/.test(text);

const escaped = (text: string) =>
    text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll("\r", "&#13;")
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML does not allow
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

/** Lines of YAML: where a value ends, and how one is written. */
import * as yaml from "js-yaml";
import { schema } from "../yaml";

export function splitLines(text: string): { lines: string[]; lineEnd: string } {
    const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
    return { lines: text.split(lineEnd), lineEnd };
}

export const indentOf = (line: string) => /^ */.exec(line)?.[0] ?? "";
const isEmpty = (line: string) => /^\s*$/.test(line);
const isComment = (line: string) => /^\s*#/.test(line);

/** The number of lines up to the first that is indented no more than the key on line `start` (from 1). */
export function dedentEnd(lines: readonly string[], start: number, indent: number): number {
    const at = lines.findIndex(
        (line, index) => index >= start && !isEmpty(line) && !isComment(line) && indentOf(line).length <= indent,
    );
    return at < 0 ? lines.length : at;
}

/** The number of lines up to the last within `start` and `end` that belongs to the value: not what is about the next key. */
export function contentEnd(lines: readonly string[], start: number, end: number, indent: number): number {
    let last = end;
    while (last > start) {
        const line = lines[last - 1] ?? "";
        if (!isEmpty(line) && !(isComment(line) && indentOf(line).length <= indent)) {
            break;
        }
        last -= 1;
    }
    return last;
}

/** A value in one line. */
export function valueText(value: unknown): string {
    return yaml.dump(value, { schema, flowLevel: 0, lineWidth: -1, noRefs: true, quotingType: '"' }).trimEnd();
}

/** A line without its comment, and the comment with the blanks before it. */
export function withoutComment(line: string): { code: string; comment: string } {
    for (const { index } of line.matchAll(/\s+#/g)) {
        const code = line.slice(0, index);
        try {
            // Within quotation marks or brackets, the beginning alone is not YAML.
            yaml.load(code, { schema });
            return { code, comment: line.slice(index) };
        } catch {
            // The next one may be a comment.
        }
    }
    return { code: line, comment: "" };
}

/** The line of a key with another value; its comment stays. */
export function keyLine(line: string, value: string): string {
    const { code, comment } = withoutComment(line);
    const key = /^\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|.*?)\s*:(?=\s|$)/.exec(code)?.[0] ?? code;
    return `${key}${value === "" ? "" : ` ${value}`}${comment}`;
}

/** The lines of a list: those of items that stay, with their comments, and the new ones after them. */
export function listLines(lines: readonly string[], items: readonly string[], keyIndent: string): string[] {
    const itemOf = (line: string) => {
        const [only] = (yaml.load(line, { schema }) as unknown[] | undefined) ?? [];
        return String(only);
    };
    const isItem = (line: string) => /^\s*-\s/.test(line);
    const there = lines.filter(isItem).map(itemOf);
    const indent = indentOf(lines.find(isItem) ?? `${keyIndent}    `);
    return [
        ...lines.filter((line) => !isItem(line) || items.includes(itemOf(line))),
        ...items.filter((item) => !there.includes(item)).map((item) => `${indent}- ${valueText(item)}`),
    ];
}

/** What is of use in a saved or recorded page: its words, and the form it posts. Never throws; time is linear. */
import type { Handler } from "htmlparser2";

/** Words beyond this are cut: an error page has fewer, and the rest is other people's text. */
const mostWords = 4096;
/** A page is looked into this far, piece by piece. */
const mostHtml = 4_000_000;
const piece = 65_536;

const invisible = /^(?:script|style|noscript|template|svg)$/;
const inline = /^(?:a|abbr|b|bdi|bdo|code|em|font|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)$/;

/** The words a reader sees, block by block in lines, at most 4,096 characters; and the title. */
export function wordsOf(html: string): { title?: string; text: string } {
    const parts: string[] = [];
    const titles: string[] = [];
    const hidden: string[] = [];
    let length = 0;
    const handler: Partial<Handler> = {
        onopentagname(name) {
            if (invisible.test(name) || name === "title") {
                hidden.push(name);
            }
        },
        ontext(text) {
            if (hidden.at(-1) === "title" && hidden.length === 1) {
                titles.push(text);
            } else if (hidden.length === 0 && length < 4 * mostWords) {
                parts.push(text);
                length += text.trim().length;
            }
        },
        onopentag(name) {
            parts.push(inline.test(name) ? "" : "\n");
        },
        onclosetag(name) {
            if (hidden.at(-1) === name) {
                hidden.pop();
            }
            parts.push(inline.test(name) ? "" : "\n");
        },
    };
    parse(handler, html, () => length >= 4 * mostWords);
    const title = words(titles.join("")).slice(0, 300) || undefined;
    const text = words(parts.join(""));
    return { title, text: text.length > mostWords ? `${text.slice(0, mostWords)}…` : text };
}

/** Few inputs are pages: only they load the library. */
export function parse(handler: Partial<Handler>, html: string, isEnough: () => boolean = () => false): void {
    const { Parser } = require("htmlparser2") as typeof import("htmlparser2");
    const parser = new Parser(handler);
    const end = Math.min(html.length, mostHtml);
    for (let at = 0; at < end && !isEnough(); at += piece) {
        parser.write(html.slice(at, Math.min(at + piece, end)));
    }
    parser.end();
}

function words(text: string): string {
    return text
        .replace(/[^\S\n]+/g, " ")
        .replace(/ ?\n[ \n]*/g, "\n")
        .trim();
}

interface PostedForm {
    action?: string;
    /** Names and values of its `<input>` elements. */
    fields: Map<string, string>;
}

/** The first form, or loose inputs, with one of these fields. */
export function formWith(html: string, names: readonly string[]): PostedForm | undefined {
    let form: PostedForm = { fields: new Map() };
    let found: PostedForm | undefined;
    const isIt = () => names.some((name) => form.fields.has(name));
    const handler: Partial<Handler> = {
        onopentag(name, attributes) {
            if (name === "form") {
                found ??= isIt() ? form : undefined;
                const { action } = attributes;
                form = { action, fields: new Map() };
            } else if (name === "input") {
                form.fields.set(attributes.name ?? "", attributes.value ?? "");
            }
        },
        onclosetag(name) {
            if (name === "form") {
                found ??= isIt() ? form : undefined;
                form = { fields: new Map() };
            }
        },
    };
    parse(handler, html, () => found !== undefined);
    return found ?? (isIt() ? form : undefined);
}

/** What is of use in a saved or recorded page: its words, and the form it posts. Never throws; time is linear. */
import { decode } from "html-entities";

/** Words beyond this are cut: an error page has fewer, and the rest is other people's text. */
const mostWords = 4096;
/** A page is looked into this far. */
const mostHtml = 4_000_000;

const invisible = /^(?:script|style|noscript|template|svg|head)$/;
const inline = /^(?:a|abbr|b|bdi|bdo|code|em|font|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)$/;

interface Tag {
    name: string;
    closing: boolean;
    /** Where it begins, and where what follows it does. */
    start: number;
    end: number;
}

/** The next tag at or after a place; comments and declarations have the name "". */
function nextTag(html: string, from: number): Tag | undefined {
    for (let start = html.indexOf("<", from); start >= 0; start = html.indexOf("<", start + 1)) {
        if (html.startsWith("<!--", start)) {
            return { name: "", closing: false, start, end: behind(html, "-->", start + 4) };
        }
        const head = /^<(\/?)([a-z][^\s/>]{0,40})|^<[!?]/i.exec(html.slice(start, start + 50));
        if (head !== null) {
            const name = (head[2] ?? "").toLowerCase();
            return { name, closing: head[1] === "/", start, end: tagEnd(html, start + head[0].length) };
        }
    }
    return undefined;
}

/** Behind the `>` that is in no quoted attribute; the end of the page where there is none. */
function tagEnd(html: string, from: number): number {
    let quote = "";
    for (let at = from; at < html.length; at++) {
        const character = html.charAt(at);
        if (quote !== "") {
            quote = character === quote ? "" : quote;
        } else if ((character === '"' || character === "'") && /[=\s]/.test(html.charAt(at - 1))) {
            quote = character;
        } else if (character === ">") {
            return at + 1;
        }
    }
    return html.length;
}

function behind(html: string, text: string, from: number): number {
    const found = html.indexOf(text, from);
    return found < 0 ? html.length : found + text.length;
}

/** Where the closing tag of an element begins whose content is not markup. */
function closingTag(html: string, name: string, from: number): number {
    const pattern = new RegExp(`</${name}`, "gi");
    pattern.lastIndex = from;
    return pattern.exec(html)?.index ?? html.length;
}

/** The words a reader sees, block by block in lines, at most 4,096 characters; and the title. */
export function wordsOf(wholeHtml: string): { title?: string; text: string } {
    const html = wholeHtml.slice(0, mostHtml);
    const parts: string[] = [];
    let title: string | undefined;
    let length = 0;
    let at = 0;
    while (at < html.length && length < 4 * mostWords) {
        const tag = nextTag(html, at);
        const piece = html.slice(at, tag?.start ?? html.length);
        parts.push(piece);
        length += piece.trim().length;
        at = tag?.end ?? html.length;
        if (tag === undefined || tag.name === "" || inline.test(tag.name)) {
            continue;
        }
        parts.push("\n");
        if (tag.name === "title" && !tag.closing) {
            const end = closingTag(html, "title", at);
            title ??= words(html.slice(at, end)).slice(0, 300);
            at = end;
        } else if (invisible.test(tag.name) && tag.name !== "head" && !tag.closing) {
            at = closingTag(html, tag.name, at);
        }
    }
    const text = words(parts.join(""));
    return {
        ...(title === undefined || title === "" ? {} : { title }),
        text: text.length > mostWords ? `${text.slice(0, mostWords)}…` : text,
    };
}

function words(html: string): string {
    return decodeEntities(html.replace(/[^\S\n]+/g, " "))
        .replace(/[^\S\n]+/g, " ")
        .replace(/ ?\n[ \n]*/g, "\n")
        .trim();
}

/** `&amp;`, `&#43;` and their like; in an attribute `&copy=` is no entity. */
export function decodeEntities(text: string, scope: "body" | "attribute" = "body"): string {
    return text.includes("&") ? decode(text, { level: "html5", scope }) : text;
}

export interface PostedForm {
    action?: string;
    /** Names and values of its `<input>` elements. */
    fields: Map<string, string>;
}

/** The first form, or loose inputs, with one of these fields. */
export function formWith(wholeHtml: string, names: readonly string[]): PostedForm | undefined {
    const html = wholeHtml.slice(0, mostHtml);
    let form: PostedForm = { fields: new Map() };
    for (let tag = nextTag(html, 0); tag !== undefined; tag = nextTag(html, tag.end)) {
        if (tag.name === "form") {
            if (names.some((name) => form.fields.has(name))) {
                return form;
            }
            const action = tag.closing ? undefined : attributes(html.slice(tag.start, tag.end)).get("action");
            form = { ...(action === undefined ? {} : { action }), fields: new Map() };
        } else if (tag.name === "input") {
            const found = attributes(html.slice(tag.start, tag.end));
            form.fields.set(found.get("name") ?? "", found.get("value") ?? "");
        } else if (tag.name === "script" && !tag.closing) {
            tag.end = closingTag(html, "script", tag.end);
        }
    }
    return names.some((name) => form.fields.has(name)) ? form : undefined;
}

function attributes(tag: string): Map<string, string> {
    const found = new Map<string, string>();
    for (const match of tag.matchAll(
        /(?<=[\s"'/])([a-z][\w:-]{0,60})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
    )) {
        const [, name = "", double, single, bare] = match;
        const key = name.toLowerCase();
        if (!found.has(key)) {
            found.set(key, decodeEntities(double ?? single ?? bare ?? "", "attribute"));
        }
    }
    return found;
}

import { decode } from "html-entities";
import { decoded } from "../../decoded";

/** What is read of a paste, in characters. Error texts stand in the first pages, not behind a megabyte of a log. */
export const longest = 1_048_576;

interface PlainText {
    text: string;
    /** The paste was longer than what is read. */
    cut: boolean;
}

/**
 * The words of whatever was pasted: pages without their tags, entities, percent and backslash escapes written out, quotes
 * made plain, invisible characters gone, words that a hyphen breaks across lines joined. Line breaks stay.
 */
export function plainText(pasted: string): PlainText {
    const read = pasted.slice(0, longest);
    const text = [
        withoutTags,
        withoutEntities,
        withoutPluses,
        withoutPercents,
        withoutBackslashes,
        withPlainCharacters,
    ].reduce((words, step) => step(words), read);
    return { text: text.slice(0, longest), cut: pasted.length > longest };
}

const bracketed = /<(?:\/?([a-z][\w.-]{0,60}(?::[\w.-]{1,60})?)(?=\s|\/?>)|[!?])[^<>]{0,2000}>/gi;
/** Elements that pages leave open, or that a copy cuts off. */
const open =
    /^(?:a|b|body|br|dd|div|dt|form|h[1-6r]|head|html|i|iframe|img|input|li|link|meta|option|p|script|span|t[dhr])$/i;
const shownAttribute = /\b(?:value|content|title|alt|aria-label)\s{0,3}=\s{0,3}(?:"([^"]{1,1900})"|'([^']{1,1900})')/gi;

/**
 * Elements of HTML, and others that have an end: `<URL>`, `<https://…>` and `<alice@contoso.example>` are words. Values that
 * a page shows, or posts, stay: they hold the error's words on some pages.
 */
function withoutTags(text: string): string {
    const ended = new Set(
        [...text.matchAll(/<\/([a-z][\w.-]{0,60})|<([a-z][\w.-]{0,60})(?=\s|\/>)[^<>]{0,2000}\/>/gi)].flat(),
    );
    const isTag = (name = "br") => open.test(name) || /^\w+:\w+$/.test(name) || ended.has(name);
    return text.replace(/<wbr\s?\/?>/gi, "").replace(bracketed, (whole, name?: string) => {
        if (!isTag(name)) {
            return whole;
        }
        const values = [...whole.matchAll(shownAttribute)].map(([, double, single]) => double ?? single ?? "");
        return ` ${values.join(" ")} `;
    });
}

/** Twice, since a page quoted in a page is escaped twice. */
function withoutEntities(text: string): string {
    return text.includes("&") ? decode(decode(text)) : text;
}

/** Blanks in a form or query. One alone may belong to a name: `zoe+sales@contoso.example`. */
function withoutPluses(text: string): string {
    return text.replace(/(?<=[?&#]\w{1,40}=)[^&\s#"<>]{1,4000}/g, (value) =>
        value.split("+").length > 2 ? value.replaceAll("+", " ") : value,
    );
}

function withoutPercents(text: string): string {
    return text.replace(/(?:%[0-9a-f]{2}){1,300}/gi, decoded);
}

/** Only in a text that has some for certain: `CONTOSO\\nancy` alone is a name. */
const escaped = /\\(?:["']|u[0-9a-f]{4}|[nrt](?![a-z.]))|[^\w\\:]\\[nrt]/i;

/** Twice, since JSON that is quoted in JSON is escaped twice. */
function withoutBackslashes(text: string): string {
    const once = (words: string) =>
        escaped.test(words)
            ? words.replace(/\\(?:u([0-9a-f]{4})|[nrt]|(["'/\\]))/gi, (_whole, code, sign = "\n") =>
                  code === undefined ? sign : String.fromCharCode(Number.parseInt(code, 16)),
              )
            : words;
    return once(once(text));
}

function withPlainCharacters(text: string): string {
    return text
        .normalize("NFKD")
        .replace(/[\p{M}\p{Cf}]/gu, "")
        .replace(/[\u2018\u2019\u201a\u201b\u2032\u0060\u00b4]/g, "'")
        .replace(/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"')
        .replace(/[\u2010-\u2015\u2212]/g, "-")
        .replace(/([a-z])- {0,5}\r?\n[ \t>|]{0,20}(?=[a-z])/gi, "$1");
}

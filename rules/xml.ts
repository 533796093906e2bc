/** Reading XML strictly. Knows nothing of SAML. */
import { DOMParser, type Document } from "@xmldom/xmldom";

/** What the parser means: its own words help nobody who writes XML. */
const inWords: readonly (readonly [reason: RegExp, words: string])[] = [
    [/^unclosed xml tag\(s\): (?:.*, )?([\w.:-]{1,100})$/, "the element $1 has no end tag"],
    [/^unclosed xml tag|unexpected end of input/, "an element has no end tag"],
    [/^Opening and ending tag mismatch: "([\w.:-]{1,100})".*$/, "the element $1 has no end tag of its own"],
    [/tag mismatch|^end tag/, "an end tag does not match its start tag"],
    [/namespace is null|NamespaceError/, "a namespace prefix is not declared"],
    [/redefined/, "an element has an attribute twice"],
    [/not allowed in attributes/, 'a "<" in an attribute must be written "&lt;"'],
    [/missed|AttValue|must after|space is required/, "an attribute has no quotation marks around its value"],
    [/^Extra content|outside root|^CDATA outside|Only one element/, "text or a second element is after its end"],
    [/missing root|source is not/, "it has no element"],
    [/entity|EntityRef/i, "an entity in it is not declared"],
    [/comment/, "a comment in it has no end"],
    [/doctype|Markup declaration|internal subset/i, "its DOCTYPE is incomplete"],
    [/declaration|processing instruction/, "its XML declaration is incomplete, or not at the beginning"],
];

/** The line ends of XML 1.0 (2.11). The parser's own are those of XML 1.1, which would change U+0085 and U+2028 in signed texts. */
const normalizeLineEndings = (text: string) => text.replace(/\r\n?/g, "\n");

/**
 * Reads a text as XML 1.0, as strictly as a service does that reads it next: what the parser would put up with is
 * refused too, and so are a byte order mark and a DOCTYPE. Throws an Error whose message goes on from "the document: ".
 */
export function parseXml(xml: string): Document {
    if (xml.startsWith("\ufeff")) {
        throw new Error("it begins with a byte order mark; save it as UTF-8 without BOM");
    }
    if (!/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u.test(xml)) {
        throw new Error("it holds characters that XML does not allow");
    }
    let document: Document;
    let firstError: string | undefined;
    try {
        const onError = (_level: string, message: string): never => {
            firstError ??= message;
            throw new Error(message);
        };
        document = new DOMParser({ locator: false, normalizeLineEndings, onError }).parseFromString(xml, "text/xml");
    } catch (error) {
        const [reason = ""] = (firstError ?? (error instanceof Error ? error.message : String(error))).split("\n");
        const [pattern, words] = inWords.find(([one]) => one.test(reason)) ?? [];
        const said = words?.replace("$1", pattern?.exec(reason)?.[1] ?? "");
        throw new Error(`it is not well-formed XML${said === undefined ? "" : ` (${said})`}`);
    }
    if (/&(?!#?\w+;)/.test(xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, ""))) {
        throw new Error('it is not well-formed XML (an "&" must be written "&amp;")');
    }
    if (document.doctype !== null) {
        throw new Error("it has a DOCTYPE, which is not accepted; remove it");
    }
    return document;
}

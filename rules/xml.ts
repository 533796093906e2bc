/** Reading XML strictly. Knows nothing of SAML. */
import { DOMParser, type Document } from "@xmldom/xmldom";

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
        document = new DOMParser({ locator: false, onError }).parseFromString(xml, "text/xml");
    } catch (error) {
        const [reason] = (firstError ?? (error instanceof Error ? error.message : String(error))).split("\n");
        throw new Error(`it is not well-formed XML (${reason})`);
    }
    if (/&(?!#?\w+;)/.test(xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, ""))) {
        throw new Error('it is not well-formed XML (an "&" must be written "&amp;")');
    }
    if (document.doctype !== null) {
        throw new Error("it has a DOCTYPE, which is not accepted; take it out");
    }
    return document;
}

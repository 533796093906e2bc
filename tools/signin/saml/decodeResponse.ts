/** From what a browser posts to the XML. */
import { isDeflated } from "./inflated";
import { isCutOff } from "./isCutOff";

/** The most that STS takes of an assertion, in characters of base64 (AWS API model, SAMLAssertion). */
export const longestResponse = 100_000;

export type Decoded = { xml: string } | { refused: "tooLarge" | "base64" | "encoding" | "deflated" };

/**
 * Decodes the form field `SAMLResponse` as strictly as AWS does: the standard alphabet of base64, with padding; blanks and
 * line ends between are no part of it. What is deflated came by the redirect binding, which AWS does not offer.
 */
export function decodeResponse(samlResponse: string): Decoded {
    if (samlResponse.length > longestResponse) {
        return { refused: "tooLarge" };
    }
    const plain = samlResponse.replace(/[ \t\r\n]+/g, "");
    if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) {
        return { refused: "base64" };
    }
    const bytes = Buffer.from(plain, "base64");
    try {
        const xml = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
        return /^[\ufeff\s]*</.test(xml) ? { xml } : { refused: "encoding" };
    } catch {
        const xml = cutWithinCharacter(bytes);
        return xml === undefined ? { refused: isDeflated(bytes) ? "deflated" : "encoding" } : { xml };
    }
}

/** The text before a character of which a part is missing at the end; undefined unless the XML is cut off there. */
function cutWithinCharacter(bytes: Uint8Array): string | undefined {
    try {
        const xml = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
        return isCutOff(xml) ? xml : undefined;
    } catch {
        return undefined;
    }
}

/** From what a browser posts to the XML. */

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
        return { refused: beginsDeflated(bytes) ? "deflated" : "encoding" };
    }
}

/**
 * A first block of type 1 or 2, the only ones that make a text shorter, or the header of zlib or gzip. What begins with `<` is
 * XML in another encoding, although its bits would be a block too.
 */
function beginsDeflated([first = 0, second = 0]: Uint8Array): boolean {
    const blockType = (first >> 1) & 3;
    const isZlib = first === 0x78 && (first * 256 + second) % 31 === 0;
    return first !== 0x3c && (blockType === 1 || blockType === 2 || isZlib || first === 0x1f);
}

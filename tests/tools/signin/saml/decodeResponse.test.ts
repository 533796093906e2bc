import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { type Decoded, decodeResponse } from "../../../../tools/signin/saml/decodeResponse";

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString("base64");
const text = `<a>${"some text, over and over; ".repeat(20)}</a>`;

const rows: Record<string, [field: string, decoded: Decoded]> = {
    "a document": ["PGEvPg==", { xml: "<a/>" }],
    "a document without padding to need": [base64("<aaa/>"), { xml: "<aaa/>" }],
    "a document beyond ASCII": [base64("<a>\u00e9\u{1f600}</a>"), { xml: "<a>\u00e9\u{1f600}</a>" }],
    "a document after blanks": [base64(" \n<a/>"), { xml: " \n<a/>" }],
    "a document after a byte order mark, for the reader to refuse": [base64("\ufeff<a/>"), { xml: "\ufeff<a/>" }],
    "base64 in lines": ["PGEv\r\nPg==\n", { xml: "<a/>" }],
    "base64 with blanks and tabs": [" PG\tEv Pg == ", { xml: "<a/>" }],
    "base64 with another alphabet": ["PGEvPg-_", { refused: "base64" }],
    "base64 without its padding": ["PGEvPg", { refused: "base64" }],
    "base64 with half its padding": ["PGEvPg=", { refused: "base64" }],
    "base64 with too much padding": ["PGEv====", { refused: "base64" }],
    "base64 that goes on after its padding": ["PGEvPg==PGEvPg==", { refused: "base64" }],
    "padding alone": ["====", { refused: "base64" }],
    nothing: ["", { refused: "base64" }],
    blanks: ["  \n", { refused: "base64" }],
    "one character": ["P", { refused: "base64" }],
    "a look-alike": ["PGE\uff0fPg==", { refused: "base64" }],
    "percent encoding": ["PGEvPg%3D%3D", { refused: "base64" }],
    "as many characters as STS takes": [base64(`<${"a".repeat(74_998)}>`), { xml: `<${"a".repeat(74_998)}>` }],
    "one more": [`${base64(`<${"a".repeat(74_998)}>`)} `, { refused: "tooLarge" }],
    "no XML": [base64("a<b/>"), { refused: "encoding" }],
    JSON: [base64("{}"), { refused: "encoding" }],
    "UTF-16 with its mark, big-endian": [
        base64(Buffer.from("\ufeff<a/>", "utf16le").swap16()),
        { refused: "encoding" },
    ],
    "UTF-16 with its mark, little-endian": [base64(Buffer.from("\ufeff<a/>", "utf16le")), { refused: "encoding" }],
    "Latin-1": [base64(Buffer.from("<a>text \u00e9</a>", "latin1")), { refused: "encoding" }],
    "a surrogate in bytes": [base64(Buffer.from([0x3c, 0x61, 0xed, 0xa0, 0x80])), { refused: "encoding" }],
    deflate: [base64(deflateRawSync(text)), { refused: "deflated" }],
    "deflate at its fastest": [base64(deflateRawSync(text, { level: 1 })), { refused: "deflated" }],
    "deflate with fixed codes": [base64(deflateRawSync(text, { strategy: 4 })), { refused: "deflated" }],
    zlib: [base64(deflateSync(text)), { refused: "deflated" }],
    "zlib at its best": [base64(deflateSync(text, { level: 9 })), { refused: "deflated" }],
    gzip: [base64(gzipSync(text)), { refused: "deflated" }],
};

describe("A form field SAMLResponse decodes", () => {
    for (const [title, [field, decoded]] of Object.entries(rows)) {
        it(`${title}: ${"xml" in decoded ? "to XML" : `refused as ${decoded.refused}`}`, () => {
            expect(decodeResponse(field)).to.deep.equal(decoded);
        });
    }
});

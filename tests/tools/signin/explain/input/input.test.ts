import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { type Given, recognizeInputs } from "../../../../../tools/signin/explain/input/input";
import type { RecognizedInput } from "../../../../../tools/signin/explain/input/recognized";
import type { PostedResponse } from "../../../../../tools/signin/explain/postedResponse";
import { entry, har, responseXml, samlResponse } from "../har/harBuilder";

/** The first of what was recognized. */
const recognizeInput = (bytes: Uint8Array): RecognizedInput => (recognizeInputs(bytes) as [Given])[0].input;

const recognize = (text: string) => recognizeInput(Buffer.from(text, "utf8"));
/** The response as a person's editor or tool has mangled it. */
const found = ({ notes = [], ...beside }: Partial<PostedResponse> & { notes?: string[] } = {}): RecognizedInput => {
    const isWhole = "relayState" in beside || "postedTo" in beside ? { isWhole: true } : {};
    return { kind: "samlResponse", posted: { samlResponse, ...isWhole, ...beside }, notes };
};
const assertionOf = ({ posted }: { posted?: PostedResponse }) =>
    /<Assertion[\s\S]*<\/Assertion>/.exec(Buffer.from(posted?.samlResponse ?? "", "base64").toString())?.[0];
const encoded = encodeURIComponent(samlResponse);
const wrapped = samlResponse.replace(/.{64}/g, "$&\r\n");
const url = samlResponse.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const deflated = (xml: string, level: number) => deflateRawSync(Buffer.from(xml), { level }).toString("base64");
const relayState = "https://us-east-1.console.aws.amazon.com/connect/federate/i-1?destination=%2Fccp-v2";
const action = "https://signin.aws.amazon.com/saml";
const authnRequest = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${"a".repeat(40)}"/>`;
const page = (inputs: string) =>
    `<html><head><title>Working...</title></head><body><form method="POST" action="${action}">${inputs}</form></body></html>`;
const quotes = "the quotation marks around it were left out";

/** Its base64 begins as a deflated text does. */
const prose = `${deflated(responseXml, 9)
    .replace(/[^A-Za-z]/g, "a")
    .slice(0, 40)
    .replace(/.{5}/g, "$& ")}and so on in words of an error that somebody has copied`;
/** The head of a dynamic block, and code lengths that fit no code. */
const noise = Buffer.alloc(90, 0x85).toString("base64");

describe("What is handed in", () => {
    it("has a response to be tried with that needs URL-encoding, base64url and padding to be told apart", () => {
        expect(samlResponse).to.match(/^(?=.*\/)(?=.*\+).*=$/);
        expect(url).to.not.equal(samlResponse);
    });

    const responses: [string, string, RecognizedInput][] = [
        ["XML", responseXml, found()],
        [
            "XML with a byte order mark, blanks and a prolog",
            `\ufeff \n<?xml version="1.0"?>${responseXml}\n`,
            found({ samlResponse: Buffer.from(`<?xml version="1.0"?>${responseXml}`).toString("base64") }),
        ],
        ["base64", samlResponse, found()],
        ["base64 with a line end", `${samlResponse}\n`, found()],
        ["base64 in lines", wrapped, found({ samlResponse: wrapped })],
        [
            "base64 in the quotation of a mail",
            wrapped.replace(/^/gm, "> "),
            found({
                samlResponse: wrapped,
                notes: ["the > before its lines was taken off"],
            }),
        ],
        [
            "base64 of base64",
            Buffer.from(samlResponse).toString("base64"),
            found({ notes: ["it was encoded in base64 twice: AWS undoes it once"] }),
        ],
        ["base64 in quotation marks", `"${samlResponse}",`, found({ notes: [quotes] })],
        [
            "base64 without padding",
            samlResponse.replace(/=+$/, ""),
            found({
                samlResponse: samlResponse.replace(/=+$/, ""),
                repaired: samlResponse,
                notes: ['not strict base64: "=" is missing at the end'],
            }),
        ],
        [
            "base64url",
            url,
            found({
                samlResponse: url,
                repaired: samlResponse,
                notes: [
                    'not strict base64: "-" and "_" stand where standard base64 has "+" and "/"',
                    'not strict base64: "=" is missing at the end',
                ],
            }),
        ],
        [
            "base64 with a sign too much",
            `${samlResponse.slice(0, 80)}*${samlResponse.slice(80)}`,
            found({
                samlResponse: `${samlResponse.slice(0, 80)}*${samlResponse.slice(80)}`,
                notes: [`not strict base64: 1 of ${samlResponse.length + 1} characters are outside its alphabet`],
            }),
        ],
        ["URL-encoded base64", encoded, found()],
        ["base64 URL-encoded twice", encodeURIComponent(encoded), found({ notes: ["it was URL-encoded twice"] })],
        ["a form body", `SAMLResponse=${encoded}&RelayState=${encodeURIComponent(relayState)}`, found({ relayState })],
        ["a form body, relay state first", `RelayState=a+b&SAMLResponse=${encoded}`, found({ relayState: "a b" })],
        [
            "a form body not encoded",
            `SAMLResponse=${samlResponse}`,
            found({
                notes: samlResponse.includes("+")
                    ? ['its "+" are not URL-encoded: a server reads each as a space']
                    : [],
            }),
        ],
        [
            "a page",
            page(
                `<input type="hidden" name="SAMLResponse" value="${samlResponse}" /><input name="RelayState" value="${relayState}&amp;new_domain=true">`,
            ),
            found({ relayState: `${relayState}&new_domain=true`, postedTo: action }),
        ],
        [
            "a page, attributes in another order",
            page(
                `<INPUT VALUE='${samlResponse.replace(/=/g, "&#x3d;").replace(/\//g, "&#47;")}' TYPE=hidden NAME='SAMLResponse'>`,
            ),
            found({ postedTo: action }),
        ],
        [
            "curl as bash has it",
            `curl '${action}' \\\n  -H 'cookie: a=b' \\\n  --data-raw 'SAMLResponse=${encoded}&RelayState=x%3Fy' \\\n  --compressed`,
            found({ relayState: "x?y", postedTo: action }),
        ],
        [
            "curl as cmd has it",
            `curl ^"${action}^" ^\r\n  --data-raw ^"SAMLResponse=${encoded.replace(/%/g, "^%")}^&RelayState=abc^"`,
            found({ relayState: "abc", postedTo: action }),
        ],
        [
            "fetch",
            `fetch("${action}", {\n  "body": "SAMLResponse=${encoded}",\n  "method": "POST"\n});`,
            found({ postedTo: action }),
        ],
        [
            "a line of the payload panel",
            `SAMLResponse: ${samlResponse}\nRelayState: ${relayState}`,
            found({ relayState }),
        ],
        [
            "lines of the payload panel",
            `Form Data\nSAMLResponse\n${wrapped.replace(/\r/g, "")}\nRelayState\n${relayState}\n`,
            found({ samlResponse: wrapped.replace(/\r/g, ""), relayState }),
        ],
        [
            "JSON of the payload panel",
            JSON.stringify({ SAMLResponse: samlResponse, RelayState: relayState }),
            found({ relayState }),
        ],
        [
            "words around XML",
            `POST ${action}\n\n${responseXml}\n\nend`,
            found({ notes: ["the words around the XML were left out"] }),
        ],
        [
            "XML out of a page's source",
            responseXml.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
            found({ notes: ["its HTML entities were undone"] }),
        ],
    ];
    for (const [name, text, expected] of responses) {
        it(`is a SAMLResponse as ${name}`, () => {
            expect(recognize(text)).to.deep.equal(expected);
        });
    }

    const indented = responseXml.replace(/></g, ">\n<");
    const quotedPrintable = (text: string) =>
        Buffer.from(text)
            .toString("latin1")
            .replace(/[=\x80-\xff]/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase()}`)
            .replace(/.{73}/g, "$&=\r\n");
    const escapedHtml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
    const utf16le = Buffer.from(responseXml, "utf16le");
    const wrappings: [string, string | Buffer, RegExp][] = [
        ["quoted-printable XML", quotedPrintable(responseXml), /quoted-printable/],
        ["quoted-printable base64", quotedPrintable(samlResponse), /quoted-printable/],
        ["escaped HTML among words", `Here:\n${escapedHtml(responseXml)}\nthanks`, /HTML entities were undone/],
        ["HTML escaped twice", escapedHtml(escapedHtml(responseXml)), /HTML entities were undone/],
        ["a string of a log", `DEBUG "${indented.replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`, /backslashes/],
        ["a JSON string", JSON.stringify(responseXml), /backslashes/],
        ["a cell of a CSV", `a,b\n1,"${responseXml.replace(/"/g, '""')}"`, /doubled quotation marks/],
        ["URL-encoded XML", `x=${encodeURIComponent(responseXml)}`, /XML was URL-encoded/],
        ["URL-encoded XML, twice", encodeURIComponent(encodeURIComponent(responseXml)), /XML was URL-encoded/],
        [
            "base64 URL-encoded three times",
            [1, 2, 3].reduce((text) => encodeURIComponent(text), samlResponse),
            /3 times/,
        ],
        [
            "base64 of base64 of base64",
            [1, 2].reduce((text) => Buffer.from(text).toString("base64"), samlResponse),
            /3 times/,
        ],
        ["base64 of UTF-16", utf16le.toString("base64"), /UTF-16LE/],
        ["hexadecimal", Buffer.from(responseXml).toString("hex"), /hexadecimal/],
        ["a gzip file", gzipSync(responseXml), /gzip file was unpacked/],
        ["a gzip file of base64", gzipSync(samlResponse), /gzip file was unpacked/],
        ["base64 among words", `The response is:\n${samlResponse}\nWhat is wrong?`, /around the base64/],
        ["a data URL", `data:text/xml;base64,${samlResponse}`, /around the base64/],
        ["PEM", `-----BEGIN X-----\n${samlResponse.replace(/.{64}/g, "$&\n")}\n-----END X-----`, /around the base64/],
        ["bytes of Python", `b'${samlResponse}'`, /around the base64/],
        ["YAML", `a: >-\n  ${samlResponse.replace(/.{76}/g, "$&\n  ")}\nb: 1`, /around the base64/],
        ["a SOAP envelope", `<s:Envelope><s:Body>${responseXml}</s:Body></s:Envelope>`, /words around the XML/],
        ["CDATA", `<log><![CDATA[${responseXml}]]></log>`, /words around the XML/],
    ];
    for (const [name, wrapped, note] of wrappings) {
        it(`is unwrapped, and says so, from ${name}`, () => {
            const input = recognizeInput(Buffer.from(wrapped));
            expect(input).to.have.property("kind", "samlResponse");
            expect(input.notes.join("; ")).to.match(note);
            const read = Buffer.from("posted" in input ? input.posted.samlResponse : "", "base64").toString("utf8");
            expect(read.replace(/>\s+</g, "><")).to.equal(responseXml);
        });
    }

    for (const [name, pack] of [
        ["gzip", gzipSync],
        ["zlib", deflateSync],
        ["deflate", deflateRawSync],
    ] as const) {
        it(`is inflated from base64 of ${name}, and AWS's refusal of it stands`, () => {
            const input = recognizeInput(Buffer.from(pack(responseXml).toString("base64")));
            expect(input).to.have.property("posted").that.includes({ repaired: samlResponse });
        });
    }

    it("does not unpack more than it would read", () => {
        const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
        expect(recognizeInput(bomb)).to.have.property("kind", "other");
        const inner = deflateRawSync(Buffer.alloc(5_000_000, "<a>")).toString("base64");
        expect(recognizeInput(Buffer.from(inner))).to.not.have.nested.property("posted.repaired");
    });

    for (const [name, text, what] of [
        [
            "a sign-out",
            '<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"/>',
            /sign-out/,
        ],
        [
            "WS-Federation",
            `wa=wsignin1.0&wresult=${encodeURIComponent('<t:RequestSecurityTokenResponse xmlns:t="x"><saml:Assertion ')}`,
            /WS-Federation/,
        ],
        ["OpenID Connect", "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL3N0cyJ9.c2ln", /OpenID Connect/],
    ] as const) {
        it(`is called what it is: ${name}`, () => {
            expect(recognize(text)).to.have.property("problem").that.matches(what);
        });
    }

    for (const prefix of ["saml2p:", ""]) {
        it(`is a SAMLResponse as XML named <${prefix}Response`, () => {
            const xml = responseXml
                .replace(/samlp:(?=Response)/g, prefix)
                .replace("xmlns:samlp", prefix === "" ? "xmlns" : "xmlns:saml2p");
            expect(recognize(xml)).to.deep.equal(found({ samlResponse: Buffer.from(xml).toString("base64") }));
        });
    }

    for (const [name, level] of [
        ["a dynamic block", 9],
        ["no compression worth it", 1],
    ] as const) {
        it(`is a deflated SAMLResponse, with what was inflated, as ${name}`, () => {
            const value = deflated(responseXml.repeat(level), level);
            const notes = ["it is deflated, as the redirect binding does: AWS takes only a POST"];
            const repaired = Buffer.from(responseXml.repeat(level)).toString("base64");
            expect(recognize(value)).to.deep.equal(found({ samlResponse: value, repaired, notes }));
            expect(recognize(`${action}?SAMLResponse=${encodeURIComponent(value)}`))
                .to.have.property("posted")
                .that.includes({ repaired });
        });
    }

    const assertion =
        '<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1"><Issuer>https://sts.windows.net/x/</Issuer></Assertion>';
    const recording = har(entry("https://myapps.microsoft.com/signin/1"));
    const others: [string, string, object | RegExp][] = [
        ["a recording", JSON.stringify(recording), { kind: "har", har: recording, notes: [] }],
        [
            "a recording with a byte order mark",
            `\ufeff${JSON.stringify(recording)}`,
            { kind: "har", har: recording, notes: [] },
        ],
        ["a bare log", JSON.stringify(recording.log), { kind: "har", har: recording, notes: [] }],
        ["a request", authnRequest, /^it is a SAMLRequest/],
        ["a request in base64", Buffer.from(authnRequest).toString("base64"), /^it is a SAMLRequest/],
        [
            "a request in a URL",
            `https://login.microsoftonline.com/t/saml2?SAMLRequest=${encodeURIComponent(deflated(authnRequest, 9))}`,
            /^it is a SAMLRequest/,
        ],
        [
            "a metadata document",
            '<?xml version="1.0"?><!-- x --><EntityDescriptor entityID="x"></EntityDescriptor>',
            /^it is a metadata document/,
        ],
        ["a stack export", '{"version":3,"deployment":{"manifest":{},"resources":[]}}', /^it is the export of a stack/],
        ["az ad user list", '[{"userPrincipalName":"alice@contoso.example"}]', /^it is a directory of people/],
        ["Graph's users", '{"value":[{"userPrincipalName":"alice@contoso.example"}]}', /^it is a directory of people/],
        ["nothing", "", /^it is empty/],
        ["blanks", " \r\n\t\ufeff", /^it is empty/],
        ["words", "Access denied\n", { kind: "text", text: "Access denied", notes: [] }],
        [
            "the mere word",
            "The SAMLResponse is missing. SAMLResponse: none",
            { kind: "text", text: "The SAMLResponse is missing. SAMLResponse: none", notes: [] },
        ],
        ["other JSON", '{"a":1}', { kind: "text", text: '{"a":1}', notes: [] }],
        ["words of letters only", prose, { kind: "text", text: prose, notes: [] }],
        ["base64 of something else", noise, { kind: "text", text: noise, notes: [] }],
        [
            "a bare log of no version",
            JSON.stringify({ creator: {}, entries: [] }),
            { kind: "har", har: { log: { creator: {}, entries: [] } }, notes: [] },
        ],
        ["a long word", "a".repeat(200), { kind: "text", text: "a".repeat(200), notes: [] }],
        [
            "a recording cut off",
            '{"log":{"entries":[',
            {
                kind: "text",
                text: '{"log":{"entries":[',
                notes: ["it begins as a HAR file and is not complete JSON: save it again"],
            },
        ],
        [
            "a recording cut off that has a response",
            `{"log":{"entries":[{"request":{"postData":{"text":"SAMLResponse=${encoded}"`,
            {
                kind: "text",
                text: `{"log":{"entries":[{"request":{"postData":{"text":"SAMLResponse=${encoded}"`,
                notes: ["it begins as a HAR file and is not complete JSON: save it again"],
            },
        ],
        [
            "a page of Microsoft's",
            '<!DOCTYPE html><html><head><title>Sign in</title><script>$Config={"sErrorCode":"50105","strServiceExceptionMessage":"AADSTS50105: Your administrator \\u0027x\\u0027"};</script></head><body>Sorry, but we&rsquo;re having trouble</body></html>',
            {
                kind: "text",
                text: "Sorry, but we’re having trouble\nAADSTS50105: Your administrator 'x'",
                notes: ["it is an HTML page: only its words are read"],
            },
        ],
    ];
    for (const [name, text, expected] of others) {
        it(`is recognised as ${name}`, () => {
            if (expected instanceof RegExp) {
                expect(recognize(text)).to.have.property("problem").that.matches(expected);
            } else {
                expect(recognize(text)).to.deep.equal(expected);
            }
        });
    }

    for (const text of [assertion, Buffer.from(assertion).toString("base64")]) {
        it(`is recognised as an assertion from ${text.slice(0, 10)}`, () => {
            const input = recognize(text);
            expect(input).to.have.nested.property("posted.isAssertion", true);
            expect(assertionOf(input as object)).to.equal(assertion);
        });
    }

    const utf16 = Buffer.from(JSON.stringify(recording), "utf16le");
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]);
    for (const [name, bytes, note] of [
        ["UTF-16", marked, "the input is UTF-16LE"],
        ["UTF-16 without a mark", utf16, "the input is UTF-16LE"],
        ["big-endian UTF-16", Buffer.from(marked).swap16(), "the input is UTF-16BE"],
    ] as const) {
        it(`is a recording in ${name}`, () => {
            expect(recognizeInput(bytes)).to.deep.equal({ kind: "har", har: recording, notes: [note] });
        });
    }

    it("keeps the bytes of XML that is not UTF-8, for the reader to refuse", () => {
        const bytes = Buffer.from(responseXml, "latin1");
        expect(recognizeInput(bytes)).to.deep.equal(
            found({
                samlResponse: bytes.toString("base64"),
                notes: ["the input is not UTF-8 and was read as Latin-1"],
            }),
        );
    });

    for (const [bytes, what] of [
        [[0x89, 0x50, 0x4e, 0x47, 0x0d], "a PNG picture: copy its words"],
        [[0xff, 0xd8, 0xff, 0xe0], "a JPEG picture: copy its words"],
        [[...Buffer.from("%PDF-1.7")], "a PDF: copy its words"],
        [[0x50, 0x4b, 0x03, 0x04, 0x14], "a zip archive or an Office document: unpack it, or copy its words"],
        [[0x1f, 0x8b, 0x08], "a gzip file that is damaged: pack it again"],
        [[0x00, 0x01, 0x02, 0x03, 0x80], "no text: copy the words, or record a HAR file"],
    ] as [number[], string][]) {
        it(`is binary: ${what}`, () => {
            expect(recognizeInput(Uint8Array.from(bytes)))
                .to.have.property("problem")
                .that.contains(`it is ${what}; looked for`);
        });
    }

    it("is not looked at when it is over 64 MB", () => {
        const bytes = 64 * 1024 * 1024 + 1;
        expect(recognizeInput(new Uint8Array(bytes)))
            .to.have.property("problem")
            .that.contains(`it has ${bytes} bytes`);
    });

    it("ends in an answer, whatever the bytes", () => {
        const pieces = fc.constantFrom(
            ...[
                "<",
                "<samlp:Response ",
                "SAMLResponse",
                "=",
                ":",
                '"',
                "<input name=SAMLResponse value='",
                "%2B",
                "&lt;",
                "<!--",
            ],
            ...[
                'curl ^"',
                "RelayState=",
                "{",
                "[",
                '{"log":',
                samlResponse,
                encoded,
                "\n",
                " ",
                "\ufeff",
                "=====",
                "<script>",
            ],
        );
        const texts = fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 12 });
        const inputs = fc.oneof(
            fc.uint8Array({ maxLength: 300 }),
            texts.map((list) => Buffer.from(list.join(""), "utf8")),
        );
        fc.assert(
            fc.property(inputs, (bytes) => {
                expect(recognizeInput(bytes).notes).to.be.an("array");
            }),
            { numRuns: 1000 },
        );
    });

    for (const piece of [
        "<",
        "<a '",
        "SAMLResponse/",
        "SAMLResponse=",
        "<samlp:Response ",
        "a=",
        "=",
        " ",
        "\n",
        "PHNh",
        "<!--",
        "<script>",
        "&lt;",
        "eyJ-",
        '"',
        "%25",
        "x;",
    ]) {
        it(`takes time in proportion to its size for ${JSON.stringify(piece)} many times`, () => {
            for (const start of ["", "<html>", "x", samlResponse]) {
                const bytes = Buffer.from(`${start}${piece.repeat(Math.ceil(5_000_000 / piece.length))}x`);
                // With time that grows by the square, five million characters would take longer than a test may.
                expect(recognizeInput(bytes).kind).to.be.a("string");
            }
        }).timeout(60_000);
    }
});

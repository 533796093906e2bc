import { webcrypto } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { bearer, emailAddressFormat } from "../../../../tools/signin/saml/names";
import { readResponse } from "../../../../tools/signin/saml/readResponse";
import type { SamlResponse } from "../../../../tools/signin/saml/response";
import { SignatureVerifier } from "../../../../tools/signin/saml/verifySignature";
import { buildResponse } from "../../../helpers/buildResponse";
import { signResponse } from "../../../helpers/signResponse";
import { acsUrl, now, worldCertificate } from "../../../helpers/world";
import { content } from "../hostile/attempt";

type Content = typeof content;

/** What must be read from a response with this content. */
function expected({ responseId, assertionId, issuer, audience, recipient, nameId, attributes }: Content): SamlResponse {
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
    return {
        ...{ id: responseId, issueInstant: at(0), issuer: issuer.trim() },
        statusCode: "urn:oasis:names:tc:SAML:2.0:status:Success",
        assertion: {
            ...{ id: assertionId, issueInstant: at(0), issuer: issuer.trim() },
            ...(nameId === undefined ? {} : { nameId }),
            confirmations: [{ method: bearer, recipient, notOnOrAfter: at(60) }],
            ...{ notBefore: at(-5), notOnOrAfter: at(60), audienceRestrictions: [[audience.trim()]] },
            attributes,
        },
    };
}

/** Any text that XML can hold. */
const xmlText = fc
    .oneof(
        fc.string({ unit: "binary", maxLength: 20 }),
        fc.string({
            unit: fc.constantFrom(
                ..."&<>\"'\r\n\t ]a",
                "]]>",
                "<!--",
                "-->",
                "<?",
                "&amp;",
                "&#13;",
                "\u00e9",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u{1f600}",
            ),
            maxLength: 12,
        }),
    )
    .map((text) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ""));

const anyContent: fc.Arbitrary<Content> = fc.record({
    responseId: fc.constant("_r"),
    assertionId: fc.constant("_a"),
    issuer: xmlText,
    audience: xmlText,
    recipient: xmlText,
    nameId: fc.option(fc.record({ value: xmlText, format: fc.constant(emailAddressFormat) }), { nil: undefined }),
    attributes: fc.uniqueArray(fc.record({ name: xmlText, values: fc.array(xmlText, { maxLength: 3 }) }), {
        ...{ maxLength: 3, selector: ({ name }) => name },
    }),
    issuedAtMs: fc.constant(now),
});

describe("A response that is built, signed and read", () => {
    it("says what went into it", () => {
        expect(readResponse(buildResponse(content)).response).to.deep.equal(expected(content));
        expect(content.recipient).to.equal(acsUrl);
    });

    it("says what went into it whatever the texts, and its signature holds", async () => {
        const { privateKey, value } = await worldCertificate();
        const verifier = new SignatureVerifier([{ name: "world", value }], webcrypto);
        await fc.assert(
            fc.asyncProperty(anyContent, async (any) => {
                const unsigned = buildResponse(any);
                expect(readResponse(unsigned).response).to.deep.equal(expected(any));
                const read = readResponse(signResponse(unsigned, { privateKey, certificate: value }));
                expect(read.response).to.deep.equal(expected(any));
                expect(read.enclosedCertificates).to.deep.equal([value]);
                expect(await verifier.verify(read)).to.deep.equal({
                    ...{ signed: true, by: "world", over: "assertion" },
                    algorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                });
            }),
            { numRuns: 100 },
        );
    });
});

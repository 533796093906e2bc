import { expect } from "chai";
import * as samlify from "samlify";
import { metadataOf, now, worldCertificate } from "../../../helpers/world";
import { accepted, content, type Outcome, post, refused } from "../hostile/attempt";

const audience = "urn:amazon:webservices";

/** samlify as the identity provider; it is told nothing of this project. */
async function respond(sign: { assertion?: boolean; message?: boolean }): Promise<string> {
    samlify.setSchemaValidator({ validate: async () => "not validated" });
    const { privateKey } = await worldCertificate();
    const provider = samlify.IdentityProvider({
        metadata: metadataOf(await worldCertificate()),
        privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        requestSignatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        loginResponseTemplate: {
            context: samlify.SamlLib.defaultLoginResponseTemplate.context,
            attributes: content.attributes.map(({ name }, index) => ({
                ...{ name, valueTag: `value${index}`, valueXsiType: "xs:string" },
                nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
            })),
        },
    });
    const service = samlify.ServiceProvider({
        entityID: audience,
        wantMessageSigned: sign.message ?? false,
        assertionConsumerService: [
            { Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location: content.recipient },
        ],
        wantAssertionsSigned: sign.assertion ?? false,
    });
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
    const answer = await provider.createLoginResponse(service, { extract: {} }, "post", {}, (template: string) => {
        const values: Record<string, string> = {
            ID: "_r",
            AssertionID: "_a",
            Destination: content.recipient,
            Audience: audience,
            SubjectRecipient: content.recipient,
            AssertionConsumerServiceURL: content.recipient,
            Issuer: content.issuer,
            IssueInstant: at(0),
            ConditionsNotBefore: at(-5),
            ConditionsNotOnOrAfter: at(60),
            SubjectConfirmationDataNotOnOrAfter: at(60),
            NameIDFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
            NameID: "alice@contoso.example",
            InResponseTo: "",
            StatusCode: "urn:oasis:names:tc:SAML:2.0:status:Success",
            AuthnStatement: "",
        };
        content.attributes.forEach(({ values: [value = ""] }, index) => {
            values[`attrValue${index}`] = value;
        });
        return { id: "_r", context: samlify.SamlLib.replaceTagsByValue(template, values) };
    });
    return answer.context;
}

const rows: Record<string, [sign: { assertion?: boolean; message?: boolean }, outcome: Outcome]> = {
    "the assertion signed, is accepted": [{ assertion: true }, accepted],
    "the message signed, is accepted, which is assumed": [
        { message: true },
        { ...accepted, assumed: ["a signature on the response alone is enough"] } as Outcome,
    ],
    "both signed, is accepted": [{ assertion: true, message: true }, accepted],
};

describe("A response made by samlify", () => {
    for (const [title, [sign, outcome]] of Object.entries(rows)) {
        it(title, async () => {
            expect(await post(await respond(sign))).to.deep.equal(outcome);
        });
    }

    it("signed by nobody, is refused", async () => {
        const field = await respond({ assertion: true });
        const xml = Buffer.from(field, "base64")
            .toString()
            .replace(/<(ds:)?Signature .*<\/(ds:)?Signature>/s, "");
        expect(await post(Buffer.from(xml).toString("base64"))).to.deep.equal(
            refused(
                "signatureInvalid/notSigned",
                "Response signature invalid (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
            ),
        );
    });
});

import { X509Certificate } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { IdPMetadata } from "samlify";
import { deriveMetadataDocument, metadataDocumentProblem, readMetadataDocument } from "../../rules/saml";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { refuses } from "../helpers/problems";

const entityId = "https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/";
const singleSignOnUrl = "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/saml2";
const derive = (...certificates: { name?: string; value: string }[]) =>
    deriveMetadataDocument({ entityId, singleSignOnUrl, signingCertificates: certificates });

describe("SAML metadata document", () => {
    let summer: TestCertificate;
    let winter: TestCertificate;
    let third: TestCertificate;
    let document: string;

    before(async () => {
        summer = await makeCertificate({ notBefore: "2026-06-01T00:00:00Z", notAfter: "2029-06-01T00:00:00Z" });
        winter = await makeCertificate({ notBefore: "2026-11-04T09:08:07Z", notAfter: "2027-01-02T03:04:05Z" });
        third = await makeCertificate();
        document = derive({ name: "summer", value: summer.value });
    });

    describe("deriveMetadataDocument", () => {
        it("writes an identity provider with its signing certificate and both bindings, and nothing that changes", () => {
            expect(document).to.equal(
                '<?xml version="1.0" encoding="UTF-8"?>\n' +
                    `<EntityDescriptor entityID="${entityId}" xmlns="urn:oasis:names:tc:SAML:2.0:metadata">` +
                    '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
                    '<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">' +
                    `<KeyName>summer</KeyName><X509Data><X509Certificate>${summer.value}</X509Certificate></X509Data>` +
                    "</KeyInfo></KeyDescriptor>" +
                    `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${singleSignOnUrl}"/>` +
                    `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${singleSignOnUrl}"/>` +
                    "</IDPSSODescriptor></EntityDescriptor>\n",
            );
        });

        it("gives the same bytes whatever the order and spelling of the certificates", () => {
            const certificates = [
                { name: "summer", value: summer.value },
                { name: "winter", value: winter.value },
                { value: third.value },
            ];
            const expected = derive(...certificates);
            fc.assert(
                fc.property(
                    fc.shuffledSubarray(certificates, { minLength: 3 }),
                    fc.constantFrom("", "\n", " "),
                    (shuffled, blank) => {
                        const spelled = shuffled.map(({ name, value }) => ({
                            name,
                            value: value.replace(/.{64}/g, `$&${blank}`),
                        }));
                        expect(derive(...spelled)).to.equal(expected);
                    },
                ),
            );
        });

        it("orders certificates without a name by their bytes", () => {
            const [first, second] = [{ value: summer.value }, { value: winter.value }];
            expect(derive(first, second)).to.equal(derive(second, first));
        });

        it("lists a certificate once that is given twice", () => {
            expect(derive({ name: "summer", value: summer.value }, { name: "twin", value: summer.value })).to.equal(
                document,
            );
        });

        it("escapes what XML keeps for itself", () => {
            const xml = deriveMetadataDocument({
                entityId: 'https://contoso.example/?a=1&b="<',
                singleSignOnUrl,
                signingCertificates: [{ name: "a<b&c", value: summer.value }],
            });
            expect(metadataDocumentProblem(xml)).to.equal(undefined);
            const { entityId, certificates } = readMetadataDocument(xml);
            expect([entityId, certificates[0]?.keyName]).to.deep.equal(['https://contoso.example/?a=1&b="<', "a<b&c"]);
        });

        it("needs a certificate that can be read", () => {
            const pem = new X509Certificate(Buffer.from(summer.value, "base64")).toString();
            expect(() => derive()).to.throw(Error, "a metadata document needs at least one signing certificate");
            expect(() => derive({ value: "" })).to.throw(
                Error,
                'a certificate must be DER in base64, without PEM header, got ""',
            );
            expect(() => derive({ value: pem })).to.throw(
                Error,
                "a certificate must be DER in base64, without PEM header",
            );
            for (const value of ["aGVsbG8", "aGVsbG8====", "=aGVsbG8", "aGVs-bG8"]) {
                expect(() => derive({ value })).to.throw(
                    Error,
                    `a certificate must be DER in base64, without PEM header, got "${value}"`,
                );
            }
            expect(() => derive({ value: "aGVsbG8=" })).to.throw(
                Error,
                'a certificate must be X.509 DER in base64, got "aGVsbG8="',
            );
        });

        for (const key of ["RSA 2048", "EC P-256"] as const) {
            it(`is long enough for IAM with one ${key} certificate`, async () => {
                const { value } = await makeCertificate({ key });
                expect(metadataDocumentProblem(derive({ value }))).to.equal(undefined);
            });
        }
    });

    describe("another author's reader (samlify)", () => {
        for (const count of [1, 2, 3]) {
            it(`finds the same issuer, certificates and endpoints among ${count}`, () => {
                const certificates = [summer, winter, third].slice(0, count);
                const xml = derive(...certificates.map(({ value }, index) => ({ name: `key-${index}`, value })));
                const theirs = IdPMetadata(xml);
                expect({
                    entityId: theirs.getEntityID(),
                    certificates: [theirs.getX509Certificate("signing")].flat(),
                    redirect: theirs.getSingleSignOnService("redirect"),
                    post: theirs.getSingleSignOnService("post"),
                }).to.deep.equal({
                    entityId,
                    certificates: certificates.map(({ value }) => value),
                    redirect: singleSignOnUrl,
                    post: singleSignOnUrl,
                });
                expect(readMetadataDocument(xml).certificates.map(({ value }) => value)).to.deep.equal(
                    certificates.map(({ value }) => value),
                );
            });
        }
    });

    describe("readMetadataDocument", () => {
        it("reads back the issuer, names, thumbprints and times", () => {
            expect(
                readMetadataDocument(
                    derive({ name: "winter", value: winter.value }, { name: "summer", value: summer.value }),
                ),
            ).to.deep.equal({
                entityId,
                certificates: [
                    {
                        keyName: "summer",
                        thumbprint: summer.thumbprint,
                        value: summer.value,
                        notBefore: "2026-06-01T00:00:00Z",
                        notAfter: "2029-06-01T00:00:00Z",
                    },
                    {
                        keyName: "winter",
                        thumbprint: winter.thumbprint,
                        value: winter.value,
                        notBefore: "2026-11-04T09:08:07Z",
                        notAfter: "2027-01-02T03:04:05Z",
                    },
                ],
            });
        });

        it("reads a document like Entra's own: signed, with WS-Federation roles, broken lines and no names", () => {
            const lines = summer.value.replace(/.{76}/g, "$&\n");
            const keyInfo = (value: string) =>
                `<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${value}</X509Certificate></X509Data></KeyInfo>`;
            const xml =
                `<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_1" entityID="${entityId}" xmlns="urn:oasis:names:tc:SAML:2.0:metadata">` +
                `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${keyInfo(third.value)}</Signature>` +
                '<RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="fed:SecurityTokenServiceType" ' +
                'protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706">' +
                `<KeyDescriptor use="signing">${keyInfo(third.value)}</KeyDescriptor></RoleDescriptor>` +
                '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
                `<KeyDescriptor use="signing">${keyInfo(lines)}</KeyDescriptor>` +
                `<KeyDescriptor use="encryption">${keyInfo(third.value)}</KeyDescriptor>` +
                `<KeyDescriptor>${keyInfo(winter.value)}</KeyDescriptor></IDPSSODescriptor></EntityDescriptor>`;
            expect(readMetadataDocument(xml).certificates.map(({ value }) => value)).to.deep.equal([
                summer.value,
                winter.value,
            ]);
            expect(metadataDocumentProblem(xml)).to.equal(undefined);
        });

        it("reads a document with prefixes, as Keycloak and Okta write it", () => {
            const prefixed = document
                .replace(/<(\/?)(EntityDescriptor|IDPSSODescriptor|KeyDescriptor|SingleSignOnService)/g, "<$1md:$2")
                .replace('xmlns="urn:', 'xmlns:md="urn:');
            expect(readMetadataDocument(prefixed)).to.deep.equal(readMetadataDocument(document));
        });
    });

    describe("metadataDocumentProblem", () => {
        const unreadable = "must be a SAML metadata document that IAM can read: ";
        const malformed = `${unreadable}it is not well-formed XML`;
        const padding = " ".repeat(1000);

        refuses(metadataDocumentProblem, [
            [undefined, "must be a SAML metadata document, got nothing"],
            ["", 'must be a SAML metadata document, got ""'],
            [" \n", 'must be a SAML metadata document, got " \\n"'],
            ["x", "must be a SAML metadata document of 1000 to 10000000 characters, got 1 character"],
            [
                "x".repeat(10_000_001),
                "must be a SAML metadata document of 1000 to 10000000 characters, got 10000001 characters",
            ],
            [
                `<html>${padding}</html>`,
                `${unreadable}its root is "html", not EntityDescriptor of urn:oasis:names:tc:SAML:2.0:metadata`,
            ],
            [`{"a": "b"}${padding}`, `${malformed} (it has no element)`],
            [
                `<EntityDescriptor entityID="x">${padding}</EntityDescriptor>`,
                `${unreadable}its root is "EntityDescriptor", not EntityDescriptor of urn:oasis:names:tc:SAML:2.0:metadata`,
            ],
        ]);

        const edits: [what: string, edit: (xml: string) => string, message: string][] = [
            [
                "a byte order mark",
                (xml) => `\ufeff${xml}`,
                `${unreadable}it begins with a byte order mark; save it as UTF-8 without BOM`,
            ],
            [
                "a DOCTYPE",
                (xml) => xml.replace("?>", "?><!DOCTYPE EntityDescriptor>"),
                `${unreadable}it has a DOCTYPE, which is not accepted; remove it`,
            ],
            [
                "an entity declaration",
                (xml) => xml.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>'),
                `${unreadable}it has a DOCTYPE, which is not accepted; remove it`,
            ],
            [
                "an element that is not closed",
                (xml) => xml.replace("</EntityDescriptor>", ""),
                `${malformed} (the element EntityDescriptor has no end tag)`,
            ],
            [
                "a bare ampersand",
                (xml) => xml.replace("summer", "summer & winter"),
                `${malformed} (an "&" must be written "&amp;")`,
            ],
            [
                "a control character",
                (xml) => xml.replace("summer", "\u0000"),
                `${unreadable}it holds characters that XML does not allow`,
            ],
            ["text after the end", (xml) => `${xml}x`, `${malformed} (text or a second element is after its end)`],
            [
                "no entityID",
                (xml) => xml.replace(/entityID="[^"]*"/, ""),
                `${unreadable}its EntityDescriptor has no entityID`,
            ],
            [
                "a service provider's role",
                (xml) => xml.replaceAll("IDPSSODescriptor", "SPSSODescriptor"),
                `${unreadable}it has no IDPSSODescriptor: it is not an identity provider's`,
            ],
            [
                "an encryption certificate alone",
                (xml) => xml.replace('use="signing"', 'use="encryption"'),
                `${unreadable}its IDPSSODescriptor has no signing certificate`,
            ],
            [
                "a certificate that is none",
                (xml) => xml.replace(/<X509Certificate>MII/, "<X509Certificate>MIX"),
                `${unreadable}a certificate must be X.509 DER in base64, got "MIX`,
            ],
            [
                "several entities",
                (xml) =>
                    `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${xml.replace(/^.*\n/, "")}</EntitiesDescriptor>`,
                `${unreadable}its root is "EntitiesDescriptor", not EntityDescriptor of urn:oasis:names:tc:SAML:2.0:metadata`,
            ],
            [
                "eleven keys",
                (xml) => xml.replace(/<KeyDescriptor.*<\/KeyDescriptor>/, (key) => key.repeat(11)),
                "must contain at most 10 keys, got 11",
            ],
        ];
        for (const [what, edit, message] of edits) {
            it(`refuses ${what}`, () => {
                const edited = edit(document);
                expect(edited).not.to.equal(document);
                expect(metadataDocumentProblem(edited)?.slice(0, message.length)).to.equal(message);
            });
        }

        it("accepts 1,000 to 10,000,000 characters", async () => {
            const { value } = await makeCertificate({ key: "EC P-256" });
            const short = deriveMetadataDocument({
                entityId: "x",
                singleSignOnUrl: "x",
                signingCertificates: [{ value }],
            })
                .replace(/<\?xml.*\?>\n/, "")
                .replace(/<SingleSignOnService[^>]*>/g, "")
                .trim();
            const padded = (length: number) => short.padEnd(length, " ");
            expect(short.length).to.be.lessThan(1000);
            expect(
                [999, 1000, 10_000_000, 10_000_001].map((length) => metadataDocumentProblem(padded(length))),
            ).to.deep.equal([
                "must be a SAML metadata document of 1000 to 10000000 characters, got 999 characters",
                undefined,
                undefined,
                "must be a SAML metadata document of 1000 to 10000000 characters, got 10000001 characters",
            ]);
        });

        it("refuses an RSA key under 1,024 bits and accepts one of 1,024", async () => {
            const weak = await makeCertificate({ key: "RSA 768" });
            const least = await makeCertificate({ key: "RSA 1024" });
            expect([weak, least].map(({ value }) => metadataDocumentProblem(derive({ value })))).to.deep.equal([
                "must not contain an RSA key of fewer than 1024 bits, got one of 768",
                undefined,
            ]);
        });

        it("accepts ten keys, and an ampersand in a comment", () => {
            const ten = document.replace(/<KeyDescriptor.*<\/KeyDescriptor>/, (key) => key.repeat(10));
            expect(metadataDocumentProblem(`${ten}<!-- Contoso & sons -->`)).to.equal(undefined);
        });
    });
});

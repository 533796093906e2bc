import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { makeCertificate } from "../../../../helpers/certificates";
import { makeWorld, now } from "../../../../helpers/world";
import { attemptOf, base64, causesOf, contextOf, explainAny, formOf, noteIdsOf, responseXml } from "../world";

const fixture = (name: string) => readFileSync(join(__dirname, "fixtures", name));
const valueIn = (contents: { what: string; value: string }[], what: string) =>
    contents.find((one) => one.what === what)?.value;
const inTime = now + 60_000;

const laidOut = "fitsWithoutLayout";
const cannotJudge = "signatureNotJudged";
const indented = (xml: string) => xml.replace(/></g, ">\n  <");
/** As an XML editor does that gives each text a line of its own. */
const spread = (xml: string) => indented(xml).replace(/>([^<\s][^<]*)</g, ">\n    $1\n  <");

describe("A copy of a response", () => {
    for (const name of ["01-formatted-by-editor.xml", "02-saml-tracer-view.xml"]) {
        it(`that was laid out is sound, its signature included: ${name}`, async () => {
            const attempt = await attemptOf(fixture(name), contextOf(undefined));
            expect(attempt.findings).to.deep.equal([]);
            expect(noteIdsOf(attempt).filter((id) => id === laidOut)).to.have.lengthOf(1);
            expect(valueIn(attempt.contents, "RoleSessionName")).to.equal("alice@contoso.example");
        });
    }

    it("with comments where values were is read on, and nobody is sent to the security team", async () => {
        const attempt = await attemptOf(fixture("03-redacted-with-comments.xml"), contextOf(undefined));
        expect(attempt.findings).to.deep.equal([]);
        const said = ["audience", "recipient", "RoleSessionName"].map((what) => valueIn(attempt.contents, what));
        expect(said).to.deep.equal([
            "urn:amazon:webservices",
            "https://eu-central-1.signin.aws.amazon.com/saml",
            "alice@contoso.example",
        ]);
        expect(attempt.notes.map(({ text }) => text).join("\n")).to.include('"Issuer", "DigestValue"');
        expect(noteIdsOf(attempt)).to.include(cannotJudge);
    });

    it("that was cut out of its document gets the prefixes that are declared there", async () => {
        const attempt = await attemptOf(fixture("05-assertion-undeclared-prefix.xml"), contextOf(undefined));
        expect(causesOf(attempt)).to.deep.equal(["roleSessionNameRequired.attributeEmpty"]);
    });

    const layouts: [string, (xml: string) => string][] = [
        ["indented", indented],
        ["indented, values on lines of their own", spread],
        ["indented with Windows line ends", (xml) => indented(xml).replace(/\n/g, "\r\n")],
        ["a line break after each tag's end only", (xml) => xml.replace(/(<\/[^>]+>)/g, "$1\n")],
        [
            "as an old browser shows it, with a minus before elements",
            (xml) => indented(xml).replace(/\n {2}(?=<\w)/g, "\n- "),
        ],
    ];
    for (const [what, layout] of layouts) {
        it(`is verified without what an editor or viewer added: ${what}`, async () => {
            const world = await makeWorld();
            for (const input of [layout(await responseXml()), base64(layout(await responseXml()))]) {
                const attempt = await attemptOf(input, contextOf(world, inTime));
                expect(attempt.findings).to.deep.equal([]);
                expect(noteIdsOf(attempt)).to.include(laidOut);
            }
        });

        it(`is still found to be signed by a stranger: ${what}`, async () => {
            const world = await makeWorld();
            const xml = layout(await responseXml({ signedBy: await makeCertificate({ key: "RSA 1024" }) }));
            expect(causesOf(await attemptOf(xml, contextOf(world, inTime)))).to.deep.equal([
                "signatureInvalid.certificateNotInProvider",
            ]);
        });
    }

    it("that is laid out and changed elsewhere is not judged by its signature", async () => {
        const xml = indented((await responseXml()).replace("Password<", "Kerberos<"));
        for (const world of [undefined, await makeWorld()]) {
            const attempt = await attemptOf(xml, contextOf(world, inTime));
            expect(attempt.findings).to.deep.equal([]);
            expect(noteIdsOf(attempt)).to.include(cannotJudge);
        }
    });

    it("without layout and redactions is refused where its signature does not fit", async () => {
        const xml = (await responseXml()).replace("Password<", "Kerberos<");
        const attempt = await attemptOf(xml, contextOf(undefined, inTime));
        expect(causesOf(attempt)).to.deep.equal(["signatureInvalid.changedAfterSigning"]);
    });

    it("as the browser posted it is judged as AWS does, layout or not", async () => {
        const world = await makeWorld();
        const attempt = await attemptOf(
            formOf(indented(await responseXml()), String(world.servicePrincipal.relayState)),
            contextOf(world, inTime),
        );
        expect(causesOf(attempt)).to.deep.equal(["signatureInvalid.changedAfterSigning"]);
    });

    const value = /(?<=<(?:ds:)?(?:X509Certificate|SignatureValue|DigestValue)>)[^<]*/g;
    const redactions: [string, (xml: string) => string][] = [
        ["a word", (xml) => xml.replace(value, "REDACTED")],
        ["a word in brackets", (xml) => xml.replace(value, "[removed for privacy]")],
        ["a tag that is none", (xml) => xml.replace(value, "<REDACTED>")],
        ["an empty element", (xml) => xml.replace(value, "<snip/>")],
        ["an ellipsis", (xml) => xml.replace(value, "…")],
        ["three dots", (xml) => xml.replace(value, "MIIC...")],
        ["x", (xml) => xml.replace(value, "xxxxxxxx")],
        ["stars", (xml) => xml.replace(value, "*****")],
        ["nothing", (xml) => xml.replace(value, "")],
        ["a comment", (xml) => xml.replace(value, "<!-- gone -->")],
        [
            "a comment for the whole signature",
            (xml) => xml.replace(/(<Signature[^>]*>)[\s\S]*(<\/Signature>)/, "$1<!-- x -->$2"),
        ],
        ["dots for the whole signature", (xml) => xml.replace(/(<Signature[^>]*>)[\s\S]*(<\/Signature>)/, "$1 ... $2")],
        [
            "a comment in place of the signature",
            (xml) => xml.replace(/<Signature[\s\S]*<\/Signature>/, "<!-- signature -->"),
        ],
    ];
    for (const [what, redact] of redactions) {
        it(`with ${what} in place of its signature's values is no attack, and the rest is checked`, async () => {
            const xml = redact(await responseXml({ audience: "urn:x" }));
            for (const world of [undefined, await makeWorld()]) {
                const attempt = await attemptOf(xml, contextOf(world, inTime));
                expect(causesOf(attempt)).to.deep.equal(["audienceWrong.identifier"]);
                expect(noteIdsOf(attempt)).to.include(cannotJudge);
            }
        });
    }

    const parts: [string, RegExp, string[]][] = [
        ["the account in the Role claim", /(?<=arn:aws:iam::)\d{12}/g, []],
        ["the audience", /(?<=<Audience>)[^<]*/g, []],
        ["the recipient", /(?<=Recipient=")[^"]*/g, []],
        ["the session name and NameID", /(?<=>)alice@contoso\.example/g, []],
        ["the issuer", /(?<=<Issuer(?: xmlns="[^"]*")?>)[^<]*/g, []],
        ["the times", /2026-11-24T[^"]*/g, []],
    ];
    for (const [what, pattern, causes] of parts) {
        it(`of which somebody took out ${what} is not blamed for it`, async () => {
            for (const gone of ["XXXXXXXXXXXX", "[REDACTED]", "…"]) {
                const xml = (await responseXml()).replace(pattern, gone);
                for (const world of [undefined, await makeWorld()]) {
                    expect(causesOf(await attemptOf(xml, contextOf(world, inTime)))).to.deep.equal(causes);
                }
            }
        });
    }

    const lookAlikes: [string, string, string[]][] = [
        [
            "a place that the identity provider did not fill in",
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a place of a template.
            "arn:aws:iam::${accountid}:role/sso,arn:aws:iam::${accountid}:saml-provider/Entra",
            ["invalidSamlResponse.roleMalformed"],
        ],
        [
            "a word of redactions",
            "arn:aws:iam::123456789012:role/your-role-here,x",
            ["invalidSamlResponse.roleMalformed"],
        ],
        ["a word in brackets", "[redacted]", ["invalidSamlResponse.roleMalformed"]],
    ];
    for (const [what, role, causes] of lookAlikes) {
        it(`whose signature fits has ${what} as it was sent, laid out or not`, async () => {
            const xml = await responseXml({ role: [role] });
            const world = await makeWorld();
            const withoutCertificate = xml.replace(/(?<=<X509Certificate>)[^<]*/, "REDACTED");
            for (const [copy, known] of [
                [xml, undefined],
                [indented(xml), world],
                [withoutCertificate, world],
            ] as const) {
                const attempt = await attemptOf(copy, contextOf(known, inTime));
                expect(causesOf(attempt)).to.deep.equal(causes);
                expect(attempt.notes.filter(({ id }) => id === "copyRead").map(({ text }) => text)).to.deep.equal(
                    copy === withoutCertificate
                        ? ['values are missing from this copy, so these were not checked: "X509Certificate"']
                        : [],
                );
            }
        });
    }

    const mendable: [string, (xml: string) => string][] = [
        ["a bare &", (xml) => xml.replace('Destination="', 'Consent="a&b" Destination="')],
        ["an XML declaration of another encoding", (xml) => `<?xml version="1.0" encoding="utf-16"?>${xml}`],
        ["typographic quotation marks", (xml) => xml.replace(/="([^"]*)"/g, "=“$1”")],
        ["a comment before it", (xml) => `<!-- from the log -->${xml}`],
        ["a comment in a line of its own", (xml) => xml.replace("<Subject>", "<!-- who -->\n<Subject>")],
        ["no declaration of samlp", (xml) => xml.replace(/ xmlns:samlp="[^"]*"/, "")],
        ["no namespace at all", (xml) => xml.replace(/ xmlns(?::samlp)?="[^"]*"/g, "")],
    ];
    for (const [what, mangle] of mendable) {
        it(`with ${what} is read on, as no attack`, async () => {
            const attempt = await attemptOf(
                mangle(await responseXml({ audience: "urn:x" })),
                contextOf(undefined, inTime),
            );
            expect(causesOf(attempt)).to.deep.equal(["audienceWrong.identifier"]);
            expect(valueIn(attempt.contents, "RoleSessionName")).to.equal("alice@contoso.example");
        });
    }

    it("that ends in the middle may be cut off by whoever copied it, and has no times that it does not say", async () => {
        const xml = await responseXml({});
        const attempt = await attemptOf(base64(xml).slice(0, 900), contextOf(undefined));
        expect(attempt.findings.map(({ causeId, causeSureness }) => [causeId, causeSureness])).to.deep.equal([
            ["cutOff", "likely"],
        ]);
        expect(valueIn(attempt.contents, "valid")).to.equal(undefined);
    });

    it("that ends in the middle is read as far as it goes, and only its end is a finding", async () => {
        const xml = await responseXml({ audience: "urn:x" });
        for (let length = 2300; length < xml.length; length += 97) {
            const attempt = await attemptOf(xml.slice(0, length), contextOf(undefined, inTime));
            const causes = causesOf(attempt).filter((cause) => cause !== "audienceWrong.identifier");
            expect(causes, `${length} characters`).to.deep.equal(["invalidSamlResponse.cutOff"]);
        }
    });

    for (const [what, hide] of [
        ["a comment within a name", (xml: string) => xml.replace(/alice@contoso/g, "alice<!-- -->@contoso")],
        ["a DOCTYPE", (xml: string) => `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${xml}`],
        ["a second assertion", (xml: string) => xml.replace(/<Assertion[\s\S]*<\/Assertion>/, "$&$&")],
    ] as const) {
        it(`with ${what} is what no copying explains, and stays a finding`, async () => {
            const attempt = await attemptOf(hide(await responseXml()), contextOf(undefined, inTime));
            expect(causesOf(attempt).map((cause) => cause.split(".")[0])).to.deep.equal(["hostileResponse"]);
        });
    }

    it("that is a field by itself lacks no relay state", async () => {
        for (const input of [
            `SAMLResponse=${encodeURIComponent(base64(await responseXml()))}`,
            base64(await responseXml()),
        ]) {
            expect((await attemptOf(input, contextOf(undefined, inTime))).findings).to.deep.equal([]);
        }
    });

    it("whose certificate is damaged says so, and is not called changed", async () => {
        const xml = (await responseXml()).replace(/(?<=<X509Certificate>)[^<]{200}/, "");
        const attempt = await attemptOf(xml, contextOf(undefined, inTime));
        expect(attempt.findings).to.deep.equal([]);
        expect(attempt.notes.map(({ text }) => text).join("\n")).to.include(
            "the certificate in the response is damaged",
        );
    });

    for (const [what, mangle] of [
        [
            "a template of EJS",
            (xml: string) => xml.replace(/(?<=Destination="|Recipient="|<Audience>)[^"<]*/g, "<%= value %>"),
        ],
        [
            "a template of PHP",
            (xml: string) => xml.replace(/(?<=Destination="|Recipient="|<Audience>)[^"<]*/g, "<?= $value ?>"),
        ],
        [
            "a template with braces",
            (xml: string) => xml.replace(/(?<=Destination="|Recipient="|<Audience>|Value=")[^"<]*/g, "{value}"),
        ],
    ] as const) {
        it(`that is ${what} is not blamed for its places`, async () => {
            const attempt = await attemptOf(mangle(await responseXml()), contextOf(undefined, inTime));
            expect(attempt.findings).to.deep.equal([]);
            expect(valueIn(attempt.contents, "RoleSessionName")).to.equal("alice@contoso.example");
        });
    }

    it("that is an assertion without a signature may have had one around it", async () => {
        const [assertion = ""] = /<Assertion[\s\S]*<\/Assertion>/.exec(await responseXml({ signed: false })) ?? [];
        const attempt = await attemptOf(assertion, contextOf(undefined, inTime));
        expect(attempt.findings).to.deep.equal([]);
        expect(attempt.notes.map(({ text }) => text).join()).to.include("the response around it may be");
    });

    it("without a status is refused for that, and read on", async () => {
        const xml = (await responseXml({ audience: "urn:x" })).replace(/<samlp:Status>.*?<\/samlp:Status>/, "");
        const attempt = await attemptOf(xml, contextOf(undefined, inTime));
        expect(causesOf(attempt)).to.deep.equal(["statusNotSuccess.failed", "audienceWrong.identifier"]);
    });

    it("of SAML 1.1 is called so", async () => {
        const xml =
            '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="_1"><saml:Conditions/></saml:Assertion>';
        expect(await explainAny(xml, contextOf(undefined)))
            .to.have.property("problem")
            .that.includes("SAML 1.1");
    });
});

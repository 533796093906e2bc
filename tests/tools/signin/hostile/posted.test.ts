import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { buildResponse } from "../../../helpers/buildResponse";
import { base64, content, post, refused, signedResponse } from "./attempt";
import { swap } from "./edit";
import { awsWords, table } from "./table";

const unsigned = buildResponse(content);
const good = async () => base64(await signedResponse());
const posted = (change: (field: string) => string) => async () => change(await good());
const noBase64 = { is: "invalidBase64/damaged", words: awsWords.invalidBase64 };
const noXml = { is: "invalidSamlResponse/notXml", words: awsWords.invalidResponse };
const noAssertion = { is: "invalidSamlResponse/noAssertion", words: awsWords.invalidResponse };
const tooLarge = { is: "responseTooLarge/claims", words: awsWords.tooLong };
const compressed = { is: "hostileResponse/encoding" };
const malformed = { is: "hostileResponse/malformed" };
const cutOff = { is: "invalidSamlResponse/cutOff", words: awsWords.invalidResponse };

const success = '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>';
const issuer = '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">x</Issuer>';

/** Fills a response up with an attribute, so that its base64 has as many characters. */
const filledTo = (characters: number) => async () => {
    const xml = await signedResponse();
    const filled = swap(
        xml,
        "<samlp:Status>",
        `<samlp:Status x="${"y".repeat((characters / 4) * 3 - xml.length - 5)}">`,
    );
    return base64(filled);
};

describe("The form field SAMLResponse", () => {
    table({
        "is accepted as plain base64": { posted: good, is: "accepted" },
        "is accepted in lines of 76": { posted: posted((field) => field.replace(/.{76}/g, "$&\r\n")), is: "accepted" },
        "is accepted with blanks around it": { posted: posted((field) => ` \t${field}\n`), is: "accepted" },
        "is refused as base64url": {
            posted: posted((field) => field.replaceAll("+", "-").replaceAll("/", "_").replace(/^..../, "-___")),
            ...noBase64,
        },
        "is refused with = inside": {
            posted: posted((field) => `${field.slice(0, 8)}====${field.slice(8)}`),
            ...noBase64,
        },
        "is refused with three =": { posted: posted((field) => `${field.slice(0, -4)}A===`), ...noBase64 },
        "is refused with a character too few": { posted: posted((field) => field.slice(1)), ...noBase64 },
        "is refused with a character too many": { posted: posted((field) => `${field}A`), ...noBase64 },
        "is refused without padding": {
            posted: async () => base64(`${await signedResponse()} `.padEnd(7000, " ")).replace(/=+$/, ""),
            ...noBase64,
        },
        "is refused with look-alikes of its letters": {
            posted: posted((field) => field.replace("A", "\uff21")),
            ...noBase64,
        },
        "is refused with a blank of another kind": { posted: posted((field) => `\u00a0${field}`), ...noBase64 },
        "is refused with a form feed": { posted: posted((field) => `\f${field}`), ...noBase64 },
        "is refused percent-encoded": {
            posted: posted((field) => encodeURIComponent(`${field.slice(0, -4)}A+/=`)),
            ...noBase64,
        },
        "is refused with + decoded to blanks": {
            posted: posted((field) => `${field.slice(0, -4)} ${field.slice(-3)}`),
            ...noBase64,
        },
        "is refused as XML itself": { posted: signedResponse, ...noBase64 },
        "is refused when it is empty": { posted: () => "", ...noBase64 },
        "is refused when it is blank": { posted: () => " \n", ...noBase64 },
        "is refused encoded twice": { posted: posted(base64), ...noXml },
        "is refused as something else": { posted: () => base64('{"saml":true}'), ...noXml },
        "is refused as random bytes": { posted: () => base64(Uint8Array.from([0xff, 0xfe, 0, 1, 2, 3])), ...noXml },
        "is refused deflated, as the redirect binding has it": {
            posted: async () => base64(deflateRawSync(await signedResponse())),
            ...compressed,
        },
        "is refused deflated with the header of zlib": {
            posted: async () => base64(deflateSync(await signedResponse())),
            ...compressed,
        },
        "is refused as gzip": { posted: async () => base64(gzipSync(await signedResponse())), ...compressed },
        "is accepted with 100,000 characters": { posted: filledTo(100_000), is: "accepted" },
        "is refused with 100,001 characters": { posted: async () => `${await filledTo(100_000)()}\n`, ...tooLarge },
        "is refused with 100,001 characters that are no base64": { posted: () => "<".repeat(100_001), ...tooLarge },
        "is refused with 20,000 levels of elements": {
            posted: () => base64("<a>".repeat(20_000) + "</a>".repeat(20_000)),
            ...tooLarge,
        },
        "is refused with 50,000 attributes": {
            posted: () => base64(`<a ${Array.from({ length: 50_000 }, (_, index) => `a${index}=""`).join(" ")}/>`),
            ...tooLarge,
        },
        "is refused with as many levels as it may have characters for": {
            xml: () => "<a>".repeat(10_500) + "</a>".repeat(10_500),
            ...noXml,
        },
        "is refused with levels that never end": { xml: () => "<a>".repeat(24_000), ...cutOff },
        "is refused with that many levels in a value": {
            xml: async () =>
                swap(
                    await signedResponse(),
                    "<AttributeValue>43200",
                    `<AttributeValue>${"<a>".repeat(8000)}${"</a>".repeat(8000)}`,
                ),
            ...malformed,
        },
        "is refused with that many levels in a claim that nobody reads": {
            xml: async () =>
                swap(
                    await signedResponse(),
                    "</AttributeStatement>",
                    `<Attribute Name="x"><AttributeValue>${"<a>".repeat(8000)}${"</a>".repeat(8000)}</AttributeValue></Attribute></AttributeStatement>`,
                ),
            ...malformed,
        },
        "is refused with as many attributes as it may have characters for": {
            xml: async () =>
                swap(
                    await signedResponse(),
                    "<Conditions",
                    `<Conditions ${Array.from({ length: 6000 }, (_, index) => `a${index}=""`).join(" ")}`,
                ),
            is: "signatureInvalid/changedAfterSigning",
            words: awsWords.signature,
        },
        "is refused with as many IDs as it may have characters for": {
            xml: async () =>
                swap(
                    await signedResponse(),
                    "<samlp:Status>",
                    `<samlp:Status>${Array.from({ length: 4000 }, (_, index) => `<a ID="${index}"/>`).join("")}<a ID="0"/>`,
                ),
            is: "hostileResponse/signatureWrapping",
        },
    });

    it("is refused for its length with ten million characters, even those that can't be decoded", async () => {
        expect(await post("!".repeat(10_000_000))).to.deep.equal(refused("responseTooLarge/claims", awsWords.tooLong));
    });
});

describe("The document", () => {
    const status = (code: string) => swap(unsigned, /StatusCode Value="[^"]*"/, `StatusCode Value="${code}"`);
    table({
        "is refused without an assertion": {
            xml: () => swap(unsigned, /<Assertion.*<\/Assertion>/, ""),
            ...noAssertion,
        },
        "is refused with an encrypted assertion": {
            xml: () =>
                swap(
                    unsigned,
                    /<Assertion.*<\/Assertion>/,
                    '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>',
                ),
            ...noAssertion,
        },
        "is refused with an encrypted assertion beside the signed one": {
            xml: async () =>
                swap(
                    await signedResponse(),
                    "</Assertion>",
                    '</Assertion><EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>',
                ),
            is: "hostileResponse/twoAssertions",
        },
        "is refused as an assertion alone": {
            xml: async () => /<Assertion.*<\/Assertion>/.exec(await signedResponse())?.[0] ?? "",
            ...noXml,
        },
        "is refused as a response in another namespace": {
            xml: async () => swap(await signedResponse(), "SAML:2.0:protocol", "SAML:1.0:protocol"),
            ...noXml,
        },
        "is refused with an assertion of SAML 1.1": {
            xml: () => unsigned.replaceAll("SAML:2.0:assertion", "SAML:1.0:assertion"),
            ...noAssertion,
        },
        "is refused as a request": {
            xml: () => '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"/>',
            ...noXml,
        },
        "is refused as a page of HTML": { xml: () => "<html><body>Sign in</body></html>", ...noXml },
        "is refused as two documents": { xml: async () => (await signedResponse()).repeat(2), ...malformed },
        "is refused as a response in a response": {
            xml: async () => swap(await signedResponse(), "<samlp:Status>", '<samlp:Response ID="_2"/><samlp:Status>'),
            is: "hostileResponse/signatureWrapping",
        },
        "is refused when it is cut off": { xml: async () => (await signedResponse()).slice(0, -20), ...cutOff },
        "is refused with an attribute twice": {
            xml: async () => swap(await signedResponse(), "<Assertion ", '<Assertion ID="_assertion-1" '),
            ...malformed,
        },
        "is refused with a lone &": { xml: async () => swap(await signedResponse(), "alice", "a&lice"), ...malformed },
        "is refused with another status": {
            xml: () => status("urn:oasis:names:tc:SAML:2.0:status:Requester"),
            is: "statusNotSuccess/failed",
        },
        "is refused with a status that only begins as success": {
            xml: () => status("urn:oasis:names:tc:SAML:2.0:status:Success2"),
            is: "statusNotSuccess/failed",
        },
        "is refused without a status": {
            xml: () => swap(unsigned, /<samlp:Status>.*<\/samlp:Status>/, ""),
            is: "statusNotSuccess/failed",
        },
        "is refused with two statuses": {
            xml: async () => swap(await signedResponse(), "<samlp:Status>", `${success}<samlp:Status>`),
            ...malformed,
        },
        "is refused with two status codes": {
            xml: async () =>
                swap(await signedResponse(), "</samlp:Status>", '<samlp:StatusCode Value="x"/></samlp:Status>'),
            ...malformed,
        },
        "is refused with two issuers": {
            xml: async () => swap(await signedResponse(), "<samlp:Status>", `${issuer}<samlp:Status>`),
            ...malformed,
        },
        "is refused with two issuers of the assertion": {
            xml: async () => swap(await signedResponse(), "<Subject>", "<Issuer>x</Issuer><Subject>"),
            ...malformed,
        },
        "is refused from another issuer": {
            xml: () => signedResponse({ issuer: "https://contoso.example" }),
            is: "issuerNotInProvider/otherProvider",
            words: "Failed to assume role: Issuer not present in specified provider (service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlInvalidSamlResponseException)",
        },
    });
});

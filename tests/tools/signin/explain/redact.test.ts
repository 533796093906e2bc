import { expect } from "chai";
import fc from "fast-check";
import { redactText, redactUrl } from "../../../../tools/signin/explain/redact";
import { responseXml, samlResponse } from "./har/harBuilder";

const secret = "s3cr3tV4lue";
const cut = "…(redacted, 11 characters)";
const guid = "11111111-2222-3333-4444-555555555555";
const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

describe("A URL to be shown", () => {
    const parameters = [
        ...["SAMLResponse", "SAMLRequest", "code", "token", "id_token", "access_token", "client_info", "session_state"],
        ...[
            "sso_nonce",
            "ctx",
            "flowToken",
            "canary",
            "X-Amz-Signature",
            "X-Amz-Credential",
            "X-Amz-Security-Token",
            "unknown",
        ],
    ];
    for (const name of parameters) {
        it(`has no value of ${name}`, () => {
            const url = `https://login.microsoftonline.com/t/x?a=1&${name}=${secret}&b=true`;
            expect(redactUrl(url)).to.equal(`https://login.microsoftonline.com/t/x?a=1&${name}=${cut}&b=true`);
        });
    }

    for (const url of [
        `https://myapps.microsoft.com/signin/${guid}?tenantId=${guid}`,
        `https://us-east-1.console.aws.amazon.com/connect/federate/${guid}?destination=%2Fccp-v2%2Fchat&new_domain=true`,
        "https://us-east-1.signin.aws.amazon.com/saml/acs/SAMLSP4SHN3UIS2D558H46",
        `https://login.microsoftonline.com/${guid}/saml2?login_hint=alice%40contoso.example&RelayState=https%3A%2F%2Fa.example%2Fx%3Fdestination%3D%252Fccp-v2`,
        "/saml?error=access_denied",
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "not a URL",
        "",
    ]) {
        it(`is left as it is when it has no secret: ${url}`, () => {
            expect(redactUrl(url)).to.equal(url);
        });
    }

    for (const url of [
        `https://a.example/saml2?SAMLRequest=${secret}&x=1#${secret}`,
        `https://a.example/?RelayState=https%3A%2F%2Fb.example%2F%3Ftoken%3D${secret}${secret}`,
    ]) {
        it(`is redacted once, however often it is asked for: ${url}`, () => {
            const once = redactText(`at ${url} now`);
            expect(once).to.include("(redacted, ").and.not.include(secret);
            expect(redactText(once)).to.equal(once);
        });
    }

    const changed: [string, string][] = [
        [`https://alice:${secret}@a.example/`, "https://…(redacted, 17 characters)@a.example/"],
        [`https://a.example/#${secret}`, `https://a.example/#${cut}`],
        [`http://www.w3.org/#${secret}`, `http://www.w3.org/#${cut}`],
        [
            `https://www.w3.org.a.example/2000/09/xmldsig#rsa-sha1`,
            "https://www.w3.org.a.example/2000/09/xmldsig#…(redacted, 8 characters)",
        ],
        [`https://a.example/x;jsessionid=1/y`, "https://a.example/x;…(redacted, 12 characters)/y"],
        [`https://a.example/${"a".repeat(80)}/y`, "https://a.example/…(redacted, 80 characters)/y"],
        [
            `https://a.example/?RelayState=https%3A%2F%2Fb.example%2F%3Fcode%3D${secret}`,
            `https://a.example/?RelayState=https://b.example/?code=${cut}`,
        ],
        [
            `https://a.example/?destination=${"a".repeat(201)}`,
            "https://a.example/?destination=…(redacted, 201 characters)",
        ],
        [`https://a.example/?${secret}${secret}`, "https://a.example/?…(redacted, 22 characters)"],
        [`data:text/html,${secret}`, "data:…(redacted, 21 characters)"],
        [`https://a.example/?destination=${jwt}`, "https://a.example/?destination=…(redacted, 49 characters)"],
    ];
    for (const [url, expected] of changed) {
        it(`shows as ${expected}`, () => {
            expect(redactUrl(url)).to.equal(expected);
        });
    }

    it("has no value of an unknown parameter, whatever its address", () => {
        fc.assert(
            fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
                expect(redactUrl(url)).to.be.a("string");
                expect(redactUrl(`${url.split(/[?#]/)[0]}?secret=${secret}&x`)).to.not.include(secret);
            }),
        );
    });
});

describe("A text to be shown", () => {
    const texts: [string, string, string][] = [
        ["a JWT", `x ${jwt} y`, `x …(redacted, ${jwt.length} characters) y`],
        ["base64", `x ${"aB3/".repeat(31)}== y`, "x …(redacted, 126 characters) y"],
        ["base64 in lines", `x\n${`${"aB3/".repeat(19)}\n`.repeat(3)}aB== y`, "x\n…(redacted, 235 characters) y"],
        ["a cookie", `Cookie: a=${secret}; b=c\nHost: x`, "Cookie: …(redacted, 18 characters)\nHost: x"],
        ["a cookie that is set", `set-cookie: a=${secret}`, "set-cookie: …(redacted, 13 characters)"],
        ["an authorization", `-H 'Authorization: Bearer ${secret}'`, "-H 'Authorization: …(redacted, 19 characters)"],
        ["a bearer", `sent Bearer ${secret} to it`, `sent Bearer ${cut} to it`],
        [
            "AWS keys",
            "AKIAIOSFODNN7EXAMPLE ASIAIOSFODNN7EXAMPLE.",
            "…(redacted, 20 characters) …(redacted, 20 characters).",
        ],
        ["a session token", `{"sessionToken":"${secret}"}`, `{"sessionToken":"${cut}"}`],
        ["a secret key", `aws_secret_access_key = ${secret}`, `aws_secret_access_key = ${cut}`],
        ["a flow token", `"sFT":"${secret}"`, `"sFT":"${cut}"`],
        [
            "a private key",
            "a\n-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nb",
            "a\n…(redacted, 65 characters)\nb",
        ],
        ["a private key cut off", "-----BEGIN PRIVATE KEY-----\nabc", "…(redacted, 31 characters)"],
        ["hexadecimal", `x ${"0af".repeat(20)} y`, "x …(redacted, 60 characters) y"],
        [
            "a response in XML",
            `x ${responseXml.replace(/<\/samlp.*/, "")} y`,
            `x …(SAML redacted, ${responseXml.length - 17} characters) y`,
        ],
        ["a response in base64", samlResponse, `…(redacted, ${samlResponse.length} characters)`],
        ["a URL", `see https://a.example/?code=${secret} now`, `see https://a.example/?code=${cut} now`],
        ["a short response", "SAMLResponse=abcdefghijk", `SAMLResponse=${cut}`],
    ];
    for (const [name, text, expected] of texts) {
        it(`is without ${name}`, () => {
            expect(redactText(text)).to.equal(expected);
        });
    }

    for (const text of [
        "AADSTS50105: The signed in user 'alice_contoso.example#EXT#@contoso.example' is not assigned to a role for the application",
        `Correlation ID: ${guid}\nTimestamp: 2026-09-01T08:00:00Z`,
        "arn:aws:iam::111122223333:role/sso,arn:aws:iam::111122223333:saml-provider/sso AROAIOSFODNN7EXAMPLE:alice@contoso.example",
        "https://aws.amazon.com/SAML/Attributes/RoleSessionName",
        "0123456789ABCDEF0123456789ABCDEF01234567",
        "Your request did not include a SAML response. To logout, click here.",
    ]) {
        it(`is left as it is when it has no secret: ${text.slice(0, 50)}`, () => {
            expect(redactText(text)).to.equal(text);
        });
    }

    it("never throws", () => {
        fc.assert(
            fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
                expect([typeof redactText(text), typeof redactUrl(text)]).to.deep.equal(["string", "string"]);
            }),
        );
    });

    for (const piece of [
        "a",
        "a-",
        "eyJ",
        "-eyJ",
        "<Assertion ",
        "cookie:",
        "https://",
        "-----BEGIN ",
        `${"a".repeat(70)}\n`,
        "/?a=",
        "x;",
        "%",
    ]) {
        it(`takes time in proportion to its size for ${JSON.stringify(piece.slice(0, 12))} many times`, () => {
            const text = piece.repeat(Math.ceil(2_000_000 / piece.length));
            // With time that grows by the square, two million characters would take longer than a test may.
            expect(redactText(text)).to.be.a("string");
            expect(redactUrl(`https://a.example/${text}`)).to.be.a("string");
        });
    }
});

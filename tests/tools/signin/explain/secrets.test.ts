import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { renderExplanation } from "../../../../tools/cli/explain/render";
import type { Explanation } from "../../../../tools/signin/explain/explanation";
import { makeCertificate } from "../../../helpers/certificates";
import { acsUrl, makeWorld, now, type TestWorld, worldCertificate } from "../../../helpers/world";
import { entry, har } from "./har/harBuilder";
import { base64, contextOf, explainAny, formOf, relayStateOf, responseXml } from "./world";

const pieceLength = 20;

/** What is said of an input, in both forms. */
async function said(input: string, world?: TestWorld): Promise<string> {
    const answer = await explainAny(input, contextOf(world, now));
    const human = "problem" in answer ? "" : renderExplanation(answer as Explanation, 110);
    return `${JSON.stringify(answer)}\n${human}\n${human.replace(/\n\s+/g, "")}`;
}

/** The pieces of a secret that were said. */
function leaked(secret: string, output: string): string[] {
    const pieces: string[] = [];
    for (let at = 0; at + pieceLength <= secret.length; at += 1) {
        const piece = secret.slice(at, at + pieceLength);
        if (output.includes(piece)) {
            pieces.push(piece);
        }
    }
    return pieces;
}

/** Base64 without the runs of one letter that any text may hold. */
const random = (bytes: number) => randomBytes(bytes).toString("base64url");

const signatureValues = (xml: string) =>
    [...xml.matchAll(/<(?:SignatureValue|DigestValue|X509Certificate)>([^<]+)</g)].map(([, value = ""]) => value);

const jwt = () => `eyJ${random(40)}.eyJ${random(120)}.${random(60)}`;
const error = "AADSTS50105: Your administrator has configured the application to block users";

describe("An explanation shows no secret", () => {
    const texts: [string, (secret: string) => string][] = [
        ["a bearer token", (secret) => `${error}\nAuthorization: Bearer ${secret}`],
        ["a cookie", (secret) => `${error}\nCookie: ESTSAUTH=${secret}; other=1`],
        ["a password in a form", (secret) => `${error}\nlogin=alice@contoso.example&passwd=${secret}`],
        [
            "a token in a framed address",
            (secret) =>
                `Refused to display 'https://login.microsoftonline.com/x?SAMLRequest=${secret}&sig=${secret}' in a frame because it set 'X-Frame-Options' to 'deny'.`,
        ],
        [
            "a token in the place of a person's name",
            (secret) =>
                `AADSTS50034: The user account Authorization: Bearer ${secret}\n does not exist in the x directory. To sign into this application, the account must be added to the directory.`,
        ],
        [
            "a password beside the words that are quoted",
            (secret) =>
                `Access Denied. Your account has been passwd=${secret} authenticated, but has not been onboarded`,
        ],
        [
            "a token in a reply URL",
            (secret) =>
                `AADSTS50011: The reply URL 'https://app.example/cb?code=${secret}' specified in the request does not match the reply URLs configured for the application 'x'.`,
        ],
        ["words that are not known", (secret) => `hello access_token=${secret}`],
        ["AWS's keys", (secret) => `${error} aws_session_token=${secret} aws_secret_access_key: ${secret}`],
        [
            "a key among words",
            (secret) => `${error}\n-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
        ],
    ];
    for (const [title, textOf] of texts) {
        it(`of a pasted text: ${title}`, async () => {
            for (const secret of [random(48), jwt()]) {
                const output = await said(textOf(secret), await makeWorld());
                expect(leaked(secret, output)).to.deep.equal([]);
            }
        });
    }

    it("of a response: its own bytes, its signature, claims that AWS does not read", async () => {
        const world = await makeWorld();
        const claim = random(60);
        const xml = await responseXml({
            audience: "urn:x",
            more: [{ name: "http://schemas.example/claims/secret", values: [claim] }],
        });
        for (const input of [
            xml,
            base64(xml),
            formOf(xml, relayStateOf(world)),
            `${xml}garbage`,
            base64(xml).slice(1),
        ]) {
            const output = await said(input, world);
            for (const secret of [claim, base64(xml), encodeURIComponent(base64(xml)), ...signatureValues(xml)]) {
                expect(leaked(secret, output)).to.deep.equal([]);
            }
        }
    });

    it("of a response whose claims are tokens in places where something is shown", async () => {
        for (const secret of [jwt(), random(150)]) {
            const xml = await responseXml({
                ...{ role: [secret], sessionName: [secret], duration: [secret], audience: secret },
                ...{ recipient: `https://x.example/saml?code=${secret}`, issuer: secret },
                nameId: { value: secret, format: "x" },
            });
            const output = await said(formOf(xml, `https://x.example/?code=${secret}`), await makeWorld());
            expect(leaked(secret, output)).to.deep.equal([]);
        }
    });

    it("of a recording: passwords, cookies, tokens, the response", async () => {
        const world = await makeWorld();
        const secrets = { password: random(24), cookie: random(90), token: jwt(), code: random(60), flow: random(200) };
        const xml = await responseXml({ sessionName: ["Alice@contoso.example"] });
        const login = `https://login.microsoftonline.com/common/saml2?ctx=${secrets.flow}`;
        const headers = { Cookie: `ESTSAUTHPERSISTENT=${secrets.cookie}`, Authorization: `Bearer ${secrets.token}` };
        const recording = har(
            entry(login, {
                ...{ form: { login: "alice@contoso.example", passwd: secrets.password, flowToken: secrets.flow } },
                ...{ requestHeaders: headers, responseHeaders: { "Set-Cookie": `x=${secrets.cookie}` } },
                html: `<html><body><script>var t="${secrets.token}"</script><form action="${acsUrl}"><input name="SAMLResponse" value="${base64(xml)}"></form></body></html>`,
            }),
            entry(acsUrl, {
                form: { SAMLResponse: base64(xml), RelayState: relayStateOf(world) },
                ...{
                    requestHeaders: headers,
                    redirectTo: `${relayStateOf(world)}&code=${secrets.code}#${secrets.token}`,
                },
            }),
            entry(`${relayStateOf(world)}&code=${secrets.code}`, {
                ...{ status: 403, requestHeaders: headers },
                html: `<html><body>Something new. Session ${secrets.flow} ${secrets.token}</body></html>`,
            }),
        );
        const output = await said(JSON.stringify(recording), world);
        expect(output).to.include("Alice@contoso.example");
        for (const secret of [...Object.values(secrets), base64(xml), ...signatureValues(xml)]) {
            expect(leaked(secret, output)).to.deep.equal([]);
        }
    });

    it("of a deployment: keys and whatever else it holds", async () => {
        const { privateKey } = await makeCertificate();
        const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
        const { value } = await worldCertificate();
        const world = await makeWorld();
        const document = String(world.deployment.samlProviders[0]?.metadataDocument);
        Object.assign(world.application, { clientSecret: pem, notes: pem });
        Object.assign(world.deployment, { config: { "aws:secretKey": pem } });
        const xml = await responseXml({ audience: "urn:x", signed: false });
        for (const input of [formOf(xml, relayStateOf(world)), error, "Response signature invalid"]) {
            const output = await said(input, world);
            for (const secret of [
                pem.replace(/-----[A-Z ]+-----|\s/g, ""),
                value,
                Buffer.from(document).toString("base64"),
            ]) {
                expect(leaked(secret, output)).to.deep.equal([]);
            }
        }
    });

    it("and the search for pieces would find one", () => {
        expect(leaked("0123456789abcdefghijKLM", "…0123456789abcdefghijK…")).to.have.lengthOf(2);
    });
});

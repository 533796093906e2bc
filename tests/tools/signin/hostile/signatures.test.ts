import { constants, createPublicKey, createSign, X509Certificate } from "node:crypto";
import { expect } from "chai";
import { buildResponse } from "../../../helpers/buildResponse";
import { makeCertificate } from "../../../helpers/certificates";
import { signResponse } from "../../../helpers/signResponse";
import { worldCertificate } from "../../../helpers/world";
import { accepted, base64, content, post, signedResponse } from "./attempt";
import { swap } from "./edit";
import { hmac, rsa, type Signing, signBy } from "./sign";
import { awsWords, table } from "./table";

const unsigned = buildResponse(content);
const dsig = "http://www.w3.org/2000/09/xmldsig#";
const more = "http://www.w3.org/2001/04/xmldsig-more#";

const by = (signing: Signing) => () => signBy(unsigned, signing);
const worldKey = async () => (await worldCertificate()).privateKey;
const x509Data = (value: string) =>
    `<KeyInfo><X509Data><X509Certificate>${value}</X509Certificate></X509Data></KeyInfo>`;

/** The foreign key is another kind of key, so that no second RSA key of full length has to be made. */
const foreigner = () => makeCertificate({ key: "RSA 1024" });

async function byForeigner(keyInfo: (foreign: string, own: string) => string): Promise<string> {
    const { privateKey, value } = await foreigner();
    return signBy(unsigned, {
        make: rsa("RSA-SHA256", privateKey),
        keyInfo: keyInfo(value, (await worldCertificate()).value),
    });
}

const weak = "hostileResponse/weakAlgorithm";
const unknownKey = { is: "signatureInvalid/certificateNotInProvider", words: awsWords.signature };
const notSigned = { is: "signatureInvalid/notSigned", words: awsWords.signature };
const changed = { is: "signatureInvalid/changedAfterSigning", words: awsWords.signature };

describe("How a signature is made", () => {
    const algorithm =
        (name: string, make: (key: Awaited<ReturnType<typeof worldKey>>) => Signing["make"]) => async () =>
            signBy(unsigned, { algorithm: name, make: make(await worldKey()) });
    const secret = async (name: string, hash: string, of: (value: string) => string | Buffer) =>
        signBy(unsigned, { algorithm: name, make: hmac(hash, of((await worldCertificate()).value)) });
    const pem = (value: string) => new X509Certificate(Buffer.from(value, "base64")).toString();
    const publicPem = (value: string) => createPublicKey(pem(value)).export({ type: "spki", format: "pem" }).toString();
    table({
        "RSA-SHA1 is refused": { xml: algorithm(`${dsig}rsa-sha1`, (key) => rsa("RSA-SHA1", key)), is: weak },
        "a digest of SHA-1 is refused": { xml: by({ digest: `${dsig}sha1` }), is: weak },
        "RSA-MD5 is refused": { xml: algorithm(`${more}rsa-md5`, (key) => rsa("RSA-SHA256", key)), is: weak },
        "HMAC-SHA1 with the certificate as the secret is refused": {
            xml: () => secret(`${dsig}hmac-sha1`, "sha1", pem),
            is: weak,
        },
        "HMAC-SHA256 with the certificate as the secret is refused": {
            xml: () => secret(`${more}hmac-sha256`, "sha256", pem),
            is: weak,
        },
        "HMAC-SHA256 with the public key as the secret is refused": {
            xml: () => secret(`${more}hmac-sha256`, "sha256", publicPem),
            is: weak,
        },
        "HMAC-SHA256 with the certificate's bytes as the secret is refused": {
            xml: () => secret(`${more}hmac-sha256`, "sha256", (value) => Buffer.from(value, "base64")),
            is: weak,
        },
        "an algorithm named none is refused": { xml: by({ algorithm: "none", make: () => Buffer.alloc(0) }), is: weak },
        "no algorithm is refused": { xml: by({ algorithm: "", make: () => Buffer.alloc(0) }), is: weak },
        "an algorithm that is the name of a property is refused": { xml: by({ algorithm: "constructor" }), is: weak },
        "RSA-PSS is refused, for Entra does not use it": {
            xml: algorithm(
                "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
                (key) => (signedInfo) =>
                    createSign("RSA-SHA256")
                        .update(signedInfo)
                        .sign({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
            ),
            is: weak,
        },
        "ECDSA by a foreign key is refused": {
            xml: async () => {
                const { privateKey: key, value } = await makeCertificate({ key: "EC P-256" });
                const make = (signedInfo: string) =>
                    createSign("SHA256").update(signedInfo).sign({ key, dsaEncoding: "ieee-p1363" });
                return signBy(unsigned, { algorithm: `${more}ecdsa-sha256`, make, keyInfo: x509Data(value) });
            },
            is: weak,
        },
        "RSA-SHA256 that says it is RSA-SHA512 is refused": {
            xml: algorithm(`${more}rsa-sha512`, (key) => rsa("RSA-SHA256", key)),
            ...unknownKey,
        },
        "no signature at all is refused": { xml: () => unsigned, ...notSigned },
        "a signature taken out is refused": {
            xml: async () => swap(await signedResponse(), /<Signature .*<\/Signature>/, ""),
            ...notSigned,
        },
        "a signature of another namespace is none": {
            xml: async () => swap(await signedResponse(), `<Signature xmlns="${dsig}"`, '<Signature xmlns="urn:x"'),
            ...notSigned,
        },
        "an empty signature is refused": {
            xml: async () => swap(await signedResponse(), /<SignatureValue>[^<]*/, "<SignatureValue>"),
            ...unknownKey,
        },
        "a signature without its value is refused": {
            xml: async () => swap(await signedResponse(), /<SignatureValue>[^<]*<\/SignatureValue>/, ""),
            ...unknownKey,
        },
        "an empty Signature is refused": {
            xml: async () => swap(await signedResponse(), /<Signature .*<\/Signature>/, `<Signature xmlns="${dsig}"/>`),
            is: "hostileResponse/malformed",
        },
        "a value without a digest is refused": {
            xml: async () => swap(await signedResponse(), /<DigestValue>[^<]*/, "<DigestValue>"),
            ...changed,
        },
        "the value of another response's signature is refused": {
            xml: async () => {
                const [value = ""] =
                    /<SignatureValue>[^<]*/.exec(await signedResponse({ assertionId: "_other" })) ?? [];
                return swap(await signedResponse(), /<SignatureValue>[^<]*/, value);
            },
            ...unknownKey,
        },
    });

    it("may use SHA-384 and SHA-512 as well", async () => {
        const key = await worldKey();
        for (const bits of ["384", "512"]) {
            const digest = bits === "384" ? `${more}sha384` : "http://www.w3.org/2001/04/xmlenc#sha512";
            const xml = await signBy(unsigned, {
                ...{ algorithm: `${more}rsa-sha${bits}`, digest, make: rsa(`RSA-SHA${bits}`, key) },
            });
            expect(await post(base64(xml))).to.deep.equal(accepted);
        }
    });
});

describe("Whose signature it is", () => {
    table({
        "a foreign key with its own certificate beside it is refused": {
            xml: () => byForeigner((foreign) => x509Data(foreign)),
            ...unknownKey,
        },
        "a foreign key with the right certificate beside it is refused": {
            xml: () => byForeigner((_foreign, own) => x509Data(own)),
            ...unknownKey,
        },
        "a foreign key with both certificates beside it is refused": {
            xml: () => byForeigner((foreign, own) => x509Data(own) + x509Data(foreign)),
            ...unknownKey,
        },
        "a foreign key with its KeyValue beside it is refused": {
            xml: async () => {
                const { n, e } = createPublicKey((await foreigner()).privateKey).export({ format: "jwk" });
                const [modulus, exponent] = [n, e].map((one) => Buffer.from(one ?? "", "base64url").toString("base64"));
                return byForeigner(
                    () =>
                        `<KeyInfo><KeyValue><RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>${exponent}</Exponent></RSAKeyValue></KeyValue></KeyInfo>`,
                );
            },
            ...unknownKey,
        },
        "a foreign key to be fetched from elsewhere is refused, and not fetched": {
            xml: () =>
                byForeigner(
                    () =>
                        `<KeyInfo><RetrievalMethod URI="https://contoso.example/key" Type="${dsig}X509Data"/></KeyInfo>`,
                ),
            ...unknownKey,
        },
        "the right key with a foreign certificate beside it is accepted: what lies beside proves nothing": {
            xml: async () => signBy(unsigned, { keyInfo: x509Data((await foreigner()).value) }),
            is: "accepted",
        },
        "the right key with nothing beside it is accepted": { xml: by({}), is: "accepted" },
        "the right key with a name beside it is accepted": {
            xml: by({ keyInfo: "<KeyInfo><KeyName>2026</KeyName></KeyInfo>" }),
            is: "accepted",
        },
        "the right key with something unknown beside it is accepted": {
            xml: by({ keyInfo: '<KeyInfo><x xmlns="urn:x"/><RetrievalMethod URI="#x"/></KeyInfo>' }),
            is: "accepted",
        },
    });

    it("counts for the certificates of the SAML provider's document alone", async () => {
        const { privateKey, value } = await foreigner();
        const forged = signResponse(unsigned, { privateKey, certificate: value });
        expect((await post(base64(forged))).verdict).to.equal("refused");
    });
});

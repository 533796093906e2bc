/** Real, self-signed certificates for tests. Keys are made once a size, since an RSA key takes long; nothing is stored. */
import { createHash, KeyObject, webcrypto } from "node:crypto";
import "../../tools/rehearsal/clouds/azuread/entra/reflectMetadata";

/** A certificate as Entra hands it out. */
export interface TestCertificate {
    /** DER in base64. */
    value: string;
    /** SHA-1 of the DER, 40 upper-case hexadecimal digits. */
    thumbprint: string;
    privateKey: KeyObject;
}

type KeyKind = "RSA 2048" | "RSA 1024" | "RSA 768" | "EC P-256";

const keyAlgorithms: Record<KeyKind, RsaHashedKeyGenParams | EcKeyGenParams> = {
    "RSA 2048": rsa(2048),
    "RSA 1024": rsa(1024),
    "RSA 768": rsa(768),
    "EC P-256": { name: "ECDSA", namedCurve: "P-256" },
};
const keys = new Map<KeyKind, Promise<CryptoKeyPair>>();
let made = 0;

type RsaHashedKeyGenParams = webcrypto.RsaHashedKeyGenParams;
type EcKeyGenParams = webcrypto.EcKeyGenParams;
type CryptoKeyPair = webcrypto.CryptoKeyPair;

function rsa(modulusLength: number): RsaHashedKeyGenParams {
    return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]), modulusLength };
}

/** Makes a certificate; each call gives another one, with the same key unless `ownKey`. Valid through 2026 and 2027 unless told otherwise. */
export async function makeCertificate(
    options: { notBefore?: string; notAfter?: string; key?: KeyKind; ownKey?: true } = {},
): Promise<TestCertificate> {
    const { X509CertificateGenerator } = await import("@peculiar/x509");
    const kind = options.key ?? "RSA 2048";
    const pair = await (options.ownKey ? generateKey(kind) : keyPair(kind));
    made += 1;
    const certificate = await X509CertificateGenerator.createSelfSigned(
        {
            serialNumber: made.toString(16).padStart(8, "0"),
            name: `CN=Contoso ${made}`,
            notBefore: new Date(options.notBefore ?? "2026-01-01T00:00:00Z"),
            notAfter: new Date(options.notAfter ?? "2027-12-31T23:59:59Z"),
            keys: pair,
            signingAlgorithm: kind === "EC P-256" ? { name: "ECDSA", hash: "SHA-256" } : rsa(2048),
        },
        webcrypto as Parameters<typeof X509CertificateGenerator.createSelfSigned>[1],
    );
    const der = Buffer.from(certificate.rawData);
    return {
        value: der.toString("base64"),
        thumbprint: createHash("sha1").update(der).digest("hex").toUpperCase(),
        privateKey: KeyObject.from(pair.privateKey),
    };
}

function keyPair(kind: KeyKind): Promise<CryptoKeyPair> {
    const made = keys.get(kind);
    if (made !== undefined) {
        return made;
    }
    const pair = generateKey(kind);
    keys.set(kind, pair);
    return pair;
}

function generateKey(kind: KeyKind): Promise<CryptoKeyPair> {
    return webcrypto.subtle.generateKey(keyAlgorithms[kind], true, ["sign", "verify"]) as Promise<CryptoKeyPair>;
}

/** The self-signed certificate that Graph's addTokenSigningCertificate makes, with a real RSA key. */
import { createHash, randomBytes, webcrypto } from "node:crypto";

/** A certificate and the private key that signs what it verifies. */
interface SelfSignedCertificate {
    /** Base64 of the DER encoding, without PEM header or line breaks. */
    readonly certificate: string;
    /** PKCS#8 PEM: for the store only, never for an answer. */
    readonly privateKey: string;
    /** SHA-1 of the DER encoding, upper-case hex. */
    readonly thumbprint: string;
    /** Graph's customKeyIdentifier: the same SHA-1 in base64. */
    readonly customKeyIdentifier: string;
}

/** What the certificate says about itself. */
interface CertificateRequest {
    /** The subject is this common name alone. */
    readonly commonName: string;
    readonly notBefore: Date;
    readonly notAfter: Date;
}

const rsa2048 = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
};

/** Makes an RSA 2048 key pair and a certificate for it, signed by itself with SHA-256. */
export async function makeSelfSignedCertificate(request: CertificateRequest): Promise<SelfSignedCertificate> {
    // Loaded here and not at the top: it costs a tenth of a second at each start, and few runs make a certificate.
    require("./reflectMetadata");
    const { X509CertificateGenerator } = await import("@peculiar/x509");
    const keys = await webcrypto.subtle.generateKey(rsa2048, true, ["sign", "verify"]);
    const generated = await X509CertificateGenerator.createSelfSigned(
        {
            serialNumber: positiveSerialNumber(),
            name: [{ CN: [request.commonName] }],
            notBefore: request.notBefore,
            notAfter: request.notAfter,
            keys,
            signingAlgorithm: rsa2048,
        },
        webcrypto as Parameters<typeof X509CertificateGenerator.createSelfSigned>[1],
    );
    const der = Buffer.from(generated.rawData);
    const sha1 = createHash("sha1").update(der).digest();
    return {
        certificate: der.toString("base64"),
        privateKey: pem("PRIVATE KEY", Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey))),
        thumbprint: sha1.toString("hex").toUpperCase(),
        customKeyIdentifier: sha1.toString("base64"),
    };
}

/** Sixteen random bytes whose first bit is 0: RFC 5280 wants a positive number. */
function positiveSerialNumber(): string {
    const bytes = randomBytes(16);
    bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01;
    return bytes.toString("hex");
}

function pem(label: string, der: Buffer): string {
    const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

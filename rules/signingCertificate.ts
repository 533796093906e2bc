/** A SAML signing certificate: X.509, told from another by its DER bytes. */
import { createHash, X509Certificate } from "node:crypto";
import { quote } from "./text";

/** A certificate as Entra hands it out, under the name it has in the configuration. */
export interface SigningCertificate {
    name?: string;
    /** DER in base64, without PEM header. */
    value: string;
}

/** What a metadata document says of one certificate. */
export interface CertificateFacts {
    /** The document's KeyName: the name in the configuration. */
    keyName?: string;
    /** SHA-1 of the DER, 40 upper-case hexadecimal digits, as Entra shows it. */
    thumbprint: string;
    /** DER in base64. */
    value: string;
    /** First and last second of its validity, `YYYY-MM-DDTHH:MM:SSZ`. */
    notBefore: string;
    notAfter: string;
}

/** Reads a certificate from base64 DER; white space, as metadata documents have it, does not matter. Throws an Error. */
export function readCertificate(base64: string): X509Certificate {
    const plain = base64.replace(/\s+/g, "");
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(plain) || plain.length % 4 !== 0) {
        throw new Error(`a certificate must be DER in base64, without PEM header, got ${quote(base64)}`);
    }
    try {
        return new X509Certificate(Buffer.from(plain, "base64"));
    } catch {
        throw new Error(`a certificate must be X.509 DER in base64, got ${quote(base64)}`);
    }
}

/** SHA-1 of the DER, 40 upper-case hexadecimal digits, as Entra shows it. */
export function thumbprintOf(der: Uint8Array): string {
    return createHash("sha1").update(der).digest("hex").toUpperCase();
}

/** A thumbprint as people copy it, with colons or blanks or in lower case, in the form of `thumbprintOf`. */
export function plainThumbprint(thumbprint: string): string {
    return thumbprint.replace(/[:\s]/g, "").toUpperCase();
}

/** What is to be known of a certificate. */
export function certificateFacts(certificate: X509Certificate, keyName?: string): CertificateFacts {
    return {
        ...(keyName === undefined ? {} : { keyName }),
        thumbprint: thumbprintOf(certificate.raw),
        value: certificate.raw.toString("base64"),
        notBefore: instant(certificate.validFrom),
        notAfter: instant(certificate.validTo),
    };
}

/** Bits of an RSA key, undefined for another kind of key. */
export function rsaKeyBits(certificate: X509Certificate): number | undefined {
    const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
    return asymmetricKeyType === "rsa" ? asymmetricKeyDetails?.modulusLength : undefined;
}

/** OpenSSL's spelling of a time, `Nov 24 05:00:00 2026 GMT`, in ISO's. */
function instant(time: string): string {
    return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** A certificate as base64 DER without PEM header, as metadata documents and Entra hold it. */
export function certificateValueProblem(value: unknown): string | undefined {
    try {
        readCertificate(typeof value === "string" ? value : "");
        return undefined;
    } catch {
        return `must be an X.509 certificate as base64 DER without PEM header, got ${quote(value)}`;
    }
}

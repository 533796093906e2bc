/**
 * The certificate of the emulated Entra's HTTPS server, signed by itself, for this machine alone. It is kept with its key in a folder
 * that only its owner reads, so that what trusts it once goes on to.
 */
import { createPrivateKey, type KeyObject, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const loopback = "127.0.0.1";
const daysValid = 365;
const dayMs = 24 * 60 * 60 * 1000;

export interface ServerCertificate {
    certificate: string;
    key: string;
}

export async function serverCertificate(folder: string, nowMs = Date.now()): Promise<ServerCertificate> {
    const [certificateFile, keyFile] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
    if (existsSync(certificateFile) && existsSync(keyFile)) {
        const kept = { certificate: readFileSync(certificateFile, "utf8"), key: readFileSync(keyFile, "utf8") };
        const parsed = new X509Certificate(kept.certificate);
        if (nowMs < Date.parse(parsed.validTo) - dayMs && parsed.checkPrivateKey(createPrivateKey(kept.key))) {
            return kept;
        }
    }
    const made = await makeCertificate(nowMs);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writePrivate(keyFile, made.key);
    writePrivate(certificateFile, made.certificate);
    return made;
}

/** Written in one rename: another command may be reading it. */
export function writePrivate(file: string, content: string): void {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, content, { mode: 0o600 });
    renameSync(draft, file);
}

async function makeCertificate(nowMs: number): Promise<ServerCertificate> {
    // Loaded here and not at the top: it costs a tenth of a second, and most starts find a certificate.
    require("../entra/reflectMetadata");
    const x509 = await import("@peculiar/x509");
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const names = [
        { type: "ip", value: loopback },
        { type: "dns", value: "localhost" },
    ] as const;
    const generated = await x509.X509CertificateGenerator.createSelfSigned(
        {
            serialNumber: `01${randomBytes(15).toString("hex")}`,
            name: "CN=Emulated Entra of a rehearsal",
            notBefore: new Date(nowMs - dayMs),
            notAfter: new Date(nowMs + daysValid * dayMs),
            keys,
            signingAlgorithm: algorithm,
            extensions: [
                new x509.BasicConstraintsExtension(true, 0, true),
                new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign, true),
                new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
                new x509.SubjectAlternativeNameExtension([...names]),
            ],
        },
        webcrypto as Parameters<typeof x509.X509CertificateGenerator.createSelfSigned>[1],
    );
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
    const key: KeyObject = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
    return {
        certificate: `${generated.toString("pem")}\n`,
        key: key.export({ format: "pem", type: "pkcs8" }).toString(),
    };
}

/** The signing certificates that the mocks give out: of Entra's form, each another one, and the same in every run. */
import { createHash } from "node:crypto";

/** A certificate of 2026 to 2049 with Entra's subject and an RSA key of 2,048 bits whose private half nobody has. */
const model = [
    "MIIC9DCCAdygAwIBAgIQfSgZtN+EcYo+G1zOt6+MSjANBgkqhkiG9w0BAQsFADA0MTIwMAYDVQQDEylNaWNyb3NvZnQgQXp1cmUgRmVkZXJhdG",
    "VkIFNTTyBDZXJ0aWZpY2F0ZTAeFw0yNjAxMDEwMDAwMDBaFw00OTEyMzEwMDAwMDBaMDQxMjAwBgNVBAMTKU1pY3Jvc29mdCBBenVyZSBGZWRl",
    "cmF0ZWQgU1NPIENlcnRpZmljYXRlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA8BXmEeqdu2zfsz5DdzKWK+lie+uWnluGrQK9QR",
    "82itoAsv0pNOj3cH+n3E41+bppcOLMQzlKhXHC8rha2wfBKotXD1sh363rdAoxVO9KlbCebHCSI1svZWzA/a99ygKaGc3ZKuLwxTgzT8BOFWA5",
    "t4KtQYvOOm5AVV41G4TjEl9fEv9q49MwvpWLofxjKfnidX5o8Z2Y0yZtto+m8usmYhYS76Tx7rQYuCJwH9IrZrb3+UZeSR7LxaQDLIAwxRFKNh",
    "NQWDarUgf4x0weMER9f3ltHj1qQERYVk3M19edRSCWpY9zbEC4NU94AFUnO8ivePFxrhJAUp58s7jWZiidJwIDAQABowIwADANBgkqhkiG9w0B",
    "AQsFAAOCAQEAl8CJvBuz9f877gs9s5G5DimuAxcRpt1sGoiDQ/N7qDCBU2pj5HJC41b6mSaXTJs/SNXNvsx3pdV1rnOghP+bzb98zwXeZ+EMMd",
    "zOzmUjJT2TO9ztlrJRzT3L38KhSSQCzp7e+8Z9QmOFQMIG8qXj1FcTGlYNxw9WKG6UBtZ8dn75/fwVf1Yygp7oMDuhxvCFfRYxVbYhvyB3gUYs",
    "5dhStblWmPxfcdqY43v97fNs15G5E+Jv8F4qyXJrMx4bVPUXYUrOP6UcV2EgZmOlbVPHYAcafuA+BsbgtRghlMNg0qYS/cZ96l64siUwmsxwEH",
    "NPdiohyaPuhtSqo7Dva5tcsA==",
].join("");

/** Bytes that stand in it before what each certificate has of its own. */
const beforeSerialNumber = Buffer.from("02010202107d", "hex");
const notAfter = "491231000000Z";

/** What Entra answers about a certificate. */
export interface MockedCertificate {
    /** DER in base64, without a PEM header. */
    value: string;
    /** SHA-1 of the DER, 40 upper-case hexadecimal digits. */
    thumbprint: string;
    /** `YYYY-MM-DDTHH:MM:SSZ`. */
    endDate: string;
}

/**
 * The certificate of a resource: another name gives another serial number, so another certificate. It can be read like any other,
 * but its signature fits the model only; nobody checks that of a self-signed certificate.
 */
export function certificateOf(name: string, endDate = "2049-12-31T00:00:00Z"): MockedCertificate {
    const der = Buffer.from(model, "base64");
    const serialNumber = createHash("sha256").update(name).digest().subarray(0, 15);
    serialNumber.copy(der, der.indexOf(beforeSerialNumber) + beforeSerialNumber.length);
    const end = new Date(endDate);
    if (!Number.isNaN(end.getTime()) && end.getUTCFullYear() < 2050) {
        const utcTime = end
            .toISOString()
            .replace(/\.\d+Z$|[-:T]/g, "")
            .slice(2, 14);
        der.write(`${utcTime}Z`, der.indexOf(notAfter), "latin1");
    }
    return {
        value: der.toString("base64"),
        thumbprint: createHash("sha1").update(der).digest("hex").toUpperCase(),
        endDate,
    };
}

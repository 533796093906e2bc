/** Whether AWS would stop trusting a certificate that Entra may sign with. */
import type { Problem } from "./problem";
import { plainThumbprint } from "./signingCertificate";
import { listOf, quote } from "./text";

/** A certificate that AWS trusts. Known are its name, its thumbprint, or both. */
export interface TrustedCertificate {
    /** Its name in the configuration, which is the KeyName in the metadata document. */
    name?: string;
    /** SHA-1 thumbprint in capital hex digits. */
    thumbprint?: string;
    /** Base64 DER, where it is known. */
    value?: string;
}

/** A change of the certificates that AWS trusts. */
export interface CertificateChange {
    before: readonly TrustedCertificate[];
    after: readonly TrustedCertificate[];
    /** Names of certificates that may leave, or SHA-1 thumbprints of ones that may leave although nothing replaces them. */
    retired: readonly string[];
    /** Name of the certificate the identity provider signs with, empty where several may and nobody said which. */
    signing: string | typeof anyOfThem;
    /** Where somebody writes which certificates there are: arguments of their own, or a metadata document that others made. */
    writtenIn: "arguments" | "document";
    /** Whether a deployment makes Entra sign with the certificate that `signingCertificate` names. */
    activates?: boolean;
    /** The command that makes Entra sign with a certificate, by name, where it is known. */
    activateCommands?: Readonly<Record<string, string>>;
}

/** For an identity provider of which only its metadata is known: any certificate that stays may be the one that signs. */
export const anyOfThem = Symbol("any of them");

/**
 * Entra signs with one certificate, and only an administrator switches it. So a certificate may leave when it is retired by
 * name and the one that signs stays and was trusted already; or when it is retired by its thumbprint.
 */
export function certificatesLeaving(change: CertificateChange): Problem[] {
    const { before, after, retired, signing } = change;
    const thumbprints = new Set(retired.map(plainThumbprint));
    const names = new Set(retired);
    const staying = before.filter((one) => after.some((other) => isSame(one, other)));
    const leaving = before.filter(
        (one) => !staying.includes(one) && !(one.thumbprint !== undefined && thumbprints.has(one.thumbprint)),
    );
    const lost = leaving.filter(({ name }) => name === undefined || !names.has(name));
    const signerStays = staying.some(({ name }) => signing === anyOfThem || name === signing);
    if (lost.length > 0) {
        return lost.map((one) => (change.writtenIn === "document" ? notInDocument(one) : notRetired(one, after)));
    }
    return leaving.length === 0 || signerStays ? [] : [signerNotTrusted(change, leaving, staying)];
}

function isSame(one: TrustedCertificate, other: TrustedCertificate): boolean {
    return one.thumbprint !== undefined && other.thumbprint !== undefined
        ? one.thumbprint === other.thumbprint
        : one.name !== undefined && one.name === other.name;
}

function notRetired({ name, thumbprint, value }: TrustedCertificate, after: readonly TrustedCertificate[]): Problem {
    const which = thumbprint === undefined ? "" : ` (SHA-1 ${thumbprint})`;
    const remade = name !== undefined && after.some((other) => other.name === name);
    if (remade || name === undefined) {
        // A certificate that this stack does not have any more, or never had: only its bytes can keep it trusted.
        const retire = `list ${quote(thumbprint ?? name)} under retiredCertificates`;
        const keep =
            value === undefined
                ? ""
                : ` If it is still there, keep it trusted: set alsoTrustedCertificates: [${JSON.stringify(value)}] and deploy; activate the ` +
                  `certificate of this stack with the command in the output certificates; then ${retire}`;
        return {
            path: name === undefined ? ["certificates"] : ["certificates", name],
            message:
                `would stop AWS from trusting a certificate${which}: if Entra signs with it, AWS refuses every sign-in. ` +
                `If it was deleted in Entra, ${retire}${keep === "" ? "" : "."}${keep}`,
        };
    }
    return {
        path: ["certificates", name],
        message:
            `is missing${which}: AWS would refuse every sign-in that is signed with this certificate. Put the entry back. Once another ` +
            `certificate signs, list ${quote(name)} under retiredCertificates${
                thumbprint === undefined
                    ? ""
                    : `; if it was deleted in the identity provider, list ${quote(thumbprint)}`
            }`,
    };
}

function notInDocument({ name, thumbprint }: TrustedCertificate): Problem {
    const which = [
        ...(name === undefined ? [] : [quote(name)]),
        ...(thumbprint === undefined ? [] : [`SHA-1 ${thumbprint}`]),
    ];
    const retire = `list ${quote(name ?? thumbprint)} under retiredCertificates`;
    return {
        path: ["samlMetadataDocument"],
        message:
            `lacks a certificate that AWS trusts (${which.join(", ")}): AWS would refuse every sign-in that is signed with it. Keep it in ` +
            `the document. Once the identity provider signs with another one, ${retire}` +
            `${name === undefined || thumbprint === undefined ? "" : `; if it was deleted there, list ${quote(thumbprint)}`}`,
    };
}

function signerNotTrusted(
    { signing, after, writtenIn, activates, activateCommands = {} }: CertificateChange,
    leaving: readonly TrustedCertificate[],
    staying: readonly TrustedCertificate[],
): Problem {
    const retired = listOf(leaving.map(nameOf));
    const isDocument = writtenIn === "document";
    const signer = isDocument ? "the identity provider" : "Entra";
    if (staying.length === 0 && isDocument) {
        return {
            path: ["samlMetadataDocument"],
            message:
                `must keep a certificate that AWS already trusts, got only new ones (${listOf(after.map(nameOf))}): the identity provider ` +
                `may still sign with ${retired}. Keep ${retired} in it beside the new one and deploy; make the identity provider sign with ` +
                "the new one; then retire the old one",
        };
    }
    if (staying.length === 0) {
        return {
            path: ["certificates"],
            message:
                `must keep a certificate that AWS already trusts, got only new ones (${listOf(after.map(nameOf))}): Entra signs with ` +
                `${retired} until you activate another one. Put ${retired} back beside the new one and deploy; ${
                    activates
                        ? "name the new one in signingCertificate and deploy"
                        : "activate the new one with the command in the output certificates"
                }; then retire the old one`,
        };
    }
    const candidate = nameOf(staying[0] ?? {});
    const command =
        activateCommands[candidate] ?? `pulumi stack output certificates shows it, as ${candidate}.activateCommand`;
    const how = isDocument ? "" : ` (${command})`;
    const cure = activates
        ? `Set signingCertificate: ${quote(candidate)}, keep ${retired} and deploy, which makes Entra sign with ${quote(candidate)}; then retire ${retired}`
        : `Make ${signer} sign with ${quote(candidate)}${how}, then set signingCertificate: ${quote(candidate)}`;
    return {
        path: ["signingCertificate"],
        message:
            `must name a certificate that stays and that AWS trusts already (${listOf(staying.map(nameOf))}) before ${retired} can be ` +
            `retired, got ${typeof signing === "string" && signing !== "" ? quote(signing) : "none"}: if ${signer} still signs with ${retired}, AWS refuses ` +
            `every sign-in. ${cure}`,
    };
}

function nameOf({ name, thumbprint }: TrustedCertificate): string {
    return name ?? thumbprint ?? "";
}

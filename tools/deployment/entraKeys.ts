/** The signing certificates that Entra holds, as the Azure CLI shows them. */
import { keyProperties, readKeyIdentifier } from "../../rules/keysInEntra";
import { isRecord } from "../../rules/record";
import { shellWord } from "../../rules/shell";
import { quote } from "../../rules/text";
import type { EntraSigningCertificate, ServicePrincipal } from "./deployment";

/** What Entra says of a service principal's certificates. */
export interface EntraKeys {
    /** Those with a private key. Thumbprints are SHA-1, upper case; times are RFC 3339. */
    certificates: { thumbprint: string; notBefore: string; notAfter: string }[];
    /** Thumbprint of the one that was chosen to sign, or null. */
    preferredTokenSigningKeyThumbprint: string | null;
}

/** The command that shows them, in code font. `id`: of the application or the service principal. */
export function commandForKeys(id: string | undefined): string {
    const query = keyProperties.map((name) => `${name}: ${name}`).join(", ");
    return `\`az ad sp show --id ${id === undefined ? "<client id>" : shellWord(id)} --query "{${query}}"\``;
}

/** The service principal with what Entra says of its certificates, each under the stack's name for it. */
export function withEntraKeys(servicePrincipal: ServicePrincipal, keys: EntraKeys): ServicePrincipal {
    const keysInEntra = keys.certificates.map(({ thumbprint, ...times }): EntraSigningCertificate => {
        const known = servicePrincipal.signingCertificates.find((one) => one.thumbprint === thumbprint);
        return { name: known?.name ?? thumbprint, thumbprint, value: known?.value ?? "", ...times };
    });
    const { preferredTokenSigningKeyThumbprint } = keys;
    return { ...servicePrincipal, keysInEntra, preferredTokenSigningKeyThumbprint };
}

/** Why the content can't be used: the rest of a sentence that begins with its file. */
export class KeysUnreadable extends Error {
    override readonly name = "KeysUnreadable";
}

/**
 * Reads the output of that command, or of `az ad sp show` alone. `expected` are the ids of the service principal and its
 * application, as far as they are known.
 *
 * Throws {@link KeysUnreadable} for anything else, and for another service principal.
 */
export function readEntraKeys(content: unknown, expected: { objectId?: string; clientId?: string }): EntraKeys {
    const id = expected.clientId ?? expected.objectId;
    const cure = `give the output of ${commandForKeys(id)}`;
    if (!isRecord(content)) {
        throw new KeysUnreadable(
            `must be one service principal, got ${Array.isArray(content) ? "a list" : quote(content)}; ${cure}`,
        );
    }
    const missing = keyProperties.filter((name) => !Object.hasOwn(content, name));
    if (missing.length > 0) {
        throw new KeysUnreadable(`must hold ${keyProperties.join(", ")}, and lacks ${missing.join(", ")}; ${cure}`);
    }
    for (const [name, wanted] of [
        ["id", expected.objectId],
        ["appId", expected.clientId],
    ] as const) {
        const found = content[name];
        if (wanted !== undefined && String(found).toLowerCase() !== wanted.toLowerCase()) {
            throw new KeysUnreadable(
                `is another service principal: its ${name} is ${quote(found)}, and that of the deployment is ${quote(wanted)}; ${cure}`,
            );
        }
    }
    return {
        certificates: certificatesIn(content.keyCredentials, cure),
        preferredTokenSigningKeyThumbprint: preferredIn(content.preferredTokenSigningKeyThumbprint, cure),
    };
}

function preferredIn(value: unknown, cure: string): string | null {
    if (value === null || value === "") {
        return null;
    }
    if (typeof value !== "string" || !/^[0-9a-f]{40}$/i.test(value)) {
        const rule = "must be a SHA-1 thumbprint of 40 digits, or null";
        throw new KeysUnreadable(`: preferredTokenSigningKeyThumbprint ${rule}, got ${quote(value)}; ${cure}`);
    }
    return value.toUpperCase();
}

/** Each certificate once; those without a private key (`Verify` alone) sign nothing. */
function certificatesIn(value: unknown, cure: string): EntraKeys["certificates"] {
    if (!Array.isArray(value)) {
        throw new KeysUnreadable(`: keyCredentials must be a list, got ${quote(value)}; ${cure}`);
    }
    const signing = value.map((entry, index) => {
        const at = `keyCredentials[${index}]`;
        const usage = isRecord(entry) ? entry.usage : undefined;
        if (!isRecord(entry) || (usage !== "Sign" && usage !== "Verify")) {
            throw new KeysUnreadable(`: ${at}.usage must be Sign or Verify, got ${quote(usage)}; ${cure}`);
        }
        return entry.usage === "Sign" ? [certificateIn(entry, at, cure)] : [];
    });
    return [...new Map(signing.flat().map((one) => [one.thumbprint, one])).values()];
}

function certificateIn(entry: Record<string, unknown>, at: string, cure: string): EntraKeys["certificates"][number] {
    const { customKeyIdentifier: key, startDateTime, endDateTime } = entry;
    const thumbprint = readKeyIdentifier(key);
    if (thumbprint === undefined) {
        throw new KeysUnreadable(`: ${at}.customKeyIdentifier must be a SHA-1 thumbprint, got ${quote(key)}; ${cure}`);
    }
    for (const [name, time] of Object.entries({ startDateTime, endDateTime })) {
        if (typeof time !== "string" || Number.isNaN(Date.parse(time))) {
            throw new KeysUnreadable(`: ${at}.${name} must be a time, got ${quote(time)}; ${cure}`);
        }
    }
    return { thumbprint, notBefore: String(startDateTime), notAfter: String(endDateTime) };
}

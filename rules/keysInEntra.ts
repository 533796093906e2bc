/** The certificates of a service principal as Microsoft Graph shows them: which ones Entra holds, and which one was chosen to sign. */
import { isRecord } from "./record";

/** The properties that Graph must be asked for. */
export const keyProperties = ["id", "appId", "keyCredentials", "preferredTokenSigningKeyThumbprint"] as const;

/** A certificate that Entra holds with its private key, so that it can sign. */
export interface KeyInEntra {
    /** SHA-1, upper case. */
    thumbprint: string;
    /** RFC 3339. */
    notBefore: string;
    notAfter: string;
}

/** What Entra holds, each certificate once. */
export interface KeysInEntra {
    held: readonly KeyInEntra[];
    /** Thumbprint of the one that was chosen to sign; it may not exist any more. */
    chosen?: string;
}

/** Reads a service principal. What is no certificate is left out. */
export function readKeysInEntra(servicePrincipal: Readonly<Record<string, unknown>>): KeysInEntra {
    const { keyCredentials, preferredTokenSigningKeyThumbprint: chosen } = servicePrincipal;
    const held = (Array.isArray(keyCredentials) ? keyCredentials : []).flatMap((key): [string, KeyInEntra][] => {
        const thumbprint =
            isRecord(key) && key.usage === "Sign" ? readKeyIdentifier(key.customKeyIdentifier) : undefined;
        const times = isRecord(key) && { notBefore: String(key.startDateTime), notAfter: String(key.endDateTime) };
        return thumbprint === undefined || !times ? [] : [[thumbprint, { thumbprint, ...times }]];
    });
    return {
        held: [...new Map(held).values()],
        ...(typeof chosen === "string" && chosen !== "" ? { chosen: chosen.toUpperCase() } : {}),
    };
}

/** `customKeyIdentifier` is the SHA-1 thumbprint: base64 in Graph, hexadecimal digits in older versions of the Azure CLI. */
export function readKeyIdentifier(identifier: unknown): string | undefined {
    if (typeof identifier !== "string") {
        return undefined;
    }
    if (/^[0-9a-f]{40}$/i.test(identifier)) {
        return identifier.toUpperCase();
    }
    const bytes = Buffer.from(identifier, "base64");
    return bytes.length === 20 ? bytes.toString("hex").toUpperCase() : undefined;
}

/** The signing certificates that Entra holds, as the Azure CLI shows them. */
import { type KeysInEntra, keyProperties, readKeyIdentifier, readKeysInEntra } from "../../rules/keysInEntra";
import { isRecord } from "../../rules/record";
import { shellWord } from "../../rules/shell";
import { quote } from "../../rules/text";
import type { EntraSigningCertificate, ServicePrincipal } from "./deployment";

/** The command that shows them, in code font. `id`: of the application or the service principal. */
export function commandForKeys(id: string | undefined): string {
    const query = keyProperties.map((name) => `${name}: ${name}`).join(", ");
    return `\`az ad sp show --id ${id === undefined ? "<client id>" : shellWord(id)} --query "{${query}}"\``;
}

/** The service principal with what Entra says of its certificates, each under the stack's name for it. */
export function withEntraKeys(servicePrincipal: ServicePrincipal, { held, chosen }: KeysInEntra): ServicePrincipal {
    const keysInEntra = held.map((key): EntraSigningCertificate => {
        const known = servicePrincipal.signingCertificates.find((one) => one.thumbprint === key.thumbprint);
        return { ...key, name: known?.name ?? key.thumbprint, value: known?.value ?? "" };
    });
    return { ...servicePrincipal, keysInEntra, preferredTokenSigningKeyThumbprint: chosen ?? null };
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
export function readEntraKeys(content: unknown, expected: { objectId?: string; clientId?: string }): KeysInEntra {
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
    const { keyCredentials: keys, preferredTokenSigningKeyThumbprint: chosen } = content;
    const problem = Array.isArray(keys)
        ? (keys.map(keyProblem).find((one) => one !== undefined) ?? chosenProblem(chosen))
        : `keyCredentials must be a list, got ${quote(keys)}`;
    if (problem !== undefined) {
        throw new KeysUnreadable(`: ${problem}; ${cure}`);
    }
    return readKeysInEntra(content);
}

function chosenProblem(chosen: unknown): string | undefined {
    const isThumbprint = typeof chosen === "string" && /^(?:[0-9a-f]{40})?$/i.test(chosen);
    const rule = "must be a SHA-1 thumbprint of 40 digits, or null";
    return chosen === null || isThumbprint
        ? undefined
        : `preferredTokenSigningKeyThumbprint ${rule}, got ${quote(chosen)}`;
}

function keyProblem(key: unknown, index: number): string | undefined {
    const at = `keyCredentials[${index}]`;
    const { usage, customKeyIdentifier, startDateTime, endDateTime } = isRecord(key) ? key : {};
    if (usage !== "Sign") {
        return usage === "Verify" ? undefined : `${at}.usage must be Sign or Verify, got ${quote(usage)}`;
    }
    if (readKeyIdentifier(customKeyIdentifier) === undefined) {
        return `${at}.customKeyIdentifier must be a SHA-1 thumbprint, got ${quote(customKeyIdentifier)}`;
    }
    const wrong = Object.entries({ startDateTime, endDateTime }).find(
        ([, time]) => typeof time !== "string" || Number.isNaN(Date.parse(time)),
    );
    return wrong && `${at}.${wrong[0]} must be a time, got ${quote(wrong[1])}`;
}

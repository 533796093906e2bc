/** Token signing certificates: https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate */
import { randomUUID } from "node:crypto";
import type { Directory } from "./directory";
import { badRequest } from "./errors";
import type { KeyCredential } from "./objects";
import { makeSelfSignedCertificate } from "./selfSignedCertificate";
import { getServicePrincipal, updateServicePrincipal } from "./servicePrincipals";

const defaultName = "CN=Microsoft Azure Federated SSO Certificate";
const maxYears = 3;

/** Makes a certificate and returns its `Verify` key. The new keys come last in the service principal's list, or first (`keyOrder`). */
export async function addTokenSigningCertificate(
    directory: Directory,
    servicePrincipalId: string,
    displayName: string | null,
    endDateTime: string | null,
): Promise<KeyCredential> {
    const { id } = getServicePrincipal(directory, servicePrincipalId);
    const start = new Date();
    const end = endDateTime === null ? yearsAfter(start, maxYears) : new Date(endDateTime);
    refuseEnd(start, end);
    const name = displayName ?? defaultName;
    const subject = name.replace(/^CN=/, "");
    const made = await makeSelfSignedCertificate({ commonName: subject, notBefore: start, notAfter: end });
    const common = {
        customKeyIdentifier: made.customKeyIdentifier,
        displayName: name,
        startDateTime: graphTime(start),
        endDateTime: graphTime(end),
    };
    const sign: KeyCredential = { keyId: randomUUID(), usage: "Sign", key: null, ...common };
    const verify: KeyCredential = { keyId: randomUUID(), usage: "Verify", key: made.certificate, ...common };
    // Read again: making a key takes its time.
    const { keyCredentials } = getServicePrincipal(directory, id);
    const isNewestFirst = directory.tenant.keyOrder === "newestFirst";
    updateServicePrincipal(directory, id, {
        keyCredentials: isNewestFirst ? [sign, verify, ...keyCredentials] : [...keyCredentials, sign, verify],
    });
    directory.signingKeys.put({
        id: sign.keyId,
        servicePrincipalId: id,
        customKeyIdentifier: made.customKeyIdentifier,
        privateKey: made.privateKey,
    });
    return verify;
}

/** Takes every key out of the service principal that belongs to one certificate. */
export function removeKeyCredentials(
    directory: Directory,
    servicePrincipalId: string,
    customKeyIdentifier: string,
): void {
    const { id, keyCredentials } = getServicePrincipal(directory, servicePrincipalId);
    const kept = keyCredentials.filter((key) => key.customKeyIdentifier !== customKeyIdentifier);
    updateServicePrincipal(directory, id, { keyCredentials: kept });
}

function refuseEnd(start: Date, end: Date): void {
    // A day's grace: people count three years from their own midnight.
    const latest = yearsAfter(start, maxYears).getTime() + 24 * 60 * 60 * 1000;
    if (end <= start || end.getTime() > latest) {
        throw badRequest(
            `Key credential end date is invalid. (rehearsal: ${graphTime(end)} must be in the future and at most ${maxYears} years ahead)`,
        );
    }
}

function yearsAfter(date: Date, years: number): Date {
    const later = new Date(date);
    later.setUTCFullYear(later.getUTCFullYear() + years);
    return later;
}

/** Graph's spelling of an instant: UTC, whole seconds. */
function graphTime(date: Date): string {
    return date.toISOString().replace(/\.\d+Z$/, "Z");
}

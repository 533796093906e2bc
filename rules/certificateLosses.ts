/** Whether a new metadata document would lock people out: which certificates of the old one it no longer holds. */
import { readMetadataDocument } from "./metadataDocument";
import type { CertificateFacts } from "./signingCertificate";

/** What a change of the metadata document would lose. */
export interface CertificateLosses {
    /** Unexpired certificates of the old document that the new one lacks and nobody has retired. */
    lost: CertificateFacts[];
    /** No unexpired certificate stays, and not every one that goes was retired by its thumbprint. */
    noOverlap: boolean;
    /** The two documents are of different identity providers. */
    issuerChanged?: { from: string; to: string };
}

/**
 * Compares two documents. Certificates are the same when their DER bytes are; expired ones are no loss. `retired`
 * holds key names, or SHA-1 thumbprints, which mean: drop it although nothing replaces it. An old document that can't
 * be read can't be lost; a new one that can't be read holds nothing.
 */
export function certificateLosses(args: {
    oldDocument: string;
    newDocument: string;
    retired: readonly string[];
    nowMs: number;
}): CertificateLosses {
    const before = tryRead(args.oldDocument);
    if (before === undefined) {
        return { lost: [], noOverlap: false };
    }
    const after = tryRead(args.newDocument);
    const kept = new Set(after?.certificates.map(({ value }) => value));
    const valid = before.certificates.filter(({ notAfter }) => Date.parse(notAfter) > args.nowMs);
    const gone = valid.filter(({ value }) => !kept.has(value));
    const names = new Set(args.retired);
    const thumbprints = new Set(args.retired.map((one) => one.replace(/[:\s]/g, "").toUpperCase()));
    const retiredByThumbprint = ({ thumbprint }: CertificateFacts) => thumbprints.has(thumbprint);
    const retiredByName = ({ keyName }: CertificateFacts) => keyName !== undefined && names.has(keyName);
    return {
        lost: gone.filter((one) => !retiredByThumbprint(one) && !retiredByName(one)),
        noOverlap: gone.length > 0 && gone.length === valid.length && !gone.every(retiredByThumbprint),
        ...(after === undefined || after.entityId === before.entityId
            ? {}
            : { issuerChanged: { from: before.entityId, to: after.entityId } }),
    };
}

function tryRead(xml: string): ReturnType<typeof readMetadataDocument> | undefined {
    try {
        return readMetadataDocument(xml);
    } catch {
        return undefined;
    }
}

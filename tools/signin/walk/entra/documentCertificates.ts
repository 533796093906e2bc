/** Certificates that AWS has of an issuer, in the documents of the deployment's SAML providers. */

import { type CertificateFacts, readMetadataDocument } from "../../../../rules/saml";
import type { Deployment } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";

export interface DocumentCertificates {
    /** Each once, by its thumbprint. */
    certificates: CertificateFacts[];
    /** Whether any document is the issuer's. */
    isKnown: boolean;
    /** Issuers of the documents that could be read. */
    issuers: string[];
    /** A document can't be read, so that there may be more. */
    isPart: boolean;
}

/** By the issuer. Documents are read once, and not before they are asked for. */
export function documentCertificates({
    samlProviders,
}: Pick<Deployment, "samlProviders">): (issuer: string) => DocumentCertificates {
    let read: (ReturnType<typeof readMetadataDocument> | undefined)[] | undefined;
    const byIssuer = new Map<string, DocumentCertificates>();
    return (issuer) => {
        read ??= samlProviders.map(({ metadataDocument }) =>
            isUnreadable(metadataDocument) ? undefined : readOrNothing(metadataDocument),
        );
        const known = byIssuer.get(issuer) ?? ofIssuer(issuer, read);
        byIssuer.set(issuer, known);
        return known;
    };
}

function ofIssuer(
    issuer: string,
    documents: readonly (ReturnType<typeof readMetadataDocument> | undefined)[],
): DocumentCertificates {
    const own = documents.filter((it) => it?.entityId === issuer);
    const certificates = own.flatMap((it) => it?.certificates ?? []);
    return {
        certificates: [...new Map(certificates.map((it) => [it.thumbprint, it])).values()],
        isKnown: own.length > 0,
        issuers: documents.flatMap((it) => it?.entityId ?? []),
        isPart: documents.includes(undefined),
    };
}

/** AWS's hop says what is wrong with a document. */
function readOrNothing(document: string): ReturnType<typeof readMetadataDocument> | undefined {
    try {
        return readMetadataDocument(document);
    } catch {
        return undefined;
    }
}

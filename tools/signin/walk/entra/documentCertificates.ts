/** Certificates that AWS has of an issuer, in the documents of the deployment's SAML providers. */

import type { CertificateFacts } from "../../../../rules/saml";
import type { Deployment } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import type { ReadDocument } from "../aws/provider";

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

/** By the issuer. */
export function documentCertificates(
    { samlProviders }: Pick<Deployment, "samlProviders">,
    read: ReadDocument,
): (issuer: string) => DocumentCertificates {
    return (issuer) => {
        // AWS's hop says what is wrong with a document.
        const readable = samlProviders.flatMap(({ metadataDocument }) => {
            const document = isUnreadable(metadataDocument) ? undefined : read(metadataDocument);
            return document === undefined || document instanceof Error ? [] : [document];
        });
        const own = readable.filter(({ entityId }) => entityId === issuer);
        const certificates = own.flatMap((it) => it.certificates);
        return {
            certificates: [...new Map(certificates.map((it) => [it.thumbprint, it])).values()],
            isKnown: own.length > 0,
            issuers: readable.map(({ entityId }) => entityId),
            isPart: readable.length < samlProviders.length,
        };
    };
}

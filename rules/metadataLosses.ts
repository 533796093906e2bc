/** Whether a new metadata document would make AWS refuse what the identity provider signs today. */
import { type CertificateChange, certificatesLeaving, type TrustedCertificate } from "./certificateLosses";
import { readMetadataDocument } from "./metadataDocument";
import type { Problem } from "./problem";
import { quote } from "./text";

/**
 * Compares the document that AWS holds with the one it would get. Certificates are the same when their bytes are; expired ones
 * are no loss. A document that AWS holds and that can't be read can't be lost; a new one that can't be read holds nothing.
 */
export function metadataLosses(
    args: { oldDocument: string; newDocument: string; nowMs: number } & Pick<
        CertificateChange,
        "retired" | "signing" | "activates" | "activateCommands" | "writtenIn"
    >,
): Problem[] {
    const before = tryRead(args.oldDocument);
    if (before === undefined) {
        return [];
    }
    const after = tryRead(args.newDocument);
    const valid = before.certificates.filter(({ notAfter }) => Date.parse(notAfter) > args.nowMs);
    const issuer: Problem[] =
        after === undefined || after.entityId === before.entityId
            ? []
            : [issuerChanged(before.entityId, after.entityId, args.writtenIn)];
    return [
        ...certificatesLeaving({
            ...args,
            before: valid.map(trusted),
            after: (after?.certificates ?? []).map(trusted),
        }),
        ...issuer,
    ];
}

/** The certificates that AWS trusts and that it would trust. */
export function metadataCertificates(document: string): TrustedCertificate[] {
    return (tryRead(document)?.certificates ?? []).map(trusted);
}

function issuerChanged(before: string, after: string, writtenIn: CertificateChange["writtenIn"]): Problem {
    const change = `change the issuer from ${quote(before)} to ${quote(after)}: AWS would refuse every sign-in from ${quote(before)}`;
    return writtenIn === "document"
        ? {
              path: ["samlMetadataDocument"],
              message: `would ${change}. Create a separate AwsSamlFederation for the other issuer`,
          }
        : { path: [], message: `This deployment would ${change}. Use a separate stack for the other tenant or cloud` };
}

function trusted({ keyName, thumbprint, value }: { keyName?: string } & TrustedCertificate): TrustedCertificate {
    return { ...(keyName === undefined ? {} : { name: keyName }), thumbprint, value };
}

function tryRead(xml: string): ReturnType<typeof readMetadataDocument> | undefined {
    try {
        return readMetadataDocument(xml);
    } catch {
        return undefined;
    }
}

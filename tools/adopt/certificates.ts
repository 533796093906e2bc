/** Which certificates Entra signs with, and which AWS trusts. */
import { readMetadataDocument } from "../../rules/saml";
import type { MadeByHand, MadeCertificate, MadeProvider } from "./made";

export interface Certificates {
    /** Those of the application that are valid, by the name that the stack file gives them. */
    valid: Record<string, MadeCertificate>;
    /** The name of the one that signs; undefined where that is unknown. */
    signing?: string;
    /** Values of others that the SAML provider trusts and that are valid: AWS must go on trusting them. */
    alsoTrusted: string[];
}

export function planCertificates(
    { servicePrincipal }: MadeByHand,
    provider: MadeProvider | undefined,
    nowMs: number,
): Certificates {
    const { certificates, preferredThumbprint } = servicePrincipal;
    const valid = certificates.filter(
        ({ notBefore, notAfter }) => Date.parse(notBefore) <= nowMs && Date.parse(notAfter) > nowMs,
    );
    const signer =
        valid.find(({ thumbprint }) => thumbprint === preferredThumbprint) ??
        (valid.length === 1 ? valid[0] : undefined);
    const others = valid.filter((one) => one !== signer);
    const named = [
        ...(signer === undefined ? [] : [["initial", signer] as const]),
        ...others.map((one, index) => [index === 0 ? "other" : `other-${index + 1}`, one] as const),
    ];
    const own = new Set(valid.map(({ thumbprint }) => thumbprint));
    return {
        valid: Object.fromEntries(named),
        ...(signer === undefined ? {} : { signing: "initial" }),
        alsoTrusted: trustedBy(provider)
            .certificates.filter(({ notAfter, thumbprint }) => Date.parse(notAfter) > nowMs && !own.has(thumbprint))
            .map(({ value }) => value),
    };
}

type Document = ReturnType<typeof readMetadataDocument>;

/** A document that can't be read trusts nobody. */
export function trustedBy(provider: MadeProvider | undefined): Document {
    try {
        return readMetadataDocument(provider?.document ?? "");
    } catch {
        return { entityId: "", certificates: [] };
    }
}

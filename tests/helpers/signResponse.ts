/** Signing as Entra does: RSA-SHA256 over the assertion, exclusive canonicalization, the certificate beside it. */
import type { KeyObject } from "node:crypto";
import { SignedXml } from "xml-crypto";
import { keepReturns } from "../../tools/signin/saml/elements";
import { algorithms } from "../../tools/signin/saml/names";

/** Signs the one assertion of a response. `certificate` is DER in base64, `privateKey` RSA. */
export function signResponse(xml: string, signer: { privateKey: KeyObject; certificate?: string }): string {
    const { certificate } = signer;
    const signature = new SignedXml({
        privateKey: signer.privateKey,
        signatureAlgorithm: algorithms.rsaSha256,
        canonicalizationAlgorithm: algorithms.exclusiveC14n,
        getKeyInfoContent: () =>
            certificate === undefined ? null : `<X509Data><X509Certificate>${certificate}</X509Certificate></X509Data>`,
    });
    const assertion = "/*/*[local-name(.)='Assertion']";
    signature.addReference({
        xpath: assertion,
        transforms: [algorithms.envelopedSignature, algorithms.exclusiveC14n],
        digestAlgorithm: algorithms.sha256,
    });
    signature.computeSignature(xml, {
        location: { reference: `${assertion}/*[local-name(.)='Issuer']`, action: "after" },
    });
    return keepReturns(signature.getSignedXml());
}

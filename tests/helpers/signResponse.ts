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
    // The library reads XML with the line ends of XML 1.1, which would change these characters before it signs them.
    const kept = xml.replace(/[\u0085\u2028\u2029]/g, (character) => `&#${character.charCodeAt(0)};`);
    signature.computeSignature(kept, {
        location: { reference: `${assertion}/*[local-name(.)='Issuer']`, action: "after" },
    });
    return keepReturns(signature.getSignedXml());
}

/**
 * Whether a response is signed by one of an identity provider's certificates. The library computes digest and signature, of what
 * `shapeOf` lets pass.
 */
import { type webcrypto, X509Certificate } from "node:crypto";
import { Application, SignedXml } from "xmldsigjs";
import { children } from "./elements";
import { algorithms, namespaces } from "./names";
import type { ReadResponse } from "./response";
import { shapeOf, type XmlElement } from "./signatureShape";

type SignatureAnswer =
    | { signed: true; by: string; over: "assertion" | "response"; algorithm: string }
    | {
          signed: false;
          because: "notSigned" | "weakAlgorithm" | "signatureWrapping" | "malformed" | "changed" | "wrong";
          words: string;
      };

type Crypto = typeof webcrypto;

/** Verifies with the certificates it was made for, so that their keys are imported once for many responses. */
export class SignatureVerifier {
    private readonly keys = new Map<string, Promise<webcrypto.CryptoKey>>();

    /** `certificates`: DER in base64, by the name that an answer gives. */
    constructor(
        private readonly certificates: readonly { name: string; value: string }[],
        private readonly crypto: Crypto,
    ) {
        Application.setEngine("connect-entra-sso", crypto as unknown as globalThis.Crypto);
    }

    /** Never throws. With several signatures all must hold. */
    async verify({ signatures }: Pick<ReadResponse, "signatures">): Promise<SignatureAnswer> {
        if (signatures.length === 0) {
            return { signed: false, because: "notSigned", words: "neither the response nor its assertion is signed" };
        }
        let answer: SignatureAnswer | undefined;
        for (const { signature, signed } of signatures) {
            const one = await this.verifyOne(signature, signed);
            if (!one.signed) {
                return one;
            }
            answer = answer === undefined || signed === "assertion" ? one : answer;
        }
        return answer as SignatureAnswer;
    }

    private async verifyOne(signature: XmlElement, over: "assertion" | "response"): Promise<SignatureAnswer> {
        const shape = shapeOf(signature);
        if ("because" in shape) {
            return { signed: false, ...shape };
        }
        let isChanged = false;
        for (const { name, value } of this.certificates) {
            try {
                if (await this.fits(signature, await this.key(value, shape.hash))) {
                    return { signed: true, by: name, over, algorithm: shape.algorithm };
                }
            } catch (error) {
                if (error instanceof RangeError) {
                    return { signed: false, because: "malformed", words: "its elements are nested too deep" };
                }
                // The library's own errors are no instances of Error.
                isChanged ||= /invalid digest/i.test(String((error as { message?: unknown })?.message));
            }
        }
        return isChanged
            ? { signed: false, because: "changed", words: "what it stands for was changed after it was signed" }
            : { signed: false, because: "wrong", words: "no certificate of the identity provider made it" };
    }

    private async fits(signature: XmlElement, key: webcrypto.CryptoKey): Promise<boolean> {
        const signedXml = new SignedXml();
        withoutKeyInfo(signature, () => signedXml.LoadXml(signature as unknown as globalThis.Element));
        // The key was imported for the hash at hand; with an algorithm set, the library would import it anew each time.
        signedXml.Algorithm = undefined;
        // By this way the library does not copy the element once more before it looks into it.
        const content = withNamespacesAround(signature.parentNode as XmlElement) as unknown as globalThis.Element;
        signedXml.contentHandler = async () => content;
        const nothing = signature.ownerDocument?.createElement("nothing") as unknown as globalThis.Element;
        return signedXml.Verify({ key: key as unknown as globalThis.CryptoKey, content: nothing });
    }

    private key(certificate: string, hash: string): Promise<webcrypto.CryptoKey> {
        const id = `${hash} ${certificate}`;
        let key = this.keys.get(id);
        if (key === undefined) {
            const spki = new X509Certificate(Buffer.from(certificate, "base64")).publicKey.export({
                type: "spki",
                format: "der",
            });
            key = this.crypto.subtle.importKey("spki", spki, { name: "RSASSA-PKCS1-v1_5", hash }, true, ["verify"]);
            this.keys.set(id, key);
        }
        return key;
    }
}

/** So that nothing can come to trust a key that came with the message. It goes back: the response's signature may be over it. */
function withoutKeyInfo(signature: XmlElement, load: () => void): void {
    const taken = children(signature, namespaces.signature, "KeyInfo").map((one) => ({ one, next: one.nextSibling }));
    for (const { one } of taken) {
        signature.removeChild(one);
    }
    try {
        load();
    } finally {
        for (const { one, next } of taken.reverse()) {
            signature.insertBefore(one, next);
        }
    }
}

/** Exclusive canonicalization without a PrefixList writes down what an element uses, whatever stands around it. */
function needsNamespacesAround(element: XmlElement): boolean {
    const named = (name: string) => Array.from(element.getElementsByTagNameNS("*", name));
    const isInclusive = [...named("CanonicalizationMethod"), ...named("Transform")].some((one) => {
        const algorithm = one.getAttribute("Algorithm");
        return algorithm !== algorithms.exclusiveC14n && algorithm !== algorithms.envelopedSignature;
    });
    return isInclusive || named("InclusiveNamespaces").length > 0;
}

/** If need be a copy that declares what the elements around it declare, for inclusive canonicalization and a PrefixList. */
function withNamespacesAround(element: XmlElement): XmlElement {
    if (!needsNamespacesAround(element)) {
        return element;
    }
    const copy = element.cloneNode(true) as XmlElement;
    for (let around = element.parentNode; around?.nodeType === 1; around = around.parentNode) {
        for (const { name, value } of Array.from((around as XmlElement).attributes)) {
            if (/^xmlns(:|$)/.test(name) && !copy.hasAttribute(name)) {
                copy.setAttributeNS("http://www.w3.org/2000/xmlns/", name, value);
            }
        }
    }
    return copy;
}

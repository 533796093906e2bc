/**
 * What a signature must look like before anybody computes anything: which algorithms count, and that it stands for the element
 * it stands in.
 */
import { quote } from "../../../rules/text";
import { children } from "./elements";
import { algorithms, namespaces } from "./names";
import type { ReadResponse } from "./response";

/** RSA with SHA-2, which is what Entra offers beside SHA-1 (Microsoft, "Certificate signing options"). */
const hashes: Readonly<Record<string, string>> = {
    [algorithms.rsaSha256]: "SHA-256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "SHA-384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "SHA-512",
};
const digests: readonly string[] = [
    algorithms.sha256,
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
];
const canonicalizations: readonly string[] = [
    algorithms.exclusiveC14n,
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
];

export type XmlElement = ReadResponse["signatures"][number]["signature"];
type Shape =
    | { hash: string; algorithm: string }
    | { because: "weakAlgorithm" | "signatureWrapping" | "malformed"; words: string };

/** One reference, to the element that holds the signature, by algorithms that count; no Object to refer into. */
export function shapeOf(signature: XmlElement): Shape {
    const [signedInfo, ...more] = children(signature, namespaces.signature, "SignedInfo");
    if (signedInfo === undefined || more.length > 0) {
        return { because: "malformed", words: "its signature has not one SignedInfo" };
    }
    if (children(signature, namespaces.signature, "Object").length > 0) {
        return { because: "signatureWrapping", words: "its signature holds an Object" };
    }
    const algorithm = algorithmOf(signedInfo, "SignatureMethod");
    const hash = Object.hasOwn(hashes, algorithm) ? hashes[algorithm] : undefined;
    if (hash === undefined) {
        return { because: "weakAlgorithm", words: `its signature is made with ${algorithm || "no algorithm"}` };
    }
    if (!canonicalizations.includes(algorithmOf(signedInfo, "CanonicalizationMethod"))) {
        return {
            because: "signatureWrapping",
            words: `its SignedInfo is canonicalized by ${algorithmOf(signedInfo, "CanonicalizationMethod")}`,
        };
    }
    return referenceProblem(signature, signedInfo) ?? { hash, algorithm };
}

function referenceProblem(signature: XmlElement, signedInfo: XmlElement): Shape | undefined {
    const references = children(signedInfo, namespaces.signature, "Reference");
    const [reference] = references;
    if (reference === undefined || references.length > 1) {
        return { because: "signatureWrapping", words: `its signature has ${references.length} references, not one` };
    }
    const holder = signature.parentNode as XmlElement;
    const id = holder.getAttribute("ID");
    const uri = reference.getAttribute("URI");
    // An ID is an NCName; `#xpointer(id('x'))` would be resolved to another element.
    if (!id || uri !== `#${id}` || !/^[A-Za-z_][\w.-]*$/.test(id)) {
        const words = `its signature stands in the element with the ID ${quote(id ?? "")} but is over ${quote(uri ?? "")}`;
        return { because: "signatureWrapping", words };
    }
    const digest = algorithmOf(reference, "DigestMethod");
    if (!digests.includes(digest)) {
        return { because: "weakAlgorithm", words: `its digest is made with ${digest || "no algorithm"}` };
    }
    const transforms = children(reference, namespaces.signature, "Transforms")
        .flatMap((one) => children(one, namespaces.signature, "Transform"))
        .map((one) => one.getAttribute("Algorithm") ?? "");
    const known = transforms.every((one) => one === algorithms.envelopedSignature || canonicalizations.includes(one));
    if (!known || !transforms.includes(algorithms.envelopedSignature) || transforms.length > 2) {
        return {
            because: "signatureWrapping",
            words: `its reference is transformed by ${transforms.join(", ") || "nothing"}`,
        };
    }
    return undefined;
}

function algorithmOf(parent: XmlElement, name: string): string {
    return children(parent, namespaces.signature, name)[0]?.getAttribute("Algorithm") ?? "";
}

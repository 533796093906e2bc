/** IAM's reading of an identity provider's metadata document. */
import { X509Certificate } from "node:crypto";
import { DOMParser, type Element } from "@xmldom/xmldom";

const METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
const XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";
const SAML2 = "urn:oasis:names:tc:SAML:2.0:protocol";
const MAX_KEYS = 10;
const MIN_KEY_BITS = 1024;

/** Why IAM cannot use the document; undefined if it can. */
export function metadataProblem(xml: string): string | undefined {
    if (xml.startsWith("\uFEFF")) return "it begins with a byte order mark";
    if (/<!DOCTYPE/i.test(xml)) return "it has a document type declaration";
    // The parser puts up with an ampersand that begins no reference (XML 1.0, section 2.4).
    const markup = xml.split(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/).join("");
    if (/&(?!(?:#\d+|#x[\da-f]+|[a-z_][\w.-]*);)/i.test(markup)) return "it is not well-formed XML: a bare &";
    const problems: string[] = [];
    const onError = (_level: string, message: string) => problems.push(message.split("\n")[0] ?? message);
    let root: Element | null = null;
    try {
        root = new DOMParser({ onError }).parseFromString(xml, "text/xml").documentElement;
    } catch (error) {
        problems.push((error as Error).message.split("\n")[0] ?? "");
    }
    if (root === null || problems.length > 0) return `it is not well-formed XML: ${problems[0] ?? "it is empty"}`;
    if (root.localName !== "EntityDescriptor" || root.namespaceURI !== METADATA) {
        return `its root is ${root.nodeName}, not the EntityDescriptor of ${METADATA}`;
    }
    const entityId = root.getAttribute("entityID") ?? "";
    if (entityId === "" || entityId.length > 1024)
        return "its EntityDescriptor has no entityID of 1 to 1024 characters";
    return descriptorProblem(childrenOf(root, METADATA, "IDPSSODescriptor"));
}

function descriptorProblem(descriptors: Element[]): string | undefined {
    const descriptor = descriptors.find((one) =>
        (one.getAttribute("protocolSupportEnumeration") ?? "").split(/\s+/).includes(SAML2),
    );
    if (descriptor === undefined) return "it has no IDPSSODescriptor for SAML 2.0";
    if (childrenOf(descriptor, METADATA, "SingleSignOnService").length === 0) {
        return "its IDPSSODescriptor has no SingleSignOnService";
    }
    const keys = childrenOf(descriptor, METADATA, "KeyDescriptor").filter(
        (key) => !key.hasAttribute("use") || key.getAttribute("use") === "signing",
    );
    if (keys.length === 0) return "its IDPSSODescriptor has no KeyDescriptor for signing";
    if (keys.length > MAX_KEYS) return `it has ${keys.length} signing keys, at most ${MAX_KEYS} are allowed`;
    return keys.map(keyProblem).find((problem) => problem !== undefined);
}

function keyProblem(key: Element): string | undefined {
    const text = key.getElementsByTagNameNS(XMLDSIG, "X509Certificate")[0]?.textContent?.replace(/\s+/g, "");
    if (!text) return "a KeyDescriptor for signing has no X509Certificate";
    try {
        const { publicKey } = new X509Certificate(Buffer.from(text, "base64"));
        const bits = publicKey.asymmetricKeyDetails?.modulusLength;
        return bits !== undefined && bits < MIN_KEY_BITS
            ? `a signing key has ${bits} bits, at least ${MIN_KEY_BITS} are needed`
            : undefined;
    } catch {
        return "a signing certificate cannot be parsed";
    }
}

const childrenOf = (parent: Element, namespace: string, name: string): Element[] =>
    [...parent.childNodes].filter(
        (node): node is Element =>
            node.nodeType === node.ELEMENT_NODE &&
            (node as Element).namespaceURI === namespace &&
            (node as Element).localName === name,
    );

/** IAM's reading of an identity provider's metadata document. */
import { X509Certificate } from "node:crypto";
import { DOMParser, type Element } from "@xmldom/xmldom";

const metadataNamespace = "urn:oasis:names:tc:SAML:2.0:metadata";
const xmldsigNamespace = "http://www.w3.org/2000/09/xmldsig#";
const saml2Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
const maxKeys = 10;
const minKeyBits = 1024;

/** Why IAM cannot use the document; undefined if it can. */
export function metadataProblem(xml: string): string | undefined {
    if (xml.startsWith("\uFEFF")) {
        return "it begins with a byte order mark";
    }
    if (/<!DOCTYPE/i.test(xml)) {
        return "it has a document type declaration";
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0, section 2.2
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) {
        return "it is not well-formed XML: a character that XML does not have";
    }
    // The parser puts up with an ampersand that begins no reference (XML 1.0, section 2.4).
    const markup = xml.split(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/).join("");
    if (/&(?!(?:#\d+|#x[\da-f]+|[a-z_][\w.-]*);)/i.test(markup)) {
        return "it is not well-formed XML: a bare &";
    }
    const problems: string[] = [];
    const onError = (_level: string, message: string) => problems.push(message.split("\n")[0] ?? message);
    let root: Element | null = null;
    try {
        root = new DOMParser({ onError }).parseFromString(xml, "text/xml").documentElement;
    } catch (error) {
        problems.push((error as Error).message.split("\n")[0] ?? "");
    }
    if (root === null || problems.length > 0) {
        return `it is not well-formed XML: ${problems[0] ?? "it is empty"}`;
    }
    if (root.localName !== "EntityDescriptor" || root.namespaceURI !== metadataNamespace) {
        return `its root is ${root.nodeName}, not the EntityDescriptor of ${metadataNamespace}`;
    }
    const entityId = root.getAttribute("entityID") ?? "";
    if (entityId === "" || entityId.length > 1024) {
        return "its EntityDescriptor has no entityID of 1 to 1024 characters";
    }
    return descriptorProblem(childrenOf(root, metadataNamespace, "IDPSSODescriptor"));
}

function descriptorProblem(descriptors: Element[]): string | undefined {
    const descriptor = descriptors.find((one) =>
        (one.getAttribute("protocolSupportEnumeration") ?? "").split(/\s+/).includes(saml2Protocol),
    );
    if (descriptor === undefined) {
        return "it has no IDPSSODescriptor for SAML 2.0";
    }
    if (childrenOf(descriptor, metadataNamespace, "SingleSignOnService").length === 0) {
        return "its IDPSSODescriptor has no SingleSignOnService";
    }
    const keys = childrenOf(descriptor, metadataNamespace, "KeyDescriptor").filter(
        (key) => !key.hasAttribute("use") || key.getAttribute("use") === "signing",
    );
    if (keys.length === 0) {
        return "its IDPSSODescriptor has no KeyDescriptor for signing";
    }
    if (keys.length > maxKeys) {
        return `it has ${keys.length} signing keys, at most ${maxKeys} are allowed`;
    }
    return keys.map(keyProblem).find((problem) => problem !== undefined);
}

function keyProblem(key: Element): string | undefined {
    const text = key.getElementsByTagNameNS(xmldsigNamespace, "X509Certificate")[0]?.textContent?.replace(/\s+/g, "");
    if (!text) {
        return "a KeyDescriptor for signing has no X509Certificate";
    }
    try {
        const { publicKey } = new X509Certificate(Buffer.from(text, "base64"));
        const bits = publicKey.asymmetricKeyDetails?.modulusLength;
        return bits !== undefined && bits < minKeyBits
            ? `a signing key has ${bits} bits, at least ${minKeyBits} are needed`
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

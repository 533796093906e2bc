/**
 * The SAML metadata document of an identity provider: written from its parts, read, and checked as IAM does. Elements
 * and their order follow saml-schema-metadata-2.0.xsd.
 */
import type { X509Certificate } from "node:crypto";
import { DOMImplementation, type Element, XMLSerializer } from "@xmldom/xmldom";
import {
    type CertificateFacts,
    certificateFacts,
    readCertificate,
    rsaKeyBits,
    type SigningCertificate,
} from "./signingCertificate";
import { characters, quote, visibleLine } from "./text";
import { parseXml } from "./xml";

const metadataNamespace = "urn:oasis:names:tc:SAML:2.0:metadata";
const signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
const bindings = ["HTTP-Redirect", "HTTP-POST"].map((name) => `urn:oasis:names:tc:SAML:2.0:bindings:${name}`);

/**
 * The document that Entra would publish, less what changes from request to request: no ID, no signature. The same
 * certificates give the same bytes in whatever order they come. Each has `use="signing"`: readers lose certificates
 * where keys with and without a use are mixed. Throws an Error when a certificate can't be read
 * or there is none.
 */
export function deriveMetadataDocument(args: {
    entityId: string;
    singleSignOnUrl: string;
    /** Where sign-outs are asked for; without it the document says nothing of them. */
    singleLogoutUrl?: string;
    signingCertificates: SigningCertificate[];
}): string {
    if (args.signingCertificates.length === 0) {
        throw new Error("a metadata document needs at least one signing certificate");
    }
    const document = new DOMImplementation().createDocument(metadataNamespace, "EntityDescriptor");
    const root = requireElement(document.documentElement);
    root.setAttribute("entityID", args.entityId);
    const provider = append(root, metadataNamespace, "IDPSSODescriptor");
    provider.setAttribute("protocolSupportEnumeration", protocol);
    for (const { name, value } of inOrder(args.signingCertificates)) {
        const key = append(provider, metadataNamespace, "KeyDescriptor");
        key.setAttribute("use", "signing");
        const keyInfo = append(key, signatureNamespace, "KeyInfo");
        if (name !== undefined) {
            append(keyInfo, signatureNamespace, "KeyName").appendChild(document.createTextNode(name));
        }
        const data = append(keyInfo, signatureNamespace, "X509Data");
        append(data, signatureNamespace, "X509Certificate").appendChild(document.createTextNode(value));
    }
    if (args.singleLogoutUrl !== undefined) {
        addService(provider, "SingleLogoutService", bindings[0] ?? "", args.singleLogoutUrl);
    }
    for (const binding of bindings) {
        addService(provider, "SingleSignOnService", binding, args.singleSignOnUrl);
    }
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(document)}\n`;
}

function addService(provider: Element, name: string, binding: string, location: string): void {
    const service = append(provider, metadataNamespace, name);
    service.setAttribute("Binding", binding);
    service.setAttribute("Location", location);
}

function append(parent: Element, namespace: string, name: string): Element {
    const child = requireElement(parent.ownerDocument).createElementNS(namespace, name);
    parent.appendChild(child);
    return child;
}

/** By name, then by value; a certificate that comes twice is kept once. */
function inOrder(certificates: SigningCertificate[]): SigningCertificate[] {
    const read = certificates.map(({ name, value }) => ({
        name,
        value: readCertificate(value).raw.toString("base64"),
    }));
    read.sort((one, other) => compare(one.name ?? "", other.name ?? "") || compare(one.value, other.value));
    return read.filter(({ value }, index) => read.findIndex((one) => one.value === value) === index);
}

function compare(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * The issuer and the signing certificates of a document, also of one that is wrapped in an EntitiesDescriptor: older identity
 * providers publish it so, and IAM is reported to take it. Throws an Error that says why it can't be read.
 */
export function readMetadataDocument(xml: string): { entityId: string; certificates: CertificateFacts[] } {
    const { entityId, keys } = parse(unwrapped(xml));
    return { entityId, certificates: keys.map(({ certificate, keyName }) => certificateFacts(certificate, keyName)) };
}

/**
 * What IAM refuses: fewer than 1,000 or more than 10,000,000 characters (which the provider counts in bytes), a byte order mark, what is no metadata of an
 * identity provider with a readable signing certificate, more than 10 keys, an RSA key under 1,024 bits (IAM quotas).
 */
export function metadataDocumentProblem(value: unknown): string | undefined {
    if (typeof value !== "string" || value.trim() === "") {
        return `must be a SAML metadata document, got ${quote(value)}`;
    }
    const bytes = Buffer.byteLength(value, "utf8");
    if (bytes > 10_000_000 && value.length <= 10_000_000) {
        return `must be a SAML metadata document of at most 10000000 bytes, got ${bytes} bytes`;
    }
    if (value.length < 1000 || value.length > 10_000_000) {
        return `must be a SAML metadata document of 1000 to 10000000 characters, got ${characters(value)}`;
    }
    try {
        const { keys } = parse(requireElement(parseXml(value).documentElement));
        if (keys.length > 10) {
            return `must contain at most 10 keys, got ${keys.length}`;
        }
        const weak = keys.find(({ certificate }) => (rsaKeyBits(certificate) ?? 1024) < 1024);
        return (
            weak && `must not contain an RSA key of fewer than 1024 bits, got one of ${rsaKeyBits(weak.certificate)}`
        );
    } catch (error) {
        return `must be a SAML metadata document that IAM can read: ${visibleLine(error instanceof Error ? error.message : String(error))}`;
    }
}

interface Key {
    keyName?: string;
    certificate: X509Certificate;
}

/** The one identity provider of an EntitiesDescriptor, else the root. */
function unwrapped(xml: string): Element {
    const root = requireElement(parseXml(xml).documentElement);
    const isWrapper = root.namespaceURI === metadataNamespace && root.localName === "EntitiesDescriptor";
    const [only, ...others] = isWrapper
        ? children(root, metadataNamespace, "EntityDescriptor").filter(
              (entity) => children(entity, metadataNamespace, "IDPSSODescriptor").length > 0,
          )
        : [root];
    return only === undefined || others.length > 0 ? root : only;
}

function parse(root: Element): { entityId: string; keys: Key[] } {
    if (root.namespaceURI !== metadataNamespace || root.localName !== "EntityDescriptor") {
        throw new Error(`its root is ${quote(root.nodeName)}, not EntityDescriptor of ${metadataNamespace}`);
    }
    const entityId = root.getAttribute("entityID") ?? "";
    if (entityId === "") {
        throw new Error("its EntityDescriptor has no entityID");
    }
    const providers = children(root, metadataNamespace, "IDPSSODescriptor");
    if (providers.length === 0) {
        throw new Error("it has no IDPSSODescriptor: it is not an identity provider's");
    }
    const keys = providers
        .flatMap((provider) => children(provider, metadataNamespace, "KeyDescriptor"))
        .flatMap(keysOf);
    if (keys.length === 0) {
        throw new Error("its IDPSSODescriptor has no signing certificate");
    }
    return { entityId, keys };
}

function keysOf(keyDescriptor: Element): Key[] {
    const use = keyDescriptor.getAttribute("use");
    if (use !== null && use !== "" && use !== "signing") {
        return [];
    }
    return children(keyDescriptor, signatureNamespace, "KeyInfo").flatMap((keyInfo) => {
        const keyName = children(keyInfo, signatureNamespace, "KeyName")[0]?.textContent?.trim();
        return children(keyInfo, signatureNamespace, "X509Data")
            .flatMap((data) => children(data, signatureNamespace, "X509Certificate"))
            .map((element) => ({
                ...(keyName ? { keyName } : {}),
                certificate: readCertificate(element.textContent ?? ""),
            }));
    });
}

function children(parent: Element, namespace: string, localName: string): Element[] {
    return Array.from(parent.childNodes).filter(
        (node): node is Element =>
            node.nodeType === 1 && node.namespaceURI === namespace && node.localName === localName,
    );
}

function requireElement<T>(element: T | null): T {
    if (element === null) {
        throw new Error("it has no root element");
    }
    return element;
}

/** Signatures of every kind, made step by step, so that a test can make what no library would. */
import { createHash, createHmac, createSign, type KeyObject } from "node:crypto";
import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import { ExclusiveCanonicalization } from "xml-crypto";
import { select } from "xpath";
import { algorithms, namespaces } from "../../../../tools/signin/saml/names";
import { worldCertificate } from "../../../helpers/world";

export interface Signing {
    /** XPath of the element that is digested, by default the assertion. */
    over?: string;
    /** XPath of the element that the signature is put into, after its Issuer where it has one; by default the same. */
    into?: string;
    uri?: string;
    algorithm?: string;
    digest?: string;
    canonicalization?: string;
    transforms?: string[];
    /** Put into the last Transform. */
    insideTransform?: string;
    /** A second Reference, as XML. */
    moreReferences?: string;
    keyInfo?: string;
    object?: string;
    /** The signature's bytes; by default RSA-SHA256 by the world's key. */
    make?: (signedInfo: string) => Buffer;
}

export const assertionPath = "//*[local-name()='Assertion']";

const hashOf: Record<string, string> = {
    "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
};

export async function signBy(xml: string, signing: Signing = {}): Promise<string> {
    const { privateKey } = await worldCertificate();
    const document = new DOMParser().parseFromString(xml, "text/xml");
    const one = (path: string) => select(path, document as unknown as globalThis.Node) as unknown as Element[];
    const [over] = one(signing.over ?? assertionPath);
    const [into] = one(signing.into ?? signing.over ?? assertionPath);
    if (over === undefined || into === undefined) {
        throw new Error("nothing to sign");
    }
    const {
        digest = algorithms.sha256,
        transforms = [algorithms.envelopedSignature, algorithms.exclusiveC14n],
        uri = `#${over.getAttribute("ID")}`,
    } = signing;
    const digestValue = createHash(hashOf[digest] ?? "sha256")
        .update(canonical(over))
        .digest("base64");
    const transform = (algorithm: string, index: number) =>
        `<Transform Algorithm="${algorithm}">${index === transforms.length - 1 ? (signing.insideTransform ?? "") : ""}</Transform>`;
    const text = [
        `<Signature xmlns="${namespaces.signature}"><SignedInfo>`,
        `<CanonicalizationMethod Algorithm="${signing.canonicalization ?? algorithms.exclusiveC14n}"/>`,
        `<SignatureMethod Algorithm="${signing.algorithm ?? algorithms.rsaSha256}"/>`,
        `<Reference URI="${uri}"><Transforms>${transforms.map(transform).join("")}</Transforms>`,
        `<DigestMethod Algorithm="${digest}"/><DigestValue>${digestValue}</DigestValue></Reference>`,
        `${signing.moreReferences ?? ""}</SignedInfo><SignatureValue/>${signing.keyInfo ?? ""}${signing.object ?? ""}</Signature>`,
    ].join("");
    const made = new DOMParser().parseFromString(text, "text/xml").documentElement as Element;
    const make = signing.make ?? ((signedInfo: string) => rsa("RSA-SHA256", privateKey)(signedInfo));
    const [signedInfo, signatureValue] = Array.from(made.childNodes) as [Element, Element];
    signatureValue.textContent = make(canonical(signedInfo)).toString("base64");
    const first = into.firstChild;
    into.insertBefore(
        document.importNode(made, true) as Node,
        first?.nodeType === 1 && (first as Element).localName === "Issuer" ? first.nextSibling : first,
    );
    return document.toString();
}

export const rsa = (hash: string, key: KeyObject) => (signedInfo: string) =>
    createSign(hash).update(signedInfo).sign(key);

export const hmac = (hash: string, secret: string | Buffer) => (signedInfo: string) =>
    createHmac(hash, secret).update(signedInfo).digest();

function canonical(element: Element): string {
    return `${new ExclusiveCanonicalization().process(element as unknown as globalThis.Element, {})}`;
}

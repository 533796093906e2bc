/** What could be read in two ways: comments, a second assertion or response, IDs that come twice, signatures out of place. */
import type { Attr, Element, Node } from "@xmldom/xmldom";
import { quote } from "../../../rules/text";
import { isElement } from "./elements";
import { namespaces } from "./names";
import { ResponseRefused } from "./responseRefused";

/** Everything in a document that counts. */
interface Inventory {
    assertions: Element[];
    encryptedAssertions: Element[];
    responses: Element[];
    signatures: Element[];
    ids: string[];
    commentOrInstruction?: string;
    oddNamespace?: string;
}

/** In one walk without recursion: a document may be nested deep. */
export function inventory(root: Element): Inventory {
    const found: Inventory = { assertions: [], encryptedAssertions: [], responses: [], signatures: [], ids: [] };
    const left: Node[] = Array.from(root.ownerDocument?.childNodes ?? []);
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
        if (node.nodeType === 8) {
            found.commentOrInstruction ??= "a comment";
        } else if (node.nodeType === 7) {
            // The XML declaration is a processing instruction to this parser.
            found.commentOrInstruction ??= node.nodeName === "xml" ? undefined : "a processing instruction";
        } else if (isElement(node)) {
            note(node, found);
            left.push(...Array.from(node.childNodes).reverse());
        }
    }
    return found;
}

function note(element: Element, found: Inventory): void {
    const { namespaceURI, localName } = element;
    found.oddNamespace ??= Array.from(element.attributes).find(isOddNamespace)?.name;
    if (namespaceURI === namespaces.assertion && localName === "Assertion") {
        found.assertions.push(element);
    } else if (namespaceURI === namespaces.assertion && localName === "EncryptedAssertion") {
        found.encryptedAssertions.push(element);
    } else if (namespaceURI === namespaces.protocol && localName === "Response") {
        found.responses.push(element);
    } else if (namespaceURI === namespaces.signature && localName === "Signature") {
        found.signatures.push(element);
    }
    for (const name of ["ID", "Id", "id", "xml:id", "AssertionID", "ResponseID"]) {
        const id = element.getAttribute(name);
        if (id !== null) {
            found.ids.push(id);
        }
    }
}

/**
 * Canonicalizers write a namespace's name as it is (xmldsigjs 2.8, xml-crypto 6.3), so that a quotation mark in it can hide
 * signed text from the reader while digest and signature still hold; prefixes beyond ASCII they take for no prefix.
 */
function isOddNamespace({ name, value }: Attr): boolean {
    return name.includes("xmlns") && !(/^xmlns(:[A-Za-z_][\w.-]*)?$/.test(name) && /^[^\s"'<>&]*$/.test(value));
}

/** Throws a ResponseRefused unless there is one way to read the document. */
export function refuseAmbiguity(root: Element, nodes: Inventory): void {
    if (nodes.commentOrInstruction !== undefined) {
        throw new ResponseRefused("comment", `it holds ${nodes.commentOrInstruction}`);
    }
    if (nodes.oddNamespace !== undefined) {
        throw new ResponseRefused("signatureWrapping", `its ${nodes.oddNamespace} is no namespace's name`);
    }
    if (nodes.responses.length > 1) {
        throw new ResponseRefused("signatureWrapping", `it holds ${nodes.responses.length} Response elements`);
    }
    const count = nodes.assertions.length + nodes.encryptedAssertions.length;
    if (count > 1) {
        throw new ResponseRefused("twoAssertions", `it holds ${count} assertions`);
    }
    if (nodes.encryptedAssertions.length > 0) {
        throw new ResponseRefused("encrypted", "its assertion is encrypted");
    }
    const [assertion] = nodes.assertions;
    if (assertion !== undefined && assertion.parentNode !== root) {
        const parent = assertion.parentNode?.nodeName ?? "nothing";
        throw new ResponseRefused("signatureWrapping", `its assertion stands in ${parent}, not in the Response`);
    }
    const twice = nodes.ids.find((id, index) => nodes.ids.indexOf(id) !== index);
    if (twice !== undefined) {
        throw new ResponseRefused("signatureWrapping", `two of its elements have the ID ${quote(twice)}`);
    }
    for (const { parentNode } of nodes.signatures) {
        if (parentNode !== root && parentNode !== assertion) {
            const parent = parentNode?.nodeName ?? "nothing";
            throw new ResponseRefused("signatureWrapping", `a signature stands in ${parent}`);
        }
    }
    if (new Set(nodes.signatures.map(({ parentNode }) => parentNode)).size < nodes.signatures.length) {
        throw new ResponseRefused("signatureWrapping", "an element has two signatures");
    }
}

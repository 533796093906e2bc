/** Looking around in a response's XML. */
import type { Element, Node } from "@xmldom/xmldom";
import { ResponseRefused } from "./responseRefused";

export const isElement = (node: Node): node is Element => node.nodeType === 1;

export const children = (parent: Element, namespace: string, name: string): Element[] =>
    Array.from(parent.childNodes)
        .filter(isElement)
        .filter(({ namespaceURI, localName }) => namespaceURI === namespace && localName === name);

export const descendants = (parent: Element, namespace: string, name: string): Element[] =>
    Array.from(parent.getElementsByTagNameNS(namespace, name));

/** The text of an element that has no other: what holds elements is read by nobody the same way. */
export function text(element: Element): string {
    const inner = Array.from(element.childNodes).find(isElement);
    if (inner !== undefined) {
        throw new ResponseRefused("malformed", `${element.nodeName} holds an element, ${inner.nodeName}`);
    }
    return element.textContent ?? "";
}

/** xmldom writes a carriage return in a text as it is, and whoever parses that reads a line feed. */
export const keepReturns = (xml: string) => xml.replaceAll("\r", "&#13;");

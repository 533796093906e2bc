/** Looking around in a response's XML. */
import type { Element } from "@xmldom/xmldom";
import { ResponseRefused } from "./responseRefused";

export function children(parent: Element, namespace: string, name: string): Element[] {
    const found: Element[] = [];
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
        if (node.nodeType === 1) {
            const element = node as Element;
            if (element.namespaceURI === namespace && element.localName === name) {
                found.push(element);
            }
        }
    }
    return found;
}

export const descendants = (parent: Element, namespace: string, name: string): Element[] =>
    Array.from(parent.getElementsByTagNameNS(namespace, name));

/** The text of an element that has no other: what holds elements is read by nobody the same way. */
export function text(element: Element): string {
    for (let node = element.firstChild; node !== null; node = node.nextSibling) {
        if (node.nodeType === 1) {
            throw new ResponseRefused("malformed", `${element.nodeName} holds an element, ${node.nodeName}`);
        }
    }
    return element.textContent ?? "";
}

/** xmldom writes a carriage return in a text as it is, and whoever parses that reads a line feed. */
export const keepReturns = (xml: string) => xml.replaceAll("\r", "&#13;");

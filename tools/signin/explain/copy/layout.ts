/** White space that an editor or a viewer has put into a copy, and copies without it. Never throws; time is linear. */
import { type Document, type Element, type Node, XMLSerializer } from "@xmldom/xmldom";
import { parseXml } from "../../../../rules/xml";
import { isElement, keepReturns } from "../../saml/elements";

/** Whether text stands between elements, or a value has a line end around it: SAML and its signatures have neither. */
export function isLaidOut(root: Element): boolean {
    return elementsOf(root).some((element) =>
        hasElements(element)
            ? textsOf(element).length > 0
            : /^\s*[\r\n]|[\r\n]\s*$/.test(element.textContent ?? "") && !isOfSignature(element),
    );
}

/** A long base64 is in lines in many signatures, without any editor. */
const isOfSignature = ({ localName }: Element) =>
    /^(?:X509\w+|SignatureValue|Modulus|CipherValue)$/.test(localName ?? "");

/** The copy without what stands between elements; then without the white space around values, too. */
export function withoutLayout(xml: string): string[] {
    return [false, true].flatMap((isTrimmed) => {
        try {
            const document = parseXml(xml);
            for (const element of elementsOf(document.documentElement as Element)) {
                if (hasElements(element)) {
                    for (const text of textsOf(element)) {
                        element.removeChild(text);
                    }
                } else if (isTrimmed && element.textContent !== "") {
                    element.textContent = (element.textContent ?? "").trim();
                }
            }
            return [serialized(document)];
        } catch {
            return [];
        }
    });
}

const serialized = (document: Document) => keepReturns(new XMLSerializer().serializeToString(document));

/** The element and all below it, without recursion: a document may be nested deep. */
export function elementsOf(root: Element): Element[] {
    const found: Element[] = [];
    const left: Element[] = [root];
    for (let element = left.pop(); element !== undefined; element = left.pop()) {
        found.push(element);
        left.push(...Array.from(element.childNodes).filter(isElement).reverse());
    }
    return found;
}

export const hasElements = (element: Element): boolean => Array.from(element.childNodes).some(isElement);

export const textsOf = (element: Element): Node[] =>
    Array.from(element.childNodes).filter(({ nodeType }) => nodeType === 3 || nodeType === 4);

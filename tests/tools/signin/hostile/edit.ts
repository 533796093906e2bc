/** Changing a response's XML element by element. */
import { DOMParser, type Document, type Element, XMLSerializer } from "@xmldom/xmldom";
import { select } from "xpath";

export interface Editor {
    document: Document;
    /** The first of a path, which must exist; names are matched as `local-name()`, `//Assertion/Subject`. */
    one(path: string): Element;
    /** A copy that stands nowhere. */
    copy(path: string): Element;
}

/** Parses, lets `change` work on the elements, and writes the document again. */
export function edit(xml: string, change: (editor: Editor) => void): string {
    const document = new DOMParser().parseFromString(xml, "text/xml");
    const one = (path: string) => {
        const local = path.replace(/(^|\/)([A-Za-z]+)/g, "$1*[local-name()='$2']");
        const [found] = select(local, document as unknown as globalThis.Node) as unknown as Element[];
        if (found === undefined) {
            throw new Error(`no ${path}`);
        }
        return found;
    };
    change({ document, one, copy: (path) => one(path).cloneNode(true) as Element });
    return new XMLSerializer().serializeToString(document);
}

/** Replaces a text that stands there once at least; a change that changes nothing is an error in the test. */
export function swap(xml: string, from: string | RegExp, to: string): string {
    const changed = xml.replace(from, () => to);
    if (changed === xml) {
        throw new Error(`${from} is not in it`);
    }
    return changed;
}

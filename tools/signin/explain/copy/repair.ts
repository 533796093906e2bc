/** From a copy that no XML reader takes to XML with the same elements and values. Never throws; time is linear. */
import { Parser } from "htmlparser2";
import { namespaces } from "../../saml/names";

export type RepairId =
    | "comments"
    | "doctype"
    | "declaration"
    | "prefixes"
    | "ampersands"
    | "quotationMarks"
    | "placeholders"
    | "tags";

export interface Repaired {
    xml: string;
    repairs: RepairId[];
}

/** Stands where a copy has a comment or a placeholder in the place of a value. */
export const takenOut = "[taken out]";

/** Ends the value in which a copy ends. */
export const cutShort = "[cut off]";

const prefixes: Readonly<Record<string, string>> = {
    ...{ samlp: namespaces.protocol, saml2p: namespaces.protocol, saml1p: namespaces.protocol },
    ...{ saml: namespaces.assertion, saml2: namespaces.assertion },
    ...{ ds: namespaces.signature, dsig: namespaces.signature },
    ...{ xs: "http://www.w3.org/2001/XMLSchema", xsd: "http://www.w3.org/2001/XMLSchema" },
    xsi: "http://www.w3.org/2001/XMLSchema-instance",
    ec: "http://www.w3.org/2001/10/xml-exc-c14n#",
};

const signatureNames =
    /^(?:Signature|SignedInfo|SignatureValue|KeyInfo|KeyName|KeyValue|X509\w+|CanonicalizationMethod|SignatureMethod|Reference|Transforms?|Digest\w+|Object|InclusiveNamespaces|RSA\w+|Modulus|Exponent)$/;
const protocolNames = /^(?:Response|Status|StatusCode|StatusMessage|StatusDetail|Extensions)$/;
const assertionNames =
    /^(?:Assertion|EncryptedAssertion|Issuer|Subject|NameID|SubjectConfirmation|SubjectConfirmationData|Conditions|AudienceRestriction|Audience|OneTimeUse|ProxyRestriction|Advice|Attribute|AttributeStatement|AttributeValue|Authn\w+|SubjectLocality|Authz\w+)$/;

const isKnown = (local: string) =>
    signatureNames.test(local) || protocolNames.test(local) || assertionNames.test(local);

function namespaceFor(local: string): string {
    if (signatureNames.test(local)) {
        return namespaces.signature;
    }
    return protocolNames.test(local) ? namespaces.protocol : namespaces.assertion;
}

/** The elements and values of a copy, well-formed: what is missing around a cut-out element is supplied. */
export function repair(copy: string): Repaired {
    const found = new Set<RepairId>();
    const source = withoutPlaceholders(straightQuotes(copy.trim(), found), found);
    if (/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|lt|gt|amp|quot|apos);)/i.test(source)) {
        found.add("ampersands");
    }
    const writer = new Writer(found);
    const parser = new Parser(writer, { xmlMode: true, decodeEntities: true });
    parser.write(source);
    writer.isAtEnd = true;
    parser.end();
    return { xml: writer.end(), repairs: [...found] };
}

/** Word processors and blogs make “ of ". */
function straightQuotes(text: string, found: Set<RepairId>): string {
    return text.replace(/<[^<>]{1,4000}>/g, (tag) => {
        const straight = tag
            .replace(/=\s{0,9}[“”„]([^“”„"]*)[“”„]/g, '="$1"')
            .replace(/=\s{0,9}[‘’]([^‘’']*)[‘’]/g, "='$1'");
        if (straight !== tag) {
            found.add("quotationMarks");
        }
        return straight;
    });
}

/** `<REDACTED>`, `<your account id>`, `<...>`: no elements, since they have neither attributes nor an end; templates' `<%= id %>`. */
function withoutPlaceholders(templated: string, found: Set<RepairId>): string {
    const text = templated.replace(/<%[^%<>]{0,500}%>|<\?(?:=|php\b)[^?<>]{0,500}\?>/g, () => {
        found.add("placeholders");
        return takenOut;
    });
    const ended = new Set([...text.matchAll(/<\/\s{0,9}([^\s<>/]{1,100})/g)].map(([, name = ""]) => name));
    return text.replace(/<([^<>=!?/][^<>=]{0,100}|\/{0})>/g, (tag, inner: string) => {
        const [name = ""] = inner.trim().split(/[\s/]/);
        const isElement = ended.has(name) || /^[\w.-]{1,40}:[A-Za-z]\w*$/.test(name) || isKnown(name);
        if (isElement) {
            return tag;
        }
        found.add("placeholders");
        return takenOut;
    });
}

interface Open {
    name: string;
    /** By prefix, "" for the default one; those of the elements around it are inherited. */
    scope: Record<string, string>;
    /** Text of its own, and a comment, stand directly in it. */
    text: string;
    hasComment: boolean;
    hasElements: boolean;
}

/** Writes down what the parser meets. */
class Writer {
    private readonly parts: string[] = [];
    private readonly open: Open[] = [];
    private readonly undeclared: Record<string, string> = {};
    private rootName = "";
    private isOver = false;
    /** The copy has ended, and what is still open is ended by the parser. */
    isAtEnd = false;

    constructor(private readonly found: Set<RepairId>) {}

    onprocessinginstruction(name: string): void {
        this.found.add(/^!doctype/i.test(name) ? "doctype" : "declaration");
    }

    oncomment(): void {
        this.found.add("comments");
        const current = this.open.at(-1);
        if (current !== undefined) {
            current.hasComment = true;
        }
    }

    onopentag(name: string, attributes: Record<string, string>): void {
        if (this.isOver) {
            this.found.add("tags");
            return;
        }
        const around = this.open.at(-1);
        this.flush(around);
        if (around !== undefined) {
            around.hasElements = true;
        }
        const scope = { ...around?.scope };
        for (const [key, value] of Object.entries(attributes)) {
            const [, prefix] = /^xmlns(?::(.{1,100}))?$/.exec(key) ?? [];
            if (key.startsWith("xmlns")) {
                scope[prefix ?? ""] = value;
            }
        }
        const [local = "", prefix] = name.split(":").reverse();
        const written = Object.entries(attributes).filter(([key]) => isName(key));
        if (prefix !== undefined) {
            this.resolve(prefix, prefixes[prefix] ?? namespaceFor(local), scope);
        } else if (scope[""] === undefined) {
            const namespace = namespaceFor(local);
            scope[""] = namespace;
            written.unshift(["xmlns", namespace]);
            this.found.add("prefixes");
        }
        for (const [key] of written) {
            const [, attributePrefix] = /^([^:]{1,100}):/.exec(key) ?? [];
            if (attributePrefix !== undefined && attributePrefix !== "xmlns" && attributePrefix !== "xml") {
                this.resolve(attributePrefix, prefixes[attributePrefix] ?? `urn:undeclared:${attributePrefix}`, scope);
            }
        }
        const shown = written.map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', "&quot;")}"`).join("");
        // The root's tag is ended last: prefixes that nobody declared are declared there.
        this.parts.push(
            around === undefined ? `<${name}${shown}` : `<${name}${shown}>`,
            around === undefined ? ">" : "",
        );
        this.rootName ||= name;
        this.open.push({ name, scope, text: "", hasComment: false, hasElements: false });
    }

    ontext(text: string): void {
        const current = this.open.at(-1);
        if (current !== undefined) {
            current.text += text;
        }
    }

    onclosetag(name: string, isImplied: boolean): void {
        const current = this.open.at(-1);
        if (this.isOver || current === undefined) {
            return;
        }
        // `<a/>` is ended by the parser, too, and has nothing in it.
        if (current.name !== name || (isImplied && (current.hasElements || current.text.trim() !== ""))) {
            this.found.add("tags");
        }
        this.flush(current, true);
        if (this.isAtEnd) {
            this.parts.push(cutShort);
            this.isAtEnd = false;
        }
        this.parts.push(`</${current.name}>`);
        this.open.pop();
        this.isOver = this.open.length === 0;
    }

    onend(): void {}

    onerror(): void {}

    end(): string {
        const declared = Object.entries(this.undeclared).map(
            ([prefix, namespace]) => ` xmlns:${prefix}="${namespace}"`,
        );
        if (declared.length > 0) {
            this.found.add("prefixes");
        }
        const [root = "", ...rest] = this.parts;
        return [root, ...declared, ...rest].join("");
    }

    private resolve(prefix: string, namespace: string, scope: Record<string, string>): void {
        if (scope[prefix] === undefined) {
            this.undeclared[prefix] ??= namespace;
        }
    }

    /** The text so far. A comment with text on both sides is told by the reader of the copy, before anything is repaired. */
    private flush(element: Open | undefined, isEnd = false): void {
        if (element === undefined) {
            return;
        }
        const isEmptied = isEnd && element.hasComment && !element.hasElements && element.text.trim() === "";
        this.parts.push(isEmptied ? takenOut : escaped(element.text));
        element.text = "";
    }
}

const isName = (text: string) => /^[A-Za-z_][\w.-]{0,100}(?::[A-Za-z_][\w.-]{0,100})?$/.test(text);

const escaped = (text: string) =>
    text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll("\r", "&#13;")
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML does not allow
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

/**
 * From XML to data, strictly: one response, at most one assertion, in the places where SAML has them, and nothing that a
 * second reader could take for another one. A response that any reader could read in two ways is refused, not read.
 */
import type { Document, Element } from "@xmldom/xmldom";
import { parseXml } from "../../../rules/xml";
import { children, descendants, text } from "./elements";
import { isCutOff } from "./isCutOff";
import { awsAttributes, namespaces } from "./names";
import type { ReadResponse, SamlAssertion, SamlAttribute, SamlResponse, SubjectConfirmation } from "./response";
import { ResponseRefused } from "./responseRefused";
import { inventory, refuseAmbiguity } from "./unambiguous";

/** Reads a response. Throws a ResponseRefused, and nothing else, whatever the text. */
export function readResponse(xml: string): ReadResponse {
    try {
        return read(xml);
    } catch (error) {
        if (error instanceof RangeError) {
            throw new ResponseRefused("malformed", "its elements are nested too deep");
        }
        throw error;
    }
}

function read(xml: string): ReadResponse {
    const document = parse(xml);
    const root = document.documentElement as Element;
    if (root.namespaceURI !== namespaces.protocol || root.localName !== "Response") {
        throw new ResponseRefused("notResponse", `its root is ${root.nodeName}, not a SAML 2.0 Response`);
    }
    const nodes = inventory(root);
    refuseAmbiguity(root, nodes);
    const assertionElement = children(root, namespaces.assertion, "Assertion")[0];
    const signatures = nodes.signatures.map((signature) => ({
        signature,
        signed: signature.parentNode === root ? ("response" as const) : ("assertion" as const),
    }));
    const enclosedCertificates = nodes.signatures.flatMap(certificatesOf);
    return { response: readRoot(root, assertionElement), root, signatures, enclosedCertificates };
}

/** The certificates of a signature's KeyInfo. */
function certificatesOf(signature: Element): string[] {
    return children(signature, namespaces.signature, "KeyInfo").flatMap((keyInfo) =>
        descendants(keyInfo, namespaces.signature, "X509Certificate").map((one) => text(one).replace(/\s+/g, "")),
    );
}

function parse(xml: string): Document {
    if (/<!DOCTYPE/i.test(xml)) {
        throw new ResponseRefused("doctype", "it has a DOCTYPE");
    }
    // The bytes were read as UTF-8; who goes by another declaration would read other letters, or other markup, in them.
    const [declaration = ""] = /^<\?xml\s[^>]*/.exec(xml) ?? [];
    const [, encoding = "UTF-8"] = /\bencoding\s*=\s*["']([^"']*)/.exec(declaration) ?? [];
    const [, version = "1.0"] = /\bversion\s*=\s*["']([^"']*)/.exec(declaration) ?? [];
    if (encoding.toUpperCase() !== "UTF-8" || version !== "1.0") {
        throw new ResponseRefused("encoding", `declared to be XML ${version} in ${encoding}, not XML 1.0 in UTF-8`);
    }
    try {
        return parseXml(xml);
    } catch (error) {
        if (error instanceof RangeError) {
            throw error;
        }
        if (isCutOff(xml)) {
            throw new ResponseRefused("cutOff", `after ${xml.length} characters, in the middle`);
        }
        throw new ResponseRefused("malformed", error instanceof Error ? error.message : String(error));
    }
}

function readRoot(root: Element, assertion: Element | undefined): SamlResponse {
    const status = only(root, "Status", namespaces.protocol);
    const code = status && only(status, "StatusCode", namespaces.protocol)?.getAttribute("Value");
    const message = status && only(status, "StatusMessage", namespaces.protocol);
    const issuer = only(root, "Issuer");
    return {
        id: root.getAttribute("ID") ?? "",
        issueInstant: root.getAttribute("IssueInstant") ?? "",
        ...(issuer === undefined ? {} : { issuer: text(issuer).trim() }),
        statusCode: code ?? "",
        ...(message === undefined ? {} : { statusMessage: text(message).trim() }),
        ...(assertion === undefined ? {} : { assertion: readAssertion(assertion) }),
    };
}

function readAssertion(assertion: Element): SamlAssertion {
    const subject = only(assertion, "Subject");
    const nameId = subject && only(subject, "NameID");
    const conditions = only(assertion, "Conditions");
    const format = nameId?.getAttribute("Format");
    const attributes = saml(assertion, "AttributeStatement")
        .flatMap((statement) => saml(statement, "Attribute"))
        .map(readAttribute);
    refuseRepetition(attributes);
    return {
        id: assertion.getAttribute("ID") ?? "",
        issueInstant: assertion.getAttribute("IssueInstant") ?? "",
        issuer: textOf(only(assertion, "Issuer"))?.trim() ?? "",
        ...(nameId === undefined ? {} : { nameId: { value: text(nameId), ...(format ? { format } : {}) } }),
        confirmations: subject === undefined ? [] : saml(subject, "SubjectConfirmation").map(readConfirmation),
        ...optional("notBefore", conditions?.getAttribute("NotBefore")),
        ...optional("notOnOrAfter", conditions?.getAttribute("NotOnOrAfter")),
        audienceRestrictions: (conditions === undefined ? [] : saml(conditions, "AudienceRestriction")).map((one) =>
            saml(one, "Audience").map((audience) => text(audience).trim()),
        ),
        attributes,
    };
}

function readConfirmation(confirmation: Element): SubjectConfirmation {
    const data = only(confirmation, "SubjectConfirmationData");
    return {
        method: confirmation.getAttribute("Method") ?? "",
        ...optional("recipient", data?.getAttribute("Recipient")),
        ...optional("notBefore", data?.getAttribute("NotBefore")),
        ...optional("notOnOrAfter", data?.getAttribute("NotOnOrAfter")),
    };
}

/** Attributes that AWS does not read may hold elements of their own, as some identity providers write them. */
function readAttribute(attribute: Element): SamlAttribute {
    const name = attribute.getAttribute("Name") ?? "";
    const read = isAws(name) ? text : (value: Element) => value.textContent ?? "";
    return { name, values: saml(attribute, "AttributeValue").map(read) };
}

const isAws = (name: string) =>
    (Object.values(awsAttributes) as string[]).includes(name) || name.startsWith(awsAttributes.principalTagPrefix);

function refuseRepetition(attributes: SamlAttribute[]): void {
    const names = attributes.map(({ name }) => name);
    const twice = names.find((name, index) => isAws(name) && names.indexOf(name) !== index);
    if (twice !== undefined) {
        throw new ResponseRefused("duplicateAttribute", `it has the attribute ${twice} twice`);
    }
}

/** At most one, where SAML's schema has at most one. */
function only(parent: Element, name: string, namespace: string = namespaces.assertion): Element | undefined {
    const [first, second] = children(parent, namespace, name);
    if (second !== undefined) {
        throw new ResponseRefused("malformed", `it has ${name} twice in ${parent.nodeName}`);
    }
    return first;
}

const saml = (parent: Element, name: string) => children(parent, namespaces.assertion, name);

const textOf = (element: Element | undefined) => (element === undefined ? undefined : text(element));

function optional<K extends string>(key: K, value: string | null | undefined): { [P in K]?: string } {
    return (value === null || value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}

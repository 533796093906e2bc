/** The response that Entra would send, before it is signed. */
import { DOMImplementation, type Document, type Element, XMLSerializer } from "@xmldom/xmldom";
import { keepReturns } from "../../tools/signin/saml/elements";
import { bearer, namespaces, success } from "../../tools/signin/saml/names";
import type { SamlAttribute } from "../../tools/signin/saml/response";

export interface ResponseContent {
    /** Values of the two ID attributes: NCNames, `_` and a GUID with Entra. */
    responseId: string;
    assertionId: string;
    issuer: string;
    audience: string;
    recipient: string;
    nameId?: { value: string; format: string };
    attributes: SamlAttribute[];
    issuedAtMs: number;
}

/**
 * Entra's times: valid from five minutes before it was issued and for an hour after (Microsoft, "SAML token claims
 * reference" and "configurable token lifetimes").
 */
const notBeforeMs = 5 * 60_000;
const lifetimeMs = 60 * 60_000;

/** The document, in the order of Entra's elements, without a signature. */
export function buildResponse(content: ResponseContent): string {
    const document = new DOMImplementation().createDocument(namespaces.protocol, "samlp:Response");
    const response = document.documentElement as Element;
    const issued = instant(content.issuedAtMs);
    set(response, {
        ID: content.responseId,
        Version: "2.0",
        IssueInstant: issued,
        Destination: content.recipient,
    });
    saml(response, "Issuer", content.issuer);
    const status = add(response, namespaces.protocol, "samlp:Status");
    set(add(status, namespaces.protocol, "samlp:StatusCode"), { Value: success });
    const assertion = saml(response, "Assertion");
    set(assertion, { ID: content.assertionId, IssueInstant: issued, Version: "2.0" });
    saml(assertion, "Issuer", content.issuer);
    addSubject(assertion, content);
    addConditions(assertion, content);
    const statement = saml(assertion, "AttributeStatement");
    for (const { name, values } of content.attributes) {
        const attribute = saml(statement, "Attribute");
        set(attribute, { Name: name });
        for (const value of values) {
            saml(attribute, "AttributeValue", value);
        }
    }
    const authentication = saml(assertion, "AuthnStatement");
    set(authentication, { AuthnInstant: issued, SessionIndex: content.assertionId });
    const context = saml(authentication, "AuthnContext");
    saml(context, "AuthnContextClassRef", "urn:oasis:names:tc:SAML:2.0:ac:classes:Password");
    return keepReturns(new XMLSerializer().serializeToString(document));
}

function addSubject(assertion: Element, { nameId, recipient, issuedAtMs }: ResponseContent): void {
    const subject = saml(assertion, "Subject");
    if (nameId !== undefined) {
        set(saml(subject, "NameID", nameId.value), { Format: nameId.format });
    }
    const confirmation = saml(subject, "SubjectConfirmation");
    set(confirmation, { Method: bearer });
    set(saml(confirmation, "SubjectConfirmationData"), {
        NotOnOrAfter: instant(issuedAtMs + lifetimeMs),
        Recipient: recipient,
    });
}

function addConditions(assertion: Element, { audience, issuedAtMs }: ResponseContent): void {
    const conditions = saml(assertion, "Conditions");
    set(conditions, {
        NotBefore: instant(issuedAtMs - notBeforeMs),
        NotOnOrAfter: instant(issuedAtMs + lifetimeMs),
    });
    saml(saml(conditions, "AudienceRestriction"), "Audience", audience);
}

function saml(parent: Element, name: string, text?: string): Element {
    const child = add(parent, namespaces.assertion, name);
    if (text !== undefined) {
        child.appendChild((child.ownerDocument as Document).createTextNode(text));
    }
    return child;
}

function add(parent: Element, namespace: string, name: string): Element {
    const child = (parent.ownerDocument as Document).createElementNS(namespace, name);
    parent.appendChild(child);
    return child;
}

function set(element: Element, attributes: Record<string, string>): void {
    for (const [name, value] of Object.entries(attributes)) {
        element.setAttribute(name, value);
    }
}

function instant(timeMs: number): string {
    return new Date(timeMs).toISOString();
}

/** A SAML response as data. */
import type { Element } from "@xmldom/xmldom";

export interface SamlResponse {
    id: string;
    issueInstant: string;
    issuer?: string;
    statusCode: string;
    /** The status's own words, where the identity provider gives any. */
    statusMessage?: string;
    /** Undefined in a response that reports a failure. */
    assertion?: SamlAssertion;
}

export interface SamlAssertion {
    id: string;
    issueInstant: string;
    issuer: string;
    nameId?: { value: string; format?: string };
    confirmations: SubjectConfirmation[];
    /** Times are as written, to be read by `Date.parse`. */
    notBefore?: string;
    notOnOrAfter?: string;
    /** One list for each AudienceRestriction; each must hold the audience. */
    audienceRestrictions: string[][];
    attributes: SamlAttribute[];
}

export interface SubjectConfirmation {
    method: string;
    recipient?: string;
    notBefore?: string;
    notOnOrAfter?: string;
}

export interface SamlAttribute {
    name: string;
    values: string[];
}

/** A response that could be read, with the elements that its signatures stand for. */
export interface ReadResponse {
    response: SamlResponse;
    root: Element;
    signatures: { signature: Element; signed: "assertion" | "response" }[];
    /** Certificates that came along in KeyInfo, DER in base64. They prove nothing. */
    enclosedCertificates: string[];
}

/** The attribute's values, of all elements of that name. */
export function valuesOf(assertion: SamlAssertion, name: string): string[] {
    return assertion.attributes.filter((attribute) => attribute.name === name).flatMap(({ values }) => values);
}

/** Responses as other identity providers write them: prefixes, places of signatures, canonicalization, types of values. */
import type { KeyObject } from "node:crypto";
import { SignedXml } from "xml-crypto";
import { algorithms, namespaces } from "../../../../tools/signin/saml/names";
import { content } from "../hostile/attempt";

export const inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

export interface Layout {
    /** The document, unsigned. */
    xml: string;
    /** XPath of what is signed, the innermost first. */
    signed: string[];
    prefix?: string;
    prefixList?: string[];
    canonicalization?: string;
    algorithm?: string;
    digest?: string;
}

export const assertion = "//*[local-name()='Assertion']";
export const response = "/*";

export interface Signer {
    privateKey: KeyObject;
    value: string;
}

/** Signs by xml-crypto what the layout says, each signature after the Issuer of its element. */
export function signLayout(layout: Layout, { privateKey, value }: Signer): string {
    const { canonicalization = algorithms.exclusiveC14n, prefix, prefixList = [] } = layout;
    return layout.signed.reduce((xml, xpath) => {
        const signature = new SignedXml({
            ...{ privateKey, canonicalizationAlgorithm: canonicalization },
            signatureAlgorithm: layout.algorithm ?? algorithms.rsaSha256,
            getKeyInfoContent: () => {
                const p = prefix === undefined ? "" : `${prefix}:`;
                return `<${p}X509Data><${p}X509Certificate>${value.replace(/.{64}/g, "$&\n")}</${p}X509Certificate></${p}X509Data>`;
            },
        });
        signature.addReference({
            xpath,
            transforms: [algorithms.envelopedSignature, canonicalization],
            digestAlgorithm: layout.digest ?? algorithms.sha256,
            inclusiveNamespacesPrefixList: prefixList,
        });
        signature.computeSignature(xml, {
            ...(prefix === undefined ? {} : { prefix }),
            location: { reference: `${xpath}/*[local-name()='Issuer']`, action: "after" },
        });
        return signature.getSignedXml();
    }, layout.xml);
}

const { issuer, audience, recipient, issuedAtMs } = content;
const at = (minutes: number) => new Date(issuedAtMs + minutes * 60_000).toISOString();
const [role = "", sessionName = "", duration = ""] = content.attributes.map(({ values: [value = ""] }) => value);
const [roleName, sessionNameName, durationName] = content.attributes.map(({ name }) => name);
const common = `Version="2.0" IssueInstant="${at(0)}"`;
const success = "urn:oasis:names:tc:SAML:2.0:status:Success";
const xs = "http://www.w3.org/2001/XMLSchema";

/** Entra: default namespaces on each element, no line ends, claims of its own before AWS's, the assertion signed. */
export const entraResponse = [
    `<samlp:Response ID="_r1" ${common} Destination="${recipient}" xmlns:samlp="${namespaces.protocol}">`,
    `<Issuer xmlns="${namespaces.assertion}">${issuer}</Issuer>`,
    `<samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status>`,
    `<Assertion ID="_a1" IssueInstant="${at(0)}" Version="2.0" xmlns="${namespaces.assertion}"><Issuer>${issuer}</Issuer>`,
    `<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${sessionName}</NameID>`,
    `<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData NotOnOrAfter="${at(60)}" Recipient="${recipient}"/></SubjectConfirmation></Subject>`,
    `<Conditions NotBefore="${at(-5)}" NotOnOrAfter="${at(60)}"><AudienceRestriction><Audience>${audience}</Audience></AudienceRestriction></Conditions>`,
    "<AttributeStatement>",
    '<Attribute Name="http://schemas.microsoft.com/identity/claims/tenantid"><AttributeValue>3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846</AttributeValue></Attribute>',
    '<Attribute Name="http://schemas.microsoft.com/claims/authnmethodsreferences"><AttributeValue>http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password</AttributeValue><AttributeValue>http://schemas.microsoft.com/claims/multipleauthn</AttributeValue></Attribute>',
    `<Attribute Name="${roleName}"><AttributeValue>${role}</AttributeValue></Attribute>`,
    `<Attribute Name="${sessionNameName}"><AttributeValue>${sessionName}</AttributeValue></Attribute>`,
    `<Attribute Name="${durationName}"><AttributeValue>${duration}</AttributeValue></Attribute>`,
    "</AttributeStatement>",
    `<AuthnStatement AuthnInstant="${at(-1)}" SessionIndex="_a1"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement>`,
    "</Assertion></samlp:Response>",
].join("");

/** One prefix for all of SAML's elements, typed values; `saml`: the prefix of assertions, `typed`: where xs and xsi are declared. */
function prefixed(samlp: string, saml: string, typed: "response" | "assertion" | "value", lineEnd = ""): string {
    const types = `xmlns:xs="${xs}" xmlns:xsi="${xs}-instance"`;
    const on = (place: typeof typed) => (place === typed ? ` ${types}` : "");
    const attribute = (name: string | undefined, value: string) =>
        `<${saml}:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><${saml}:AttributeValue${on("value")} xsi:type="xs:string">${value}</${saml}:AttributeValue></${saml}:Attribute>`;
    return [
        `<${samlp}:Response xmlns:${samlp}="${namespaces.protocol}" ID="_r1" ${common} Destination="${recipient}"${on("response")}>`,
        `<${saml}:Issuer xmlns:${saml}="${namespaces.assertion}" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${issuer}</${saml}:Issuer>`,
        `<${samlp}:Status><${samlp}:StatusCode Value="${success}"/></${samlp}:Status>`,
        `<${saml}:Assertion xmlns:${saml}="${namespaces.assertion}"${on("assertion")} ID="_a1" ${common}>`,
        `<${saml}:Issuer>${issuer}</${saml}:Issuer>`,
        `<${saml}:Subject><${saml}:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${sessionName}</${saml}:NameID>`,
        `<${saml}:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><${saml}:SubjectConfirmationData NotOnOrAfter="${at(5)}" Recipient="${recipient}"/></${saml}:SubjectConfirmation></${saml}:Subject>`,
        `<${saml}:Conditions NotBefore="${at(-5)}" NotOnOrAfter="${at(5)}"><${saml}:AudienceRestriction><${saml}:Audience>${audience}</${saml}:Audience></${saml}:AudienceRestriction></${saml}:Conditions>`,
        `<${saml}:AuthnStatement AuthnInstant="${at(0)}" SessionIndex="s1"><${saml}:AuthnContext><${saml}:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</${saml}:AuthnContextClassRef></${saml}:AuthnContext></${saml}:AuthnStatement>`,
        `<${saml}:AttributeStatement>`,
        attribute(roleName, role),
        attribute(sessionNameName, sessionName),
        attribute(durationName, duration),
        `</${saml}:AttributeStatement>`,
        `</${saml}:Assertion>`,
        `</${samlp}:Response>`,
    ].join(lineEnd);
}

/** Okta: saml2p and saml2, xs declared on the response and listed as inclusive, both signed, ds: on the signature. */
export const oktaResponse = prefixed("saml2p", "saml2", "assertion");
/** Keycloak: samlp and saml, types declared with each value, signed with dsig:. */
export const keycloakResponse = prefixed("samlp", "saml", "value");
/** Shibboleth: as Okta, with line ends, and types declared on the response. */
export const shibbolethResponse = prefixed("saml2p", "saml2", "response", "\n");
/** ADFS: the assertion has its namespace as the default one, and its signature is ds:. */
export const adfsResponse = entraResponse.replace(
    `<samlp:Response`,
    `<samlp:Response xmlns="urn:contoso.example:unused" Consent="urn:oasis:names:tc:SAML:2.0:consent:unspecified"`,
);

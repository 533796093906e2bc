/** A SAML response on its way through the browser: written and signed as Entra does, read as AWS does. */
import { createHash, randomUUID } from "node:crypto";
import { DOMParser, type Document, type Element } from "@xmldom/xmldom";
import { ExclusiveCanonicalization, SignedXml } from "xml-crypto";
import type { KeyCredential } from "../clouds/azuread/entra/objects";
import { type issue, nameIdClaim, type SamlResponse } from "../clouds/signIn/entra";
import { Refused } from "../clouds/signIn/refused";
import { html } from "./html";

const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
const assertionNamespace = "urn:oasis:names:tc:SAML:2.0:assertion";
const xmldsig = "http://www.w3.org/2000/09/xmldsig#";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
const minute = 60_000;

/** In base64, as the form of Entra's last page has it. */
export function writeResponse(
    { content, keys: [key] }: ReturnType<typeof issue>,
    keyCredentials: readonly KeyCredential[],
    nowMs: number,
): string {
    const { issuer, audience, recipient, claims, hasNameId } = content;
    const certificate = keyCredentials.find((one) => one.key && one.customKeyIdentifier === key?.customKeyIdentifier);
    const at = (ms: number) => new Date(nowMs + ms).toISOString();
    const id = `_${randomUUID()}`;
    const { [nameIdClaim]: nameIds, ...attributes } = claims;
    const nameId = nameIds?.[0] ?? createHash("sha256").update(JSON.stringify(claims)).digest("base64url");
    const values = (list: readonly string[]) => list.map((one) => html`<AttributeValue>${one}</AttributeValue>`);
    const statements = Object.entries(attributes).map(
        ([name, list]) => html`<Attribute Name="${name}">${values(list)}</Attribute>`,
    );
    const end = at(60 * minute);
    const xml = [
        html`<samlp:Response xmlns:samlp="${protocol}" ID="_${randomUUID()}" Version="2.0" IssueInstant="${at(0)}" Destination="${recipient}"><Issuer xmlns="${assertionNamespace}">${issuer}</Issuer>`,
        html`<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>`,
        html`<Assertion xmlns="${assertionNamespace}" ID="${id}" IssueInstant="${at(0)}" Version="2.0"><Issuer>${issuer}</Issuer>`,
        html`<Subject>${hasNameId ? html`<NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${nameId}</NameID>` : undefined}`,
        html`<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${recipient}"/></SubjectConfirmation></Subject>`,
        html`<Conditions NotBefore="${at(-5 * minute)}" NotOnOrAfter="${end}"><AudienceRestriction><Audience>${audience}</Audience></AudienceRestriction></Conditions>`,
        html`<AttributeStatement>${statements}</AttributeStatement>`,
        html`<AuthnStatement AuthnInstant="${at(0)}" SessionIndex="${id}"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion></samlp:Response>`,
    ]
        .map(({ text }) => text)
        .join("");
    return Buffer.from(signed(xml, key?.privateKey ?? "", certificate?.key ?? "")).toString("base64");
}

function signed(xml: string, privateKey: string, certificate: string): string {
    const signature = new SignedXml({
        privateKey,
        signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        canonicalizationAlgorithm: exclusive,
        getKeyInfoContent: () => `<X509Data><X509Certificate>${certificate}</X509Certificate></X509Data>`,
    });
    const assertion = "/*/*[local-name(.)='Assertion']";
    signature.addReference({
        xpath: assertion,
        transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", exclusive],
        digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
    });
    signature.computeSignature(xml, {
        location: { reference: `${assertion}/*[local-name(.)='Issuer']`, action: "after" },
    });
    return signature.getSignedXml();
}

/** What was posted. `signed` and `signatures` are what its signature is over: who trusts which certificate is asked later. */
export function readResponse(base64: string, relayState: string): SamlResponse {
    const document = parsed(Buffer.from(base64, "base64").toString("utf8"));
    const assertion = only(document, assertionNamespace, "Assertion");
    const signature = only(assertion, xmldsig, "Signature");
    const signedInfo = only(signature, xmldsig, "SignedInfo");
    const text = (namespace: string, name: string) => only(assertion, namespace, name).textContent ?? "";
    const signedText = canonical(signedInfo);
    const value = Buffer.from(only(signature, xmldsig, "SignatureValue").textContent ?? "", "base64");
    const digest = only(signedInfo, xmldsig, "DigestValue").textContent?.replace(/\s/g, "");
    const reference = only(signedInfo, xmldsig, "Reference").getAttribute("URI");
    signature.parentNode?.removeChild(signature);
    const actual = createHash("sha256").update(canonical(assertion)).digest("base64");
    if (reference !== `#${assertion.getAttribute("ID")}` || actual !== digest) {
        throw new Refused("the response's signature is invalid");
    }
    const attributes = [...assertion.getElementsByTagNameNS(assertionNamespace, "Attribute")];
    return {
        issuer: text(assertionNamespace, "Issuer"),
        audience: text(assertionNamespace, "Audience"),
        recipient: only(assertion, assertionNamespace, "SubjectConfirmationData").getAttribute("Recipient") ?? "",
        hasNameId: assertion.getElementsByTagNameNS(assertionNamespace, "NameID").length === 1,
        claims: Object.fromEntries(
            attributes.map((attribute) => [
                attribute.getAttribute("Name") ?? "",
                [...attribute.getElementsByTagNameNS(assertionNamespace, "AttributeValue")].map(
                    ({ textContent }) => textContent ?? "",
                ),
            ]),
        ),
        relayState,
        signed: signedText,
        signatures: [value],
    };
}

function parsed(xml: string): Document {
    try {
        // As XML 1.0 has them (2.11); the parser's own are those of XML 1.1, which change signed texts.
        const normalizeLineEndings = (text: string) => text.replace(/\r\n?/g, "\n");
        return new DOMParser({ normalizeLineEndings, onError: () => undefined }).parseFromString(xml, "text/xml");
    } catch {
        throw new Refused("the response is not XML");
    }
}

/** The one element of that name; AWS takes no response in which there are several, or none. */
function only(within: Document | Element, namespace: string, name: string): Element {
    const found = [...within.getElementsByTagNameNS(namespace, name)];
    if (found.length !== 1 || found[0] === undefined) {
        throw new Refused(`the response has ${found.length} elements ${name}, and not one`);
    }
    return found[0];
}

function canonical(element: Element): string {
    return new ExclusiveCanonicalization().process(element as unknown as globalThis.Element, {}).toString();
}

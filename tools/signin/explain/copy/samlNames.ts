/** Names of SAML's and XML Signature's elements, for copies that have lost their namespaces. */
import { namespaces } from "../../saml/names";

/** The prefixes that identity providers use. */
export const prefixes: Readonly<Record<string, string>> = {
    samlp: namespaces.protocol,
    saml2p: namespaces.protocol,
    saml1p: namespaces.protocol,
    saml: namespaces.assertion,
    saml2: namespaces.assertion,
    ds: namespaces.signature,
    dsig: namespaces.signature,
    xs: "http://www.w3.org/2001/XMLSchema",
    xsd: "http://www.w3.org/2001/XMLSchema",
    xsi: "http://www.w3.org/2001/XMLSchema-instance",
    ec: "http://www.w3.org/2001/10/xml-exc-c14n#",
};

const signatureNames =
    /^(?:Signature|SignedInfo|SignatureValue|KeyInfo|KeyName|KeyValue|X509\w+|CanonicalizationMethod|SignatureMethod|Reference|Transforms?|Digest\w+|Object|InclusiveNamespaces|RSA\w+|Modulus|Exponent)$/;
const protocolNames = /^(?:Response|Status|StatusCode|StatusMessage|StatusDetail|Extensions)$/;
const assertionNames =
    /^(?:Assertion|EncryptedAssertion|Issuer|Subject|NameID|SubjectConfirmation|SubjectConfirmationData|Conditions|AudienceRestriction|Audience|OneTimeUse|ProxyRestriction|Advice|Attribute|AttributeStatement|AttributeValue|Authn\w+|SubjectLocality|Authz\w+)$/;

export const isKnown = (local: string) =>
    signatureNames.test(local) || protocolNames.test(local) || assertionNames.test(local);

/** The namespace to which an element of this name belongs. */
export function namespaceFor(local: string): string {
    if (signatureNames.test(local)) {
        return namespaces.signature;
    }
    return protocolNames.test(local) ? namespaces.protocol : namespaces.assertion;
}

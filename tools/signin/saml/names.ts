/** Names of SAML 2.0 and XML Signature, as they stand in a response. */
export const namespaces = {
    protocol: "urn:oasis:names:tc:SAML:2.0:protocol",
    assertion: "urn:oasis:names:tc:SAML:2.0:assertion",
    signature: "http://www.w3.org/2000/09/xmldsig#",
} as const;

export const success = "urn:oasis:names:tc:SAML:2.0:status:Success";
export const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
export const emailAddressFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
export const persistentFormat = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

export const algorithms = {
    rsaSha256: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    sha256: "http://www.w3.org/2001/04/xmlenc#sha256",
    exclusiveC14n: "http://www.w3.org/2001/10/xml-exc-c14n#",
    envelopedSignature: "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
} as const;

/** Attributes that AWS reads. Their names are case sensitive (IAM guide, "Configure SAML assertions"). */
export const awsAttributes = {
    role: "https://aws.amazon.com/SAML/Attributes/Role",
    roleSessionName: "https://aws.amazon.com/SAML/Attributes/RoleSessionName",
    sessionDuration: "https://aws.amazon.com/SAML/Attributes/SessionDuration",
    sourceIdentity: "https://aws.amazon.com/SAML/Attributes/SourceIdentity",
    principalTagPrefix: "https://aws.amazon.com/SAML/Attributes/PrincipalTag:",
} as const;

/** The claim that becomes the subject's NameID instead of an attribute. */
export const nameIdentifierClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

/** What a sign-in is checked for: the ids that code compares, and the words that people read. */

/** `{}` stands for the subject: an action, a claim, a certificate. */
export const checks = {
    ownSignInUrl: "the sign-in URL is the SAML provider's own",
    roleClaim: "the Role claim is a role ARN and a SAML provider ARN",
    roleChosen: "the person chooses this role",
    oneAccount: "role and SAML provider are in one account",
    sessionName: "RoleSessionName is 2 to 64 of a-z A-Z 0-9 _ + = , . @ -",
    sessionDuration: "SessionDuration is 900 to 43200 seconds",
    sourceIdentity: "SourceIdentity is 2 to 64 of a-z A-Z 0-9 _ + = , . @ -",
    nameId: "the subject has a NameID",
    sessionTags: "the session tags are within the limits of STS",
    serviceControlPolicies: "service control policies of the organisation allow it",
    roleUniqueId: "the role's unique id is known",
    sessionNameClaim: "the claims mapping policy has a RoleSessionName",
    responseLength: "the response is not too long",
    base64OfXml: "the response is base64 of XML",
    unambiguous: "the response can be read in one way only",
    success: "the identity provider reports success and sends an assertion",
    samlProviderExists: "the SAML provider exists",
    samlProviderDocument: "the SAML provider's document can be read",
    issuer: "the issuer is the SAML provider's",
    signature: "a certificate of the SAML provider's document verifies the signature",
    signingCertificateKnown: "the SAML provider's document holds the certificate in use",
    responseSignature: "a signature on the response alone is enough",
    subjectConfirmation: "the subject confirmation has a Recipient and NotOnOrAfter",
    replyUrlIsAws: "the reply URL is the sign-in endpoint of AWS",
    recipient: "the recipient is the endpoint it is posted to",
    partition: "the role is in the partition of the endpoint",
    audience: "the audience is AWS",
    timesReadable: "its times can be read",
    notExpired: "the response has not expired",
    validAlready: "the response is valid already",
    postedInTime: "it is posted within 5 minutes",
    inTime: "the response is in time",
    roleExists: "the role exists",
    trustPolicyReadable: "the role's trust policy can be read",
    maxSessionDuration: "the role allows a session that long",
    defaultDuration: "the session lasts an hour",
    accountExists: "the account exists in the directory",
    accountEnabled: "the account is enabled",
    pageExists: "the page exists",
    pageHost: "the page is on the instance's own host",
    pagePermission: "a security profile of the user opens the page",
    relayState: "the relay state leads to an instance of Amazon Connect",
    instanceExists: "the instance exists, in the relay state's Region",
    instanceArn: "the instance's ARN is known",
    instanceActive: "the instance is active",
    samlInstance: "the instance's users come by SAML",
    emulatedClouds: "the emulated clouds let the person in by themselves, with a signature that was made and verified",
    connectUser: "the instance has a user of exactly this name",
    boundRole: "the user is not bound to another role",
    nameIdByEntra: "the token has a NameID of Entra's own choice",
    servicePrincipal: "the application has a service principal",
    applicationEnabled: "the application is enabled",
    samlMode: "single sign-on is by SAML",
    notDisabledByMicrosoft: "Microsoft has not disabled the application",
    replyUrl: "the application has a reply URL",
    audienceOverride: "the claims mapping policy overrides the audience",
    identifier: "the application has an identifier",
    identifierSuffix: "Entra issues the identifier without what follows #",
    claimsPolicy: "the claims mapping policy can be evaluated",
    tenant: "the tenant is known",
    relayStateKnown: "the relay state is known",
    startsAtEntra: "the sign-in starts at Entra",
    assigned: "the person is assigned to the application",
    assignmentRequired: "assignment is required",
    assignmentNotRequired: "assignment is not required: everybody in the directory may use the application",
    assignmentCounts: "the assignment counts",
    microsoftCloud: "Microsoft's cloud is known",
    noDrift: "Entra holds the certificates that the stack holds",
    validCertificate: "a certificate signs that is valid now",
    ownSignature: "the signature fits what it stands for",
    roleAllowsFederation: "the role's policies allow connect:GetFederationToken",
    boundaryAllowsFederation: "the role's permissions boundary allows it",
    trustPolicyAllows: "the trust policy allows {}",
    claimEvaluated: "the claim {} is evaluated",
    certificateReadable: "the certificate {} can be read",
} as const;

export type CheckId = keyof typeof checks;

/** A check, or a check of one subject. */
export type About = CheckId | readonly [id: CheckId, subject: string];

export function idOf(about: About): CheckId {
    return typeof about === "string" ? about : about[0];
}

/** In words, as it has to be: `the trust policy allows sts:TagSession`. */
export function wordsOf(about: About): string {
    return typeof about === "string" ? checks[about] : checks[about[0]].replace("{}", () => about[1]);
}

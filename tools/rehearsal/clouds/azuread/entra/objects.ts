/** What a directory holds, shaped as Microsoft Graph shows it. `null` is Graph's "not set". */
export type Tenant = {
    id: string;
    /** The principal whose requests these are. */
    callerObjectId: string;
    callerClientId: string;
    /** Callers without an administrator's role own the applications that they register. */
    verifiedDomains: string[];
    identifierUriPolicy: IdentifierUriPolicy;
    userPermission: UserPermission;
    /** How Graph lists the keys of a service principal; no document says. Absent: the oldest first. */
    keyOrder?: KeyOrder;
};

export const keyOrders = ["oldestFirst", "newestFirst"] as const;
export type KeyOrder = (typeof keyOrders)[number];

/** Graph's identifierUriRestriction: `enforced: false` is a directory where an administrator has switched it off. */
export type IdentifierUriPolicy = {
    enforced: boolean;
    excludeSaml: boolean;
    excludeAppsReceivingV2Tokens: boolean;
};

/** What the caller may read of people. With `User.ReadBasic.All` Graph leaves out accountEnabled, among others. */
export const userPermissions = ["User.Read.All", "User.ReadBasic.All", "none"] as const;
export type UserPermission = (typeof userPermissions)[number];

export type User = {
    id: string;
    userPrincipalName: string;
    displayName: string | null;
    givenName: string | null;
    surname: string | null;
    mail: string | null;
    mailNickname: string | null;
    employeeId: string | null;
    accountEnabled: boolean;
    userType: string;
    usageLocation: string | null;
    onPremisesImmutableId: string | null;
    onPremisesSamAccountName: string | null;
    onPremisesUserPrincipalName: string | null;
};

export type Group = {
    id: string;
    displayName: string;
    description: string | null;
    groupTypes: string[];
    isAssignableToRole: boolean;
    mailEnabled: boolean;
    mailNickname: string | null;
    /** Direct ones: users, groups and service principals. */
    members: string[];
    owners: string[];
    securityEnabled: boolean;
    visibility: string | null;
};

export type AppRole = {
    id: string;
    allowedMemberTypes: string[];
    description: string;
    displayName: string;
    isEnabled: boolean;
    value: string | null;
};

export type Application = {
    id: string;
    appId: string;
    displayName: string;
    description: string | null;
    groupMembershipClaims: string[];
    notes: string | null;
    serviceManagementReference: string | null;
    signInAudience: string;
    publisherDomain: string;
    requestedAccessTokenVersion: number;
    identifierUris: string[];
    redirectUris: { Web: string[]; SPA: string[]; PublicClient: string[] };
    homePageUrl: string | null;
    logoutUrl: string | null;
    enableAccessTokenIssuance: boolean;
    enableIdTokenIssuance: boolean;
    marketingUrl: string | null;
    privacyStatementUrl: string | null;
    supportUrl: string | null;
    termsOfServiceUrl: string | null;
    appRoles: AppRole[];
    acceptMappedClaims: boolean;
    knownClientApplications: string[];
    tags: string[];
    owners: string[];
};
export type RedirectUriType = keyof Application["redirectUris"];

export type KeyCredential = {
    keyId: string;
    usage: "Sign" | "Verify";
    /** The same for the two keys of one certificate. */
    customKeyIdentifier: string;
    displayName: string;
    startDateTime: string;
    endDateTime: string;
    /** Base64 of the certificate; Graph never gives back the key of a `Sign` entry. */
    key: string | null;
};

export type ServicePrincipal = {
    id: string;
    appId: string;
    accountEnabled: boolean;
    alternativeNames: string[];
    appRoleAssignmentRequired: boolean;
    description: string | null;
    loginUrl: string | null;
    notes: string | null;
    notificationEmailAddresses: string[];
    owners: string[];
    preferredSingleSignOnMode: string | null;
    preferredTokenSigningKeyThumbprint: string | null;
    relayState: string | null;
    tags: string[];
    keyCredentials: KeyCredential[];
    claimsMappingPolicies: string[];
};

/** The private half of a `Sign` key: nothing ever answers with it. */
export type SigningKey = { id: string; servicePrincipalId: string; customKeyIdentifier: string; privateKey: string };

export type ClaimsMappingPolicy = { id: string; displayName: string; definition: string[] };

export type AppRoleAssignment = {
    id: string;
    appRoleId: string;
    principalId: string;
    principalType: "User" | "Group" | "ServicePrincipal";
    principalDisplayName: string;
    resourceId: string;
};

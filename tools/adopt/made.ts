/** A sign-in that people made by hand, as `az` and `aws` printed it. Plain data; names are the clouds' own. */
import type { Directory } from "../deployment/directory";

export interface MadeInAws {
    instance: MadeInstance;
    users: MadeUser[];
    /** Names by id. */
    securityProfiles: ReadonlyMap<string, string>;
    routingProfiles: ReadonlyMap<string, string>;
    /** Permissions by the id of a security profile. */
    permissions: ReadonlyMap<string, string[]>;
    role: MadeRole;
    samlProviders: MadeProvider[];
}

export interface MadeInEntra {
    /** The cloud of Entra, as azuread names it: `global`, `usgovernment`, `usgovernmentl5` or `china`. */
    environment: string;
    application: MadeApplication;
    servicePrincipal: MadeServicePrincipal;
    claims: MadeClaims;
    assignments: MadeAssignment[];
    directory: Directory;
}

export type MadeByHand = MadeInAws & MadeInEntra;

export interface MadeInstance {
    id: string;
    arn: string;
    alias: string;
    /** `SAML`, `CONNECT_MANAGED` or `EXISTING_DIRECTORY`. */
    identityManagementType: string;
    status: string;
    partition: string;
    region: string;
    accountId: string;
}

export interface MadeUser {
    id: string;
    username: string;
    firstName: string;
    lastName: string;
    email?: string;
    secondaryEmail?: string;
    mobile?: string;
    phoneType: string;
    autoAccept: boolean;
    afterContactWorkTimeLimit?: number;
    deskPhoneNumber?: string;
    routingProfileId: string;
    securityProfileIds: string[];
}

export interface MadeRole {
    name: string;
    arn: string;
    uniqueId: string;
    /** JSON text. */
    trustPolicy: string;
    maxSessionDurationSeconds: number;
    boundaryArn?: string;
    /** Documents are JSON texts. */
    inlinePolicies: { name: string; document: string }[];
    attachedPolicies: { arn: string; document: string }[];
}

export interface MadeProvider {
    arn: string;
    document: string;
    hasTags: boolean;
}

export interface MadeApplication {
    objectId: string;
    clientId: string;
    displayName: string;
    identifierUris: string[];
    replyUrls: string[];
    acceptMappedClaims: boolean;
    /** Version of its access tokens; null where it was never set. */
    tokenVersion: number | null;
    tags: string[];
    /** Values of enabled app roles, by id. */
    appRoles: Readonly<Record<string, string>>;
    /** Names of what else it has that this program does not write, and would take away. */
    more: string[];
}

export interface MadeServicePrincipal {
    objectId: string;
    tenantId: string;
    accountEnabled: boolean;
    appRoleAssignmentRequired: boolean;
    preferredSingleSignOnMode: string;
    relayState: string;
    loginUrl: string;
    notificationEmailAddresses: string[];
    tags: string[];
    /** Names of what else it has that this program would take away. */
    more: string[];
    certificates: MadeCertificate[];
    /** SHA-1 in capital digits, or null where none was chosen. */
    preferredThumbprint: string | null;
}

export interface MadeCertificate {
    keyId: string;
    /** SHA-1 in capital digits. */
    thumbprint: string;
    /** Base64 DER; undefined where it was not printed. */
    value?: string;
    notBefore: string;
    notAfter: string;
}

export type MadeClaims =
    /** A claims mapping policy. `isShared`: other applications use it, too. */
    | { kind: "policy"; policyId: string; displayName: string; definition: string; isShared: boolean; others: number }
    /** Set in the portal; the definition says the same as a policy would. */
    | { kind: "portal"; definition: string }
    /** Set in the portal, and nobody read them. */
    | { kind: "unknown" };

export interface MadeAssignment {
    id: string;
    appRoleId: string;
    principalId: string;
    /** `User`, `Group` or `ServicePrincipal`. */
    principalType: string;
    principalDisplayName: string;
}

/** A federation as one typed value. Names are the clouds' own; nothing here is Pulumi's. */
import type { PartKind, UnreadPart } from "./otherProviders";
import type { Readable, Unreadable } from "./unreadable";

/** Everything a sign-in meets, on both sides, as one stack holds it. */
export interface Deployment {
    /** Where it was read from, for messages: `the stack dev`, a file's name. */
    source: string;
    applications: EntraApplication[];
    samlProviders: SamlProvider[];
    roles: IamRole[];
    instances: ConnectInstance[];
    connectUsers: ConnectUser[];
    securityProfiles: SecurityProfile[];
    /** Cognito user pools, and what the stack has in them. */
    userPools?: CognitoUserPool[];
    /** Members of groups, as far as the stack makes them; a group may have others. */
    groups?: StackGroup[];
    /** Parts that the stack makes by resources which are not read. */
    unread?: Partial<Record<PartKind, UnreadPart[]>>;
    /** Resources of the stack that bear on sign-in but are outside this model, each in a line: `aws:… "name"`. */
    notModelled: string[];
}

/** An application and its service principal. What the export has only one of is filled from that one. */
export interface EntraApplication {
    /** Its resource's name in the stack: `sso`. */
    name: string;
    /** Application (client) id. */
    clientId: Readable<string>;
    displayName: Readable<string>;
    tenantId: Readable<string>;
    /** It is that of the application behind a service principal, and may be the tenant of who sells it. */
    tenantMayBeVendors?: boolean;
    /** A value of azuread's `environment`; `global` unless the provider's configuration says otherwise. */
    environment: Readable<string>;
    /** All identifiers, those of `ApplicationIdentifierUri` resources included. */
    identifierUris: Readable<string[]>;
    replyUrls: Readable<string[]>;
    acceptMappedClaims: Readable<boolean>;
    /** Values of the enabled app roles that it declares, by their id in lower case; a role without a value has "". */
    appRoles?: Readonly<Record<string, string>>;
    /** Graph's `disabledByMicrosoftStatus`, where Microsoft has disabled it. */
    disabledByMicrosoft?: Readable<string>;
    /**
     * A component of this project makes it: what the stack does not hold of it is not there. Of another program's
     * application any part may have been made elsewhere.
     */
    isManaged?: boolean;
    /** The same of its claims. */
    areClaimsManaged?: boolean;
    /** The stack may make, or change, more of it by a resource that is not read. */
    unreadParts?: Unreadable;
    /** A `ConnectSso` makes it, and AWS's side in the same stack. */
    isWhole?: boolean;
    /** Undefined when the stack has none, which of a managed application means that nobody can sign in. */
    servicePrincipal?: ServicePrincipal;
}

export interface ServicePrincipal {
    /** Object id, a GUID. */
    objectId: Readable<string>;
    accountEnabled: Readable<boolean>;
    appRoleAssignmentRequired: Readable<boolean>;
    /** `saml`, another mode, or "" for none. */
    preferredSingleSignOnMode: Readable<string>;
    relayState: Readable<string>;
    loginUrl: Readable<string>;
    signingCertificates: EntraSigningCertificate[];
    /**
     * SHA-1 thumbprint of the certificate that signs, upper case; null when none was chosen. A stack export says it only where
     * deployments activate certificates: no resource of azuread has the property.
     */
    preferredTokenSigningKeyThumbprint: Readable<string | null>;
    /** The signing certificates that Entra holds, where Entra itself said so. @default - what the stack holds, and perhaps others */
    keysInEntra?: EntraSigningCertificate[];
    /** The stack's `signingCertificate`: the name of the certificate of which its configuration says that it signs. */
    signingCertificate?: string;
    /** The stack's `retiredCertificates`, names or thumbprints: AWS does not trust them any more, and Entra may hold them still. */
    retiredCertificates?: string[];
    /** The definitions (JSON texts) of the claims mapping policies assigned to it; Entra allows one policy. */
    claimsMappingPolicies: Readable<string>[];
    /** Names of claims mapping policies that the stack holds and assigns to no service principal. */
    unassignedPolicies?: string[];
    appRoleAssignments: AppRoleAssignment[];
}

export interface EntraSigningCertificate {
    /** Its key in this project's `certificates`, if it is one of these; else its resource's name. */
    name: string;
    /** SHA-1, 40 upper-case hexadecimal digits. */
    thumbprint: Readable<string>;
    /** DER in base64. */
    value: Readable<string>;
    /** RFC 3339. */
    notBefore: Readable<string>;
    notAfter: Readable<string>;
}

export interface AppRoleAssignment {
    /** The resource's name in the stack. */
    name: string;
    principalObjectId: Readable<string>;
    /** `User`, `Group` or `ServicePrincipal`; "" where the export does not say. */
    principalType: Readable<string>;
    principalDisplayName: Readable<string>;
    /** The program only reads it: that it has read one does not say that it makes them all. */
    isRead?: boolean;
    /** In lower case. */
    appRoleId?: string;
    /** Its role is none of those that the application declares. */
    isWithoutRole?: boolean;
}

/** A Cognito user pool, as far as the stack holds it. */
export interface CognitoUserPool {
    userPoolId: string;
    /** Hosts of its domains; none where the stack has none and no component names one. */
    hosts: string[];
    /** Undefined: the stack does not hold the pool itself. */
    requiredAttributes?: Readable<string[]>;
    /** A component of this project made it, or checked it. */
    isManaged: boolean;
    providers: CognitoIdentityProvider[];
    appClients: CognitoAppClient[];
}

export interface CognitoIdentityProvider {
    name: Readable<string>;
    /** `SAML` and others. */
    type: Readable<string>;
    /** "" where Cognito gets it from an address. */
    metadataDocument: Readable<string>;
    metadataUrl: Readable<string>;
    /** `true`, or something else. */
    acceptsIdpInitiated: Readable<string>;
    /** Attribute of the pool → claim. */
    attributeMapping: Readable<Record<string, string>>;
}

export interface CognitoAppClient {
    name: string;
    clientId: string;
    usesOauth: Readable<boolean>;
    flows: Readable<string[]>;
    callbackUrls: Readable<string[]>;
    /** Names of identity providers. */
    providers: Readable<string[]>;
}

/** A group of the stack. Object ids are in lower case. */
export interface StackGroup {
    id: string;
    members: string[];
}

export interface SamlProvider {
    arn: Readable<string>;
    metadataDocument: Readable<string>;
    /** The id in its own sign-in URL, `…/saml/acs/<id>`; undefined where nothing says it. */
    uuid?: Readable<string>;
}

export interface IamRole {
    arn: Readable<string>;
    name: Readable<string>;
    /** `AROA…`: with the session name it is `aws:userid`. */
    uniqueId: Readable<string>;
    /** JSON text. */
    trustPolicy: Readable<string>;
    maxSessionDurationSeconds: Readable<number>;
    /** Inline policies and attached managed ones; an attached one whose document the stack does not hold is `Unreadable`. */
    policies: PermissionPolicy[];
    /** It may have others, from a resource that is not read. */
    otherPolicies?: Unreadable;
    /** ARN of the permissions boundary, "" for none, and its document where the stack holds it. */
    permissionsBoundary?: PermissionPolicy;
}

export interface PermissionPolicy {
    /** Name of an inline policy, ARN of a managed one. */
    name: string;
    /** JSON text. */
    document: Readable<string>;
    /** Why it may be gone, where it may: then an answer counts only if it is the same without it. */
    doubt?: Unreadable;
}

export interface ConnectInstance {
    instanceId: Readable<string>;
    arn: Readable<string>;
    alias: Readable<string>;
    identityManagementType: Readable<string>;
    /** `ACTIVE`, `CREATION_IN_PROGRESS` or `CREATION_FAILED`; undefined where nothing says. */
    status?: Readable<string>;
    /** Known by the component that adopted it alone: that its users come by SAML is what the component saw then. */
    isAdopted?: boolean;
    /** The program only reads it: it may be older than the program, and have an address of the old form. */
    isRead?: boolean;
}

export interface ConnectUser {
    username: Readable<string>;
    userId: Readable<string>;
    instanceId: Readable<string>;
    securityProfileIds: Readable<string[]>;
    /** The program only reads it: that it has read one does not say that it makes them all. */
    isRead?: boolean;
    /**
     * Names of all their profiles, in an order of their own, where a component of this project gave them and the state
     * still describes them.
     */
    securityProfileNames?: Readable<string[]>;
    /** False where the configuration says `signIn: false`: they are meant to be stopped. */
    signIn?: boolean;
    /** Role of an earlier sign-in, to which Connect has bound the user; undefined: not known. */
    boundRoleArn?: string;
}

export interface SecurityProfile {
    /** A GUID that no other instance has either. */
    securityProfileId: Readable<string>;
    name: Readable<string>;
    permissions: Readable<string[]>;
}

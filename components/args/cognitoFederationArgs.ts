import type * as pulumi from "@pulumi/pulumi";
import type { SigningCertificateEntry } from "./entraSamlAppArgs";

/** Your application that people sign in to through the user pool. The key of the entry is its name, which is its identity. */
export interface CognitoAppClientEntry {
    /** Addresses of the application to which Cognito may send people after sign-in, 1–100. They are compared letter for letter. */
    callbackUrls: pulumi.Input<pulumi.Input<string>[]>;
    /** Callback URLs that you removed from `callbackUrls`. @default - none */
    removedCallbackUrls?: string[];
    /** Addresses to which Cognito may send people after sign-out, at most 100. @default - none */
    logoutUrls?: pulumi.Input<pulumi.Input<string>[]>;
    /** OAuth scopes, `openid` among them. @default `["openid", "email", "profile"]` */
    scopes?: pulumi.Input<pulumi.Input<string>[]>;
    /** Whether the client has a secret, for an application with a server. Can't change. @default false */
    generateSecret?: boolean;
}

/** An app client that Cognito has created. */
export interface CognitoAppClientFacts {
    /** The id that the application uses. */
    clientId: string;
    /** Where people sign in, to the first callback URL. The application adds `state` and, without a secret, PKCE's `code_challenge`. */
    signInUrl: string;
}

/** Arguments of `CognitoFederation`. */
export interface CognitoFederationArgs {
    /** Name of the user pool to create, 1–128 characters. Can't change: another name is another user pool. @default `<project>-<stack>` */
    userPoolName?: pulumi.Input<string>;
    /** Id of an existing user pool in the Region of the aws provider. It is read, never changed or deleted. @default - one is created */
    existingUserPoolId?: pulumi.Input<string>;
    /**
     * Prefix of Cognito's domain, `https://<prefix>.auth.<Region>.amazoncognito.com`: 1–63 lower-case letters, digits and hyphens,
     * unique in the Region. Can't change. @default - `customDomain`, or the domain that the existing user pool has
     */
    domainPrefix?: pulumi.Input<string>;
    /** Your own domain for the sign-in, such as `auth.contoso.example`. Its parent needs an A record. Can't change. @default - `domainPrefix` */
    customDomain?: pulumi.Input<string>;
    /** ARN of the certificate of `customDomain`, from ACM in us-east-1. @default - none */
    certificateArn?: pulumi.Input<string>;
    /** The applications that people sign in to, by name. At least one. */
    appClients: Record<string, CognitoAppClientEntry>;
    /** Names of app clients that you removed from `appClients`. They are deleted. @default - none */
    removedAppClients?: string[];
    /** Name of the tenant in the user pool, 3–32 letters, digits, dots or hyphens. Begins each user's name, so it can't change. @default `EntraID` */
    providerName?: pulumi.Input<string>;
    /**
     * Claim of the response for each attribute of the user pool. @default - `email`, `given_name` and `family_name` from the claims
     * that Entra sends
     */
    attributeMapping?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** Whether sign-out also ends the session at Entra. @default false */
    signOutOfEntra?: boolean;
    /** Name of the Entra application in the portal, 1–120 characters. @default `<project>-<stack>-cognito` */
    displayName?: pulumi.Input<string>;
    /** Your page that starts the sign-in, for people who open My Apps. @default - the application is hidden in My Apps */
    startUrl?: pulumi.Input<string>;
    /** Signing certificates by name. Never edit one: add an entry, activate it, then retire the old one. @default `{ initial: {} }` */
    certificates?: Record<string, SigningCertificateEntry>;
    /**
     * Name of the certificate that Entra signs with. Each deployment makes Entra sign with it, after Cognito trusts it. Required when there
     * are two or more. @default - the only one; deployments do not ask Entra
     */
    signingCertificate?: string;
    /**
     * Whether deployments make Entra sign with `signingCertificate`. If `false`, that only states which one signs: run the command
     * in the output `certificates` yourself. @default true
     */
    certificateActivation?: boolean;
    /** Names of certificates that may be removed, or SHA-1 thumbprints to remove one even if nothing replaces it. @default - none */
    retiredCertificates?: string[];
    /** Certificates that this application does not manage but that stay in the metadata: base64 DER without PEM header. @default - none */
    alsoTrustedCertificates?: string[];
    /** Object ids of the owners of application and service principal. @default - the identity that deploys first */
    owners?: pulumi.Input<pulumi.Input<string>[]>;
    /** At most five addresses that Entra notifies 60, 30 and 7 days before a certificate ends. @default - none */
    notificationEmailAddresses?: pulumi.Input<pulumi.Input<string>[]>;
    /** Whether only assigned users and groups can sign in. Assign them with `EntraAppAssignments`. @default true */
    appRoleAssignmentRequired?: pulumi.Input<boolean>;
    /** Tenant id, a GUID. @default - the azuread provider's */
    tenantId?: pulumi.Input<string>;
    /** Cloud of the tenant: `global`, `usgovernment` or `china`, as configured for the azuread provider. @default `global` */
    environment?: string;
    /** Tags of the user pool, at most 50. @default - none */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** Whether user pool, provider and application are protected, and changes that end people's sign-in are refused. @default true */
    protection?: boolean;
}

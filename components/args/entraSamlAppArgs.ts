import type * as pulumi from "@pulumi/pulumi";

/** A signing certificate of an Entra application. The key of the entry is its name, which is its identity. */
export interface SigningCertificateEntry {
    /**
     * When it ends, exactly `YYYY-MM-DDTHH:MM:SSZ`, at most three years ahead. No effect on an existing certificate.
     * @default - three years after it is created
     */
    endDate?: pulumi.Input<string>;
    /** Its subject, `CN=…`. No effect on an existing certificate. @default - Entra's default */
    displayName?: pulumi.Input<string>;
}

/** A signing certificate that Entra has created. */
export interface SigningCertificateFacts {
    /** SHA-1 thumbprint in capital hex digits, as the Entra portal shows it. */
    thumbprint: string;
    /** When it ends. */
    endDate: string;
    /** The command that makes Entra sign with it. The first certificate needs none; another one is inactive until you run it. */
    activateCommand: string;
}

/** Arguments of `EntraSamlApp`. */
export interface EntraSamlAppArgs {
    /** Name in My Apps and in the Entra portal, 1–120 characters. */
    displayName: pulumi.Input<string>;
    /** Identifier (entity ID) of the service people sign in to. Must be unique in the tenant. */
    identifier: pulumi.Input<string>;
    /** Reply URL, where Entra sends the SAML response. */
    replyUrl: pulumi.Input<string>;
    /** Relay state of a sign-in that starts in My Apps. @default - none */
    relayState?: pulumi.Input<string>;
    /** Signing certificates by name. Never edit one: add an entry, activate it, then retire the old one. @default `{ initial: {} }` */
    certificates?: Record<string, SigningCertificateEntry>;
    /**
     * Name of the certificate Entra signs with. Required when there are two or more. It is a statement, not a switch: an
     * `EntraSigningCertificate`, or the command in the output `certificates`, makes Entra sign with another one. @default - the only one
     */
    signingCertificate?: string;
    /**
     * Names of certificates that may be removed from `certificates`. A SHA-1 thumbprint instead of a name removes a certificate
     * even if nothing replaces it. @default - none
     */
    retiredCertificates?: string[];
    /** Certificates that this application does not manage but that stay in its metadata: base64 DER without PEM header. @default - none */
    alsoTrustedCertificates?: string[];
    /** Object ids of the owners of application and service principal. @default - the identity that deploys first */
    owners?: pulumi.Input<pulumi.Input<string>[]>;
    /** At most five addresses that Entra notifies 60, 30 and 7 days before a certificate ends. @default - none */
    notificationEmailAddresses?: pulumi.Input<pulumi.Input<string>[]>;
    /** Whether only assigned users and groups can sign in. @default true */
    appRoleAssignmentRequired?: pulumi.Input<boolean>;
    /** Tenant id, a GUID. @default - the azuread provider's */
    tenantId?: pulumi.Input<string>;
    /** Cloud of the tenant: `global`, `usgovernment` or `china`, as configured for the azuread provider. @default `global` */
    environment?: string;
    /** Whether application and service principal are protected and certificates guarded. @default true */
    protection?: boolean;
}

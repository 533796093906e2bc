import type * as pulumi from "@pulumi/pulumi";

/** Arguments of `AwsSamlFederation`. */
export interface AwsSamlFederationArgs {
    /** SAML metadata of the identity provider, of any product, 1,000–10,000,000 characters. */
    samlMetadataDocument: pulumi.Input<string>;
    /** ARN of the Amazon Connect instance people sign in to. */
    instanceArn: pulumi.Input<string>;
    /** Name of the SAML provider, 1–128 of `A-Za-z0-9._-`. Part of an ARN in the claims, so it can't change. @default `<project>-<stack>` */
    samlProviderName?: pulumi.Input<string>;
    /** Name of the role. Connect binds each user to the first role they sign in with, so it can't change. @default `<project>-<stack>` */
    roleName?: pulumi.Input<string>;
    /**
     * Name of an existing role that users are bound to. The component manages its trust policy and maximum session duration
     * and adds one inline policy; it changes nothing else and never deletes the role. @default - a role is created
     */
    existingRoleName?: string;
    /** ARNs of other SAML providers the role keeps trusting. @default - none */
    alsoTrustedSamlProviders?: pulumi.Input<pulumi.Input<string>[]>;
    /** ARNs of SAML providers the role trusted and may stop trusting. @default - none */
    retiredSamlProviders?: string[];
    /**
     * Certificates that may be removed from the metadata: their KeyName, or their SHA-1 thumbprint to remove one even if nothing replaces it.
     * @default - none
     */
    retiredCertificates?: string[];
    /** KeyName of the certificate the identity provider signs with. @default - any that stays */
    signingCertificate?: string;
    /** The only issuer the role accepts (`SAML:iss`). @default - any issuer of the SAML provider */
    issuer?: pulumi.Input<string>;
    /** Maximum session duration of the role in seconds, 3,600–43,200. Lower the SessionDuration claim first. @default 43200 */
    maxSessionDurationSeconds?: pulumi.Input<number>;
    /** Region whose AWS sign-in endpoint is accepted besides the global one. @default - the aws provider's */
    region?: pulumi.Input<string>;
    /** Tags of the SAML provider and the role, at most 50. @default - none */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** Whether provider and role are protected, and changes that end people's sign-in are refused. @default true */
    protection?: boolean;
}

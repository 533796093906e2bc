import type * as pulumi from "@pulumi/pulumi";
import type { ConnectUserEntry } from "./connectUsersArgs";
import type { SigningCertificateEntry } from "./entraSamlAppArgs";

/** A Connect user who signs in through the directory. */
export interface ConnectSsoUserEntry extends ConnectUserEntry {
    /** Whether they may use the application. `false` keeps the Connect user and their history, without sign-in. @default true */
    signIn?: boolean;
    /** Day on which `connect-sso users sync` set `signIn: false`, `2026-11-29`. Only that command reads it. @default - none */
    signInEnded?: string;
    /**
     * The user name that this person had in `users` before. Their assignment is kept; Connect can't rename a user, so this entry
     * is a new Connect user. @default - none
     */
    formerUsername?: string;
    /**
     * Object id of the person in Entra, a GUID. They are assigned by it and not looked up in the directory.
     * @default - looked up by the user name
     */
    objectId?: pulumi.Input<string>;
}

/** Arguments of `ConnectSso`. */
export interface ConnectSsoArgs {
    /** Alias of the instance to create, 2–45 letters, digits or hyphens. Permanent. Set either this or `existingInstanceId`. */
    instanceAlias?: pulumi.Input<string>;
    /** Id of an existing instance, a GUID. Needs `existingRoleName` or `newRole`. */
    existingInstanceId?: pulumi.Input<string>;
    /** Whether customers can call a created instance. @default true */
    inboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether agents of a created instance can call out. @default true */
    outboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether flows of a created instance write logs. @default true */
    contactFlowLogsEnabled?: pulumi.Input<boolean>;
    /** Whether Contact Lens is on in a created instance. @default true */
    contactLensEnabled?: pulumi.Input<boolean>;
    /** Name in My Apps and in the Entra portal, 1–120 characters. @default `<project>-<stack>` */
    displayName?: pulumi.Input<string>;
    /**
     * Identifier (entity ID) of the application. Must be unique in the tenant. AWS accepts `urn:amazon:webservices` and
     * `https://signin.aws.amazon.com/saml`. @default - the URN of the AWS partition
     */
    identifier?: pulumi.Input<string>;
    /** Page people reach after sign-in: `ccp`, `agentWorkspace` or an https address. @default `ccp` */
    landingPage?: pulumi.Input<string>;
    /** Origins of pages that embed the Contact Control Panel. The output `approvedOrigins` has the commands. @default - none */
    approvedOrigins?: pulumi.Input<pulumi.Input<string>[]>;
    /** Length of the AWS session in seconds, 900–43,200. @default 43200 */
    sessionDurationSeconds?: pulumi.Input<number>;
    /** Directory attribute that equals the Connect user names: `userPrincipalName`, `mail` or `employeeId`. @default `userPrincipalName` */
    roleSessionNameAttribute?: string;
    /** Users by user name. Each may use the application unless `signIn` is false. */
    users: Record<string, ConnectSsoUserEntry>;
    /** User names that you removed from `users`. Their Connect users are deleted with their history. @default - none */
    removedUsers?: string[];
    /** Object ids of groups whose direct members may use the application, by a name of your choice. @default - none */
    groups?: Record<string, pulumi.Input<string>>;
    /** Names of groups that you removed from `groups`. Required only if nobody else is assigned. @default - none */
    removedGroups?: string[];
    /** Whether users are looked up in the directory before deployment. If `false`, set `groups`, or `objectId` for each user. @default true */
    directoryLookup?: boolean;
    /** Signing certificates by name. Add one, sign with it, retire the old one; never edit one. @default `{ initial: {} }` */
    certificates?: Record<string, SigningCertificateEntry>;
    /**
     * Name of the certificate that Entra signs with. Each deployment makes Entra sign with it, after AWS trusts it. Required when there
     * are two or more. @default - the only one; deployments do not ask Entra
     */
    signingCertificate?: string;
    /**
     * Whether deployments make Entra sign with `signingCertificate`. If `false`, that only states which one signs: run the command
     * in the output `certificates` yourself. @default true
     */
    certificateActivation?: boolean;
    /** Names (or SHA-1 thumbprints, to force it) of certificates that may be removed from `certificates`. @default - none */
    retiredCertificates?: string[];
    /** Certificates that this stack does not manage but that AWS keeps trusting: base64 DER without PEM header. @default - none */
    alsoTrustedCertificates?: string[];
    /** Object ids of the application's owners. @default - the identity that deploys first */
    owners?: pulumi.Input<pulumi.Input<string>[]>;
    /** At most five addresses that Entra notifies before a certificate ends. @default - none */
    notificationEmailAddresses?: pulumi.Input<pulumi.Input<string>[]>;
    /** Name of the role. @default `<project>-<stack>` */
    roleName?: string;
    /** Name of the SAML provider. @default `<project>-<stack>` */
    samlProviderName?: string;
    /** Name of the role that the users of the existing instance are bound to. The component manages it and never deletes it. */
    existingRoleName?: string;
    /** For an existing instance: set to `true` only if nobody has signed in yet, so that a new role breaks nothing. @default false */
    newRole?: boolean;
    /** ARNs of other SAML providers the role keeps trusting. @default - none */
    alsoTrustedSamlProviders?: pulumi.Input<pulumi.Input<string>[]>;
    /** ARNs of SAML providers the role may stop trusting. @default - none */
    retiredSamlProviders?: string[];
    /** Tags of instance, SAML provider and role, at most 50. Users have tags of their own. @default - none */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** Tenant id, a GUID. @default - the azuread provider's */
    tenantId?: pulumi.Input<string>;
    /** Cloud of the tenant: `global`, `usgovernment` or `china`. @default `global` */
    environment?: string;
    /** Whether instance, application, SAML provider and role are protected, and changes that lock people out are refused. @default true */
    protection?: boolean;
}

import type * as pulumi from "@pulumi/pulumi";
import type { ConnectUserEntry } from "./connectUsers";
import type { FieldStyle } from "./internal/problems";
import type { SigningCertificateEntry } from "./internal/signingCertificates";

/** A Connect user who signs in through the directory. */
export interface ConnectSsoUserEntry extends ConnectUserEntry {
    /** Whether they may use the application. False keeps the Connect user and their history, without sign-in. @default true */
    signIn?: boolean;
}

/** Arguments of {@link ConnectSso}. */
export interface ConnectSsoArgs {
    /** Alias of the instance to create, 2 to 45 characters, for ever. Either this or `existingInstanceId`. */
    instanceAlias?: string;
    /** Id of an instance that exists already; needs `existingRoleName` or `newRole`. */
    existingInstanceId?: string;
    /** Whether customers can call a created instance. @default true */
    inboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether agents of a created instance can call out. @default true */
    outboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether contact flows of a created instance write logs. @default true */
    contactFlowLogsEnabled?: pulumi.Input<boolean>;
    /** Whether Contact Lens is on in a created instance. @default true */
    contactLensEnabled?: pulumi.Input<boolean>;
    /** Name people see in My Apps. @default `<project>-<stack>` */
    displayName?: pulumi.Input<string>;
    /** Identifier of the application; AWS accepts `urn:amazon:webservices` and `https://signin.aws.amazon.com/saml`. @default - the partition's URN */
    identifier?: pulumi.Input<string>;
    /** Where people land: `ccp`, `agentWorkspace` or an https address. @default `ccp` */
    landingPage?: pulumi.Input<string>;
    /** Length of the AWS session, 900 to 43,200 s. @default 43200 */
    sessionDurationSeconds?: pulumi.Input<number>;
    /** Directory attribute that equals the Connect user names: `userPrincipalName`, `mail` or `employeeId`. @default `userPrincipalName` */
    roleSessionNameAttribute?: string;
    /** Users by user name; each may use the application. */
    users: Readonly<Record<string, ConnectSsoUserEntry>>;
    /** User names that left `users` and whose Connect users are to be deleted, history included. @default - none */
    removedUsers?: readonly string[];
    /** Object ids of groups whose direct members may use the application. @default - none */
    groups?: readonly string[];
    /** Whether users are found in the directory before deployment. False needs groups. @default true */
    directoryLookup?: boolean;
    /** Signing certificates by a name of yours. Add and retire, never edit. @default `{ initial: {} }` */
    certificates?: Readonly<Record<string, SigningCertificateEntry>>;
    /** Names (or SHA-1 thumbprints, to force it) of certificates that may leave. @default - none */
    retiredCertificates?: readonly string[];
    /** Object ids of the application's owners. @default - whoever deploys first */
    owners?: readonly string[];
    /** At most five addresses Entra warns before a certificate ends. @default - none */
    notificationEmailAddresses?: pulumi.Input<pulumi.Input<string>[]>;
    /** Name of the role. @default `<project>-<stack>` */
    roleName?: string;
    /** Name of the SAML provider. @default `<project>-<stack>` */
    samlProviderName?: string;
    /** Name of the role that people of the existing instance are bound to, to be taken over. */
    existingRoleName?: string;
    /** For an existing instance: nobody has signed in yet, so a new role harms nobody. @default false */
    newRole?: boolean;
    /** ARNs of other SAML providers the role goes on trusting. @default - none */
    alsoTrustedSamlProviders?: readonly string[];
    /** ARNs of SAML providers the role need not trust any more. @default - none */
    retiredSamlProviders?: readonly string[];
    /** Tenant id. @default - the azuread provider's */
    tenantId?: string;
    /** Cloud of the tenant, `global`, `usgovernment` or `china`. @default `global` */
    environment?: string;
    /** Whether instance, application and federation are protected and changes that lock people out refused. @default true */
    protection?: boolean;
    /** Whether messages name arguments or keys of a stack's configuration. @default `args` */
    fieldStyle?: FieldStyle;
}

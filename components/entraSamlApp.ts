import { Application } from "@pulumi/azuread/application";
import { ApplicationIdentifierUri } from "@pulumi/azuread/applicationIdentifierUri";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import * as pulumi from "@pulumi/pulumi";
import { entraEntityId, entraEnvironments, entraSingleSignOnUrl, signInUrl } from "../rules/entra";
import { deriveMetadataDocument } from "../rules/saml";
import { findEntraSamlAppLockouts, findEntraSamlAppProblems } from "./internal/entraSamlAppChecks";
import { guardHooks, withLockoutGuard } from "./internal/hooks";
import { findIdentifierHolder, type IdentifierHolder, identifierGuard } from "./internal/identifierHolder";
import { azureadCaller, lookupOptions } from "./internal/lookups";
import { isPlain, rejectProblems, whenKnown } from "./internal/problems";
import {
    createSigningCertificates,
    type SigningCertificateEntry,
    type SigningCertificateFacts,
} from "./internal/signingCertificates";

/** Arguments of {@link EntraSamlApp}. */
export interface EntraSamlAppArgs {
    /** Name people see in My Apps and in the portal, 1 to 120 characters. */
    displayName: pulumi.Input<string>;
    /** Identifier (entity id) of the service people sign in to; one application of a directory can have it. */
    identifier: pulumi.Input<string>;
    /** The one reply URL, where Entra sends the response. */
    replyUrl: pulumi.Input<string>;
    /** Where the service leads people after sign-in. @default - none */
    relayState?: pulumi.Input<string>;
    /** Signing certificates by a name of yours. Never edit one: add an entry, activate it, then retire the old one. @default `{ initial: {} }` */
    certificates?: Readonly<Record<string, SigningCertificateEntry>>;
    /**
     * Names of certificates that were in `certificates` and may leave. A SHA-1 thumbprint instead of a name lets it leave
     * although nothing that AWS has replaces it. @default - none
     */
    retiredCertificates?: readonly string[];
    /** Object ids of the owners of application and service principal. @default - whoever deploys first; later deployers don't change it */
    owners?: readonly string[];
    /** At most five addresses Entra writes to 60, 30 and 7 days before a certificate ends. @default - none */
    notificationEmailAddresses?: pulumi.Input<pulumi.Input<string>[]>;
    /** Whether only assigned users and groups may sign in. @default true */
    appRoleAssignmentRequired?: pulumi.Input<boolean>;
    /** Tenant id, a GUID. @default - the azuread provider's */
    tenantId?: pulumi.Input<string>;
    /** `global`, `usgovernment` or `china`, as the azuread provider's. @default `global` */
    environment?: string;
    /** Whether application and service principal are protected and certificates guarded. @default true */
    protection?: boolean;
    /** @internal Set when the caller has looked the identifier up already. */
    identifierHolder?: Promise<IdentifierHolder | undefined>;
}

/**
 * An enterprise application of Microsoft Entra ID in SAML mode, with a metadata document derived from its certificates.
 * Nothing in it is particular to AWS.
 */
export class EntraSamlApp extends pulumi.ComponentResource {
    /** Application (client) id. */
    readonly clientId: pulumi.Output<string>;
    /** Resource id of the service principal, `/servicePrincipals/<object id>`. */
    readonly servicePrincipalId: pulumi.Output<string>;
    /** Object id of the service principal, a bare GUID. */
    readonly servicePrincipalObjectId: pulumi.Output<string>;
    /** Entity id of the tenant: the issuer of its SAML responses. */
    readonly entityId: pulumi.Output<string>;
    /** SAML metadata with every certificate in it; byte for byte the same as long as the certificates are. */
    readonly samlMetadataDocument: pulumi.Output<string>;
    /** Thumbprint, end date and activation command by certificate name. */
    readonly certificates: pulumi.Output<Record<string, SigningCertificateFacts>>;
    /** Address people start from. */
    readonly signInUrl: pulumi.Output<string>;

    constructor(name: string, args: EntraSamlAppArgs, opts?: pulumi.ComponentResourceOptions) {
        const who = `EntraSamlApp "${name}"`;
        const headline = `${who} has invalid args:`;
        rejectProblems(headline, findEntraSamlAppProblems(args));
        const { identifierHolder, ...inputs } = { certificates: { initial: {} }, retiredCertificates: [], ...args };
        const holder =
            identifierHolder ??
            (isPlain(args.identifier)
                ? findIdentifierHolder(args.identifier as string, lookupOptions(opts).azuread)
                : Promise.resolve(undefined));
        const identifierHooks = identifierGuard(who, args.identifier, holder);
        super(
            "connect-entra-sso:index:EntraSamlApp",
            name,
            { ...inputs, checks: whenKnown(headline, inputs, findEntraSamlAppProblems) },
            withLockoutGuard(
                who,
                args.protection,
                findEntraSamlAppLockouts,
                pulumi.mergeOptions(opts, { hooks: identifierHooks }),
            ),
        );
        const client = pulumi.output(azureadCaller({ parent: this }));
        const tenantId = pulumi.output(args.tenantId ?? client.tenantId);
        const environment = args.environment ?? entraEnvironments.global;
        const owners = args.owners === undefined ? [client.objectId] : [...args.owners];
        // Whoever deploys next would otherwise take the ownership from whoever deployed first.
        const ignoreOwners = args.owners === undefined ? ["owners"] : [];
        const protect = args.protection === false ? undefined : true;

        const application = new Application(
            name,
            {
                displayName: args.displayName,
                owners,
                web: { redirectUris: [args.replyUrl] },
                api: { requestedAccessTokenVersion: 2 },
                featureTags: [{ customSingleSignOn: true, enterprise: true }],
            },
            // identifierUris belongs to ApplicationIdentifierUri below (pulumi/pulumi-azuread#1036).
            { parent: this, protect, ignoreChanges: ["identifierUris", ...ignoreOwners], hooks: identifierHooks },
        );
        let servicePrincipalIsNew = false;
        const servicePrincipal = new ServicePrincipal(
            name,
            {
                clientId: application.clientId,
                preferredSingleSignOnMode: "saml",
                appRoleAssignmentRequired: args.appRoleAssignmentRequired ?? true,
                samlSingleSignOn: args.relayState === undefined ? undefined : { relayState: args.relayState },
                notificationEmailAddresses: args.notificationEmailAddresses,
                owners,
                featureTags: [{ customSingleSignOn: true, enterprise: true }],
            },
            {
                parent: this,
                protect,
                ignoreChanges: ignoreOwners,
                // Replication of a new application can take longer than the provider's ten minutes.
                customTimeouts: { create: "20m" },
                hooks: guardHooks(`${name} notes a new service principal`, {
                    beforeCreate: () => {
                        servicePrincipalIsNew = true;
                    },
                }),
            },
        );
        new ApplicationIdentifierUri(
            name,
            { applicationId: application.id, identifierUri: args.identifier },
            // Entra accepts such an identifier only once the service principal is in SAML mode, and only one at a time.
            { parent: this, protect, dependsOn: [servicePrincipal], deleteBeforeReplace: true, hooks: identifierHooks },
        );
        const signing = createSigningCertificates(this, name, {
            certificates: inputs.certificates,
            retiredCertificates: inputs.retiredCertificates,
            servicePrincipalId: servicePrincipal.id,
            servicePrincipalObjectId: servicePrincipal.objectId,
            environment,
            protection: args.protection !== false,
            servicePrincipalIsNew: () => servicePrincipalIsNew,
        });

        this.clientId = application.clientId;
        this.servicePrincipalId = servicePrincipal.id;
        this.servicePrincipalObjectId = servicePrincipal.objectId;
        this.entityId = tenantId.apply((it) => entraEntityId(it, environment));
        this.samlMetadataDocument = pulumi
            .all([this.entityId, tenantId, signing.values])
            .apply(([entityId, tenant, signingCertificates]) =>
                deriveMetadataDocument({
                    entityId,
                    singleSignOnUrl: entraSingleSignOnUrl(tenant, environment),
                    signingCertificates,
                }),
            );
        this.certificates = signing.facts;
        this.signInUrl = pulumi
            .all([this.clientId, tenantId])
            .apply(([clientId, tenant]) => signInUrl({ clientId, tenantId: tenant, environment }));
        this.registerOutputs({
            clientId: this.clientId,
            servicePrincipalId: this.servicePrincipalId,
            servicePrincipalObjectId: this.servicePrincipalObjectId,
            entityId: this.entityId,
            samlMetadataDocument: this.samlMetadataDocument,
            certificates: this.certificates,
            signInUrl: this.signInUrl,
        });
    }
}

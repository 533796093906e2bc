import { Application } from "@pulumi/azuread/application";
import { ApplicationIdentifierUri } from "@pulumi/azuread/applicationIdentifierUri";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import * as pulumi from "@pulumi/pulumi";
import { entraEntityId, entraEnvironments, entraSingleSignOnUrl, portalTags, signInUrl } from "../../../rules/entra";
import { entraTypes } from "../../../rules/resourceTypes";
import { deriveMetadataDocument } from "../../../rules/saml";
import { certificateValueProblem } from "../../../rules/signingCertificate";
import type { EntraSamlAppArgs, SigningCertificateFacts } from "../../args/entraSamlAppArgs";
import { findApplications } from "../adopt/entra";
import { findIdentifier } from "../adopt/identifier";
import { activates } from "../check/entraSamlApp";
import type { Context } from "../context";
import { joined } from "../guards";
import { applicationMark } from "../identifierHolder";
import type { AzureadCaller } from "../lookups";
import { atCallersLine, isMocked, outputOf, settle } from "../sdk";
import { findSignerLeaving } from "../signer/currentSigner";
import type { FindSignerLeaving } from "./awsSamlFederation";
import { buildSigningCertificates } from "./signingCertificates";

/** What an application results in. */
interface AppOutputs {
    clientId: pulumi.Output<string>;
    servicePrincipalId: pulumi.Output<string>;
    servicePrincipalObjectId: pulumi.Output<string>;
    entityId: pulumi.Output<string>;
    samlMetadataDocument: pulumi.Output<string>;
    certificates: pulumi.Output<Record<string, SigningCertificateFacts>>;
    signInUrl: pulumi.Output<string>;
}

/** An application, and what only some services need of it. */
type AppArgs = EntraSamlAppArgs & {
    tenantId: pulumi.Output<string>;
    /** The service's page that starts a sign-in, where only the service may start it. */
    loginUrl?: pulumi.Input<string> | undefined;
    /** Where the service hears of sign-outs, which its metadata then asks Entra for. */
    logoutUrl?: pulumi.Input<string> | undefined;
    /** Whether deployments make Entra sign with `signingCertificate`. */
    certificateActivation?: boolean;
    /** Whether My Apps does not show it. */
    isHidden?: boolean;
};

/**
 * Creates application, service principal, identifier and certificates. `isNew` says whether this run creates the service principal; `identified` ends once there is an identifier;
 * `findSignerLeaving` asks Entra about certificates that leave.
 */
export const buildApp = atCallersLine(function buildApp(
    parent: pulumi.ComponentResource,
    args: AppArgs,
    caller: pulumi.Output<AzureadCaller>,
    identifierHooks: pulumi.ResourceHookBinding,
    context: Context,
): AppOutputs & { isNew: () => boolean; identified: Promise<unknown>; findSignerLeaving: FindSignerLeaving } {
    const { name, isProtected, guards, retryHooks, orphans, graph } = context;
    const { tenantId } = args;
    const environment = args.environment ?? entraEnvironments.global;
    const owners = args.owners ?? [caller.apply(({ objectId }) => objectId)];
    // Who deploys next would otherwise take the ownership from who deployed first.
    const ignoreOwners = args.owners === undefined ? ["owners"] : [];
    const protect = isProtected ? true : undefined;
    const features = { customSingleSignOn: true, enterprise: true, ...(args.isHidden === true ? { hide: true } : {}) };

    const application = new Application(
        name,
        {
            displayName: args.displayName,
            owners,
            web: {
                redirectUris: [args.replyUrl],
                ...(args.logoutUrl === undefined ? {} : { logoutUrl: args.logoutUrl }),
            },
            api: { requestedAccessTokenVersion: 2 },
            // Not as featureTags: those the provider writes only if they change, so after a creation that failed half way the next
            // run would take the tags away.
            tags: Object.keys(features).map((feature) => portalTags[feature as keyof typeof portalTags]),
            notes: applicationMark(context),
        },
        {
            parent,
            protect,
            // identifierUris belongs to ApplicationIdentifierUri below (pulumi/pulumi-azuread#1036), notes to their readers.
            ignoreChanges: ["identifierUris", "notes", ...ignoreOwners],
            ...orphans.adopting(
                { what: "application", type: entraTypes.application, name, parent, ifLeft: "a second one is created" },
                {
                    displayName: args.displayName,
                    replyUrl: args.replyUrl,
                    mark: applicationMark(context),
                    identifier: args.identifier,
                },
                (it) => findApplications(it, graph),
            ),
            hooks: joined(context.changeHooks, identifierHooks, retryHooks),
        },
    );
    const clientId = outputOf(application, application.clientId);
    let isNew = false;
    const servicePrincipal = new ServicePrincipal(
        name,
        {
            clientId,
            preferredSingleSignOnMode: "saml",
            appRoleAssignmentRequired: args.appRoleAssignmentRequired ?? true,
            samlSingleSignOn: args.relayState === undefined ? undefined : { relayState: args.relayState },
            notificationEmailAddresses: args.notificationEmailAddresses,
            owners,
            featureTags: [features],
            loginUrl: args.loginUrl,
            // One that an interrupted creation made is taken over: no other can have this client id.
            useExisting: true,
        },
        {
            parent,
            protect,
            // Changes nothing in Entra, so a service principal that stands is not touched for it.
            ignoreChanges: ["useExisting", ...ignoreOwners],
            // Replication of a new application can take longer than the provider's ten minutes.
            customTimeouts: { create: "20m" },
            hooks: joined(
                retryHooks,
                guards.on(
                    "new service principal",
                    ["beforeCreate"],
                    () => {
                        isNew = true;
                    },
                    "always",
                ),
            ),
        },
    );
    const objectId = outputOf(servicePrincipal, servicePrincipal.objectId);
    const identifierArgs = { applicationId: application.id, identifierUri: args.identifier };
    const identifierUri = new ApplicationIdentifierUri(
        name,
        identifierArgs,
        // Entra accepts such an identifier only once the service principal is in SAML mode. A new one stands before the old one goes.
        {
            parent,
            protect,
            hooks: joined(identifierHooks, retryHooks),
            ...orphans.adopting(
                { what: "identifier", type: entraTypes.identifierUri, name, parent, dependsOn: [servicePrincipal] },
                identifierArgs,
                (it) => findIdentifier(it, context.lookups.azuread),
            ),
        },
    );
    const signing = buildSigningCertificates(
        parent,
        args,
        { id: servicePrincipal.id, objectId, environment, isNew: () => isNew },
        context,
    );
    const entityId = tenantId.apply((it) => entraEntityId(it, environment));
    return {
        clientId,
        servicePrincipalId: servicePrincipal.id,
        servicePrincipalObjectId: objectId,
        entityId,
        samlMetadataDocument: pulumi
            .all([entityId, tenantId, signing.values])
            .apply(([issuer, tenant, signingCertificates]) => {
                if (
                    isMocked() &&
                    signingCertificates.some(({ value }) => certificateValueProblem(value) !== undefined)
                ) {
                    context.refusals.noteUnanswered(
                        "The metadata document, which is undefined: the mocks give a ServicePrincipalTokenSigningCertificate no certificate as its value.",
                    );
                    return undefined as unknown as string;
                }
                return deriveMetadataDocument({
                    entityId: issuer,
                    singleSignOnUrl: entraSingleSignOnUrl(tenant, environment),
                    // Entra takes both at one address.
                    ...(args.logoutUrl === undefined
                        ? {}
                        : { singleLogoutUrl: entraSingleSignOnUrl(tenant, environment) }),
                    signingCertificates,
                });
            }),
        certificates: signing.facts,
        signInUrl: pulumi
            .all([clientId, tenantId])
            .apply(([id, tenant]) => signInUrl({ clientId: id, tenantId: tenant, environment })),
        isNew: () => isNew,
        identified: settle(identifierUri.id),
        findSignerLeaving: async (change) =>
            findSignerLeaving(graph, (await settle(objectId)).value, { ...change, activates: activates(args) }),
    };
});

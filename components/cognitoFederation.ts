import * as pulumi from "@pulumi/pulumi";
import {
    cognitoLogoutUrl,
    cognitoReplyUrl,
    defaultAttributeMapping,
    defaultProviderName,
    userPoolEntityId,
} from "../rules/cognito";
import { entraEnvironments } from "../rules/entra";
import type { CognitoAppClientFacts, CognitoFederationArgs } from "./args/cognitoFederationArgs";
import type { SigningCertificateFacts } from "./args/entraSamlAppArgs";
import { checkArgs, notChecked } from "./internal/args";
import { buildCognitoTrust, buildUserPool } from "./internal/build/cognitoFederation";
import { buildApp } from "./internal/build/entraSamlApp";
import { buildSigner } from "./internal/build/signer";
import {
    cognitoFederationFields,
    findCognitoLockouts,
    findCognitoProblems,
    type RegisteredCognito,
} from "./internal/check/cognitoFederation";
import {
    defaultCertificates,
    findCertificateProblems,
    findEndDatesOutOfRange,
    findSignerLost,
    registeredActivation,
} from "./internal/check/entraSamlApp";
import { tenantProblems } from "./internal/connectSsoFacts";
import { contextOf } from "./internal/context";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { existingUserPool, hostOf } from "./internal/existingUserPool";
import { joined } from "./internal/guards";
import { identifierGuard } from "./internal/identifierHolder";
import { lockoutGuard } from "./internal/lockoutGuard";
import { awsLocation, azureadCaller } from "./internal/lookups";
import { Part } from "./internal/part";
import { defaultNamesFor, findIdentifierTaken } from "./internal/runNames";
import { settle } from "./internal/sdk";

/**
 * A new or existing Cognito user pool whose users sign in with the Entra tenant, through a separate application. Assign people
 * with `EntraAppAssignments`.
 */
export class CognitoFederation extends pulumi.ComponentResource {
    /** Id of the user pool. */
    readonly userPoolId: pulumi.Output<string>;
    /** ARN of the user pool. */
    readonly userPoolArn: pulumi.Output<string>;
    /** Host of the domain where people sign in. */
    readonly domain: pulumi.Output<string>;
    /** What the DNS record of a custom domain must point to; undefined for a domain of Cognito's. */
    readonly domainTarget: pulumi.Output<string | undefined>;
    /** Client id and sign-in address of each application, by its name. */
    readonly appClients: pulumi.Output<Record<string, CognitoAppClientFacts>>;
    /** Secrets of the app clients that have one, by name. */
    readonly clientSecrets: pulumi.Output<Record<string, string>>;
    /** Application (client) id of the Entra application. */
    readonly entraClientId: pulumi.Output<string>;
    /** Resource id of the service principal, `/servicePrincipals/<object id>`. */
    readonly servicePrincipalId: pulumi.Output<string>;
    /** Object id of the service principal, as `EntraAppAssignments` takes it. */
    readonly servicePrincipalObjectId: pulumi.Output<string>;
    /** Entity id of the tenant: the issuer of its SAML responses. */
    readonly entityId: pulumi.Output<string>;
    /** SAML metadata with every signing certificate, as Cognito holds it. */
    readonly samlMetadataDocument: pulumi.Output<string>;
    /** Thumbprint, end date and activation command of each certificate, by its name. */
    readonly certificates: pulumi.Output<Record<string, SigningCertificateFacts>>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: CognitoFederationArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("CognitoFederation", name, args, opts);
        const { refusals, lookups } = context;
        const checked = checkArgs<CognitoFederationArgs>(args, cognitoFederationFields, refusals);
        const given = checked.args;
        context.rejectInvalid([...checked.problems, ...findCognitoProblems(given), ...findCertificateProblems(given)]);
        const names = defaultNamesFor(context);
        const { existingUserPoolId, domainPrefix, customDomain } = given;
        const attributeMapping = given.attributeMapping ?? { ...defaultAttributeMapping };
        const providerName = given.providerName ?? defaultProviderName;
        const certificateActivation = registeredActivation(given);
        const displayName = given.displayName ?? `${names.displayName}-cognito`;
        const userPoolName = given.userPoolName ?? names.displayName;
        const location = pulumi.output(awsLocation(lookups.aws, refusals));
        const caller = pulumi.output(azureadCaller(lookups.azuread, refusals));
        const tenantId = pulumi.all([given.tenantId, caller]).apply(async ([configured, { tenantId: actual }]) => {
            await refusals.unlessNone(tenantProblems(configured, actual));
            return configured ?? actual;
        });
        const existing = existingUserPool(
            existingUserPoolId,
            { domainPrefix, customDomain, attributeMapping },
            location,
            context,
        );
        const host = hostOf({ domainPrefix, customDomain }, existing, location, context);
        const knownIdentifier = existing && identifierOf(existing.apply(({ id }) => id));
        // A new user pool has an id that nobody had before.
        const holder =
            knownIdentifier &&
            identifierGuard(context, knownIdentifier, "Use the other application, or another user pool");
        const identifierHooks = holder?.hooks ?? {};
        const lockouts = lockoutGuard<RegisteredCognito>(
            context,
            async (before, after, outputs) => [
                ...findCognitoLockouts(before, after, outputs.certificates),
                ...(await findSignerLost(before, after, outputs, context.graph)),
            ],
            (before, after, whole) => (whole ? findEndDatesOutOfRange(before, after) : []),
        );
        const { beforeCreate = [] } = context.changeHooks;
        super(
            context.type,
            name,
            {
                ...given,
                ...(existing === undefined ? { userPoolName } : { existingUserPoolId }),
                // One that can't be used is refused before anything that depends on it.
                existingUserPoolArn: existing?.apply(({ arn }) => arn),
                providerName,
                attributeMapping,
                displayName,
                identifier: holder?.lookedUp,
                replyUrl: host.apply(cognitoReplyUrl),
                region: location.apply(({ region }) => region),
                tenantId,
                certificates: given.certificates ?? defaultCertificates,
                certificateActivation,
                appRoleAssignmentRequired: given.appRoleAssignmentRequired ?? true,
                environment: given.environment ?? entraEnvironments.global,
                protection: given.protection ?? true,
            },
            { ...opts, hooks: joined(opts?.hooks, lockouts, identifierHooks, { beforeCreate }) },
        );
        const pool =
            existing === undefined
                ? buildUserPool(this, { userPoolName, tags: given.tags }, context)
                : { id: existing.apply(({ id }) => id), arn: existing.apply(({ arn }) => arn) };
        const appPart = new Part("EntraSamlApp", name, { tenantId, environment: given.environment }, this);
        const app = buildApp(
            appPart,
            {
                ...given,
                certificateActivation,
                displayName,
                identifier: knownIdentifier ?? identifierOf(pool.id),
                tenantId,
                replyUrl: host.apply(cognitoReplyUrl),
                loginUrl: given.startUrl,
                logoutUrl: given.signOutOfEntra === true ? host.apply(cognitoLogoutUrl) : undefined,
                isHidden: given.startUrl === undefined,
            },
            caller,
            identifierHooks,
            context,
        );
        appPart.finish({ entityId: app.entityId });
        const trust = buildCognitoTrust(
            this,
            {
                ...given,
                certificateActivation,
                findSignerLeaving: app.findSignerLeaving,
                userPoolId: pool.id,
                providerName,
                attributeMapping,
                samlMetadataDocument: app.samlMetadataDocument,
                host,
            },
            app.isNew,
            context,
        );
        const { signingCertificate } = given;
        const signs =
            signingCertificate === undefined || certificateActivation !== true
                ? undefined
                : buildSigner(appPart, { ...app, signingCertificate }, trust.provider, app, context);
        this.userPoolId = pool.id;
        this.userPoolArn = pool.arn;
        this.domain = host;
        this.domainTarget = trust.domainTarget;
        this.appClients = trust.appClients;
        this.clientSecrets = trust.clientSecrets;
        this.entraClientId = app.clientId;
        this.servicePrincipalId = app.servicePrincipalId;
        this.servicePrincipalObjectId = app.servicePrincipalObjectId;
        this.entityId = app.entityId;
        this.samlMetadataDocument = app.samlMetadataDocument;
        this.certificates = app.certificates;
        this.notChecked = notChecked(checked, this, refusals, (unknown) =>
            unknown.includes("existingUserPoolId")
                ? [
                      "Whether the user pool can be used, and whether another application trusts it: it is not known before deployment.",
                  ]
                : [],
        );
        endOutputsWhenRefused(this);
        // Without outputs until all stands, so that the next run looks for what this one left.
        const whole = Promise.all([app.identified, signs, settle(trust.appClients), settle(trust.domainTarget)]);
        this.registerOutputs({
            userPoolId: this.userPoolId,
            userPoolArn: this.userPoolArn,
            domain: this.domain,
            domainTarget: this.domainTarget,
            appClients: this.appClients,
            clientSecrets: this.clientSecrets,
            entraClientId: this.entraClientId,
            servicePrincipalId: this.servicePrincipalId,
            servicePrincipalObjectId: this.servicePrincipalObjectId,
            entityId: this.entityId,
            samlMetadataDocument: this.samlMetadataDocument,
            certificates: this.certificates,
            notChecked: this.notChecked,
            whole: whole.then(() => true),
        });

        function identifierOf(id: pulumi.Output<string>): pulumi.Output<string> {
            return pulumi.all([id, tenantId]).apply(async ([poolId, tenant]) => {
                const identifier = userPoolEntityId(poolId);
                const problems = findIdentifierTaken(identifier, tenant, context);
                await refusals.unlessNone(problems.map((one) => ({ ...one, path: ["existingUserPoolId"] })));
                return identifier;
            });
        }
    }
}

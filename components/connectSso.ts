import * as pulumi from "@pulumi/pulumi";
import { awsSamlEndpoints } from "../rules/awsSignIn";
import { entraEnvironments } from "../rules/entra";
import { longestSessionSeconds } from "../rules/iam";
import { connectRelayState, landingPages } from "../rules/relayState";
import type { ConnectSsoArgs } from "./args/connectSsoArgs";
import type { SigningCertificateFacts } from "./args/entraSamlAppArgs";
import { notChecked } from "./internal/args";
import { buildAssignments, nobody } from "./internal/build/assignments";
import { buildFederation } from "./internal/build/awsSamlFederation";
import { buildInstance, existingInstance } from "./internal/build/connectInstance";
import { buildUsers } from "./internal/build/connectUsers";
import { buildEmbedding } from "./internal/build/embedding";
import { buildClaims } from "./internal/build/entraAwsClaims";
import { buildApp } from "./internal/build/entraSamlApp";
import { buildSigner } from "./internal/build/signer";
import {
    attributeOf,
    checkConnectSsoArgs,
    findConnectSsoLockouts,
    type RegisteredSso,
    usersToLookUp,
    usersWhoMaySignIn,
    usersWithoutAssignment,
} from "./internal/check/connectSso";
import { registeredUsers } from "./internal/check/connectUsers";
import {
    activates,
    defaultCertificates,
    findEndDatesOutOfRange,
    findSignerLost,
    registeredActivation,
} from "./internal/check/entraSamlApp";
import { type Facts, findFacts, notLookedUp, tenantProblems } from "./internal/connectSsoFacts";
import { contextOf } from "./internal/context";
import { connectSsoCures } from "./internal/cures";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { FormerNames } from "./internal/formerNames";
import { joined } from "./internal/guards";
import { identifierGuard } from "./internal/identifierHolder";
import { lockoutGuard } from "./internal/lockoutGuard";
import { Part } from "./internal/part";
import { plainText } from "./internal/plain";
import { ProfileLookup } from "./internal/profiles";
import { defaultNamesFor, findIdentifierTaken } from "./internal/runNames";
import { settle } from "./internal/sdk";
import { findTakeOversLost } from "./internal/takeOvers";

/** Single sign-on as a whole: people of an Entra tenant sign in to Amazon Connect. */
export class ConnectSso extends pulumi.ComponentResource {
    /** Address where people start to sign in. */
    readonly signInUrl: pulumi.Output<string>;
    /** `loginUrl` of Amazon Connect Streams, for pages that embed the Contact Control Panel. */
    readonly embeddedSignInUrl: pulumi.Output<string>;
    /** Address of the Contact Control Panel, as Amazon Connect Streams takes it. */
    readonly ccpUrl: pulumi.Output<string>;
    /** Address where AWS sends people after sign-in. */
    readonly relayState: pulumi.Output<string>;
    /** Id of the Connect instance. */
    readonly instanceId: pulumi.Output<string>;
    /** ARN of the Connect instance. */
    readonly instanceArn: pulumi.Output<string>;
    /** ARN of the role people assume. */
    readonly roleArn: pulumi.Output<string>;
    /** ARN of the IAM SAML provider. */
    readonly samlProviderArn: pulumi.Output<string>;
    /** Application (client) id of the Entra application. */
    readonly clientId: pulumi.Output<string>;
    /** Resource id of the service principal, `/servicePrincipals/<object id>`. */
    readonly servicePrincipalId: pulumi.Output<string>;
    /** Object id of the service principal, a GUID. */
    readonly servicePrincipalObjectId: pulumi.Output<string>;
    /** Entity id of the tenant: the issuer of its SAML responses. */
    readonly entityId: pulumi.Output<string>;
    /** SAML metadata with every signing certificate, as AWS holds it. */
    readonly samlMetadataDocument: pulumi.Output<string>;
    /** Connect's user ids by user name. */
    readonly userIds: pulumi.Output<Record<string, string>>;
    /** Thumbprint, end date and activation command of each certificate, by its name. */
    readonly certificates: pulumi.Output<Record<string, SigningCertificateFacts>>;
    /** By origin: the command that approves it. */
    readonly approvedOrigins: pulumi.Output<Record<string, string>>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /**
     * @throws {ConnectEntraSsoError} that lists all invalid arguments. Problems that a look-up or an Output shows later fail the
     * program with the same error
     */
    constructor(name: string, args: ConnectSsoArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("ConnectSso", name, args, opts);
        const { refusals, lookups } = context;
        const checked = checkConnectSsoArgs(args, refusals);
        context.rejectInvalid(checked.problems);
        const sso = checked.args;
        const names = defaultNamesFor(context);
        const roleName = sso.existingRoleName ?? sso.roleName ?? names.roleName;
        const samlProviderName = sso.samlProviderName ?? names.samlProviderName;
        const profiles = new ProfileLookup(lookups.aws, refusals);
        const facts = pulumi.output(findFacts(sso, { roleName, samlProviderName }, profiles, context));
        const endpoints = facts.apply(({ region, partition }) => awsSamlEndpoints(region, partition));
        const identifier = pulumi
            .all([sso.identifier ?? endpoints.audience, facts])
            .apply(async ([value, { tenantId: tenant }]) => {
                // One that is an Output; a plain one was compared with the other facts.
                await refusals.unlessNone(findIdentifierTaken(value, tenant, context));
                return value;
            });
        const tenantId = pulumi.all([sso.tenantId, facts]).apply(async ([configured, { tenantId: actual }]) => {
            await refusals.unlessNone(tenantProblems(configured, actual));
            return configured ?? actual;
        });
        const attribute = attributeOf(sso);
        const { hooks: identifierHooks, lookedUp } = identifierGuard(
            context,
            identifier,
            'Write another identifier that AWS accepts ("urn:amazon:webservices" or "https://signin.aws.amazon.com/saml")',
        );
        // What guards of the next deployment compare, and policies see: defaults resolved, and nothing of people but their user names.
        const { users, ...others } = sso;
        const registered = {
            ...others,
            ...registeredUsers(users),
            displayName: sso.displayName ?? names.displayName,
            identifier: lookedUp,
            landingPage: sso.landingPage ?? landingPages.ccp,
            sessionDurationSeconds: sso.sessionDurationSeconds ?? longestSessionSeconds,
            roleSessionNameAttribute: attribute,
            usersWithoutAssignment: usersWithoutAssignment(sso).length,
            usersNotLookedUp: usersWhoMaySignIn(users).length - usersToLookUp(sso).length,
            usersWithoutSignIn: Object.keys(users).filter((username) => users[username]?.signIn === false),
            certificates: sso.certificates ?? defaultCertificates,
            certificateActivation: registeredActivation(sso),
            directoryLookup: sso.directoryLookup ?? true,
            roleName,
            samlProviderName,
            protection: sso.protection ?? true,
            environment: sso.environment ?? entraEnvironments.global,
            tenantId,
            region: facts.apply(({ region }) => region),
        };
        const groups = sso.groups ?? {};
        const maySignIn = usersWhoMaySignIn(users);
        const formerNames = new FormerNames([...maySignIn, ...Object.keys(groups)], Object.keys(groups));
        const findLockouts = async (
            before: RegisteredSso,
            after: RegisteredSso,
            outputs: Readonly<Record<string, unknown>>,
        ) => [
            ...findConnectSsoLockouts(before, after, outputs),
            ...(await findSignerLost(before, after, outputs, context.graph)),
        ];
        const lockouts = lockoutGuard<RegisteredSso>(context, findLockouts, async (before, after, whole) => {
            formerNames.remember(before.groups);
            return [
                ...(await findTakeOversLost(context, before, after, whole)),
                ...(whole ? findEndDatesOutOfRange(before, after) : []),
            ];
        });
        super(context.type, name, registered, {
            ...opts,
            hooks: joined(opts?.hooks, lockouts, identifierHooks),
        });

        const part = (className: string, inputs: pulumi.Inputs = {}) => new Part(className, name, inputs, this);
        const { instanceAlias, existingInstanceId, environment } = sso;
        const instancePart = part("ConnectInstance", { instanceAlias, existingInstanceId });
        const instance = buildInstance(
            instancePart,
            sso,
            existingInstance(sso.existingInstanceId, facts, context),
            facts.apply(({ partition }) => partition),
            context,
        );
        instancePart.finish({ ...instance });
        this.relayState = pulumi
            .all([facts, instance.instanceId, registered.landingPage])
            .apply(([{ region, partition }, instanceId, landingPage]) =>
                connectRelayState({ region, partition, instanceId, landingPage }),
            );
        const appPart = part("EntraSamlApp", { tenantId, environment });
        const app = buildApp(
            appPart,
            {
                ...sso,
                certificateActivation: registered.certificateActivation,
                displayName: registered.displayName,
                identifier,
                tenantId,
                replyUrl: endpoints.regional,
                relayState: this.relayState,
            },
            facts,
            identifierHooks,
            context,
        );
        appPart.finish({ entityId: app.entityId });
        const federationPart = part("AwsSamlFederation");
        const federation = buildFederation(
            federationPart,
            {
                ...sso,
                roleName,
                samlProviderName,
                samlMetadataDocument: app.samlMetadataDocument,
                instanceArn: instance.instanceArn,
                signingCertificate: sso.signingCertificate ?? "",
                activates: activates(registered),
                findSignerLeaving: app.findSignerLeaving,
                policyOwner: names.roleName,
                writtenIn: "arguments",
            },
            facts,
            app.isNew,
            context,
        );
        federationPart.finish();
        const { signingCertificate } = sso;
        const signs =
            signingCertificate === undefined || !activates(registered)
                ? undefined
                : buildSigner(
                      appPart,
                      { ...app, signingCertificate },
                      federation.samlProvider,
                      { ...app, ...federation },
                      context,
                  );
        const claimsPart = part("EntraAwsClaims");
        const claims = buildClaims(
            claimsPart,
            {
                servicePrincipalId: app.servicePrincipalId,
                displayName: names.displayName,
                roleArn: federation.roleArn,
                samlProviderArn: federation.samlProviderArn,
                roleSessionNameAttribute: attribute,
                sessionDurationSeconds: registered.sessionDurationSeconds,
            },
            { usersNotLookedUp: registered.usersNotLookedUp, cures: connectSsoCures },
            context,
        );
        const usersPart = part("ConnectUsers", { ...profiles.idsOf(instance.instanceId, users) });
        const userIds = buildUsers(
            usersPart,
            {
                instanceId: instance.instanceId,
                importInstanceId: plainText(sso.existingInstanceId),
                users,
                removedUsers: sso.removedUsers,
                cures: connectSsoCures,
            },
            profiles,
            context,
        );
        usersPart.finish();
        const assigned = buildAssignments(
            this,
            {
                servicePrincipalObjectId: app.servicePrincipalObjectId,
                principals: principalsOf(sso, facts),
                formerNames,
                formerUsernames: formerUsernamesOf(users),
                groups: Object.keys(groups),
                configured: [...maySignIn, ...Object.keys(groups)],
                removed: [...(sso.removedUsers ?? []), ...(sso.removedGroups ?? []), ...registered.usersWithoutSignIn],
                environment: registered.environment,
                cures: connectSsoCures,
            },
            context,
        );

        const everything = Promise.all([claims.assigned, assigned, app.identified, signs, settle(userIds)]);
        context.orphans.markedBy(claimsPart, everything);
        claimsPart.finish({ whole: everything.then(() => true) });
        this.signInUrl = app.signInUrl;
        const embedding = buildEmbedding(registered, { ...app, ...instance }, facts);
        this.embeddedSignInUrl = embedding.embeddedSignInUrl;
        this.approvedOrigins = embedding.approvedOrigins;
        this.ccpUrl = instance.ccpUrl;
        this.instanceId = instance.instanceId;
        this.instanceArn = instance.instanceArn;
        this.roleArn = federation.roleArn;
        this.samlProviderArn = federation.samlProviderArn;
        this.clientId = app.clientId;
        this.servicePrincipalId = app.servicePrincipalId;
        this.servicePrincipalObjectId = app.servicePrincipalObjectId;
        this.entityId = app.entityId;
        this.samlMetadataDocument = app.samlMetadataDocument;
        this.userIds = userIds;
        this.certificates = app.certificates;
        this.notChecked = notChecked(checked, this, refusals, () => notLookedUp(sso));
        endOutputsWhenRefused(this);
        this.registerOutputs({
            signInUrl: this.signInUrl,
            embeddedSignInUrl: this.embeddedSignInUrl,
            ccpUrl: this.ccpUrl,
            relayState: this.relayState,
            instanceId: this.instanceId,
            instanceArn: this.instanceArn,
            roleArn: this.roleArn,
            samlProviderArn: this.samlProviderArn,
            clientId: this.clientId,
            servicePrincipalId: this.servicePrincipalId,
            servicePrincipalObjectId: this.servicePrincipalObjectId,
            entityId: this.entityId,
            samlMetadataDocument: this.samlMetadataDocument,
            userIds: this.userIds,
            certificates: this.certificates,
            approvedOrigins: this.approvedOrigins,
            notChecked: this.notChecked,
        });
    }
}

function formerUsernamesOf(users: ConnectSsoArgs["users"]): Record<string, string> {
    return Object.fromEntries(
        Object.entries(users).flatMap(([username, { formerUsername }]) =>
            formerUsername === undefined ? [] : [[username, formerUsername]],
        ),
    );
}

/** Object ids of all who may use the application, by user name or group name. */
function principalsOf(sso: ConnectSsoArgs, facts: pulumi.Output<Facts>): Record<string, pulumi.Input<string>> {
    const lookedUp = usersToLookUp(sso).map(
        (username) => [username, facts.apply(({ principalIds }) => principalIds[username] ?? nobody)] as const,
    );
    const identified = usersWhoMaySignIn(sso.users).flatMap((username) => {
        const objectId = sso.users[username]?.objectId;
        return objectId === undefined ? [] : [[username, objectId] as const];
    });
    return Object.fromEntries([...lookedUp, ...identified, ...Object.entries(sso.groups ?? {})]);
}

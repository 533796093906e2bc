import * as pulumi from "@pulumi/pulumi";
import { awsSamlEndpoints } from "../rules/awsSignIn";
import { roleSessionNameAttributes } from "../rules/claims";
import { defaultNames } from "../rules/names";
import { connectRelayState, landingPages } from "../rules/relayState";
import { AwsSamlFederation } from "./awsSamlFederation";
import { ConnectInstance } from "./connectInstance";
import type { ConnectSsoArgs } from "./connectSsoArgs";
import { ConnectUsers } from "./connectUsers";
import { EntraAwsClaims } from "./entraAwsClaims";
import { EntraSamlApp } from "./entraSamlApp";
import { createAssignments } from "./internal/assignments";
import { connectUsers, usersWhoMaySignIn } from "./internal/connectSsoArgs";
import { findConnectSsoLockouts, findConnectSsoProblems } from "./internal/connectSsoChecks";
import { findFacts } from "./internal/connectSsoFacts";
import { withLockoutGuard } from "./internal/hooks";
import { findIdentifierHolder, identifierGuard } from "./internal/identifierHolder";
import { awsLocation, lookupOptions } from "./internal/lookups";
import { rejectProblems } from "./internal/problems";
import { ProfileLookup } from "./internal/profiles";
import type { SigningCertificateFacts } from "./internal/signingCertificates";

/** The whole federation: people of an Entra directory sign in to Amazon Connect. */
export class ConnectSso extends pulumi.ComponentResource {
    /** Address people start from. */
    readonly signInUrl: pulumi.Output<string>;
    /** Address of the Contact Control Panel, as Amazon Connect Streams takes it. */
    readonly ccpUrl: pulumi.Output<string>;
    /** Where AWS leads people after sign-in. */
    readonly relayState: pulumi.Output<string>;
    /** Id of the Connect instance. */
    readonly instanceId: pulumi.Output<string>;
    /** ARN of the Connect instance. */
    readonly instanceArn: pulumi.Output<string>;
    /** ARN of the role people assume. */
    readonly roleArn: pulumi.Output<string>;
    /** ARN of the IAM SAML provider. */
    readonly samlProviderArn: pulumi.Output<string>;
    /** Client id of the Entra application. */
    readonly clientId: pulumi.Output<string>;
    /** Thumbprint, end date and activation command by certificate name. */
    readonly certificates: pulumi.Output<Record<string, SigningCertificateFacts>>;
    /** What was not checked before deployment, in words; empty when everything was. */
    readonly notChecked: pulumi.Output<string[]>;

    constructor(name: string, args: ConnectSsoArgs, opts?: pulumi.ComponentResourceOptions) {
        const who = `ConnectSso "${name}"`;
        const style = args.fieldStyle;
        rejectProblems(`${who} has invalid args:`, findConnectSsoProblems(args), style);
        const lookups = lookupOptions(opts);
        const names = defaultNames(pulumi.getProject(), pulumi.getStack());
        const profiles = new ProfileLookup(lookups.aws);
        const location = pulumi.output(awsLocation(lookups.aws));
        const endpoints = location.apply(({ region, partition }) => awsSamlEndpoints(region, partition));
        const identifier = pulumi.output(args.identifier ?? endpoints.audience);
        const attribute = args.roleSessionNameAttribute ?? roleSessionNameAttributes.userPrincipalName;
        const facts = findFacts(`${who} can't be deployed yet:`, args, attribute, lookups, profiles);
        const identifierHolder = new Promise<string>((resolve) => identifier.apply(resolve)).then((it) =>
            findIdentifierHolder(it, lookups.azuread),
        );
        // What the next deployment compares with: what was asked for, and what it came to where nothing was asked for.
        const inputs = {
            ...args,
            identifier,
            region: location.region,
            tenantId: args.tenantId ?? facts.tenantId,
            samlProviderName: args.samlProviderName ?? names.samlProviderName,
            roleName: args.existingRoleName ?? args.roleName ?? names.roleName,
            certificates: args.certificates ?? { initial: {} },
            directoryLookup: args.directoryLookup ?? true,
            roleSessionNameAttribute: attribute,
        };
        super(
            "connect-entra-sso:index:ConnectSso",
            name,
            { ...inputs, checks: facts.checks },
            withLockoutGuard(
                who,
                args.protection,
                findConnectSsoLockouts,
                pulumi.mergeOptions(opts, { hooks: identifierGuard(who, identifier, identifierHolder) }),
                style,
            ),
        );
        const { protection } = args;

        const instance = new ConnectInstance(
            name,
            {
                instanceAlias: args.instanceAlias,
                existingInstanceId: args.existingInstanceId,
                inboundCallsEnabled: args.inboundCallsEnabled,
                outboundCallsEnabled: args.outboundCallsEnabled,
                contactFlowLogsEnabled: args.contactFlowLogsEnabled,
                contactLensEnabled: args.contactLensEnabled,
                protection,
                ready: facts.checks,
            },
            { parent: this },
        );
        this.relayState = pulumi
            .all([location, instance.instanceId, args.landingPage ?? landingPages.ccp])
            .apply(([{ region, partition }, instanceId, landingPage]) =>
                connectRelayState({ region, partition, instanceId, landingPage }),
            );
        const app = new EntraSamlApp(
            name,
            {
                displayName: args.displayName ?? names.displayName,
                identifier,
                replyUrl: endpoints.regional,
                relayState: this.relayState,
                certificates: inputs.certificates,
                retiredCertificates: args.retiredCertificates,
                owners: args.owners,
                notificationEmailAddresses: args.notificationEmailAddresses,
                tenantId: inputs.tenantId,
                environment: args.environment,
                protection,
                identifierHolder,
            },
            { parent: this },
        );
        const federation = new AwsSamlFederation(
            name,
            {
                samlMetadataDocument: app.samlMetadataDocument,
                instanceArn: instance.instanceArn,
                samlProviderName: inputs.samlProviderName,
                roleName: args.existingRoleName === undefined ? inputs.roleName : undefined,
                existingRoleName: args.existingRoleName,
                alsoTrustedSamlProviders: args.alsoTrustedSamlProviders,
                retiredSamlProviders: args.retiredSamlProviders,
                retiredCertificates: args.retiredCertificates,
                protection,
                instanceWatched: true,
            },
            { parent: this },
        );
        new EntraAwsClaims(
            name,
            {
                servicePrincipalId: app.servicePrincipalId,
                roleArn: federation.roleArn,
                samlProviderArn: federation.samlProviderArn,
                roleSessionNameAttribute: attribute,
                sessionDurationSeconds: args.sessionDurationSeconds,
                displayName: names.displayName,
                protection,
            },
            { parent: this },
        );
        new ConnectUsers(
            name,
            {
                // A plain id lets existing users be taken over.
                instanceId: args.existingInstanceId ?? instance.instanceId,
                users: connectUsers(args.users),
                removedUsers: args.removedUsers,
                protection,
                profiles,
                ready: facts.checks,
            },
            { parent: this },
        );
        createAssignments(who, this, name, {
            servicePrincipalObjectId: app.servicePrincipalObjectId,
            principals: principalsOf(args, facts.principalIds),
            protection: protection !== false,
        });

        this.signInUrl = app.signInUrl;
        this.ccpUrl = instance.ccpUrl;
        this.instanceId = instance.instanceId;
        this.instanceArn = instance.instanceArn;
        this.roleArn = federation.roleArn;
        this.samlProviderArn = federation.samlProviderArn;
        this.clientId = app.clientId;
        this.certificates = app.certificates;
        this.notChecked = facts.notChecked;
        this.registerOutputs({
            signInUrl: this.signInUrl,
            ccpUrl: this.ccpUrl,
            relayState: this.relayState,
            instanceId: this.instanceId,
            instanceArn: this.instanceArn,
            roleArn: this.roleArn,
            samlProviderArn: this.samlProviderArn,
            clientId: this.clientId,
            certificates: this.certificates,
            notChecked: this.notChecked,
        });
    }
}

/** Object ids of all who may use the application, by user name or group id. */
function principalsOf(
    args: ConnectSsoArgs,
    principalIds: pulumi.Output<Readonly<Record<string, string>>>,
): Record<string, pulumi.Input<string>> {
    const usernames = (args.directoryLookup ?? true) ? usersWhoMaySignIn(args.users) : [];
    return Object.fromEntries([
        ...usernames.map((username) => [username, principalIds.apply((ids) => ids[username] ?? "")]),
        ...(args.groups ?? []).map((group) => [group, group]),
    ]);
}

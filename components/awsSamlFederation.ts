import { Role, RolePolicy, SamlProvider } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { awsSamlEndpoints } from "../rules/awsSignIn";
import { connectFederationPolicy, samlTrustPolicy } from "../rules/iam";
import { defaultNames } from "../rules/names";
import { findAwsSamlFederationLockouts, findAwsSamlFederationProblems } from "./internal/awsSamlFederationChecks";
import { metadataGuard, trustGuard } from "./internal/federationGuards";
import { withLockoutGuard } from "./internal/hooks";
import { awsLocation } from "./internal/lookups";
import { rejectProblems, whenKnown } from "./internal/problems";

/** Arguments of {@link AwsSamlFederation}. */
export interface AwsSamlFederationArgs {
    /** SAML metadata of the identity provider, any identity provider's, 1,000 to 10,000,000 characters. */
    samlMetadataDocument: pulumi.Input<string>;
    /** ARN of the Amazon Connect instance people come in to. */
    instanceArn: pulumi.Input<string>;
    /** Name of the SAML provider, 1 to 128 of `A-Za-z0-9._-`. It is part of an ARN that the claims carry. @default `<project>-<stack>` */
    samlProviderName?: pulumi.Input<string>;
    /** Name of the role. Connect binds people to the first role they came with, so it can't change. @default `<project>-<stack>` */
    roleName?: pulumi.Input<string>;
    /**
     * Name of a role that exists and that people are bound to. It is taken over: its trust policy and longest session change,
     * one inline policy is added; the rest stays, and it is never deleted. @default - a role is created
     */
    existingRoleName?: string;
    /** ARNs of other SAML providers the role goes on trusting. @default - none */
    alsoTrustedSamlProviders?: readonly string[];
    /** ARNs of SAML providers the role trusted and need not trust any more. @default - none */
    retiredSamlProviders?: readonly string[];
    /** Certificates that may leave the metadata: their KeyName in it, or their SHA-1 thumbprint to drop one that nothing replaces. @default - none */
    retiredCertificates?: readonly string[];
    /** The only issuer to accept (`SAML:iss`). @default - any that the provider's metadata names */
    issuer?: pulumi.Input<string>;
    /** Longest session that may be asked for, 3,600 to 43,200 s. Lower the claim's SessionDuration first. @default 43200 */
    maxSessionDurationSeconds?: pulumi.Input<number>;
    /** AWS Region whose sign-in endpoint is accepted besides the global one. @default - the aws provider's */
    region?: pulumi.Input<string>;
    /** Whether provider and role are protected, and changes that end people's sign-in refused. @default true */
    protection?: boolean;
    /** @internal Set by a ConnectSso, which watches over the instance itself and may have made a lost one anew. */
    instanceWatched?: boolean;
}

/** An IAM SAML provider and the role its users assume to enter one Amazon Connect instance. */
export class AwsSamlFederation extends pulumi.ComponentResource {
    /** ARN of the SAML provider. */
    readonly samlProviderArn: pulumi.Output<string>;
    /** ARN of the role. */
    readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: AwsSamlFederationArgs, opts?: pulumi.ComponentResourceOptions) {
        const who = `AwsSamlFederation "${name}"`;
        const headline = `${who} has invalid args:`;
        rejectProblems(headline, findAwsSamlFederationProblems(args));
        const names = defaultNames(pulumi.getProject(), pulumi.getStack());
        const { instanceWatched, ...asked } = args;
        const inputs = {
            ...asked,
            samlProviderName: args.samlProviderName ?? names.samlProviderName,
            roleName: args.existingRoleName ?? args.roleName ?? names.roleName,
        };
        super(
            "connect-entra-sso:index:AwsSamlFederation",
            name,
            { ...inputs, checks: whenKnown(headline, args, findAwsSamlFederationProblems) },
            withLockoutGuard<AwsSamlFederationArgs>(
                who,
                args.protection,
                (before, after) =>
                    findAwsSamlFederationLockouts(
                        instanceWatched ? { ...before, instanceArn: undefined } : before,
                        after,
                    ),
                opts,
            ),
        );
        const guarded = args.protection !== false;
        const protect = guarded ? true : undefined;
        const endpoints = pulumi
            .all([pulumi.output(awsLocation({ parent: this })), args.region])
            .apply(([location, region]) => awsSamlEndpoints(region ?? location.region, location.partition));

        const samlProvider = new SamlProvider(
            name,
            { name: inputs.samlProviderName, samlMetadataDocument: args.samlMetadataDocument },
            { parent: this, protect, hooks: guarded ? metadataGuard(who, args.retiredCertificates ?? []) : undefined },
        );
        const role = new Role(
            name,
            {
                name: inputs.roleName,
                description: "Entered by SAML single sign-on into Amazon Connect",
                maxSessionDuration: args.maxSessionDurationSeconds ?? 43_200,
                assumeRolePolicy: pulumi
                    .all([samlProvider.arn, endpoints, args.issuer])
                    .apply(([arn, { regional, global }, issuer]) =>
                        samlTrustPolicy({
                            samlProviderArns: [arn, ...(args.alsoTrustedSamlProviders ?? [])],
                            audiences: [global, regional],
                            issuer,
                        }),
                    ),
            },
            {
                parent: this,
                protect,
                hooks: guarded ? trustGuard(who, args) : undefined,
                ...(args.existingRoleName === undefined ? {} : takenOver(args.existingRoleName)),
            },
        );
        new RolePolicy(
            name,
            {
                name: "amazon-connect-federation",
                role: role.name,
                policy: pulumi.output(args.instanceArn).apply(connectFederationPolicy),
            },
            { parent: this, protect },
        );
        this.samlProviderArn = samlProvider.arn;
        this.roleArn = role.arn;
        this.registerOutputs({ samlProviderArn: this.samlProviderArn, roleArn: this.roleArn });
    }
}

/** Options that take over a role which others made: only what single sign-on needs is changed, and it outlives this deployment. */
function takenOver(roleName: string): pulumi.CustomResourceOptions {
    return {
        import: roleName,
        retainOnDelete: true,
        ignoreChanges: ["description", "path", "permissionsBoundary", "tags", "forceDetachPolicies"],
    };
}

import { Role, RolePolicy, SamlProvider } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { awsSamlEndpoints } from "../../../rules/awsSignIn";
import {
    connectFederationPolicy,
    federatedPrincipals,
    longestSessionSeconds,
    samlTrustPolicy,
    trustedIssuer,
    trustPolicySizeProblem,
} from "../../../rules/iam";
import { providersLeaving } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { awsTypes } from "../../../rules/resourceTypes";
import { anyOfThem, metadataCertificates, metadataLosses } from "../../../rules/saml";
import type { SignerChange } from "../../../rules/signerLeaving";
import type { AwsSamlFederationArgs } from "../../args/awsSamlFederationArgs";
import { findRole, findSamlProvider } from "../adopt/aws";
import { findRoleConditionsAdded } from "../check/awsSamlFederation";
import type { Context } from "../context";
import { currentMetadataDocument, currentTrustPolicy, trustsCertificate } from "../currentAws";
import { type Guard, joined } from "../guards";
import type { AwsLocation } from "../lookups";
import { ConnectEntraSsoError } from "../problems";
import { atCallersLine, outputOf, settle } from "../sdk";
import { optionsForTags } from "../tags";

/** What a federation results in. */
interface FederationOutputs {
    samlProviderArn: pulumi.Output<string>;
    roleArn: pulumi.Output<string>;
    samlProvider: SamlProvider;
    /** Whether AWS trusts the certificate with this thumbprint now; undefined if AWS can't be asked. */
    isTrusted: (thumbprint: string) => Promise<boolean | undefined>;
}

type FederationArgs = AwsSamlFederationArgs & {
    samlProviderName: pulumi.Input<string>;
    roleName: pulumi.Input<string>;
    /** Sets the policy of this federation apart from those of others on one role. */
    policyOwner: string;
    /** Where somebody writes which certificates the document has. */
    writtenIn: "arguments" | "document";
    /** Whether deployments make the identity provider sign with `signingCertificate`. */
    activates?: boolean;
    /** Asks the identity provider whether it signs with a certificate that leaves, where it can be asked. */
    findSignerLeaving?: FindSignerLeaving;
};

/** Finds what is wrong where the certificate leaves with which the identity provider signs now. */
export type FindSignerLeaving = (change: Pick<SignerChange, "before" | "after" | "retired">) => Promise<Problem[]>;

/**
 * Creates SAML provider, role and policy. `isNew` says whether this run creates the identity provider's side, so that nobody can
 * have signed in with an older certificate.
 */
export const buildFederation = atCallersLine(function buildFederation(
    parent: pulumi.ComponentResource,
    args: FederationArgs,
    location: pulumi.Output<AwsLocation>,
    isNew: () => boolean,
    context: Context,
): FederationOutputs {
    const { name, isProtected, guards, refusals, changeHooks, retryHooks, orphans, lookups } = context;
    const protect = isProtected ? true : undefined;
    const endpoints = pulumi
        .all([location, args.region])
        .apply(([it, region]) => awsSamlEndpoints(region ?? it.region, it.partition));
    const providerArgs = {
        name: args.samlProviderName,
        samlMetadataDocument: args.samlMetadataDocument,
        tags: args.tags,
    };
    const samlProvider = new SamlProvider(name, providerArgs, {
        parent,
        protect,
        ...optionsForTags(args.tags),
        ...orphans.adopting(
            { what: "SAML provider", type: awsTypes.samlProvider, name, parent },
            { ...providerArgs, partition: location.apply(({ partition }) => partition) },
            (it) => findSamlProvider(it, lookups.aws),
        ),
        hooks: joined(guards.on("metadata", ["beforeUpdate"], metadataGuard(parent, args, isNew, context)), retryHooks),
    });
    const samlProviderArn = outputOf(samlProvider, samlProvider.arn);
    const roleArgs = {
        name: args.roleName,
        description: "Entered by SAML single sign-on into Amazon Connect",
        maxSessionDuration: args.maxSessionDurationSeconds ?? longestSessionSeconds,
        assumeRolePolicy: pulumi
            .all([samlProviderArn, endpoints, args.issuer, args.alsoTrustedSamlProviders ?? []])
            .apply(async ([arn, { regional, global }, issuer, also]) => {
                const audiences = [global, regional];
                const policy = samlTrustPolicy({ samlProviderArns: [arn, ...also], audiences, issuer });
                const message = trustPolicySizeProblem(policy);
                await refusals.unlessNone(
                    message === undefined ? [] : [{ path: ["alsoTrustedSamlProviders"], message }],
                );
                return policy;
            }),
        tags: args.tags,
    };
    const role = new Role(name, roleArgs, {
        parent,
        protect,
        ...optionsForTags(args.tags),
        hooks: joined(guards.on("trust", ["beforeUpdate"], trustGuard(parent, args, context)), retryHooks),
        ...(args.existingRoleName === undefined
            ? orphans.adopting({ what: "role", type: awsTypes.role, name, parent }, roleArgs, (it) =>
                  findRole(it, lookups.aws),
              )
            : takenOver(args.existingRoleName, args.tags !== undefined)),
    });
    const policyName = "amazon-connect-federation";
    // On a role that others made, another stack may have such a policy. Stacks from before it had a name of its own keep the one they have.
    const [ownName, options] =
        args.existingRoleName === undefined
            ? [policyName, {}]
            : [`${policyName}-${args.policyOwner}`, { ignoreChanges: ["name"] }];
    new RolePolicy(
        name,
        {
            name: ownName,
            role: role.name,
            policy: pulumi.output(args.instanceArn).apply(connectFederationPolicy),
        },
        { parent, protect, hooks: joined(changeHooks, retryHooks), ...options },
    );
    return {
        samlProviderArn,
        roleArn: outputOf(role, role.arn),
        samlProvider,
        isTrusted: async (thumbprint) =>
            trustsCertificate(String((await settle(samlProviderArn)).value), thumbprint, lookups.aws),
    };
});

/** Refuses a document without a certificate that AWS trusts now and that the identity provider may sign with. */
function metadataGuard(
    parent: pulumi.ComponentResource,
    { retiredCertificates = [], signingCertificate, writtenIn, activates, findSignerLeaving }: FederationArgs,
    isNew: () => boolean,
    { who, lookups }: Context,
): Guard {
    return async ({ oldInputs = {}, newInputs = {}, oldOutputs = {} }) => {
        const known = oldInputs.samlMetadataDocument;
        const next = newInputs.samlMetadataDocument;
        if (isNew() || typeof known !== "string" || next === known) {
            return;
        }
        const held = await currentMetadataDocument(String(oldOutputs.arn), lookups.aws, parent);
        const [oldDocument, newDocument] = [held ?? known, typeof next === "string" ? next : known];
        const lost = metadataLosses({
            oldDocument,
            // A preview that creates a certificate does not know the document yet: then this still shows what was added by hand.
            newDocument,
            retired: retiredCertificates,
            signing: signingCertificate ?? anyOfThem,
            ...(activates === undefined ? {} : { activates }),
            writtenIn,
            nowMs: Date.now(),
        });
        const [before, after] = [oldDocument, newDocument].map(metadataCertificates);
        const change = { before: before ?? [], after: after ?? [], retired: retiredCertificates };
        const problems = lost.length > 0 ? lost : ((await findSignerLeaving?.(change)) ?? []);
        if (problems.length > 0) {
            throw new ConnectEntraSsoError(`${who} would make AWS refuse sign-ins:`, problems);
        }
    };
}

/** Refuses a trust policy without a SAML provider that the role trusts now, and what the role did not demand before. */
function trustGuard(
    parent: pulumi.ComponentResource,
    { samlProviderName, retiredSamlProviders = [], alsoTrustedSamlProviders }: FederationArgs,
    { who, lookups }: Context,
): Guard {
    return async ({ oldInputs = {}, newInputs = {} }) => {
        const known = oldInputs.assumeRolePolicy;
        const next = newInputs.assumeRolePolicy;
        const durations = [oldInputs, newInputs].map(({ maxSessionDuration }) => maxSessionDuration);
        if (typeof known !== "string" || (next === known && durations[0] === durations[1])) {
            return;
        }
        const held = (await currentTrustPolicy(String(oldInputs.name), lookups.aws, parent)) ?? known;
        const [before, after] = [held, next].map((policy, index) => ({
            issuer: typeof policy === "string" ? trustedIssuer(policy) : undefined,
            maxSessionDurationSeconds: durations[index],
        }));
        // The federation's own provider may be about to be created anew, its ARN not known yet.
        const own = `:saml-provider/${String((await settle(samlProviderName)).value)}`;
        const others = (await settle(alsoTrustedSamlProviders ?? [])).value;
        const problems = [
            ...providersLeaving(
                federatedPrincipals(held).filter((arn) => !arn.endsWith(own)),
                typeof next === "string" ? federatedPrincipals(next) : Array.isArray(others) ? others.map(String) : [],
                retiredSamlProviders,
            ),
            ...findRoleConditionsAdded(before ?? {}, after ?? {}),
        ];
        if (problems.length > 0) {
            throw new ConnectEntraSsoError(`${who} would make the role refuse people:`, problems);
        }
    };
}

/** Options that take over a role which others made: only what single sign-on needs is changed, and it outlives this stack. */
function takenOver(roleName: string, ownsTags: boolean): pulumi.CustomResourceOptions {
    return {
        import: roleName,
        retainOnDelete: true,
        ignoreChanges: [
            "description",
            "path",
            "permissionsBoundary",
            "forceDetachPolicies",
            ...(ownsTags ? [] : ["tags"]),
        ],
    };
}

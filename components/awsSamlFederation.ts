import * as pulumi from "@pulumi/pulumi";
import { longestSessionSeconds } from "../rules/iam";
import type { AwsSamlFederationArgs } from "./args/awsSamlFederationArgs";
import { checkArgs, notChecked } from "./internal/args";
import { buildFederation } from "./internal/build/awsSamlFederation";
import {
    awsSamlFederationFields,
    findRoleNameProblems,
    findStandaloneFederationLockouts,
    type RegisteredFederation,
} from "./internal/check/awsSamlFederation";
import { contextOf } from "./internal/context";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { joined } from "./internal/guards";
import { lockoutGuard } from "./internal/lockoutGuard";
import { awsLocation } from "./internal/lookups";
import { defaultNamesFor, findIamNamesTaken } from "./internal/runNames";
import { findTakeOversLost } from "./internal/takeOvers";

/** An IAM SAML provider and the role that its users assume to sign in to one Amazon Connect instance. */
export class AwsSamlFederation extends pulumi.ComponentResource {
    /** ARN of the SAML provider. */
    readonly samlProviderArn: pulumi.Output<string>;
    /** ARN of the role. */
    readonly roleArn: pulumi.Output<string>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: AwsSamlFederationArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("AwsSamlFederation", name, args, opts);
        const { refusals, lookups } = context;
        const checked = checkArgs<AwsSamlFederationArgs>(args, awsSamlFederationFields, refusals);
        context.rejectInvalid([...checked.problems, ...findRoleNameProblems(checked.args)]);
        const names = defaultNamesFor(context);
        const federation = {
            ...checked.args,
            samlProviderName: checked.args.samlProviderName ?? names.samlProviderName,
            roleName: checked.args.existingRoleName ?? checked.args.roleName ?? names.roleName,
        };
        const location = pulumi
            .all([federation.roleName, federation.samlProviderName])
            .apply(async ([roleName, samlProviderName]) => {
                const [found, problems] = await Promise.all([
                    awsLocation(lookups.aws, refusals),
                    findIamNamesTaken({ roleName, samlProviderName }, context),
                ]);
                await refusals.unlessNone(problems);
                return found;
            });
        const lockouts = lockoutGuard<RegisteredFederation>(
            context,
            findStandaloneFederationLockouts,
            (before, after, whole) => findTakeOversLost(context, before, after, whole),
        );
        const { samlMetadataDocument: _, ...registered } = federation;
        super(
            context.type,
            name,
            {
                ...registered,
                // What can't be deployed is refused before the first child.
                region: pulumi.all([checked.args.region, location]).apply(([region, it]) => region ?? it.region),
                maxSessionDurationSeconds: checked.args.maxSessionDurationSeconds ?? longestSessionSeconds,
                protection: checked.args.protection ?? true,
            },
            { ...opts, hooks: joined(opts?.hooks, lockouts) },
        );
        const { samlProviderArn, roleArn } = buildFederation(
            this,
            { ...federation, policyOwner: names.roleName, writtenIn: "document" },
            location,
            () => false,
            context,
        );
        this.samlProviderArn = samlProviderArn;
        this.roleArn = roleArn;
        this.notChecked = notChecked(checked, this, refusals);
        endOutputsWhenRefused(this);
        this.registerOutputs({ samlProviderArn, roleArn, notChecked: this.notChecked });
    }
}

import * as pulumi from "@pulumi/pulumi";
import { roleSessionNameAttributes } from "../rules/claims";
import { longestSessionSeconds } from "../rules/iam";
import type { EntraAwsClaimsArgs } from "./args/entraAwsClaimsArgs";
import { checkArgs, checkTogether, notChecked } from "./internal/args";
import { buildClaims } from "./internal/build/entraAwsClaims";
import {
    entraAwsClaimsFields,
    findClaimsLockouts,
    findDurationProblems,
    type RegisteredClaims,
} from "./internal/check/entraAwsClaims";
import { contextOf } from "./internal/context";
import { entraAwsClaimsCures } from "./internal/cures";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { joined } from "./internal/guards";
import { lockoutGuard } from "./internal/lockoutGuard";

/** The claims that AWS requires in a SAML response: Role, RoleSessionName, SessionDuration and NameID. */
export class EntraAwsClaims extends pulumi.ComponentResource {
    /** Resource id of the claims mapping policy. */
    readonly claimsMappingPolicyId: pulumi.Output<string>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: EntraAwsClaimsArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("EntraAwsClaims", name, args, opts);
        const checked = checkArgs<EntraAwsClaimsArgs>(args, entraAwsClaimsFields, context.refusals);
        context.rejectInvalid([...checked.problems, ...findDurationProblems(checked.args)]);
        const { sessionDurationSeconds = longestSessionSeconds, maxSessionDurationSeconds } = checked.args;
        // Nobody is looked up here, so nobody knows what another attribute of theirs holds.
        const lockouts = lockoutGuard<RegisteredClaims>(context, (before, after) =>
            findClaimsLockouts(before, after, 1, entraAwsClaimsCures),
        );
        super(
            context.type,
            name,
            {
                ...checked.args,
                roleSessionNameAttribute:
                    checked.args.roleSessionNameAttribute ?? roleSessionNameAttributes.userPrincipalName,
                // Durations that are Outputs are refused before the first child.
                sessionDurationSeconds: checkTogether(
                    { sessionDurationSeconds, maxSessionDurationSeconds },
                    findDurationProblems,
                    context.refusals,
                ).apply((known) => known.sessionDurationSeconds),
                protection: checked.args.protection ?? true,
            },
            { ...opts, hooks: joined(opts?.hooks, lockouts) },
        );
        const { claimsMappingPolicyId, assigned } = buildClaims(
            this,
            checked.args,
            { usersNotLookedUp: 1, cures: entraAwsClaimsCures },
            context,
        );
        this.claimsMappingPolicyId = claimsMappingPolicyId;
        this.notChecked = notChecked(checked, this, context.refusals);
        endOutputsWhenRefused(this);
        // Without outputs until the policy is assigned, too, so that the next run looks for what this one left.
        const whole = assigned.then(() => true);
        this.registerOutputs({ claimsMappingPolicyId, notChecked: this.notChecked, whole });
    }
}

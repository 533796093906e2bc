import { ClaimsMappingPolicy } from "@pulumi/azuread/claimsMappingPolicy";
import { ServicePrincipalClaimsMappingPolicyAssignment } from "@pulumi/azuread/servicePrincipalClaimsMappingPolicyAssignment";
import * as pulumi from "@pulumi/pulumi";
import { awsClaimsPolicy, readAwsClaims, roleSessionNameAttributes } from "../../../rules/claims";
import { longestSessionSeconds } from "../../../rules/iam";
import type { AttributeCures } from "../../../rules/lockouts";
import type { EntraAwsClaimsArgs } from "../../args/entraAwsClaimsArgs";
import { findClaimsLockouts } from "../check/entraAwsClaims";
import type { Context } from "../context";
import { joined } from "../guards";
import { ConnectEntraSsoError } from "../problems";
import { atCallersLine } from "../sdk";

/** Creates the claims policy and assigns it. `usersNotLookedUp`: how many users may have another value in another attribute. */
export const buildClaims = atCallersLine(function buildClaims(
    parent: pulumi.ComponentResource,
    args: EntraAwsClaimsArgs,
    { usersNotLookedUp, cures }: { usersNotLookedUp: number; cures: AttributeCures },
    { who, name, isProtected, guards, retryHooks }: Context,
): { claimsMappingPolicyId: pulumi.Output<string> } {
    const protect = isProtected ? true : undefined;
    const policy = new ClaimsMappingPolicy(
        name,
        {
            displayName: args.displayName ?? `${name}-aws`,
            definitions: [
                pulumi
                    .output({
                        roleArn: args.roleArn,
                        samlProviderArn: args.samlProviderArn,
                        roleSessionNameAttribute:
                            args.roleSessionNameAttribute ?? roleSessionNameAttributes.userPrincipalName,
                        sessionDurationSeconds: args.sessionDurationSeconds ?? longestSessionSeconds,
                    })
                    .apply(awsClaimsPolicy),
            ],
        },
        {
            parent,
            protect,
            hooks: joined(
                retryHooks,
                guards.on("claims", ["beforeUpdate"], ({ oldInputs = {}, newInputs = {} }) => {
                    const [before = {}, after = {}] = [oldInputs, newInputs].map(({ definitions }) =>
                        readAwsClaims(Array.isArray(definitions) ? definitions[0] : undefined),
                    );
                    const problems = findClaimsLockouts(
                        { role: before.role, roleSessionNameAttribute: before.sessionNameAttribute },
                        { role: after.role, roleSessionNameAttribute: after.sessionNameAttribute },
                        usersNotLookedUp,
                        cures,
                    );
                    if (problems.length > 0) {
                        throw new ConnectEntraSsoError(`${who} would change the claims of every user:`, problems);
                    }
                }),
            ),
        },
    );
    new ServicePrincipalClaimsMappingPolicyAssignment(
        name,
        { claimsMappingPolicyId: policy.id, servicePrincipalId: args.servicePrincipalId },
        // A service principal takes one policy at a time.
        { parent, protect, deleteBeforeReplace: true, hooks: retryHooks },
    );
    return { claimsMappingPolicyId: policy.id };
});

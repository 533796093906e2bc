import { ClaimsMappingPolicy } from "@pulumi/azuread/claimsMappingPolicy";
import { ServicePrincipalClaimsMappingPolicyAssignment } from "@pulumi/azuread/servicePrincipalClaimsMappingPolicyAssignment";
import * as pulumi from "@pulumi/pulumi";
import { awsClaimsPolicy, readAwsClaims, roleSessionNameAttributes } from "../../../rules/claims";
import { longestSessionSeconds } from "../../../rules/iam";
import type { AttributeCures } from "../../../rules/lockouts";
import { entraTypes } from "../../../rules/resourceTypes";
import type { EntraAwsClaimsArgs } from "../../args/entraAwsClaimsArgs";
import { findPolicies, findPolicyAssignments } from "../adopt/entra";
import { findClaimsLockouts } from "../check/entraAwsClaims";
import type { Context } from "../context";
import { joined } from "../guards";
import { ConnectEntraSsoError } from "../problems";
import { atCallersLine, settle } from "../sdk";

/** Creates the claims policy and assigns it; `assigned` comes to its end once it is. `usersNotLookedUp`: how many users may have another value in another attribute. */
export const buildClaims = atCallersLine(function buildClaims(
    parent: pulumi.ComponentResource,
    args: EntraAwsClaimsArgs,
    { usersNotLookedUp, cures }: { usersNotLookedUp: number; cures: AttributeCures },
    { who, name, isProtected, guards, retryHooks, orphans, graph }: Context,
): { claimsMappingPolicyId: pulumi.Output<string>; assigned: Promise<unknown> } {
    const protect = isProtected ? true : undefined;
    const policyArgs = {
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
    };
    const policy = new ClaimsMappingPolicy(name, policyArgs, {
        parent,
        protect,
        ...orphans.adopting(
            { what: "claims policy", type: entraTypes.claimsPolicy, name, parent, ifLeft: "a second one is created" },
            policyArgs,
            (it) => findPolicies(it, graph),
        ),
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
    });
    const assignment = { claimsMappingPolicyId: policy.id, servicePrincipalId: args.servicePrincipalId };
    const { id } = new ServicePrincipalClaimsMappingPolicyAssignment(name, assignment, {
        parent,
        protect,
        // A service principal takes one policy at a time.
        deleteBeforeReplace: true,
        hooks: retryHooks,
        ...orphans.adopting(
            { what: "assignment of the claims policy", type: entraTypes.policyAssignment, name, parent },
            assignment,
            (it) => findPolicyAssignments(it, graph),
        ),
    });
    return { claimsMappingPolicyId: policy.id, assigned: settle(id) };
});

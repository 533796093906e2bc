import { ClaimsMappingPolicy } from "@pulumi/azuread/claimsMappingPolicy";
import { ServicePrincipalClaimsMappingPolicyAssignment } from "@pulumi/azuread/servicePrincipalClaimsMappingPolicyAssignment";
import * as pulumi from "@pulumi/pulumi";
import { awsClaimsPolicy, roleSessionNameAttributes, sessionNameAttributeOf } from "../../../rules/claims";
import { attributeUnchecked } from "../../../rules/lockouts";
import type { EntraAwsClaimsArgs } from "../../args/entraAwsClaimsArgs";
import type { Context } from "../context";
import { ConnectEntraSsoError } from "../problems";

/** Creates the claims policy and assigns it. `directoryLookup` false: nobody checks that another attribute equals the user names. */
export function buildClaims(
    parent: pulumi.ComponentResource,
    args: EntraAwsClaimsArgs,
    directoryLookup: boolean | undefined,
    { who, name, isProtected, guards }: Context,
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
                        sessionDurationSeconds: args.sessionDurationSeconds ?? 43_200,
                    })
                    .apply(awsClaimsPolicy),
            ],
        },
        {
            parent,
            protect,
            hooks: guards.on("claims", ["beforeUpdate"], ({ oldInputs = {}, newInputs = {} }) => {
                const [before, after] = [oldInputs, newInputs].map(({ definitions }) =>
                    sessionNameAttributeOf(Array.isArray(definitions) ? definitions[0] : undefined),
                );
                const problems = after === undefined ? [] : attributeUnchecked(before, after, directoryLookup);
                if (problems.length > 0) {
                    throw new ConnectEntraSsoError(`${who} would change everybody's session name:`, problems);
                }
            }),
        },
    );
    new ServicePrincipalClaimsMappingPolicyAssignment(
        name,
        { claimsMappingPolicyId: policy.id, servicePrincipalId: args.servicePrincipalId },
        // A service principal takes one policy at a time.
        { parent, protect, deleteBeforeReplace: true },
    );
    return { claimsMappingPolicyId: policy.id };
}

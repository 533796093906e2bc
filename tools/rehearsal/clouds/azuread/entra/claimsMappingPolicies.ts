/** Claims mapping policies and who has them: https://learn.microsoft.com/graph/api/resources/claimsmappingpolicy */
import { randomUUID } from "node:crypto";
import { refuseDefinition } from "./claimsDefinition";
import type { Directory } from "./directory";
import { badRequest, resourceNotFound } from "./errors";
import type { ClaimsMappingPolicy } from "./objects";
import { getServicePrincipal } from "./servicePrincipals";

type Content = Omit<ClaimsMappingPolicy, "id">;

export function createClaimsMappingPolicy(directory: Directory, content: Content): ClaimsMappingPolicy {
    const policy: ClaimsMappingPolicy = { id: randomUUID(), ...content };
    refuse(policy);
    directory.claimsMappingPolicies.put(policy);
    return policy;
}

export function updateClaimsMappingPolicy(directory: Directory, id: string, content: Content): void {
    const policy: ClaimsMappingPolicy = { ...getClaimsMappingPolicy(directory, id), ...content };
    refuse(policy);
    directory.claimsMappingPolicies.put(policy);
}

export function getClaimsMappingPolicy(directory: Directory, id: string): ClaimsMappingPolicy {
    const policy = directory.claimsMappingPolicies.find(id);
    if (policy === undefined) {
        throw resourceNotFound(id);
    }
    return policy;
}

/** Refused while a service principal has the policy. Assumed: Microsoft does not say what happens then. */
export function deleteClaimsMappingPolicy(directory: Directory, id: string): void {
    const policy = getClaimsMappingPolicy(directory, id);
    const holder = directory.servicePrincipals.list().find((each) => each.claimsMappingPolicies.includes(policy.id));
    if (holder !== undefined) {
        throw badRequest(
            `The policy is applied to at least one object and can't be deleted. (rehearsal: service principal ${holder.id} has it)`,
        );
    }
    directory.claimsMappingPolicies.remove(policy.id);
}

/** One claims mapping policy a service principal. Assumed: Microsoft documents one, not the refusal of a second. */
export function assignClaimsMappingPolicy(directory: Directory, servicePrincipalId: string, policyId: string): void {
    const servicePrincipal = getServicePrincipal(directory, servicePrincipalId);
    const policy = getClaimsMappingPolicy(directory, policyId);
    const [assigned] = servicePrincipal.claimsMappingPolicies;
    if (assigned === policy.id) {
        throw badRequest(
            "One or more added object references already exist for the following modified properties: 'claimsMappingPolicies'.",
        );
    }
    if (assigned !== undefined) {
        throw badRequest(
            "A conflicting object with one or more of the specified property values is present in the directory. " +
                `(rehearsal: policy ${assigned} is assigned to the service principal; it can have one)`,
        );
    }
    directory.servicePrincipals.put({ ...servicePrincipal, claimsMappingPolicies: [policy.id] });
}

export function unassignClaimsMappingPolicy(directory: Directory, servicePrincipalId: string, policyId: string): void {
    const servicePrincipal = getServicePrincipal(directory, servicePrincipalId);
    if (!servicePrincipal.claimsMappingPolicies.includes(policyId.toLowerCase())) {
        throw resourceNotFound(policyId);
    }
    const claimsMappingPolicies = servicePrincipal.claimsMappingPolicies.filter((id) => id !== policyId.toLowerCase());
    directory.servicePrincipals.put({ ...servicePrincipal, claimsMappingPolicies });
}

function refuse({ definition, displayName }: ClaimsMappingPolicy): void {
    if (displayName === "") {
        throw badRequest("Property displayName value is required but is empty or missing.");
    }
    const refusal = refuseDefinition(definition);
    if (refusal !== undefined) {
        throw refusal;
    }
}

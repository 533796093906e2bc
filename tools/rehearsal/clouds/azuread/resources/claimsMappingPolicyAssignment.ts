/**
 * azuread.ServicePrincipalClaimsMappingPolicyAssignment: gives a claims mapping policy to a service principal. Both are named
 * by their full resource ids.
 */
import type { ResourceType, Values } from "../../provider/resourceType";
import { assignClaimsMappingPolicy, unassignClaimsMappingPolicy } from "../entra/claimsMappingPolicies";
import { Directory } from "../entra/directory";
import { during, resourceNotFound } from "../entra/errors";
import { claimsMappingPolicyId, namedServicePrincipal, policyAssignmentId, servicePrincipalId } from "./ids";
import { requiredText } from "./values";

export const claimsMappingPolicyAssignment: ResourceType = {
    token: "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment",
    properties: {
        claimsMappingPolicyId: {
            kind: "string",
            required: true,
            replace: true,
            format: claimsMappingPolicyId.validate,
        },
        servicePrincipalId: { kind: "string", required: true, replace: true, format: servicePrincipalId.validate },
    },
    create(call, inputs) {
        const ids = {
            ...servicePrincipalId.parse(requiredText(inputs, "servicePrincipalId")),
            ...claimsMappingPolicyId.parse(requiredText(inputs, "claimsMappingPolicyId")),
        };
        during(creating(ids.servicePrincipalId), () =>
            assignClaimsMappingPolicy(new Directory(call), ids.servicePrincipalId, ids.claimsMappingPolicyId),
        );
        return policyAssignmentId.format(ids);
    },
    read(call, id) {
        const ids = policyAssignmentId.parse(id);
        const assigned = new Directory(call).servicePrincipals.get(ids.servicePrincipalId)?.claimsMappingPolicies ?? [];
        return assigned.includes(ids.claimsMappingPolicyId.toLowerCase())
            ? {
                  servicePrincipalId: servicePrincipalId.format(ids),
                  claimsMappingPolicyId: claimsMappingPolicyId.format(ids),
              }
            : undefined;
    },
    delete(call, id) {
        const ids = policyAssignmentId.parse(id);
        during(`removing ${named(ids)}`, () =>
            unassignClaimsMappingPolicy(new Directory(call), ids.servicePrincipalId, ids.claimsMappingPolicyId),
        );
    },
    reads: {
        create: [
            { name: "reference", when: "before", missed: "fails", message: referenceNotFound },
            { name: "readBack", when: "after", missed: "gone" },
        ],
    },
};

const creating = (id: string): string => `Creating ClaimsMappingPolicyAssignment for ${namedServicePrincipal(id)}`;

function referenceNotFound(inputs: Values): string {
    const { servicePrincipalId: id } = servicePrincipalId.parse(requiredText(inputs, "servicePrincipalId"));
    return `${creating(id)}: ${resourceNotFound(id).message}`;
}

function named(ids: { servicePrincipalId: string; claimsMappingPolicyId: string }): string {
    return (
        "Service Principal Id Claims Mapping Policy " +
        `(Service Principal: ${JSON.stringify(ids.servicePrincipalId)}\n` +
        `Claims Mapping Policy: ${JSON.stringify(ids.claimsMappingPolicyId)})`
    );
}

/** Claims mapping policies, and the one that a service principal has. */
import {
    assignClaimsMappingPolicy,
    createClaimsMappingPolicy,
    deleteClaimsMappingPolicy,
    getClaimsMappingPolicy,
    unassignClaimsMappingPolicy,
    updateClaimsMappingPolicy,
} from "../entra/claimsMappingPolicies";
import { tokens } from "../entra/directory";
import { badRequest } from "../entra/errors";
import type { ClaimsMappingPolicy } from "../entra/objects";
import { getServicePrincipal } from "../entra/servicePrincipals";
import { entityAnswer, listAnswer, noContent } from "./entities";
import { changeFrom, type Readings, referenceFrom, texts } from "./properties";
import type { Entity, Kind, Route } from "./route";

const token = tokens.claimsMappingPolicy;
export const policyAssignment =
    "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment";

const policies: Kind = {
    set: "policies/claimsMappingPolicies",
    type: "claimsMappingPolicy",
    filterable: ["displayName", "id"],
};

const entityOf = ({ id, displayName, definition }: ClaimsMappingPolicy): Entity => ({
    id,
    deletedDateTime: null,
    definition,
    displayName,
    isOrganizationDefault: false,
});

const readings: Readings<Partial<Omit<ClaimsMappingPolicy, "id">>> = {
    definition: texts("definition"),
    displayName: (value) => (typeof value === "string" ? { displayName: value } : undefined),
    // Only policies of other kinds can be the organization's default.
    isOrganizationDefault: (value) => (value === false ? {} : undefined),
};

export const claimsMappingPolicyRoutes: readonly Route[] = [
    {
        method: "GET",
        path: "policies/claimsMappingPolicies",
        plan: { token, operation: "read" },
        options: ["$filter", "$select", "$top"],
        answer: (asked) => listAnswer(asked, policies, asked.directory.claimsMappingPolicies.list().map(entityOf)),
    },
    {
        method: "GET",
        path: "policies/claimsMappingPolicies/{id}",
        plan: { token, operation: "read" },
        options: ["$select"],
        answer: (asked, [id = ""]) =>
            entityAnswer(asked, policies, entityOf(getClaimsMappingPolicy(asked.directory, id))),
    },
    {
        method: "POST",
        path: "policies/claimsMappingPolicies",
        plan: { token, operation: "create" },
        answer(asked) {
            const { definition, displayName = "" } = changeFrom("ClaimsMappingPolicy", readings, asked.body);
            if (definition === undefined) {
                throw badRequest("Property definition value is required but is empty or missing.");
            }
            const made = createClaimsMappingPolicy(asked.directory, { definition, displayName });
            return entityAnswer(asked, policies, entityOf(made), 201);
        },
    },
    {
        method: "PATCH",
        path: "policies/claimsMappingPolicies/{id}",
        plan: { token, operation: "update" },
        answer({ directory, body }, [id = ""]) {
            const { id: _, ...before } = getClaimsMappingPolicy(directory, id);
            updateClaimsMappingPolicy(directory, id, {
                ...before,
                ...changeFrom("ClaimsMappingPolicy", readings, body),
            });
            return noContent;
        },
    },
    {
        method: "DELETE",
        path: "policies/claimsMappingPolicies/{id}",
        plan: { token, operation: "delete" },
        answer({ directory }, [id = ""]) {
            deleteClaimsMappingPolicy(directory, id);
            return noContent;
        },
    },
    {
        method: "GET",
        path: "servicePrincipals/{id}/claimsMappingPolicies",
        plan: { token: policyAssignment, operation: "read" },
        options: ["$select", "$top"],
        answer(asked, [id = ""]) {
            const assigned = getServicePrincipal(asked.directory, id).claimsMappingPolicies;
            const found = assigned.flatMap((policyId) => asked.directory.claimsMappingPolicies.find(policyId) ?? []);
            return listAnswer(asked, policies, found.map(entityOf));
        },
    },
    {
        method: "POST",
        path: "servicePrincipals/{id}/claimsMappingPolicies/$ref",
        plan: { token: policyAssignment, operation: "create" },
        answer({ directory, body }, [id = ""]) {
            assignClaimsMappingPolicy(directory, id, referenceFrom(body));
            return noContent;
        },
    },
    {
        method: "DELETE",
        path: "servicePrincipals/{id}/claimsMappingPolicies/{policyId}/$ref",
        plan: { token: policyAssignment, operation: "delete" },
        answer({ directory }, [id = "", policyId = ""]) {
            unassignClaimsMappingPolicy(directory, id, policyId);
            return noContent;
        },
    },
];

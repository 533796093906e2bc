/** The azuread provider's requests about who may use an application, the claims that it gets, and groups. */
import type { AskedOperation } from "../../provider/resourceType";
import type { GraphOperation } from "../entra/appRoles";
import { ask, first, idsIn, quoted, type Requests, textIn } from "./ask";

export const appRoleAssignment: Requests = {
    create: ({ inputs }) => {
        const id = textIn(inputs, "resourceObjectId");
        return [
            ...ask(`Service principal not found for resource (Object ID: "${id}")`, [id], "GET servicePrincipals/{id}"),
            ...ask(
                "Could not create app role assignment",
                [id],
                "POST servicePrincipals/{id}/appRoleAssignedTo",
                "GET servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}",
            ),
        ];
    },
    read: ({ id }) =>
        ask(
            `retrieving app role assignment ${JSON.stringify(id)}`,
            idsIn(id),
            "GET servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}",
        ),
    delete: ({ id }) =>
        ask(
            `Deleting app role assignment ${JSON.stringify(id)}`,
            idsIn(id),
            "DELETE servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}",
        ),
};

const readPolicy = ({ id }: AskedOperation) =>
    ask(`retrieving claims mapping policy ${JSON.stringify(id)}`, idsIn(id), "GET policies/claimsMappingPolicies/{id}");

export const claimsMappingPolicy: Requests = {
    create: (asked) => [
        ...ask("Could not create Claims Mapping Policy", [], "POST policies/claimsMappingPolicies"),
        ...readPolicy(asked),
    ],
    read: readPolicy,
    update: (asked) => [
        ...ask(
            `Could not update Claims Mapping Policy with ID: ${JSON.stringify(asked.id)}`,
            idsIn(asked.id),
            "PATCH policies/claimsMappingPolicies/{id}",
        ),
        ...readPolicy(asked),
    ],
    delete: ({ id }) =>
        ask(
            `Deleting Claims Mapping Policy with ID: ${JSON.stringify(id)}`,
            idsIn(id),
            "DELETE policies/claimsMappingPolicies/{id}",
        ),
};

const readPolicies = (id: string) =>
    ask(
        `retrieving the claims mapping policies of Service Principal (Service Principal: ${quoted(id)})`,
        [first(id)],
        "GET servicePrincipals/{id}/claimsMappingPolicies",
    );

export const policyAssignment: Requests = {
    create: ({ inputs }) => {
        const id = textIn(inputs, "servicePrincipalId");
        return [
            ...ask(
                `Creating ClaimsMappingPolicyAssignment for Service Principal (Service Principal: ${quoted(id)})`,
                [first(id)],
                "POST servicePrincipals/{id}/claimsMappingPolicies/$ref",
            ),
            ...readPolicies(id),
        ];
    },
    read: ({ id }) => readPolicies(id),
    delete: ({ id }) => [
        ...readPolicies(id),
        ...ask(
            `removing ClaimsMappingPolicyAssignment from Service Principal (Service Principal: ${quoted(id)})`,
            idsIn(id),
            "DELETE servicePrincipals/{id}/claimsMappingPolicies/{policyId}/$ref",
        ),
    ],
};

const readGroup = ({ id }: AskedOperation) =>
    ask(`Retrieving Group (Group: ${quoted(id)})`, idsIn(id), "GET groups/{id}", "GET groups/{id}/members");

export const group: Requests = {
    create: (asked) => [
        ...(asked.inputs.preventDuplicateNames === true ? ask("checking for duplicates", [], "GET groups") : []),
        ...ask(`Creating group ${JSON.stringify(asked.inputs.displayName)}`, [], "POST groups"),
        ...readGroup(asked),
    ],
    read: readGroup,
    update: (asked) => [
        ...ask(`Updating Group (Group: ${quoted(asked.id)})`, idsIn(asked.id), "PATCH groups/{id}"),
        ...readGroup(asked),
    ],
    delete: ({ id }) => ask(`Deleting Group (Group: ${quoted(id)})`, idsIn(id), "DELETE groups/{id}"),
};

const memberOf = (doing: string, ...requests: GraphOperation[]) => ask(`${doing} a group member`, [], ...requests);

export const groupMember: Requests = {
    create: () => memberOf("Adding", "POST groups/{id}/members/$ref", "GET groups/{id}/members"),
    read: () => memberOf("Retrieving", "GET groups/{id}/members"),
    delete: () => memberOf("Removing", "DELETE groups/{id}/members/{memberId}/$ref"),
};

/**
 * Which application roles of Microsoft Graph a request takes, from "Permissions" on its page of https://learn.microsoft.com/graph/api/,
 * and who has them. Every list is one of which the caller needs any.
 */
import type { Directory } from "./directory";
import { insufficientPrivileges } from "./errors";

/** Enough for the applications and service principals that the caller owns, and no others. */
const ownedBy = "Application.ReadWrite.OwnedBy";

const readApplications = ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"];
const readOwn = [...readApplications, ownedBy];
const writeApplications = [ownedBy, "Application.ReadWrite.All"];
const assign = ["AppRoleAssignment.ReadWrite.All"];
// Microsoft's pages let Policy.ReadWrite.ApplicationConfiguration read, too: https://github.com/hashicorp/terraform-provider-azuread/issues/804 says otherwise.
const readPolicies = ["Policy.Read.All"];
const writePolicies = ["Policy.ReadWrite.ApplicationConfiguration"];
const readDirectory = ["Directory.Read.All"];
const readUsers = ["User.Read.All", "User.ReadBasic.All", "Directory.Read.All"];
const readGroups = ["Group.Read.All", "Group.ReadWrite.All", "GroupMember.Read.All", "Directory.Read.All"];
const writeGroups = ["Group.ReadWrite.All"];
const writeMembers = ["GroupMember.ReadWrite.All", "Group.ReadWrite.All"];

const needs = {
    "GET applications": [readApplications],
    "GET applications/{id}": [readOwn],
    "POST applications": [writeApplications],
    "PATCH applications/{id}": [writeApplications],
    "DELETE applications/{id}": [writeApplications],
    "GET applications/{id}/owners": [readOwn],
    "POST applications/{id}/owners/$ref": [writeApplications, readDirectory],
    "DELETE applications/{id}/owners/{ownerId}/$ref": [writeApplications],
    "GET servicePrincipals": [readOwn],
    "GET servicePrincipals/{id}": [readOwn],
    "POST servicePrincipals": [writeApplications],
    "PATCH servicePrincipals/{id}": [writeApplications],
    "DELETE servicePrincipals/{id}": [writeApplications],
    "POST servicePrincipals/{id}/addTokenSigningCertificate": [writeApplications],
    "GET servicePrincipals/{id}/owners": [readOwn],
    "POST servicePrincipals/{id}/owners/$ref": [writeApplications, readDirectory],
    "DELETE servicePrincipals/{id}/owners/{ownerId}/$ref": [writeApplications],
    "GET servicePrincipals/{id}/appRoleAssignedTo": [readApplications],
    "GET servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}": [readApplications],
    "POST servicePrincipals/{id}/appRoleAssignedTo": [assign, readApplications],
    "DELETE servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}": [assign],
    "GET servicePrincipals/{id}/appRoleAssignments": [[...readApplications, ...assign]],
    "GET users/{id}/appRoleAssignments": [["Directory.Read.All", ...assign]],
    "GET groups/{id}/appRoleAssignments": [["Directory.Read.All", ...assign]],
    "GET policies/claimsMappingPolicies": [readPolicies],
    "GET policies/claimsMappingPolicies/{id}": [readPolicies],
    "POST policies/claimsMappingPolicies": [writePolicies],
    "PATCH policies/claimsMappingPolicies/{id}": [writePolicies],
    "DELETE policies/claimsMappingPolicies/{id}": [writePolicies],
    "GET servicePrincipals/{id}/claimsMappingPolicies": [readPolicies, readOwn],
    "POST servicePrincipals/{id}/claimsMappingPolicies/$ref": [writePolicies, writeApplications],
    "DELETE servicePrincipals/{id}/claimsMappingPolicies/{policyId}/$ref": [writePolicies, writeApplications],
    "GET users": [readUsers],
    "GET users/{idOrUserPrincipalName}": [readUsers],
    "GET groups": [readGroups],
    "GET groups/{id}": [readGroups],
    "POST groups": [["Group.Create", ...writeGroups]],
    "PATCH groups/{id}": [writeGroups],
    "DELETE groups/{id}": [writeGroups],
    "GET groups/{id}/members": [readGroups],
    "POST groups/{id}/members/$ref": [writeMembers],
    "DELETE groups/{id}/members/{memberId}/$ref": [writeMembers],
    "POST groups/{id}/owners/$ref": [writeGroups],
} satisfies Record<string, readonly (readonly string[])[]>;

/** Method and path of a request, with names in braces for ids. */
export type GraphOperation = keyof typeof needs;

export const graphOperations = Object.keys(needs);

/** Every role that some request here takes. */
export const allAppRoles = [...new Set(Object.values(needs).flat(2))].sort();

/** Refuses a request of a caller without the roles for it. `ids` are those of its path. */
export function refuseWithoutAppRole(directory: Directory, request: string, ids: readonly string[]): void {
    const { appRoles } = directory;
    if (appRoles === undefined) {
        return;
    }
    const has = (role: string) => appRoles.includes(role) && (role !== ownedBy || isOwn(directory, request, ids));
    const lists: readonly (readonly string[])[] = needs[request as GraphOperation] ?? [];
    const lacking = lists.find((roles) => !roles.some(has));
    if (lacking !== undefined) {
        const stranger = lacking.includes(ownedBy) && appRoles.includes(ownedBy);
        throw insufficientPrivileges(
            `${request} takes ${lacking.join(" or ")}${stranger ? ", and the caller does not own the object" : ""}`,
        );
    }
}

/** A new object belongs to its creator, and what is gone is not found rather than forbidden. */
function isOwn({ applications, servicePrincipals, tenant }: Directory, request: string, [id]: readonly string[]) {
    const [, collection] = request.split(/[ /]/);
    const found =
        id === undefined ? undefined : collection === "applications" ? applications.get(id) : servicePrincipals.get(id);
    return found === undefined || found.owners.includes(tenant.callerObjectId);
}

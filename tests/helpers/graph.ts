/** What somebody does in the emulated directory that the `az` command of the rehearsal does not. */
import { deleteApplication } from "../../tools/rehearsal/clouds/azuread/entra/applications";
import { deleteAppRoleAssignment } from "../../tools/rehearsal/clouds/azuread/entra/appRoleAssignments";
import {
    deleteClaimsMappingPolicy,
    unassignClaimsMappingPolicy,
} from "../../tools/rehearsal/clouds/azuread/entra/claimsMappingPolicies";
import type { Directory } from "../../tools/rehearsal/clouds/azuread/entra/directory";
import { badRequest } from "../../tools/rehearsal/clouds/azuread/entra/errors";
import { deleteGroup } from "../../tools/rehearsal/clouds/azuread/entra/groups";
import type { ServicePrincipal } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import {
    deleteServicePrincipal,
    getServicePrincipal as findServicePrincipal,
} from "../../tools/rehearsal/clouds/azuread/entra/servicePrincipals";
import { request } from "../../tools/rehearsal/clouds/azuread/graph";
import * as ids from "../../tools/rehearsal/clouds/azuread/resources/ids";

/** `GET /servicePrincipals/{objectId}`: the private keys are not in it. */
export function getServicePrincipal(storeFolder: string, objectId: string): Promise<ServicePrincipal> {
    return request(storeFolder, (directory) => findServicePrincipal(directory, objectId));
}

/** `DELETE` of the object that Pulumi knows by this resource id, behind Pulumi's back. */
export function deleteObject(storeFolder: string, resourceId: string): Promise<void> {
    return request(storeFolder, (directory) => {
        const deletion = deletions.find(({ id }) => id.validate(resourceId as never) === undefined);
        if (deletion === undefined) {
            throw badRequest(`Resource not found for the segment '${resourceId}'.`, "BadRequest");
        }
        deletion.delete(directory, resourceId);
    });
}

const deletions: readonly {
    id: { validate: (id: never) => string | undefined };
    delete: (directory: Directory, id: string) => void;
}[] = [
    {
        id: ids.applicationId,
        delete: (directory, id) => deleteApplication(directory, ids.applicationId.parse(id).applicationId),
    },
    {
        id: ids.servicePrincipalId,
        delete: (directory, id) =>
            deleteServicePrincipal(directory, ids.servicePrincipalId.parse(id).servicePrincipalId),
    },
    {
        id: ids.groupId,
        delete: (directory, id) => deleteGroup(directory, ids.groupId.parse(id).groupId),
    },
    {
        id: ids.claimsMappingPolicyId,
        delete: (directory, id) =>
            deleteClaimsMappingPolicy(directory, ids.claimsMappingPolicyId.parse(id).claimsMappingPolicyId),
    },
    {
        id: ids.policyAssignmentId,
        delete: (directory, id) => {
            const { servicePrincipalId, claimsMappingPolicyId } = ids.policyAssignmentId.parse(id);
            unassignClaimsMappingPolicy(directory, servicePrincipalId, claimsMappingPolicyId);
        },
    },
    {
        id: ids.appRoleAssignedToId,
        delete: (directory, id) => {
            const { servicePrincipalId, appRoleAssignmentId } = ids.appRoleAssignedToId.parse(id);
            deleteAppRoleAssignment(directory, servicePrincipalId, appRoleAssignmentId);
        },
    },
];

/** Who may use an application: https://learn.microsoft.com/graph/api/resources/approleassignment */
import { createHash } from "node:crypto";
import { type Directory, sameGuid } from "./directory";
import { badRequest, resourceNotFound } from "./errors";
import type { AppRoleAssignment } from "./objects";
import { getServicePrincipal } from "./servicePrincipals";

/** Access without a role: only to applications that declare none. */
const defaultRoleId = "00000000-0000-0000-0000-000000000000";

export function createAppRoleAssignment(
    directory: Directory,
    ids: { appRoleId: string; principalId: string; resourceId: string },
): AppRoleAssignment {
    const resource = getServicePrincipal(directory, ids.resourceId);
    const principal = principalOf(directory, ids.principalId);
    if (principal === undefined) {
        throw badRequest("Not a valid reference update.");
    }
    refuseRole(directory, resource.appId, ids.appRoleId, principal.principalType);
    const appRoleId = ids.appRoleId.toLowerCase();
    const id = assignmentId(appRoleId, principal.principalId, resource.id);
    if (directory.appRoleAssignments.list().some((existing) => existing.id === id)) {
        throw badRequest("Permission being assigned already exists on the object");
    }
    const assignment: AppRoleAssignment = { id, appRoleId, resourceId: resource.id, ...principal };
    directory.appRoleAssignments.put(assignment);
    return assignment;
}

export function deleteAppRoleAssignment(directory: Directory, resourceId: string, id: string): void {
    getServicePrincipal(directory, resourceId);
    if (findAppRoleAssignment(directory, resourceId, id) === undefined) {
        throw resourceNotFound(id);
    }
    directory.appRoleAssignments.remove(id);
}

export function findAppRoleAssignment(
    directory: Directory,
    resourceId: string,
    id: string,
): AppRoleAssignment | undefined {
    const found = directory.appRoleAssignments.get(id);
    return found !== undefined && sameGuid(found.resourceId, resourceId) ? found : undefined;
}

/** Those of a user or a group. */
export function listAppRoleAssignmentsOf(
    directory: Directory,
    principal: "users" | "groups",
    objectId: string,
): AppRoleAssignment[] {
    if ((principal === "users" ? directory.users.get(objectId) : directory.groups.find(objectId)) === undefined) {
        throw resourceNotFound(objectId);
    }
    return directory.appRoleAssignments.list().filter((one) => sameGuid(one.principalId, objectId));
}

type Principal = Pick<AppRoleAssignment, "principalId" | "principalType" | "principalDisplayName">;

function principalOf(directory: Directory, id: string): Principal | undefined {
    const user = directory.users.get(id);
    if (user !== undefined) {
        return { principalId: user.id, principalType: "User", principalDisplayName: user.displayName ?? "" };
    }
    const group = directory.groups.find(id);
    if (group !== undefined) {
        return { principalId: group.id, principalType: "Group", principalDisplayName: group.displayName };
    }
    const servicePrincipal = directory.servicePrincipals.find(id);
    return servicePrincipal === undefined
        ? undefined
        : {
              principalId: servicePrincipal.id,
              principalType: "ServicePrincipal",
              principalDisplayName: directory.applicationOf(servicePrincipal.appId)?.displayName ?? "",
          };
}

function refuseRole(
    directory: Directory,
    appId: string,
    appRoleId: string,
    type: AppRoleAssignment["principalType"],
): void {
    const appRoles = directory.applicationOf(appId)?.appRoles ?? [];
    if (appRoles.length === 0 && sameGuid(appRoleId, defaultRoleId)) {
        return;
    }
    const role = appRoles.find((each) => sameGuid(each.id, appRoleId) && each.isEnabled);
    const memberType = type === "ServicePrincipal" ? "Application" : "User";
    if (role === undefined || !role.allowedMemberTypes.includes(memberType)) {
        throw badRequest(`Permission being assigned was not found on application '${appId}'.`);
    }
}

/** Graph's ids of assignments are opaque, in base64url; the same three ids give the same one here. */
function assignmentId(...ids: readonly string[]): string {
    return createHash("sha256").update(ids.join(" ")).digest("base64url");
}

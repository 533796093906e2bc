// Who can own an application or a service principal.

import type { Directory } from "./directory";
import { badRequest, resourceNotFound } from "./errors";

/** Owners are users and service principals: groups, applications and ids of nothing are refused. */
export function refuseOwner(directory: Directory, ownerId: string): void {
    if (directory.users.get(ownerId) !== undefined || directory.servicePrincipals.find(ownerId) !== undefined) {
        return;
    }
    const type = unsupportedTypeOf(directory, ownerId);
    throw type === undefined
        ? resourceNotFound(ownerId)
        : badRequest(`Unsupported directory object class '${type}' in resource identifier for reference 'owners'.`);
}

function unsupportedTypeOf(directory: Directory, id: string): string | undefined {
    if (directory.groups.get(id) !== undefined) {
        return "Group";
    }
    return directory.applications.get(id) === undefined ? undefined : "Application";
}

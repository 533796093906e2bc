/** Who can own an application or a service principal. */
import { type Directory, sameGuid } from "./directory";
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

/** Brings the owners to those desired, first by adding and then by removing, as the provider does. */
export function changeOwners(
    owners: readonly string[],
    desired: readonly string[],
    change: { add: (owner: string) => void; remove: (owner: string) => void },
): void {
    const isIn = (list: readonly string[], owner: string) => list.some((other) => sameGuid(other, owner));
    desired.filter((owner) => !isIn(owners, owner)).forEach(change.add);
    owners.filter((owner) => !isIn(desired, owner)).forEach(change.remove);
}

/** The kind of directory object behind an id that can be neither owner nor member as such. */
export function unsupportedTypeOf(directory: Directory, id: string): string | undefined {
    if (directory.groups.get(id) !== undefined) {
        return "Group";
    }
    return directory.applications.get(id) === undefined ? undefined : "Application";
}

/** Any object of the directory, where a list holds several kinds. */
import { findGroup } from "../entra/groups";
import { groupEntity, userEntity } from "./people";
import type { Asked, Entity, Kind } from "./route";
import { servicePrincipalEntity } from "./servicePrincipalEntity";

export const directoryObjects: Kind = { set: "directoryObjects", type: "directoryObject" };

export function directoryObject(asked: Asked, id: string): Entity | undefined {
    const { directory } = asked;
    const typed = (type: string, entity: Entity): Entity => ({ "@odata.type": `#microsoft.graph.${type}`, ...entity });
    const user = directory.users.get(id);
    if (user !== undefined) {
        return typed("user", userEntity(user, directory.tenant.userPermission));
    }
    const group = findGroup(directory, id);
    if (group !== undefined) {
        return typed("group", groupEntity(group));
    }
    const servicePrincipal = directory.servicePrincipals.get(id);
    return servicePrincipal && typed("servicePrincipal", servicePrincipalEntity(asked, servicePrincipal));
}

/** azuread.getClientConfig: who is calling, in which tenant. */
import type { LookUp } from "../../provider/resourceType";
import { Directory } from "../entra/directory";

export const getClientConfig: LookUp = {
    token: "azuread:index/getClientConfig:getClientConfig",
    arguments: {},
    result(call) {
        const { id: tenantId, callerClientId: clientId, callerObjectId: objectId } = new Directory(call).tenant;
        return { id: `${tenantId}-${clientId}-${objectId}`, tenantId, clientId, objectId };
    },
};

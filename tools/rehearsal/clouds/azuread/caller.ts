/** What the caller may do: the application roles of the directory file, and the azuread provider's requests, which need them. */
import type { AskedOperation, Call, OwnRequest } from "../provider/resourceType";
import { equal } from "../provider/values";
import { readAppRoles } from "./directoryFile";
import { refuseWithoutAppRole } from "./entra/appRoles";
import { callerKind, Directory } from "./entra/directory";
import { during } from "./entra/errors";
import { requestsOf } from "./requests";

/** What the directory file says now, for the requests of this run. */
export function noteCaller({ store }: Pick<Call, "store">, file: string): void {
    const appRoles = readAppRoles(file);
    const known = store.get(callerKind, "this");
    if (appRoles === undefined && known !== undefined) {
        store.remove(callerKind, "this");
    } else if (appRoles !== undefined && !equal(known, { appRoles })) {
        store.put(callerKind, "this", { appRoles });
    }
}

/** The provider's requests within an operation, each refused if the caller has no role for it. */
export function requests(call: Call, asked: AskedOperation): OwnRequest[] {
    const directory = new Directory(call);
    if (directory.appRoles === undefined) {
        return [];
    }
    return requestsOf(asked).map(({ request, ids, doing }) => ({
        changes: !request.startsWith("GET "),
        refuse: () => during(doing, () => refuseWithoutAppRole(directory, request, ids)),
    }));
}

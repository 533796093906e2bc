/** Owners of applications and service principals: `owners`, `owners/$ref` and `owners/{id}/$ref`. */
import { addApplicationOwner, getApplication, removeApplicationOwner } from "../entra/applications";
import { type Directory, tokens } from "../entra/directory";
import { badRequest } from "../entra/errors";
import { addServicePrincipalOwner, getServicePrincipal, removeServicePrincipalOwner } from "../entra/servicePrincipals";
import { directoryObject, directoryObjects } from "./directoryObjects";
import { listAnswer, noContent } from "./entities";
import { isTexts, objectIdIn, referenceFrom } from "./properties";
import type { Json, Route } from "./route";

/** Whom a creation names; the caller, if it names nobody. */
export function boundOwners(directory: Directory, addresses: Json | undefined): string[] {
    if (addresses === undefined) {
        return [directory.tenant.callerObjectId];
    }
    if (!isTexts(addresses)) {
        throw badRequest("Invalid property 'owners@odata.bind'.");
    }
    return addresses.map(objectIdIn);
}

export const ownerRoutes: readonly Route[] = [
    ...routesOf("applications", tokens.application, {
        list: (directory, id) => getApplication(directory, id).owners,
        add: addApplicationOwner,
        remove: removeApplicationOwner,
    }),
    ...routesOf("servicePrincipals", tokens.servicePrincipal, {
        list: (directory, id) => getServicePrincipal(directory, id).owners,
        add: addServicePrincipalOwner,
        remove: removeServicePrincipalOwner,
    }),
];

interface Owned {
    list(directory: Directory, id: string): string[];
    add(directory: Directory, id: string, owner: string): void;
    remove(directory: Directory, id: string, owner: string): void;
}

function routesOf(collection: string, token: string, owned: Owned): Route[] {
    return [
        {
            method: "GET",
            path: `${collection}/{id}/owners`,
            plan: { token, operation: "read" },
            options: ["$select", "$top"],
            answer: (asked, [id = ""]) =>
                listAnswer(
                    asked,
                    directoryObjects,
                    owned.list(asked.directory, id).flatMap((owner) => directoryObject(asked, owner) ?? []),
                ),
        },
        {
            method: "POST",
            path: `${collection}/{id}/owners/$ref`,
            plan: { token, operation: "update" },
            answer({ directory, body }, [id = ""]) {
                const owner = referenceFrom(body);
                if (owned.list(directory, id).includes(owner.toLowerCase())) {
                    throw badRequest(
                        "One or more added object references already exist for the following modified properties: 'owners'.",
                    );
                }
                owned.add(directory, id, owner);
                return noContent;
            },
        },
        {
            method: "DELETE",
            path: `${collection}/{id}/owners/{ownerId}/$ref`,
            plan: { token, operation: "update" },
            answer({ directory }, [id = "", owner = ""]) {
                owned.remove(directory, id, owner);
                return noContent;
            },
        },
    ];
}

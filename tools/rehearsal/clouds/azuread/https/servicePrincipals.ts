/** Service principals themselves. What hangs on one has files of its own. */
import { tokens } from "../entra/directory";
import {
    createServicePrincipal,
    deleteServicePrincipal,
    getServicePrincipal,
    updateServicePrincipal,
} from "../entra/servicePrincipals";
import { entityAnswer, listAnswer, noContent } from "./entities";
import { boundOwners } from "./owners";
import { changeFrom, requiredText } from "./properties";
import type { Route } from "./route";
import { servicePrincipalEntity, servicePrincipalReadings, servicePrincipals } from "./servicePrincipalEntity";

const token = tokens.servicePrincipal;

export const servicePrincipalRoutes: readonly Route[] = [
    {
        method: "GET",
        path: "servicePrincipals",
        plan: { token, operation: "read" },
        options: ["$filter", "$select", "$top", "$count"],
        answer: (asked) =>
            listAnswer(
                asked,
                servicePrincipals,
                asked.directory.servicePrincipals.list().map((each) => servicePrincipalEntity(asked, each)),
            ),
    },
    {
        method: "GET",
        path: "servicePrincipals/{id}",
        plan: { token, operation: "read" },
        options: ["$select"],
        answer(asked, [id = ""]) {
            const withKeys = asked.query.select?.includes("keyCredentials") ?? false;
            const found = getServicePrincipal(asked.directory, id);
            return entityAnswer(asked, servicePrincipals, servicePrincipalEntity(asked, found, withKeys));
        },
    },
    {
        method: "POST",
        path: "servicePrincipals",
        plan: { token, operation: "create" },
        answer(asked) {
            const { "owners@odata.bind": owners, appId: _, ...body } = asked.body;
            const made = createServicePrincipal(
                asked.directory,
                requiredText(asked.body, "appId"),
                boundOwners(asked.directory, owners),
                changeFrom("ServicePrincipal", servicePrincipalReadings(undefined), body),
            );
            return entityAnswer(asked, servicePrincipals, servicePrincipalEntity(asked, made), 201);
        },
    },
    {
        method: "PATCH",
        path: "servicePrincipals/{id}",
        plan: { token, operation: "update" },
        answer({ directory, body }, [id = ""]) {
            const readings = servicePrincipalReadings(getServicePrincipal(directory, id));
            updateServicePrincipal(directory, id, changeFrom("ServicePrincipal", readings, body));
            return noContent;
        },
    },
    {
        method: "DELETE",
        path: "servicePrincipals/{id}",
        plan: { token, operation: "delete" },
        answer(asked, [id = ""]) {
            deleteServicePrincipal(asked.directory, id);
            return noContent;
        },
    },
];

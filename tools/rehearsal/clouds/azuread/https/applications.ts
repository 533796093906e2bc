/** Applications themselves. Their owners have a file of their own. */
import { createApplication, deleteApplication, getApplication, updateApplication } from "../entra/applications";
import { tokens } from "../entra/directory";
import { applicationEntity, applicationReadings, applications } from "./applicationEntity";
import { entityAnswer, listAnswer, noContent } from "./entities";
import { boundOwners } from "./owners";
import { changeFrom, requiredText } from "./properties";
import type { Route } from "./route";

const token = tokens.application;

export const applicationRoutes: readonly Route[] = [
    {
        method: "GET",
        path: "applications",
        plan: { token, operation: "read" },
        options: ["$filter", "$select", "$top", "$count"],
        answer: (asked) =>
            listAnswer(
                asked,
                applications,
                asked.directory.applications.list().map((each) => applicationEntity(asked.version, each)),
            ),
    },
    {
        method: "GET",
        path: "applications/{id}",
        plan: { token, operation: "read" },
        options: ["$select"],
        answer: (asked, [id = ""]) =>
            entityAnswer(asked, applications, applicationEntity(asked.version, getApplication(asked.directory, id))),
    },
    {
        method: "POST",
        path: "applications",
        plan: { token, operation: "create" },
        answer(asked) {
            const { "owners@odata.bind": owners, ...body } = asked.body;
            const displayName = requiredText(asked.body, "displayName");
            const change = { ...changeFrom("Application", applicationReadings(undefined), body), displayName };
            const made = createApplication(asked.directory, change, boundOwners(asked.directory, owners));
            return entityAnswer(asked, applications, applicationEntity(asked.version, made), 201);
        },
    },
    {
        method: "PATCH",
        path: "applications/{id}",
        plan: { token, operation: "update" },
        answer({ directory, body }, [id = ""]) {
            const readings = applicationReadings(getApplication(directory, id));
            updateApplication(directory, id, changeFrom("Application", readings, body));
            return noContent;
        },
    },
    {
        method: "DELETE",
        path: "applications/{id}",
        plan: { token, operation: "delete" },
        answer({ directory }, [id = ""]) {
            deleteApplication(directory, id);
            return noContent;
        },
    },
];

/** Who is assigned to a service principal, and what a user or a group is assigned to. */
import {
    createAppRoleAssignment,
    deleteAppRoleAssignment,
    findAppRoleAssignment,
    listAppRoleAssignmentsOf,
} from "../entra/appRoleAssignments";
import { type Directory, sameGuid, tokens } from "../entra/directory";
import { badRequest, resourceNotFound } from "../entra/errors";
import type { AppRoleAssignment } from "../entra/objects";
import { getServicePrincipal } from "../entra/servicePrincipals";
import { entityAnswer, listAnswer, noContent } from "./entities";
import { requiredText } from "./properties";
import type { Entity, Kind, Route } from "./route";

const token = tokens.appRoleAssignment;
const listOptions = ["$filter", "$select", "$top", "$count"] as const;

const kindAt = (set: string): Kind => ({
    set,
    type: "appRoleAssignment",
    filterable: ["principalDisplayName", "resourceId"],
});
const assignedTo = (id: string): Kind => kindAt(`servicePrincipals('${id}')/appRoleAssignedTo`);

function entityOf(directory: Directory, assignment: AppRoleAssignment): Entity {
    const { appRoleId, id, principalDisplayName, principalId, principalType, resourceId } = assignment;
    const resource = directory.servicePrincipals.get(resourceId);
    const resourceDisplayName = (resource && directory.applicationOf(resource.appId)?.displayName) ?? null;
    return {
        id,
        deletedDateTime: null,
        appRoleId,
        principalDisplayName,
        principalId,
        principalType,
        resourceDisplayName,
        resourceId,
    };
}

export const appRoleAssignmentRoutes: readonly Route[] = [
    {
        method: "GET",
        path: "servicePrincipals/{id}/appRoleAssignedTo",
        plan: { token, operation: "read" },
        options: listOptions,
        answer(asked, [id = ""]) {
            const { directory } = asked;
            const resource = getServicePrincipal(directory, id);
            const assignments = directory.appRoleAssignments.list().filter((each) => each.resourceId === resource.id);
            return listAnswer(
                asked,
                assignedTo(id),
                assignments.map((each) => entityOf(directory, each)),
            );
        },
    },
    {
        method: "POST",
        path: "servicePrincipals/{id}/appRoleAssignedTo",
        plan: { token, operation: "create" },
        answer(asked, [id = ""]) {
            const { directory, body } = asked;
            const { "@odata.type": _, appRoleId: __, principalId: ___, resourceId: ____, ...others } = body;
            const [other] = Object.keys(others);
            if (other !== undefined) {
                throw badRequest(`Invalid property '${other}'.`);
            }
            const ids = {
                appRoleId: requiredText(body, "appRoleId"),
                principalId: requiredText(body, "principalId"),
                resourceId: requiredText(body, "resourceId"),
            };
            if (!sameGuid(ids.resourceId, id)) {
                throw badRequest(
                    "The resourceId of the assignment must be the id of the service principal in the address.",
                );
            }
            const made = createAppRoleAssignment(directory, ids);
            return entityAnswer(asked, assignedTo(id), entityOf(directory, made), 201);
        },
    },
    {
        method: "GET",
        path: "servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}",
        plan: { token, operation: "read" },
        options: ["$select"],
        answer(asked, [id = "", assignmentId = ""]) {
            const { directory } = asked;
            getServicePrincipal(directory, id);
            const found = findAppRoleAssignment(directory, id, assignmentId);
            if (found === undefined) {
                throw resourceNotFound(assignmentId);
            }
            return entityAnswer(asked, assignedTo(id), entityOf(directory, found));
        },
    },
    {
        method: "DELETE",
        path: "servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}",
        plan: { token, operation: "delete" },
        answer({ directory }, [id = "", assignmentId = ""]) {
            deleteAppRoleAssignment(directory, id, assignmentId);
            return noContent;
        },
    },
    ...(["users", "groups"] as const).map(
        (principals): Route => ({
            method: "GET",
            path: `${principals}/{id}/appRoleAssignments`,
            plan: { token, operation: "read" },
            options: listOptions,
            answer(asked, [id = ""]) {
                const { directory } = asked;
                const found = listAppRoleAssignmentsOf(directory, principals, id);
                return listAnswer(
                    asked,
                    kindAt(`${principals}('${id}')/appRoleAssignments`),
                    found.map((each) => entityOf(directory, each)),
                );
            },
        }),
    ),
];

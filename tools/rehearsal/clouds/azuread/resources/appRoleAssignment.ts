/** azuread.AppRoleAssignment: lets a user or a group use an application. All three are named by their bare object ids. */
import type { ResourceType } from "../../provider/resourceType";
import { createAppRoleAssignment, deleteAppRoleAssignment, findAppRoleAssignment } from "../entra/appRoleAssignments";
import { Directory, tokens } from "../entra/directory";
import { during, resourceNotFound } from "../entra/errors";
import { getServicePrincipal } from "../entra/servicePrincipals";
import { uuid } from "./formats";
import { appRoleAssignedToId } from "./ids";
import { requiredText } from "./values";

const objectId = { kind: "string", required: true, replace: true, format: uuid } as const;
const readOnly = { kind: "string", readOnly: true } as const;

export const appRoleAssignment: ResourceType = {
    token: tokens.appRoleAssignment,
    properties: {
        appRoleId: objectId,
        principalObjectId: objectId,
        resourceObjectId: objectId,
        principalDisplayName: readOnly,
        principalType: readOnly,
        resourceDisplayName: readOnly,
    },
    create(call, inputs) {
        const directory = new Directory(call);
        const ids = {
            appRoleId: requiredText(inputs, "appRoleId"),
            principalId: requiredText(inputs, "principalObjectId"),
            resourceId: requiredText(inputs, "resourceObjectId"),
        };
        during(noServicePrincipal(ids.resourceId), () => getServicePrincipal(directory, ids.resourceId));
        const created = during("Could not create app role assignment", () => createAppRoleAssignment(directory, ids));
        return appRoleAssignedToId.format({ servicePrincipalId: created.resourceId, appRoleAssignmentId: created.id });
    },
    read(call, id) {
        const directory = new Directory(call);
        const ids = appRoleAssignedToId.parse(id);
        const resource = directory.servicePrincipals.get(ids.servicePrincipalId);
        const found = findAppRoleAssignment(directory, ids.servicePrincipalId, ids.appRoleAssignmentId);
        return (
            resource &&
            found && {
                appRoleId: found.appRoleId,
                principalDisplayName: found.principalDisplayName,
                principalObjectId: found.principalId,
                principalType: found.principalType,
                resourceDisplayName: directory.applicationOf(resource.appId)?.displayName ?? "",
                resourceObjectId: found.resourceId,
            }
        );
    },
    delete(call, id) {
        const ids = appRoleAssignedToId.parse(id);
        during(`Deleting ${named(ids)}`, () =>
            deleteAppRoleAssignment(new Directory(call), ids.servicePrincipalId, ids.appRoleAssignmentId),
        );
    },
    retries: /^Could not create app role assignment: .*(unexpected status 404|Not a valid reference update)/,
    reads: {
        create: [
            {
                name: "servicePrincipal",
                when: "before",
                missed: "fails",
                message: (inputs) =>
                    `${noServicePrincipal(requiredText(inputs, "resourceObjectId"))}: ${resourceNotFound(requiredText(inputs, "resourceObjectId")).message}`,
            },
            { name: "principal", when: "before", missed: "waits" },
            { name: "readBack", when: "after", missed: "gone" },
        ],
    },
};

const noServicePrincipal = (id: string): string =>
    `Service principal not found for resource (Object ID: ${JSON.stringify(id)})`;

function named(ids: { servicePrincipalId: string; appRoleAssignmentId: string }): string {
    return (
        "Service Principal Id App Role Assigned To " +
        `(Service Principal: ${JSON.stringify(ids.servicePrincipalId)}\n` +
        `App Role Assignment: ${JSON.stringify(ids.appRoleAssignmentId)})`
    );
}

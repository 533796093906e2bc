import { AppRoleAssignment } from "@pulumi/azuread/appRoleAssignment";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../../rules/text";
import { guardHooks } from "./hooks";

/** The role every application without roles of its own has. */
const defaultAppRoleId = "00000000-0000-0000-0000-000000000000";

interface AssignmentsArgs {
    servicePrincipalObjectId: pulumi.Input<string>;
    /** Object ids of people and groups, by the name they are configured under. */
    principals: Readonly<Record<string, pulumi.Input<string>>>;
    protection: boolean;
}

/** Lets people and groups use an application. An assignment goes only when whoever it lets in has left the configuration. */
export function createAssignments(
    component: string,
    parent: pulumi.ComponentResource,
    name: string,
    { servicePrincipalObjectId, principals, protection }: AssignmentsArgs,
): void {
    const ids = new Map<string, string>();
    const hooks = protection ? assignmentGuard(component, name, ids) : undefined;
    for (const [key, principalObjectId] of Object.entries(principals)) {
        pulumi.output(principalObjectId).apply((id) => ids.set(key, id));
        new AppRoleAssignment(
            `${name}-${key}`,
            { appRoleId: defaultAppRoleId, principalObjectId, resourceObjectId: servicePrincipalObjectId },
            { parent, hooks },
        );
    }
}

function assignmentGuard(
    component: string,
    name: string,
    ids: ReadonlyMap<string, string>,
): pulumi.ResourceHookBinding | undefined {
    return guardHooks(`${component} keeps people let in`, {
        beforeDelete: (step) => {
            const key = step.name.slice(name.length + 1);
            // Another object id under the same name is another person, who has their own assignment by now.
            if (ids.get(key) === step.oldInputs.principalObjectId) {
                throw new Error(
                    `${quote(key)} would no longer be let in, though they are configured. To end it, remove the group, or set signIn: ` +
                        "false for a user; to destroy all, set protection to false and deploy that first.",
                );
            }
        },
    });
}

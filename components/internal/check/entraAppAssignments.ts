import { roleSessionNameAttributeProblem } from "../../../rules/claims";
import { groupNameProblem } from "../../../rules/entra";
import { duplicateGuids, sameGuid } from "../../../rules/guid";
import { fixedIdChanged, groupNamesMoved } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { guidProblem, listOf, listProblem, quote } from "../../../rules/text";
import type { EntraAppAssignmentsArgs } from "../../args/entraAppAssignmentsArgs";
import type { Field, Fields } from "../args";
import { isPlainMap } from "../maps";
import { flag } from "./flag";

/** Groups by a name of the caller's: an id may be an Output, so that no resource is named by a value. */
export const groupsField: Field = {
    rule: (value) => {
        const [id] = Array.isArray(value) ? value : [];
        const example = guidProblem(id) === undefined ? id : "00000000-1111-2222-3333-444444444444";
        return `must be a map from a name of your choice to a group's object id, got ${quote(value)}. Write for example "agents: ${example}"`;
    },
    plain: "its keys decide which assignments exist. Write the map itself, with Outputs as its values",
    entries: { key: groupNameProblem, field: { rule: guidProblem } },
};

/** Names that may go. */
export const removedGroupsField: Field = {
    rule: (value) => listProblem(value, "names of groups"),
    plain: "it decides what may be removed. Write the names",
};

/** Directory attribute that identifies users. */
export const attributeField: Field = {
    rule: roleSessionNameAttributeProblem,
    plain: "it decides how users are looked up. Write its name",
};

/** Fields of an `EntraAppAssignments`. */
export const entraAppAssignmentsFields = {
    servicePrincipalObjectId: { rule: guidProblem, required: true },
    users: {
        rule: (value) => listProblem(value, "users"),
        plain: "it decides which assignments exist. Write the names",
    },
    userAttribute: attributeField,
    groups: groupsField,
    removedGroups: removedGroupsField,
    appRoleId: { rule: guidProblem },
    protection: flag,
} satisfies Fields;

/** What is wrong with the users and groups of an application taken together. */
export function findAssignmentProblems({
    users = [],
    groups = {},
    removedGroups = [],
}: Pick<EntraAppAssignmentsArgs, "users" | "groups" | "removedGroups">): Problem[] {
    if (!isPlainMap(groups) || !Array.isArray(users)) {
        return [];
    }
    const names = Object.keys(groups);
    return [
        ...duplicateGuids(Object.values(groups)).map(([id]) => ({
            path: ["groups"],
            message: `must name each group once, got the same object id for ${listOf(names.filter((name) => sameGuid(groups[name], id)))}`,
        })),
        ...names
            .filter((name) => users.includes(name))
            .map((name) => ({
                path: ["groups", name],
                message: "must not be the name of a user. Choose another name",
            })),
        ...(Array.isArray(removedGroups) ? removedGroups : [])
            .filter((name) => names.includes(String(name)))
            .map((name) => ({
                path: ["removedGroups"],
                message: `must not name ${quote(name)} while groups lists it. Remove the name from one of the two`,
            })),
        ...(users.length === 0 && names.length === 0
            ? [
                  {
                      path: ["users"],
                      message:
                          "or groups must list at least one user or group, got none. Nobody can sign in without an assignment",
                  },
              ]
            : []),
    ];
}

/** What a component registers of groups. (A state from before they had names has a list.) */
export interface RegisteredGroups {
    groups?: unknown;
}

/** Groups whose name another one takes while they get a new name. */
export function findGroupsMoved(before: RegisteredGroups, after: RegisteredGroups): Problem[] {
    return isPlainMap(before.groups) && isPlainMap(after.groups) ? groupNamesMoved(before.groups, after.groups) : [];
}

/** What assignments register, and their guards compare. */
export interface RegisteredAssignments extends RegisteredGroups {
    servicePrincipalObjectId?: unknown;
}

/** What a change of the assignments would take from people. */
export function findAssignmentLockouts(before: RegisteredAssignments, after: RegisteredAssignments): Problem[] {
    return [
        ...fixedIdChanged(
            ["servicePrincipalObjectId"],
            before.servicePrincipalObjectId,
            after.servicePrincipalObjectId,
            "these people could no longer use the first application",
        ),
        ...findGroupsMoved(before, after),
    ];
}

/** Users, who are only read, and groups, which can be deleted, too. */
import { tokens } from "../entra/directory";
import { insufficientPrivileges, resourceNotFound } from "../entra/errors";
import { deleteGroup, findGroup, wholeGroup } from "../entra/groups";
import type { Group, User, UserPermission } from "../entra/objects";
import { entityAnswer, listAnswer, noContent } from "./entities";
import type { Asked, Entity, Kind, Route } from "./route";

export const users: Kind = {
    set: "users",
    type: "user",
    filterable: [
        "accountEnabled",
        "displayName",
        "employeeId",
        "givenName",
        "id",
        "mail",
        "mailNickname",
        "onPremisesImmutableId",
        "onPremisesSamAccountName",
        "onPremisesUserPrincipalName",
        "surname",
        "usageLocation",
        "userPrincipalName",
        "userType",
    ],
    byDefault: ["displayName", "givenName", "id", "mail", "surname", "userPrincipalName"],
};

export const groups: Kind = {
    set: "groups",
    type: "group",
    filterable: ["displayName", "id", "mail", "mailEnabled", "mailNickname", "securityEnabled"],
};

/** Without User.Read.All Graph leaves out what the caller may not see. */
export function userEntity(user: User, permission: UserPermission): Entity {
    return permission === "User.Read.All" ? { ...user } : { ...user, ...unseen };
}
const unseen = { accountEnabled: null, employeeId: null, mailNickname: null, userType: null, usageLocation: null };

export function groupEntity(group: Group): Entity {
    const { members: _, owners: __, ...shown } = wholeGroup(group);
    return { ...shown, deletedDateTime: null, mail: null };
}

const userPlan = { token: "azuread:index/getUsers:getUsers", operation: "invoke" } as const;
const groupPlan = { token: tokens.group, operation: "read" } as const;

export const peopleRoutes: readonly Route[] = [
    {
        method: "GET",
        path: "users",
        plan: userPlan,
        options: ["$filter", "$select", "$top", "$count"],
        answer(asked) {
            const permission = permissionOf(asked);
            return listAnswer(
                asked,
                users,
                asked.directory.users.list().map((user) => userEntity(user, permission)),
            );
        },
    },
    {
        method: "GET",
        path: "users/{idOrUserPrincipalName}",
        plan: userPlan,
        options: ["$select"],
        answer(asked, [key = ""]) {
            const permission = permissionOf(asked);
            const found = asked.directory.users.get(key) ?? userNamed(asked, key);
            if (found === undefined) {
                throw resourceNotFound(key);
            }
            return entityAnswer(asked, users, userEntity(found, permission));
        },
    },
    {
        method: "GET",
        path: "groups",
        plan: groupPlan,
        options: ["$filter", "$select", "$top", "$count"],
        answer: (asked) => listAnswer(asked, groups, asked.directory.groups.list().map(groupEntity)),
    },
    {
        method: "GET",
        path: "groups/{id}",
        plan: groupPlan,
        options: ["$select"],
        answer(asked, [id = ""]) {
            const found = findGroup(asked.directory, id);
            if (found === undefined) {
                throw resourceNotFound(id);
            }
            return entityAnswer(asked, groups, groupEntity(found));
        },
    },
    {
        method: "DELETE",
        path: "groups/{id}",
        plan: { token: tokens.group, operation: "delete" },
        answer({ directory }, [id = ""]) {
            deleteGroup(directory, id);
            return noContent;
        },
    },
];

function permissionOf({ directory }: Asked): UserPermission {
    const { userPermission } = directory.tenant;
    if (userPermission === "none") {
        throw insufficientPrivileges();
    }
    return userPermission;
}

function userNamed({ directory }: Asked, name: string): User | undefined {
    return directory.users
        .list()
        .find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === name.toLowerCase());
}

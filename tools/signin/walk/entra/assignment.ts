/** Whether the person may use the application. */

import { shellText, shellWord } from "../../../../rules/shell";
import { quote } from "../../../../rules/text";
import type { AppRoleAssignment, EntraApplication, ServicePrincipal, StackGroup } from "../../../deployment/deployment";
import type { Person } from "../../../deployment/directory";
import { append } from "../../../deployment/properties";
import { readIntoStack } from "../../../deployment/readIntoStack";
import { isUnreadable, type Unreadable } from "../../../deployment/unreadable";
import type { Missing } from "../../result";
import type { Trail } from "../trail";
import { type DirectoryIndex, sessionNameIn } from "./person";

/** Assignments of a service principal by the principal they are for, read once for all people. */
export interface Assignments {
    byPrincipal: ReadonlyMap<string, AppRoleAssignment>;
    /** Ids of the app roles that each principal has. */
    appRoleIds: ReadonlyMap<string, string[]>;
    /** Members of the assigned groups as the stack makes them, beside those of the directory file. */
    stackGroups: readonly StackGroup[];
    /** Groups that the directory file holds, and those it does not. */
    knownGroups: { id: string; name: string }[];
    unknownGroups: { id: string; name: string }[];
    /** Of an assignment whose principal is unknown. */
    unread: Unreadable | undefined;
}

export function indexAssignments(
    servicePrincipal: ServicePrincipal,
    index: DirectoryIndex,
    groupsOfStack: readonly StackGroup[] = [],
): Assignments {
    const appRoleIds = new Map<string, string[]>();
    const byPrincipal = new Map<string, AppRoleAssignment>();
    const people = new Set(index.directory.people.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()])));
    const groups = new Map(index.directory.groups.map((group) => [group.id.toLowerCase(), group]));
    const knownGroups: Assignments["knownGroups"] = [];
    const unknownGroups: Assignments["unknownGroups"] = [];
    let unread: Unreadable | undefined;
    for (const assignment of servicePrincipal.appRoleAssignments) {
        const { principalObjectId, principalType, principalDisplayName } = assignment;
        if (typeof principalObjectId !== "string") {
            unread ??= principalObjectId;
            continue;
        }
        const id = principalObjectId.toLowerCase();
        if (assignment.appRoleId !== undefined) {
            append(appRoleIds, id, assignment.appRoleId);
        }
        const known = byPrincipal.get(id);
        if (known === undefined || known.isWithoutRole === true) {
            byPrincipal.set(id, assignment);
        }
        const name =
            typeof principalDisplayName === "string" && principalDisplayName !== "" ? principalDisplayName : id;
        const isUser = principalType === "User" || people.has(id);
        if (groups.has(id)) {
            knownGroups.push({ id, name });
        } else if (!isUser && principalType !== "ServicePrincipal") {
            unknownGroups.push({ id, name });
        }
    }
    const stackGroups = groupsOfStack.filter(({ id }) => byPrincipal.has(id) && !groups.has(id));
    return { byPrincipal, appRoleIds, stackGroups, knownGroups, unknownGroups, unread };
}

/** Direct, or as a direct member of an assigned group; members of groups within it are not assigned. */
export function checkAssignment(
    trail: Trail,
    {
        person,
        servicePrincipal,
        assignments,
        index,
        signIn,
        application,
    }: {
        person: Person;
        servicePrincipal: ServicePrincipal;
        assignments: Assignments;
        index: DirectoryIndex;
        /** `signIn: false` in the configuration. */
        signIn: boolean | undefined;
        application: EntraApplication;
    },
): void {
    const about = "assigned";
    const required = trail.tryRead("assignmentRequired", servicePrincipal.appRoleAssignmentRequired);
    if (required === false) {
        trail.checked("assignmentNotRequired");
        return;
    }
    const id = person.id?.toLowerCase();
    if (id === undefined) {
        trail.unknown(about, {
            what: `the object id of ${quote(person.userPrincipalName)}`,
            why: "the directory file has none, and assignments name people by it",
            supply: "export people with their `id`",
        });
        return;
    }
    const direct = assignments.byPrincipal.get(id);
    if (direct !== undefined) {
        trail.checked(about, "directly");
        checkRole(trail, direct);
        return;
    }
    const memberOf = index.groupsOf.get(id) ?? [];
    const through = assignments.knownGroups.find((group) => memberOf.includes(group.id));
    if (through !== undefined) {
        trail.checked(about, `as a member of the group ${quote(through.name)}`);
        checkRole(trail, assignments.byPrincipal.get(through.id));
        return;
    }
    const ofStack = assignments.stackGroups.find(({ members }) => members.includes(id));
    if (ofStack !== undefined) {
        trail.checked(about, `as a member of the group ${ofStack.id}, which the stack makes`);
        checkRole(trail, assignments.byPrincipal.get(ofStack.id));
        return;
    }
    if (assignments.unread !== undefined) {
        const { why, supply } = assignments.unread;
        trail.unknown(about, { what: "the principals of some of the application's assignments", why, supply });
        return;
    }
    const [unknownGroup] = assignments.unknownGroups;
    if (unknownGroup !== undefined && index.directory.membershipsAreKnown !== true) {
        trail.unknown(about, {
            what: `whether ${quote(person.userPrincipalName)} is a member of the group ${quote(unknownGroup.name)}`,
            why: `the directory file does not hold the group ${unknownGroup.id}`,
            supply: `add it to the directory file under "groups", with its members: \`az ad group member list --group ${shellWord(unknownGroup.id)}\``,
        });
        return;
    }
    if (application.unreadParts !== undefined) {
        trail.tryRead(about, application.unreadParts);
        return;
    }
    if (application.isManaged !== true && servicePrincipal.appRoleAssignments.every(({ isRead }) => isRead === true)) {
        trail.unknown(about, assignedElsewhere(person, servicePrincipal));
        return;
    }
    const outer = groupsAround(memberOf, index);
    const nested = assignments.knownGroups.find((group) => outer.has(group.id));
    const seen = nested === undefined ? "not assigned" : `only through a group within ${quote(nested.name)}`;
    const cause = nested !== undefined ? "nestedGroup" : signIn === false ? "signInFalse" : "notAssigned";
    // An entry under `users` is named as the directory spells the session's name, whatever name was asked for.
    const entry = sessionNameIn(person, index.attribute) ?? person.userPrincipalName;
    trail.stop("notAssigned", cause, { about, seen, expected: "an assignment" }, { user: entry, group: nested?.name });
}

/** Another program's stack that assigns nobody leaves that to the portal; one that assigns people assigns all of them. */
function assignedElsewhere(person: Person, { objectId }: ServicePrincipal): Omit<Missing, "hop"> {
    const list = `/servicePrincipals/${isUnreadable(objectId) ? "<object id>" : objectId}/appRoleAssignedTo`;
    const what = "theirs, or that of a group of theirs,";
    return {
        what: `whether ${quote(person.userPrincipalName)} is assigned to the application`,
        why: "the stack assigns nobody, and does not show assignments made elsewhere",
        supply:
            `${readIntoStack("azuread.AppRoleAssignment", `${list}/<its id>`, what)} ` +
            `(\`az rest --url ${shellText(`https://graph.microsoft.com/v1.0${list}`)}\` lists them)`,
    };
}

/** Graph takes no new assignment of that kind; one from before the roles were declared may be there still. */
function checkRole(trail: Trail, assignment: AppRoleAssignment | undefined): void {
    if (assignment?.isWithoutRole === true) {
        const why =
            "the application declares roles and the assignment is to none of them; Entra does not document whether it accepts that";
        trail.assumed("assignmentCounts", why);
    }
}

/** The groups that hold these groups, at any depth. */
function groupsAround(groups: readonly string[], { nestedGroupsOf }: DirectoryIndex): ReadonlySet<string> {
    const around = new Set<string>();
    const rest = [...groups];
    for (let group = rest.pop(); group !== undefined; group = rest.pop()) {
        for (const outer of nestedGroupsOf.get(group) ?? []) {
            if (!around.has(outer)) {
                around.add(outer);
                rest.push(outer);
            }
        }
    }
    return around;
}

/**
 * Ids of the app roles that the person has: their own, and those of the groups they are a direct member of. Undefined where
 * there may be others.
 */
export function appRolesOf(person: Person, assignments: Assignments, index: DirectoryIndex): string[] | undefined {
    const id = person.id?.toLowerCase();
    const isUnsure = assignments.unknownGroups.length > 0 && index.directory.membershipsAreKnown !== true;
    if (id === undefined || assignments.unread !== undefined || isUnsure) {
        return undefined;
    }
    const principals = [id, ...(index.groupsOf.get(id) ?? [])];
    return principals.flatMap((principal) => assignments.appRoleIds.get(principal) ?? []);
}

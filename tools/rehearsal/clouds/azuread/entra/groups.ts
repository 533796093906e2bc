/** Groups and their direct members: https://learn.microsoft.com/graph/api/resources/group */
import { randomUUID } from "node:crypto";
import { type Directory, sameGuid } from "./directory";
import { badRequest, invalidValue, resourceNotFound } from "./errors";
import type { Group } from "./objects";
import { refuseOwner, unsupportedTypeOf } from "./owners";

/** What a request may set. */
export type GroupChange = Partial<Omit<Group, "id" | "members" | "owners">>;

/** A group with what is not said of it: a security group without mail. */
export function wholeGroup(group: Partial<Group> & Pick<Group, "id" | "displayName">): Group {
    return {
        description: null,
        groupTypes: [],
        isAssignableToRole: false,
        mailEnabled: false,
        mailNickname: null,
        members: [],
        owners: [],
        securityEnabled: true,
        visibility: null,
        ...group,
    };
}

export function findGroup(directory: Directory, id: string): Group | undefined {
    const found = directory.groups.get(id);
    return found && wholeGroup(found);
}

export function getGroup(directory: Directory, id: string): Group {
    const found = directory.groups.find(id);
    if (found === undefined) {
        throw resourceNotFound(id);
    }
    return wholeGroup(found);
}

/** POST: a group with its owners; members come after. */
export function createGroup(
    directory: Directory,
    change: GroupChange & { displayName: string },
    owners: readonly string[],
): Group {
    const names = owners.map((owner) => owner.toLowerCase());
    if (new Set(names).size < names.length) {
        throw badRequest("Request contains a property with duplicate values.");
    }
    for (const owner of owners) {
        refuseOwner(directory, owner);
    }
    const group = wholeGroup({ ...change, id: randomUUID(), owners: names });
    refuse(directory, group);
    directory.groups.put(group);
    return group;
}

export function updateGroup(directory: Directory, id: string, change: GroupChange): void {
    const group = { ...getGroup(directory, id), ...change };
    refuse(directory, group);
    directory.groups.put(group);
}

/** With it go its assignments to applications and its memberships. */
export function deleteGroup(directory: Directory, id: string): void {
    const { id: removed } = getGroup(directory, id);
    for (const assignment of directory.appRoleAssignments.list()) {
        if (sameGuid(assignment.principalId, removed)) {
            directory.appRoleAssignments.remove(assignment.id);
        }
    }
    for (const other of directory.groups.list().filter(({ members }) => members.includes(removed))) {
        directory.groups.put({ ...other, members: other.members.filter((member) => member !== removed) });
    }
    directory.groups.remove(removed);
}

export function isMember(group: Group, id: string): boolean {
    return group.members.some((member) => sameGuid(member, id));
}

/** Members are users, groups and service principals. */
export function addGroupMember(directory: Directory, groupId: string, id: string): void {
    const group = getGroup(directory, groupId);
    refuseMember(directory, id);
    if (sameGuid(id, group.id)) {
        throw invalidValue("members", "Group", "a group can't be a member of itself");
    }
    if (isMember(group, id)) {
        throw alreadyThere("members");
    }
    directory.groups.put({ ...group, members: [...group.members, id.toLowerCase()] });
}

export function removeGroupMember(directory: Directory, groupId: string, id: string): void {
    const group = getGroup(directory, groupId);
    if (!isMember(group, id)) {
        throw resourceNotFound(id);
    }
    directory.groups.put({ ...group, members: group.members.filter((member) => !sameGuid(member, id)) });
}

export function addGroupOwner(directory: Directory, groupId: string, id: string): void {
    const group = getGroup(directory, groupId);
    refuseOwner(directory, id);
    if (group.owners.some((owner) => sameGuid(owner, id))) {
        throw alreadyThere("owners");
    }
    directory.groups.put({ ...group, owners: [...group.owners, id.toLowerCase()] });
}

export function removeGroupOwner(directory: Directory, groupId: string, id: string): void {
    const group = getGroup(directory, groupId);
    directory.groups.put({ ...group, owners: group.owners.filter((owner) => !sameGuid(owner, id)) });
}

/** Everybody below a group, each once: what Graph calls transitive members. */
export function transitiveMembers(directory: Directory, id: string): string[] {
    const seen = new Set<string>();
    const visit = (groupId: string) => {
        for (const member of findGroup(directory, groupId)?.members ?? []) {
            if (!seen.has(member)) {
                seen.add(member);
                visit(member);
            }
        }
    };
    visit(id);
    return [...seen];
}

function refuseMember(directory: Directory, id: string): void {
    const isThere = directory.users.get(id) ?? directory.groups.find(id) ?? directory.servicePrincipals.find(id);
    if (isThere !== undefined) {
        return;
    }
    const type = unsupportedTypeOf(directory, id);
    throw type === undefined
        ? resourceNotFound(id)
        : badRequest(`Unsupported directory object class '${type}' in resource identifier for reference 'members'.`);
}

function alreadyThere(reference: string) {
    return badRequest(
        `One or more added object references already exist for the following modified properties: '${reference}'.`,
    );
}

function refuse(directory: Directory, group: Group): void {
    if (group.displayName.length > 256) {
        throw invalidValue("displayName", "Group", "at most 256 characters");
    }
    const isUnified = group.groupTypes.includes("Unified");
    if (!isUnified && (group.mailEnabled || !group.securityEnabled)) {
        throw badRequest(
            "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement " +
                "property is unset and the security-enablement property is set.",
        );
    }
    const nickname = group.mailNickname?.toLowerCase();
    const taken = directory.groups.list().some((other) => {
        const { id, mailNickname, mailEnabled } = wholeGroup(other);
        return id !== group.id && mailEnabled && mailNickname?.toLowerCase() === nickname;
    });
    if (group.mailEnabled && taken) {
        throw badRequest("Another object with the same value for property mailNickname already exists.");
    }
}

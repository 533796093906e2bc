/** azuread.GroupMember: one member of a group, both by their bare object ids. */
import type { ResourceType } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { Directory } from "../entra/directory";
import { during } from "../entra/errors";
import { addGroupMember, findGroup, isMember, removeGroupMember } from "../entra/groups";
import { uuid } from "./formats";
import { importAsExists, namedGroup } from "./ids";
import { requiredText } from "./values";

const pathSegment = "member";
const objectId = { kind: "string", required: true, replace: true, format: uuid } as const;

export const groupMember: ResourceType = {
    token: "azuread:index/groupMember:GroupMember",
    properties: { groupObjectId: objectId, memberObjectId: objectId },
    create(call, inputs) {
        const directory = new Directory(call);
        const [groupId, memberId] = [requiredText(inputs, "groupObjectId"), requiredText(inputs, "memberObjectId")];
        const id = `${groupId}/${pathSegment}/${memberId}`;
        const found = directory.groups.find(groupId);
        if (found === undefined) {
            throw new CloudError(`${namedGroup(groupId)} was not found`);
        }
        if (isMember(found, memberId)) {
            throw importAsExists("azuread_group_member", id);
        }
        during(`Adding ${named(groupId, memberId)}`, () => addGroupMember(directory, groupId, memberId));
        return id;
    },
    read(call, id) {
        const { groupId, memberId } = parse(id);
        const found = findGroup(new Directory(call), groupId);
        return found !== undefined && isMember(found, memberId)
            ? { groupObjectId: groupId, memberObjectId: memberId }
            : undefined;
    },
    delete(call, id) {
        const { groupId, memberId } = parse(id);
        during(`Removing ${named(groupId, memberId)}`, () => removeGroupMember(new Directory(call), groupId, memberId));
    },
};

function named(group: string, member: string): string {
    return `Group Id Member (Group: ${JSON.stringify(group)}\nDirectory Object: ${JSON.stringify(member)})`;
}

function parse(id: string): { groupId: string; memberId: string } {
    const [groupId = "", kind, memberId = "", ...rest] = id.split("/");
    if (groupId === "" || kind !== pathSegment || memberId === "" || rest.length > 0) {
        throw new CloudError(
            `Parsing Group Member ID ${JSON.stringify(id)}: unable to parse Member ID: object Resource ID should be in the ` +
                `format {objectId}/{type}/{subId} - but got ${JSON.stringify(id)}`,
        );
    }
    return { groupId, memberId };
}

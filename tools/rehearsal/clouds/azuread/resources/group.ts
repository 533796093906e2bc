/** azuread.Group: a group with its owners and, where the program lists them, its members. */
import { randomUUID } from "node:crypto";
import type { ResourceType, Values } from "../../provider/resourceType";
import { Directory, sameGuid, tokens } from "../entra/directory";
import { during } from "../entra/errors";
import type { GroupChange } from "../entra/groups";
import {
    addGroupMember,
    addGroupOwner,
    createGroup,
    deleteGroup,
    findGroup,
    getGroup,
    removeGroupMember,
    removeGroupOwner,
    updateGroup,
} from "../entra/groups";
import type { Group } from "../entra/objects";
import { changeOwners } from "../entra/owners";
import { checkGroup, groupProperties } from "./groupProperties";
import { groupId, importAsDuplicate, namedGroup } from "./ids";
import { flagOf, hasChanged, requiredText, textOf, textsOf } from "./values";

export const group: ResourceType = {
    token: tokens.group,
    properties: groupProperties,
    check: checkGroup,
    create(call, inputs) {
        const directory = new Directory(call);
        refuseDuplicateName(directory, inputs, undefined);
        const change = {
            ...changeFrom(inputs),
            groupTypes: textsOf(inputs, "types"),
            isAssignableToRole: flagOf(inputs, "assignableToRole"),
            // As the portal does: security groups get a random one.
            mailNickname: textOf(inputs, "mailNickname") ?? randomUUID().slice(0, 10),
            visibility: textOf(inputs, "visibility") ?? (flagOf(inputs, "mailEnabled") ? "Public" : null),
        };
        const named = textsOf(inputs, "owners");
        const owners = named.length > 0 ? named : [directory.tenant.callerObjectId];
        const { id } = during(`Creating group ${JSON.stringify(inputs.displayName)}`, () =>
            createGroup(directory, change, owners),
        );
        for (const member of textsOf(inputs, "members")) {
            during(`Could not add members to ${namedGroup(id)}`, () => addGroupMember(directory, id, member));
        }
        return groupId.format({ groupId: id });
    },
    read(call, id) {
        const found = findGroup(new Directory(call), groupId.parse(id).groupId);
        return found && groupState(found);
    },
    update(call, id, inputs, before) {
        const directory = new Directory(call);
        const objectId = groupId.parse(id).groupId;
        refuseDuplicateName(directory, inputs, objectId);
        const shown = hasChanged(before, inputs, "visibility") ? { visibility: textOf(inputs, "visibility") } : {};
        during(`Updating ${namedGroup(objectId)}`, () =>
            updateGroup(directory, objectId, { ...changeFrom(inputs), ...shown }),
        );
        if (inputs.members !== undefined && hasChanged(before, inputs, "members")) {
            setMembers(directory, objectId, textsOf(inputs, "members"));
        }
        if (inputs.owners !== undefined && hasChanged(before, inputs, "owners")) {
            during(`Could not add owners to ${namedGroup(objectId)}`, () =>
                changeOwners(getGroup(directory, objectId).owners, textsOf(inputs, "owners"), {
                    add: (owner) => addGroupOwner(directory, objectId, owner),
                    remove: (owner) => removeGroupOwner(directory, objectId, owner),
                }),
            );
        }
    },
    delete(call, id) {
        const objectId = groupId.parse(id).groupId;
        during(`Deleting ${namedGroup(objectId)}`, () => deleteGroup(new Directory(call), objectId));
    },
};

function changeFrom(inputs: Values): GroupChange & { displayName: string } {
    return {
        displayName: requiredText(inputs, "displayName"),
        description: textOf(inputs, "description"),
        mailEnabled: flagOf(inputs, "mailEnabled"),
        securityEnabled: flagOf(inputs, "securityEnabled"),
    };
}

/** First those who are to go, then those who are to come, as the provider does. */
function setMembers(directory: Directory, id: string, desired: readonly string[]): void {
    const { members } = getGroup(directory, id);
    const isIn = (list: readonly string[], one: string) => list.some((other) => sameGuid(other, one));
    for (const member of members.filter((one) => !isIn(desired, one))) {
        during(`Could not remove members from ${namedGroup(id)}`, () => removeGroupMember(directory, id, member));
    }
    for (const member of desired.filter((one) => !isIn(members, one))) {
        during(`Could not add members to ${namedGroup(id)}`, () => addGroupMember(directory, id, member));
    }
}

function refuseDuplicateName(directory: Directory, inputs: Values, self: string | undefined): void {
    const name = requiredText(inputs, "displayName");
    const existing = directory.groups
        .list()
        .find(({ id, displayName }) => id !== self && displayName.toLowerCase() === name.toLowerCase());
    if (flagOf(inputs, "preventDuplicateNames") && existing !== undefined) {
        throw importAsDuplicate("azuread_group", existing.id, name);
    }
}

/** What the resource and the look-up say of a group alike. */
export function groupState(found: Group): Values {
    return {
        administrativeUnitIds: [],
        assignableToRole: found.isAssignableToRole,
        autoSubscribeNewMembers: false,
        behaviors: [],
        description: found.description ?? "",
        displayName: found.displayName,
        externalSendersAllowed: false,
        hideFromAddressLists: false,
        hideFromOutlookClients: false,
        mail: "",
        mailEnabled: found.mailEnabled,
        mailNickname: found.mailNickname ?? "",
        members: found.members,
        objectId: found.id,
        onpremisesDomainName: "",
        onpremisesGroupType: "",
        onpremisesNetbiosName: "",
        onpremisesSamAccountName: "",
        onpremisesSecurityIdentifier: "",
        onpremisesSyncEnabled: false,
        owners: found.owners,
        preferredLanguage: "",
        provisioningOptions: [],
        proxyAddresses: [],
        securityEnabled: found.securityEnabled,
        theme: "",
        types: found.groupTypes,
        visibility: found.visibility ?? "",
        writebackEnabled: false,
    };
}

/**
 * azuread.getGroup: one group by name, mail nickname or object id, with its direct or all its members.
 * https://github.com/hashicorp/terraform-provider-azuread/blob/main/internal/services/groups/group_data_source.go
 * Not verified of the newest version: the answer's `id`, and that the words are still those of version 2.
 */
import type { LookUp, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { Directory } from "../entra/directory";
import { findGroup, transitiveMembers, wholeGroup } from "../entra/groups";
import type { Group } from "../entra/objects";
import { notEmpty, uuid } from "../resources/formats";
import { groupState } from "../resources/group";
import { groupId } from "../resources/ids";
import { flagOf, textOf } from "../resources/values";
import { exactlyOneOf } from "./people";

const choices = ["displayName", "objectId", "mailNickname"] as const;
const flags = { mailEnabled: "mail_enabled", securityEnabled: "security_enabled" } as const;
type Flag = keyof typeof flags;

export const getGroup: LookUp = {
    token: "azuread:index/getGroup:getGroup",
    arguments: {
        displayName: { kind: "string", format: notEmpty },
        mailNickname: { kind: "string", format: notEmpty },
        objectId: { kind: "string", format: uuid },
        includeTransitiveMembers: { kind: "boolean" },
        mailEnabled: { kind: "boolean" },
        securityEnabled: { kind: "boolean" },
    },
    check: (inputs) => exactlyOneOf(choices, inputs),
    result(call, inputs) {
        const directory = new Directory(call);
        const objectId = textOf(inputs, "objectId");
        const found = objectId === null ? byName(directory, inputs) : byId(directory, objectId, inputs);
        const includeTransitiveMembers = flagOf(inputs, "includeTransitiveMembers");
        const { administrativeUnitIds: _, ...state } = groupState(found);
        return {
            ...state,
            id: groupId.format({ groupId: found.id }),
            dynamicMemberships: [],
            includeTransitiveMembers,
            members: includeTransitiveMembers ? transitiveMembers(directory, found.id) : found.members,
        };
    },
};

const asked = (inputs: Values): Flag[] => (Object.keys(flags) as Flag[]).filter((key) => inputs[key] !== undefined);

function byName(directory: Directory, inputs: Values): Group {
    const key = inputs.displayName === undefined ? "mailNickname" : "displayName";
    const name = textOf(inputs, key) ?? "";
    const filter = [`${key} eq '${name}'`, ...asked(inputs).map((flag) => `${flag} eq ${inputs[flag]}`)].join(" and ");
    const [found, another] = directory.groups
        .list()
        .map(wholeGroup)
        .filter((group) => group[key]?.toLowerCase() === name.toLowerCase())
        .filter((group) => asked(inputs).every((flag) => group[flag] === inputs[flag]));
    if (found === undefined) {
        throw new CloudError(`No group found matching specified filter (${filter})`);
    }
    if (another !== undefined) {
        throw new CloudError(`More than one group found matching specified filter (${filter})`);
    }
    return found;
}

function byId(directory: Directory, id: string, inputs: Values): Group {
    const found = findGroup(directory, id);
    if (found === undefined) {
        throw new CloudError(`No group found with object ID: ${JSON.stringify(id)}`);
    }
    const other = asked(inputs).find((flag) => found[flag] !== inputs[flag]);
    if (other !== undefined) {
        throw new CloudError(
            `Group with object ID ${JSON.stringify(id)} does not have the specified ${flags[other]} setting ` +
                `(expected: ${inputs[other]}, actual: ${found[other]})`,
        );
    }
    return found;
}

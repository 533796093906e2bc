/** Members of groups that a stack makes: in the group itself, or each by a resource of their own. */
import type { Deployment } from "./deployment";
import { ofType, type State } from "./exportedState";
import { append, objectIdOf, reference, texts } from "./properties";
import { entraTypes } from "./types";
import { isUnreadable } from "./unreadable";

export function readGroups(state: State): Pick<Deployment, "groups"> {
    const members = new Map<string, string[]>();
    for (const group of ofType(state, entraTypes.group)) {
        const id = objectIdOf(group) ?? "";
        const listed = texts(group, "members", { what: "the members", otherwise: [] });
        for (const member of isUnreadable(listed) ? [] : listed) {
            append(members, id, member.toLowerCase());
        }
    }
    for (const membership of ofType(state, entraTypes.groupMember)) {
        const [group, member] = [reference(membership, "groupObjectId"), reference(membership, "memberObjectId")];
        if (group !== undefined && member !== undefined) {
            append(members, group, member);
        }
    }
    const groups = [...members].map(([id, list]) => ({ id, members: [...new Set(list)] }));
    return groups.length === 0 ? {} : { groups };
}

/** The directory as a change leaves it: the stack may make its groups' members, and its people. */
import type { Directory } from "../deployment/directory";
import { follow } from "../deployment/pulumiValue";
import type { StateResource } from "../deployment/stateResource";
import { entraTypes } from "../deployment/types";
import { isGap } from "../deployment/unreadable";
import type { Plan, Side } from "./planned/world";

const personType = "azuread:index/user:User";

/** What the stack says of memberships on each side; the directory's other members stay. */
export function directoryAfter(directory: Directory, plan: Plan): Directory {
    const [old, next] = [plan.before, plan.after].map(membersOf) as [Members, Members];
    const kept = new Set(plan.changes.flatMap(({ isRetained, urn }) => (isRetained ? [urn] : [])));
    const isGone = (group: string, member: string) => {
        const urn = old.get(group)?.get(member);
        return urn !== undefined && !kept.has(urn) && next.get(group)?.has(member) !== true;
    };
    const groups = directory.groups.map((group) => {
        const id = group.id.toLowerCase();
        const stay = group.members.filter((member) => !isGone(id, member.toLowerCase()));
        const known = new Set(stay.map((it) => it.toLowerCase()));
        const come = [...(next.get(id)?.keys() ?? [])].filter((it) => !known.has(it));
        return { ...group, members: [...stay, ...come] };
    });
    return { ...directory, groups, people: peopleAfter(directory, plan) };
}

/** By group and member, in lower case: the resource that makes it a member. */
type Members = Map<string, Map<string, string>>;

function membersOf({ state }: Side): Members {
    const found: Members = new Map();
    const add = (group: string | undefined, member: unknown, { urn }: StateResource) => {
        if (group !== undefined && typeof member === "string") {
            const members = found.get(group) ?? new Map<string, string>();
            found.set(group, members.set(member.toLowerCase(), urn));
        }
    };
    for (const resource of state.resources) {
        if (resource.type === entraTypes.groupMember) {
            add(idIn(resource, "groupObjectId"), idIn(resource, "memberObjectId"), resource);
        }
        if (resource.type === entraTypes.group) {
            const members = valueIn(resource, "members");
            for (const member of Array.isArray(members) ? members : []) {
                add(idIn(resource, "objectId"), member, resource);
            }
        }
    }
    return found;
}

/** Without people whom the stack deletes, and with those whom it disables. */
function peopleAfter({ people }: Directory, { changes }: Plan): Directory["people"] {
    const changed = new Map(
        changes
            .filter(({ type, before }) => type === personType && before !== undefined)
            .flatMap((change) => {
                const id = change.before && idIn(change.before, "objectId");
                return id === undefined ? [] : [[id, change] as const];
            }),
    );
    return people.flatMap((person) => {
        const change = changed.get(person.id?.toLowerCase() ?? "");
        if (change?.after === undefined) {
            return change === undefined || change.isRetained ? [person] : [];
        }
        return [valueIn(change.after, "accountEnabled") === false ? { ...person, accountEnabled: false } : person];
    });
}

function idIn(resource: StateResource, property: string): string | undefined {
    const value = valueIn(resource, property);
    return typeof value === "string" ? value.toLowerCase() : undefined;
}

function valueIn({ inputs, outputs }: StateResource, property: string): unknown {
    const found = [inputs, outputs].map((side) => follow(side, [property])).find((it) => !isGap(it));
    return found === undefined || isGap(found) ? undefined : found.value;
}

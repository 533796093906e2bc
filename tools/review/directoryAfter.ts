/** The directory as a change leaves it: the stack may make its groups' members, and its people. */
import type { Directory } from "../deployment/directory";
import { objectIdOf, reference } from "../deployment/properties";
import { valueAt } from "../deployment/pulumiValue";
import type { StateResource } from "../deployment/stateResource";
import { entraTypes } from "../deployment/types";
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
            add(reference(resource, "groupObjectId"), reference(resource, "memberObjectId"), resource);
        }
        if (resource.type === entraTypes.group) {
            // What it lists and the program has not written is others' to make.
            const written = valueAt([resource.inputs], "members");
            for (const member of Array.isArray(written) ? written : []) {
                add(objectIdOf(resource), member, resource);
            }
        }
    }
    return found;
}

/** Without people whom the stack deletes, and with those whom it disables. */
function peopleAfter({ people }: Directory, { changes }: Plan): Directory["people"] {
    const changed = new Map(
        changes.flatMap((change) => {
            const id = change.type === personType && change.before ? objectIdOf(change.before) : undefined;
            return id === undefined ? [] : [[id, change] as const];
        }),
    );
    return people.flatMap((person) => {
        const change = changed.get(person.id?.toLowerCase() ?? "");
        if (change?.after === undefined) {
            return change === undefined || change.isRetained ? [person] : [];
        }
        const isDisabled = valueAt([change.after.inputs], "accountEnabled") === false;
        return [isDisabled ? { ...person, accountEnabled: false } : person];
    });
}

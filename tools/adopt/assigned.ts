/** Who may use the application today, and by which assignment. */
import { groupNameProblem } from "../../rules/entra";
import type { Directory, Person } from "../deployment/directory";
import type { MadeByHand } from "./made";

/** Why somebody may sign in, or may not. */
export type Access = "everybody" | "direct" | "group" | "notAssigned" | "disabled";

/** Nobody gets more than they have: who may not use the application today is adopted without sign-in. */
export function accessOf(
    person: Person,
    { servicePrincipal, assignments, directory }: MadeByHand,
): { access: Access; group?: string } {
    if (person.accountEnabled === false) {
        return { access: "disabled" };
    }
    if (!servicePrincipal.appRoleAssignmentRequired) {
        return { access: "everybody" };
    }
    const id = person.id?.toLowerCase() ?? "";
    if (assignments.some(({ principalId }) => principalId === id)) {
        return { access: "direct" };
    }
    const through = assignments.find(({ principalType, principalId }) => {
        const group = principalType === "Group" ? groupOf(principalId, directory) : undefined;
        return group?.members.some((member) => member.toLowerCase() === id) ?? false;
    });
    return through === undefined
        ? { access: "notAssigned" }
        : { access: "group", group: through.principalDisplayName || through.principalId };
}

const groupOf = (id: string, { groups }: Directory) => groups.find((group) => group.id.toLowerCase() === id);

/** Each assigned group under a name that a stack file accepts, as near its own as can be. */
export function namedGroups({ assignments, users }: MadeByHand): Record<string, string> {
    const named: Record<string, string> = {};
    const taken = new Set(users.map(({ username }) => username.toLowerCase()));
    for (const { principalType, principalId, principalDisplayName } of assignments) {
        if (principalType !== "Group" || Object.values(named).includes(principalId)) {
            continue;
        }
        const plain = principalDisplayName
            .normalize("NFKD")
            .replace(/[^A-Za-z0-9._-]+/g, " ")
            .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "")
            .slice(0, 60);
        const base = groupNameProblem(plain) === undefined ? plain : "group";
        let name = base;
        for (let number = 2; taken.has(name.toLowerCase()); number++) {
            name = `${base} ${number}`;
        }
        taken.add(name.toLowerCase());
        named[name] = principalId;
    }
    return named;
}

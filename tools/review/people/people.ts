/** What happens to people's entries: Connect users, and their and their groups' assignments to the application. */
import type { Directory } from "../../deployment/directory";
import { text } from "../../deployment/properties";
import { awsTypes } from "../../deployment/types";
import { isUnreadable } from "../../deployment/unreadable";
import type { Change, Plan } from "../planned/world";
import type { PersonChange } from "../review";
import { assignmentChanges, formerNames } from "./assignments";
import { detailsOf } from "./details";
import { type ProfileNames, profileNamesOf } from "./profileNames";

/** Sorted by what happens, then by name. */
export function peopleOf(
    plan: Plan,
    {
        directory,
        securityProfileNames,
    }: { directory?: Directory; securityProfileNames: Readonly<Record<string, string>> },
): { people: PersonChange[]; profileNames: ProfileNames } {
    const profileNames = profileNamesOf(plan, securityProfileNames);
    const users = plan.changes.filter(({ type }) => type === awsTypes.user);
    const found = users.flatMap((change) => changesOfUser(change, plan, profileNames));
    const entries = withRenamed(found, formerNames(plan, directory));
    const own = new Set(entries.flatMap((it) => (it.id === "added" || it.id === "removed" ? [it.name] : [])));
    const renamed = entries.flatMap((it) => (it.id === "renamed" ? [it.before, it.name] : []));
    const assignments = assignmentChanges(plan, directory).filter(
        ({ name, isGroup }) => isGroup === true || !(own.has(name) || renamed.includes(name)),
    );
    return { people: [...entries, ...assignments].sort(inOrder), profileNames };
}

const order: readonly PersonChange["id"][] = [
    "removed",
    "signInEnded",
    "renamed",
    "securityProfiles",
    "routingProfile",
    "details",
    "added",
    "adopted",
    "signInStarted",
];

function inOrder(one: PersonChange, other: PersonChange): number {
    return order.indexOf(one.id) - order.indexOf(other.id) || (one.name < other.name ? -1 : 1);
}

function changesOfUser(change: Change, plan: Plan, names: ProfileNames): PersonChange[] {
    const { operation, before, after, isRetained } = change;
    const nameOf = (user = after ?? before) => {
        const found = user && text(user, "name", { what: "the user name" });
        return found === undefined || isUnreadable(found) ? change.name : found;
    };
    const name = nameOf();
    switch (operation) {
        case "create": {
            const user = plan.after.deployment.connectUsers.find((it) => it.username === name);
            return [
                {
                    name,
                    id: "added",
                    ...(after === undefined ? {} : names.given(after)),
                    ...(user?.signIn === undefined ? {} : { signIn: user.signIn }),
                },
            ];
        }
        case "import":
            return [{ name, id: "adopted" }];
        case "delete":
            return [{ name, id: "removed", history: isRetained ? "kept" : "lost" }];
        default: {
            const old = nameOf(before);
            const history = isRetained ? ("kept" as const) : ("lost" as const);
            return [
                ...(operation === "replace" && old !== name
                    ? [{ name, id: "renamed" as const, before: old, history }]
                    : []),
                ...(before === undefined || after === undefined ? [] : detailsOf(name, before, after, names)),
            ];
        }
    }
}

/** One who left and one who came are the same person where the assignment stays, and the directory has the new name. */
function withRenamed(entries: readonly PersonChange[], formerNames: ReadonlyMap<string, string>): PersonChange[] {
    const lost = new Map(entries.flatMap((it) => (it.id === "removed" ? [[it.name, it.history] as const] : [])));
    const added = new Set(entries.flatMap((it) => (it.id === "added" ? [it.name] : [])));
    const renames = [...formerNames].filter(([name, before]) => added.has(name) && lost.has(before));
    const gone = new Set(renames.flatMap(([name, before]) => [`added ${name}`, `removed ${before}`]));
    return [
        ...entries.filter(({ id, name }) => !gone.has(`${id} ${name}`)),
        ...renames.map(
            ([name, before]): PersonChange => ({ name, id: "renamed", before, history: lost.get(before) ?? "lost" }),
        ),
    ];
}

/** Assignments to an application, by the people and groups they are for. */
import { isRecord } from "../../../rules/record";
import type { Directory } from "../../deployment/directory";
import { reference, text } from "../../deployment/properties";
import { valueAt } from "../../deployment/pulumiValue";
import type { StateResource } from "../../deployment/stateResource";
import { componentTypes, entraTypes } from "../../deployment/types";
import { ownName } from "../ownName";
import type { Plan, Side } from "../planned/world";
import type { PersonChange } from "../review";

/** Who is assigned, on one side. */
interface Assigned {
    name: string;
    isGroup: boolean;
}

export function assignmentChanges(plan: Plan, directory: Directory | undefined): PersonChange[] {
    const people = namesById(directory);
    const groups = new Set(directory?.groups.map(({ id }) => id.toLowerCase()));
    const before = assignedOn(plan.before, people, groups);
    const after = assignedOn(plan.after, people, groups);
    const group = ({ isGroup }: Assigned) => (isGroup ? { isGroup: true } : {});
    const gone = [...before].filter(([id]) => !after.has(id)).map(([, it]) => it);
    const come = [...after].filter(([id]) => !before.has(id)).map(([, it]) => it);
    return [
        ...gone.map((it): PersonChange => ({ name: it.name, ...group(it), id: "signInEnded" })),
        ...come.map((it): PersonChange => ({ name: it.name, ...group(it), id: "signInStarted" })),
        ...renamedGroups(plan),
    ];
}

/** By the name in the directory: the name that the stack has for the same person, in an assignment that stays. */
export function formerNames({ before, after }: Plan, directory: Directory | undefined): Map<string, string> {
    const people = namesById(directory);
    const found = new Map<string, string>();
    for (const assignment of before.state.resources.filter(({ type }) => type === entraTypes.roleAssignment)) {
        const name = people.get(reference(assignment, "principalObjectId") ?? "");
        const former = nameOf(assignment);
        if (name !== undefined && name !== former && after.state.byUrn.has(assignment.urn)) {
            found.set(name, former);
        }
    }
    return found;
}

function namesById(directory: Directory | undefined): Map<string, string> {
    return new Map(
        directory?.people.flatMap(({ id, userPrincipalName }) =>
            id === undefined ? [] : [[id.toLowerCase(), userPrincipalName] as const],
        ),
    );
}

/** By the object ids of principal and application, or the URN where they are not known yet. */
function assignedOn(
    { state }: Side,
    people: ReadonlyMap<string, string>,
    groups: ReadonlySet<string>,
): Map<string, Assigned> {
    const groupNames = groupNamesIn(state.resources);
    return new Map(
        state.resources
            .filter(({ type, external }) => type === entraTypes.roleAssignment && !external)
            .map((assignment) => {
                const principal = reference(assignment, "principalObjectId");
                const id = principal ?? assignment.urn;
                const kind = text(assignment, "principalType", { what: "the type", otherwise: "" });
                const groupName = groupNames.get(id);
                const isGroup = kind === "Group" || groupName !== undefined || groups.has(id);
                const name = groupName ?? people.get(id) ?? nameOf(assignment);
                return [id, { name, isGroup }];
            }),
    );
}

/** Names that the configuration gives to groups, by object id. */
function groupNamesIn(resources: readonly StateResource[]): Map<string, string> {
    return new Map(
        resources
            .filter(({ type }) => type === componentTypes.connectSso)
            .flatMap(({ inputs }) => {
                const groups = valueAt([inputs], "groups");
                return Object.entries(isRecord(groups) ? groups : {});
            })
            .flatMap(([name, id]) => (typeof id === "string" ? [[id.toLowerCase(), name] as const] : [])),
    );
}

function nameOf(assignment: StateResource): string {
    const shown = text(assignment, "principalDisplayName", { what: "the name", otherwise: "" });
    return ownName(assignment) ?? (typeof shown === "string" && shown !== "" ? shown : assignment.name);
}

/** The same group under another name of the configuration's. */
function renamedGroups(plan: Plan): PersonChange[] {
    const [before, after] = [plan.before, plan.after].map(({ state }) => groupNamesIn(state.resources));
    return [...(after ?? [])].flatMap(([id, name]): PersonChange[] => {
        const old = before?.get(id);
        return old === undefined || old === name
            ? []
            : [{ name, isGroup: true, id: "renamed", before: old, history: "kept" }];
    });
}

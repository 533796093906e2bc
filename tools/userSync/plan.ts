/** What the users file must change to be as the directory. Plain data; nothing here reads or writes a file. */
import { dayOf, daysBetween } from "../../rules/day";
import { desiredChanges, type Entry, type FieldChange, secretsIn } from "./fields";
import type { Mapping } from "./mapping";
import { matchEntries } from "./match";
import { type LeftOut, missingNames, type Wanted } from "./wanted";

export type Edit =
    | { kind: "add"; name: string; entry: Entry }
    | { kind: "change"; name: string; set: Entry; unset: string[] }
    | { kind: "delete"; name: string };

/** Why somebody's entry changes. */
export type Reason = "joiner" | "mover" | "rename" | "leaver" | "disabled" | "back" | "removed";

export interface Change {
    reason: Reason;
    /** The Connect user name. */
    name: string;
    /** The name that the person had before. */
    formerName?: string;
    /** First and last name. */
    person: string;
    /** The group that decides. */
    group?: string;
    /** Others of the mapping that have the person. */
    otherGroups?: string[];
    /** What changes in the entry, where that is not the reason itself. */
    fields: FieldChange[];
    /** The name is that of another account now, which is left out. */
    isNameTaken?: true;
    /** A Connect user that was adopted, which Pulumi does not delete. */
    isAdopted?: true;
}

export interface Plan {
    changes: Change[];
    edits: Edit[];
    /** Names to list under removedUsers. */
    removedUsers: string[];
    leftOut: LeftOut[];
    warnings: string[];
    /** Entries without a change, and those that are never touched. */
    unchanged: number;
    breakGlass: string[];
    /** Entries that get the object id of their person, and nothing else. */
    identified: number;
    /** Entries that the file had, without those that are never touched. */
    before: number;
}

export interface PlanOptions {
    mapping: Mapping;
    nowMs: number;
    /** Names that the stack has beside the users file: people write them by hand. @default - none */
    elsewhere?: readonly string[];
    /** Days after which somebody whose sign-in ended is listed under removedUsers. @default - never */
    afterDays?: number;
}

export function planSync(
    entries: ReadonlyMap<string, Entry>,
    wanted: readonly Wanted[],
    leftOut: readonly LeftOut[],
    options: PlanOptions,
): Plan {
    const { mapping, nowMs } = options;
    const today = dayOf(nowMs);
    const matched = matchEntries(entries, wanted, leftOut, mapping, options.elsewhere);
    const changes: Change[] = [];
    const edits = new Map<string, Edit>();
    const warnings = [...matched.warnings, ...secretsIn(entries)];
    const out = [...leftOut, ...matched.leftOut];
    let identified = 0;
    const ended = { signIn: false, signInEnded: today };

    const add = (edit: Edit, change: Change) => {
        edits.set(edit.name, edit);
        changes.push(change);
    };
    for (const { wanted: one, current, former } of matched.pairs) {
        const others = one.otherGroups.length === 0 ? {} : { otherGroups: one.otherGroups };
        const details = { person: fullName(one), group: one.group, ...others };
        const formerEntry = former === undefined ? undefined : entries.get(former);
        const stopFormer = () => {
            if (former !== undefined && formerEntry?.signIn !== false) {
                // An older name that leads back to the new one would make each the former name of the other.
                const unset = formerEntry?.formerUsername === one.name ? ["formerUsername"] : [];
                edits.set(former, { kind: "change", name: former, set: ended, unset });
                return true;
            }
            return false;
        };
        if (!one.isEnabled) {
            if (current !== undefined && entries.get(current)?.signIn !== false) {
                add(
                    { kind: "change", name: current, set: ended, unset: [] },
                    { reason: "disabled", name: current, ...details, fields: [] },
                );
            }
            if (former !== undefined && stopFormer()) {
                changes.push({ reason: "disabled", name: former, ...details, fields: [] });
            }
        } else if (current === undefined) {
            const missing = formerEntry === undefined ? missingNames(one) : undefined;
            if (missing !== undefined) {
                out.push({ id: one.id, person: one.name, names: [one.name], why: missing });
                continue;
            }
            const { entry, fields } = newEntry(one, mapping, formerEntry, former);
            add(
                { kind: "add", name: one.name, entry },
                former === undefined
                    ? { reason: "joiner", name: one.name, ...details, fields: [] }
                    : { reason: "rename", name: one.name, formerName: former, ...details, fields },
            );
            stopFormer();
        } else {
            const entry = entries.get(current) ?? {};
            const isStopped = entry.signIn === false;
            const { set, unset, fields } = desiredChanges(entry, one, mapping);
            const edit: Edit = {
                kind: "change",
                name: current,
                set: { ...set, ...(isStopped && former !== undefined ? { formerUsername: former } : {}) },
                unset: [...unset, ...(isStopped ? ["signIn", "signInEnded"] : [])],
            };
            if (former !== undefined) {
                add(edit, { reason: "rename", name: current, formerName: former, ...details, fields });
                stopFormer();
            } else if (isStopped || fields.length > 0) {
                add(edit, { reason: isStopped ? "back" : "mover", name: current, ...details, fields });
            } else if (Object.keys(set).length > 0) {
                identified += 1;
                edits.set(current, edit);
            }
        }
    }
    for (const name of matched.leavers) {
        add(
            { kind: "change", name, set: ended, unset: [] },
            { reason: "leaver", name, person: fullName(entries.get(name) ?? {}), fields: [], ...takenBy(name, out) },
        );
    }
    const removed =
        options.afterDays === undefined ? [] : longEnded(entries, matched.present, options.afterDays, today);
    for (const name of removed) {
        const entry = entries.get(name) ?? {};
        const adopted = entry.userId === undefined ? {} : { isAdopted: true as const };
        add({ kind: "delete", name }, { reason: "removed", name, person: fullName(entry), fields: [], ...adopted });
    }
    const touched = [...edits.values()].filter(({ kind }) => kind !== "add").length;
    return {
        changes,
        edits: [...edits.values()],
        removedUsers: removed,
        leftOut: out,
        warnings,
        unchanged: entries.size - touched - matched.breakGlass.length,
        breakGlass: matched.breakGlass,
        identified,
        before: entries.size - matched.breakGlass.length,
    };
}

const takenBy = (name: string, leftOut: readonly LeftOut[]) =>
    leftOut.some(({ names }) => names.some((one) => one.toLowerCase() === name.toLowerCase()))
        ? { isNameTaken: true as const }
        : {};

/** The entry of somebody new, or of somebody who has a new name: then with all that the old entry says of them. */
function newEntry(
    one: Wanted,
    mapping: Mapping,
    old: Entry | undefined,
    former: string | undefined,
): { entry: Entry; fields: FieldChange[] } {
    // These are of the Connect user with the old name.
    const own = ["userId", "signIn", "signInEnded", "formerUsername"];
    const kept = Object.fromEntries(Object.entries(old ?? {}).filter(([key]) => !own.includes(key)));
    const { set, unset, fields } = desiredChanges(kept, one, mapping);
    const entry = Object.fromEntries(Object.entries({ ...kept, ...set }).filter(([key]) => !unset.includes(key)));
    return { entry: { ...entry, ...(former === undefined ? {} : { formerUsername: former }) }, fields };
}

/** Whose sign-in `users sync` ended that many days ago or more, and who is in no group. */
function longEnded(
    entries: ReadonlyMap<string, Entry>,
    present: ReadonlySet<string>,
    days: number,
    today: string,
): string[] {
    return [...entries].flatMap(([name, { signIn, signInEnded }]) => {
        const since = typeof signInEnded === "string" ? daysBetween(signInEnded, today) : undefined;
        return signIn === false && since !== undefined && since >= days && !present.has(name) ? [name] : [];
    });
}

function fullName({ firstName, lastName }: { firstName?: unknown; lastName?: unknown }): string {
    return [firstName, lastName].filter((name) => typeof name === "string" && name !== "").join(" ");
}

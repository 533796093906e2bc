/** Which entry of the users file is whose: by object id, which a new name does not change, then by user name. */
import { quote } from "../../rules/text";
import type { Entry } from "./fields";
import type { Mapping } from "./mapping";
import type { LeftOut, Wanted } from "./wanted";

export interface Pair {
    wanted: Wanted;
    /** The user name of their entry; undefined for an entry to add. */
    current?: string;
    /** The user name under which the person could sign in until now. */
    former?: string;
}

export interface Matched {
    pairs: Pair[];
    /** Names of entries that belong to nobody in the groups any more. */
    leavers: string[];
    /** Names of entries of people who are in a group, and of those that are never touched. */
    present: Set<string>;
    breakGlass: string[];
    leftOut: LeftOut[];
    warnings: string[];
}

export function matchEntries(
    entries: ReadonlyMap<string, Entry>,
    wanted: readonly Wanted[],
    leftOut: readonly LeftOut[],
    mapping: Mapping,
    elsewhere: readonly string[] = [],
): Matched {
    const isKept = keptNames([...mapping.breakGlass, ...elsewhere]);
    const byId = grouped(entries, (_, { objectId }) => (typeof objectId === "string" ? objectId : undefined));
    const byName = grouped(entries, (name) => name);
    const claimed = new Set<string>();
    const result: Matched = {
        ...{ pairs: [], leavers: [], leftOut: [], warnings: [] },
        breakGlass: [...entries.keys()].filter(isKept),
        present: new Set([...entries.keys()].filter(isKept)),
    };
    for (const { id, names } of leftOut) {
        for (const name of [
            ...(byId.get(id.toLowerCase()) ?? []),
            ...names.flatMap((it) => byName.get(it.toLowerCase()) ?? []),
        ]) {
            claimed.add(name);
            result.present.add(name);
        }
    }
    for (const one of wanted) {
        const own = byId.get(one.id.toLowerCase()) ?? [];
        for (const name of own) {
            claimed.add(name);
        }
        if (isKept(one.name) || own.some(isKept)) {
            continue;
        }
        const pair = pairOf(one, own, entries, byName, result);
        if (pair === undefined) {
            continue;
        }
        for (const name of [pair.current, pair.former]) {
            if (name !== undefined) {
                claimed.add(name);
            }
        }
        if (pair.current !== undefined) {
            result.present.add(pair.current);
        }
        const shown = pair.current ?? pair.former;
        if (shown !== undefined && isStoppedByHand(entries.get(shown))) {
            result.warnings.push(
                `${shown} is in the group ${quote(one.group)}, and somebody wrote signIn: false: left as it is. ` +
                    "To let the person sign in, remove that from the entry",
            );
            continue;
        }
        result.pairs.push(pair);
    }
    result.leavers = [...entries]
        .filter(([name, { signIn }]) => signIn !== false && !claimed.has(name) && !isKept(name))
        .map(([name]) => name);
    const isElsewhere = keptNames(elsewhere);
    const missing = mapping.breakGlass.filter((name) => !byName.has(name.toLowerCase()) && !isElsewhere(name));
    result.warnings.push(
        ...missing.map(
            (name) =>
                `the break-glass name ${quote(name)} is not in this file; if it is in no other either, correct the mapping`,
        ),
    );
    return result;
}

/** Undefined where the name is somebody else's: that person is left out. */
function pairOf(
    one: Wanted,
    own: readonly string[],
    entries: ReadonlyMap<string, Entry>,
    byName: ReadonlyMap<string, string[]>,
    { leftOut, warnings }: Matched,
): Pair | undefined {
    const active = own.find((name) => name !== one.name && entries.get(name)?.signIn !== false);
    const sameName = byName.get(one.name.toLowerCase()) ?? [];
    // Who is spelled as in the directory signs in, whoever else is there.
    const named = sameName.find((name) => name === one.name) ?? sameName[0];
    if (named !== undefined && !own.includes(named) && entries.get(named)?.objectId !== undefined) {
        leftOut.push({
            ...{ id: one.id, person: one.name, names: own.length === 0 ? [one.name] : [...own] },
            why:
                `has the name of another person, whose Connect user has their history: the entry ${quote(named)} has another objectId. ` +
                "If it is the same person with a new account, write the new objectId into the entry; " +
                "else list the name under removedUsers for one deployment",
        });
        return undefined;
    }
    if (named !== undefined && named !== one.name) {
        warnings.push(
            `${named} is spelled ${quote(one.name)} in the directory, and Connect takes them for two users: the person cannot ` +
                "sign in until the spelling in the directory is that of the users file",
        );
        return { wanted: one, current: named };
    }
    if (named !== undefined) {
        return { wanted: one, current: named, ...(active === undefined ? {} : { former: active }) };
    }
    const last = active ?? own.at(-1);
    return { wanted: one, ...(last === undefined ? {} : { former: last }) };
}

const isStoppedByHand = (entry: Entry | undefined) => entry?.signIn === false && entry.signInEnded === undefined;

function keptNames(names: readonly string[]): (name: string) => boolean {
    const kept = new Set(names.map((name) => name.toLowerCase()));
    return (name) => kept.has(name.toLowerCase());
}

/** Names of entries by a key, in lower case. */
function grouped(
    entries: ReadonlyMap<string, Entry>,
    keyOf: (name: string, entry: Entry) => string | undefined,
): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const [name, entry] of entries) {
        const key = keyOf(name, entry)?.toLowerCase();
        if (key !== undefined) {
            groups.set(key, [...(groups.get(key) ?? []), name]);
        }
    }
    return groups;
}

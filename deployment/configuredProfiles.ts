/**
 * Names of security profiles. A state holds their ids alone; a component of this project has the names its configuration
 * asks for, and wrote the ids of those, in no order.
 */
import { ofType, type State, type StateResource } from "./exportedState";
import { append, asWritten, text, texts, textsIn, unreadable } from "./properties";
import { follow, kindOf } from "./pulumiValue";
import { awsTypes, componentTypes } from "./types";
import { exportAgain, isGap, isUnreadable, type Readable } from "./unreadable";

export interface ConfiguredProfiles {
    /** By the URN of a Connect user: the names of all their profiles. */
    namesOf: ReadonlyMap<string, Readable<string[]>>;
    /** By the profile's id, where only one name comes into question. */
    nameById: ReadonlyMap<string, string>;
}

/** A user whose profiles are, as far as the state tells, those that the component gave them. */
interface Given {
    urn: string;
    ids: ReadonlySet<string>;
    names: readonly string[];
}

/** Says nothing of a user whose profiles are no longer those the component wrote, or contradict those of another user. */
export function readConfiguredProfiles(state: State): ConfiguredProfiles {
    const namesOf = new Map<string, Readable<string[]>>();
    const nameById = new Map<string, string>();
    const given = new Map<string, Given[]>();
    for (const user of ofType(state, awsTypes.user)) {
        const users = state.byUrn.get(user.parent ?? "");
        const names = users?.type === componentTypes.connectUsers ? namesIn(users, user) : undefined;
        if (users === undefined || names === undefined) {
            continue;
        }
        if (isUnreadable(names)) {
            namesOf.set(user.urn, names);
            continue;
        }
        const ids = idsAsWritten(user);
        if (ids?.size === new Set(names).size) {
            append(given, users.urn, { urn: user.urn, ids, names });
        }
    }
    for (const together of given.values()) {
        const candidates = candidatesByName(together);
        for (const { urn, names } of together) {
            if (names.every((name) => candidates.get(name)?.length)) {
                namesOf.set(urn, [...names]);
            }
        }
        for (const [name, [id, ...others]] of candidates) {
            const isShared = [...candidates].some(
                ([other, ids]) => other !== name && ids.length === 1 && ids[0] === id,
            );
            if (id !== undefined && others.length === 0 && !isShared) {
                nameById.set(id, name);
            }
        }
    }
    return { namesOf, nameById };
}

/** The ids each name may stand for: those that everybody with it has, and nobody without it. */
function candidatesByName(users: readonly Given[]): Map<string, string[]> {
    const candidates = new Map<string, Set<string>>();
    for (const { ids, names } of users) {
        for (const name of names) {
            const so = candidates.get(name);
            candidates.set(name, new Set([...ids].filter((id) => so === undefined || so.has(id))));
        }
    }
    for (const { ids, names } of users) {
        for (const [name, left] of candidates) {
            if (!names.includes(name)) {
                for (const id of ids) {
                    left.delete(id);
                }
            }
        }
    }
    return new Map([...candidates].map(([name, ids]) => [name, [...ids]]));
}

/** The ids in Connect, where they are those that the program wrote: what somebody has changed there has no names. */
function idsAsWritten(user: StateResource): ReadonlySet<string> | undefined {
    const what = { what: "the security profiles" };
    const ids = texts(user, "securityProfileIds", what);
    const written = texts(asWritten(user), "securityProfileIds", what);
    if (isUnreadable(ids)) {
        return undefined;
    }
    const same = isUnreadable(written) || (written.length === ids.length && written.every((id) => ids.includes(id)));
    return same ? new Set(ids) : undefined;
}

function namesIn(users: StateResource, user: StateResource): Readable<string[]> | undefined {
    const username = text(user, "name", { what: "the user name" });
    if (isUnreadable(username)) {
        return undefined;
    }
    const of = `the names of the security profiles of users.${username}`;
    const found = follow(users.inputs, ["users", username, "securityProfiles"]);
    if (isGap(found)) {
        return unreadable(of, found);
    }
    if (found.value === undefined || found.value === null) {
        return undefined;
    }
    const names = textsIn(found.value);
    if (Array.isArray(names)) {
        return names;
    }
    const why = `the export holds ${kindOf(found.value)} there, where a list of texts belongs`;
    return unreadable(of, names ?? { why, supply: exportAgain });
}

/**
 * Names of profiles. A user's state holds ids alone; the component of this project that made the user registers the id
 * of each name that its configuration has.
 */
import { isRecord } from "../../rules/record";
import { ofType, type State } from "./exportedState";
import { text, texts, unreadable } from "./properties";
import { follow } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { awsTypes, componentTypes } from "./types";
import { type Gap, isGap, isUnreadable, type Readable } from "./unreadable";

export interface ConfiguredProfiles {
    /** By the URN of a Connect user: the names of all their security profiles. */
    namesOf: ReadonlyMap<string, Readable<string[]>>;
    /** Security profiles, by their id. */
    nameById: ReadonlyMap<string, string>;
    /** Routing profiles, by their id. */
    routingNameById: ReadonlyMap<string, string>;
}

/** Says nothing of a user who has a profile that the configuration does not name: somebody gave it to them in Connect. */
export function readConfiguredProfiles(state: State): ConfiguredProfiles {
    const namesOf = new Map<string, Readable<string[]>>();
    const components = ofType(state, componentTypes.connectUsers);
    const named = (property: Property) =>
        new Map(
            components.flatMap((component) => {
                const names = namesIn(component, property);
                return isGap(names) ? [] : [...names.value];
            }),
        );
    for (const user of ofType(state, awsTypes.user)) {
        const component = state.byUrn.get(user.parent ?? "");
        if (component?.type === componentTypes.connectUsers) {
            const names = namesGiven(user, namesIn(component, "securityProfileIds"));
            if (names !== undefined) {
                namesOf.set(user.urn, names);
            }
        }
    }
    return { namesOf, nameById: named("securityProfileIds"), routingNameById: named("routingProfileIds") };
}

type Property = "securityProfileIds" | "routingProfileIds";
type Names = Gap | { value: ReadonlyMap<string, string> };

/** Names by id. */
function namesIn(component: StateResource, property: Property): Names {
    const registered = follow(component.inputs, [property]);
    // In 0.1.0 it was an output.
    const isOlder = !isGap(registered) && registered.value === undefined;
    const found = isOlder ? follow(component.outputs, [property]) : registered;
    if (isGap(found)) {
        return found;
    }
    const entries = Object.entries(isRecord(found.value) ? found.value : {});
    return { value: new Map(entries.flatMap(([name, id]) => (typeof id === "string" ? [[id, name] as const] : []))) };
}

function namesGiven(user: StateResource, names: Names): Readable<string[]> | undefined {
    const username = text(user, "name", { what: "the user name" });
    const ids = texts(user, "securityProfileIds", { what: "the security profiles" });
    if (isUnreadable(username) || isUnreadable(ids)) {
        return undefined;
    }
    if (isGap(names)) {
        return unreadable(`the names of the security profiles of users.${username}`, names);
    }
    const given = ids.map((id) => names.value.get(id));
    return given.length > 0 && given.every((name) => name !== undefined) ? given.sort() : undefined;
}

/** Security profiles by name: a user's resource holds ids alone. */
import { readConfiguredProfiles } from "../../deployment/configuredProfiles";
import { texts } from "../../deployment/properties";
import type { StateResource } from "../../deployment/stateResource";
import { isUnreadable } from "../../deployment/unreadable";
import type { Plan } from "../planned/world";

export interface ProfileNames {
    /** Sorted; an id of which nothing tells the name stands for itself. Nothing where they are not known yet. */
    given(user: StateResource): { securityProfiles?: string[] };
    /** Ids of which no name was found so far. */
    nameless: ReadonlySet<string>;
}

export function profileNamesOf(plan: Plan, others: Readonly<Record<string, string>>): ProfileNames {
    const names = new Map(Object.entries(others).map(([id, name]) => [id.toLowerCase(), name]));
    for (const { state, deployment } of [plan.before, plan.after]) {
        for (const [id, name] of readConfiguredProfiles(state).nameById) {
            names.set(id.toLowerCase(), name);
        }
        for (const { securityProfileId, name } of deployment.securityProfiles) {
            if (typeof securityProfileId === "string" && typeof name === "string") {
                names.set(securityProfileId.toLowerCase(), name);
            }
        }
    }
    const nameless = new Set<string>();
    return {
        nameless,
        given(user) {
            const ids = texts(user, "securityProfileIds", { what: "the security profiles" });
            if (isUnreadable(ids)) {
                return {};
            }
            const found = ids.map((id) => {
                const name = names.get(id.toLowerCase());
                if (name === undefined) {
                    nameless.add(id);
                }
                return name ?? id;
            });
            return { securityProfiles: found.sort() };
        },
    };
}

/** Profiles by name: a user's resource holds ids alone. */
import { readConfiguredProfiles } from "../../deployment/configuredProfiles";
import { texts } from "../../deployment/properties";
import { valueAt } from "../../deployment/pulumiValue";
import type { StateResource } from "../../deployment/stateResource";
import { isUnreadable } from "../../deployment/unreadable";
import { shown } from "../planned/values";
import type { Plan } from "../planned/world";

export interface ProfileNames {
    /** Sorted; an id of which nothing tells the name stands for itself. Nothing where they are not known yet. */
    given(user: StateResource): { securityProfiles?: string[] };
    /** The routing profile, or its id where nothing tells the name. */
    routing(user: StateResource): string | undefined;
    /** Ids of security profiles of which no name was found so far. */
    nameless: ReadonlySet<string>;
}

export function profileNamesOf(plan: Plan, others: Readonly<Record<string, string>>): ProfileNames {
    const names = new Map(Object.entries(others).map(([id, name]) => [id.toLowerCase(), name]));
    const routingNames = new Map<string, string>();
    for (const { state, deployment } of [plan.before, plan.after]) {
        const { nameById, routingNameById } = readConfiguredProfiles(state);
        for (const [id, name] of nameById) {
            names.set(id.toLowerCase(), name);
        }
        for (const [id, name] of routingNameById) {
            routingNames.set(id.toLowerCase(), name);
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
        routing(user) {
            const id = shown(valueAt([user.inputs], "routingProfileId"));
            return id === undefined ? undefined : (routingNames.get(id.toLowerCase()) ?? id);
        },
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

/** Who is meant by `--all`. */

import { listOf } from "../../../rules/text";
import type { ConnectUser } from "../../deployment/deployment";
import { isUnreadable } from "../../deployment/unreadable";
import { readFederateUrl } from "../../signin/walk/connect/federateUrl";
import { UsageError } from "../errors";
import type { Sources } from "./sources";

/**
 * The users of the instance to which the application leads, and those of whom the export does not say to which instance they
 * belong. Where it leads to none of the users' instances, all of them are meant: they are the ones who will be stopped.
 *
 * Throws a UsageError where there is nobody, or somebody has no name.
 */
export function configuredUsers({ deployment, application }: Pick<Sources, "deployment" | "application">): {
    users: string[];
    notes: string[];
} {
    const { connectUsers, source } = deployment;
    if (connectUsers.length === 0) {
        const instances = deployment.instances.map(({ alias, instanceId }) =>
            [alias, instanceId].find((one) => !isUnreadable(one)),
        );
        const known = instances.filter((it): it is string => typeof it === "string");
        const which = known.length === 0 ? "" : ` (instances: ${listOf(known)})`;
        throw new UsageError(`${source} contains no Connect user${which}; name somebody with --user`);
    }
    const nameless = connectUsers.map(({ username }) => username).filter(isUnreadable);
    const [first] = nameless;
    if (first !== undefined) {
        throw new UsageError(
            `${source} does not show the names of ${nameless.length} Connect users: ${first.unreadable} is unknown, because ${first.why}; ${first.supply}`,
        );
    }
    const relayState = application.servicePrincipal?.relayState;
    const here = typeof relayState === "string" ? readFederateUrl(relayState)?.instanceId : undefined;
    const isHere = ({ instanceId }: ConnectUser) => instanceId === here || isUnreadable(instanceId);
    const areHere = connectUsers.filter(isHere);
    const meant = areHere.length > 0 ? areHere : connectUsers;
    const others = areHere.length > 0 ? connectUsers.filter((user) => !isHere(user)) : [];
    return {
        users: [...new Set(meant.map(({ username }) => username as string))].sort(),
        notes: others.length === 0 ? [] : [noteOn(others, here)],
    };
}

function noteOn(others: readonly ConnectUser[], here: string | undefined): string {
    const names = others.map(({ username }) => String(username)).sort();
    const shown = listOf(names.slice(0, 5));
    const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
    return `left out: ${shown}${more}, users of another instance than ${here}, which is the one in the relay state; name them with --user`;
}

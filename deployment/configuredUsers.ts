/** What the configuration says of a Connect user, where components of this project made them. */
import type { ConnectUser } from "./deployment";
import type { State, StateResource } from "./exportedState";
import { textsIn, unreadable } from "./properties";
import { follow, kindOf } from "./pulumiValue";
import { componentTypes } from "./types";
import { exportAgain, isGap, type Readable } from "./unreadable";

/** The names of their security profiles and whether they may sign in: `ConnectUsers` has the first, `ConnectSso` both. */
export function configurationOf(
    user: StateResource,
    username: string,
    state: State,
): Pick<ConnectUser, "securityProfileNames" | "signIn"> {
    const users = state.byUrn.get(user.parent ?? "");
    if (users?.type !== componentTypes.connectUsers) {
        return {};
    }
    const sso = state.byUrn.get(users.parent ?? "");
    const signIn =
        sso?.type === componentTypes.connectSso ? follow(sso.inputs, ["users", username, "signIn"]) : undefined;
    const names = profileNames(users, username);
    return {
        ...(names === undefined ? {} : { securityProfileNames: names }),
        ...(signIn !== undefined && !isGap(signIn) && typeof signIn.value === "boolean"
            ? { signIn: signIn.value }
            : {}),
    };
}

function profileNames(users: StateResource, username: string): Readable<string[]> | undefined {
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

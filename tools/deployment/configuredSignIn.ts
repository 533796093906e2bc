/** What the configuration says of a Connect user, where a `ConnectSso` made them. */
import type { ConnectUser } from "./deployment";
import type { State, StateResource } from "./exportedState";
import { textsIn } from "./properties";
import { follow } from "./pulumiValue";
import { componentTypes } from "./types";
import { isGap } from "./unreadable";

/** Whether they may sign in, which an entry under `users` may deny. */
export function configurationOf(user: StateResource, username: string, state: State): Pick<ConnectUser, "signIn"> {
    const users = state.byUrn.get(user.parent ?? "");
    const sso = users?.type === componentTypes.connectUsers ? state.byUrn.get(users.parent ?? "") : undefined;
    const found = sso?.type === componentTypes.connectSso ? follow(sso.inputs, ["usersWithoutSignIn"]) : undefined;
    const denied = found === undefined || isGap(found) ? undefined : textsIn(found.value);
    return Array.isArray(denied) ? { signIn: !denied.includes(username) } : {};
}

/** What the configuration says of a Connect user, where a `ConnectSso` made them. */
import type { ConnectUser } from "./deployment";
import type { State, StateResource } from "./exportedState";
import { follow } from "./pulumiValue";
import { componentTypes } from "./types";
import { isGap } from "./unreadable";

/** Whether they may sign in, which an entry under `users` may deny. */
export function configurationOf(user: StateResource, username: string, state: State): Pick<ConnectUser, "signIn"> {
    const users = state.byUrn.get(user.parent ?? "");
    const sso = users?.type === componentTypes.connectUsers ? state.byUrn.get(users.parent ?? "") : undefined;
    const signIn =
        sso?.type === componentTypes.connectSso ? follow(sso.inputs, ["users", username, "signIn"]) : undefined;
    return signIn !== undefined && !isGap(signIn) && typeof signIn.value === "boolean" ? { signIn: signIn.value } : {};
}

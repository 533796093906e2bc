/** What the configuration of this project's components says of sign-ins. */
import type { ConnectUser, ServicePrincipal } from "./deployment";
import { thumbprintIn } from "./entraCertificate";
import { ofType, type State } from "./exportedState";
import { text, textsIn } from "./properties";
import { valueAt } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { componentTypes, ownersOfApplications } from "./types";
import { isUnreadable } from "./unreadable";

/** Whether they may sign in, which an entry under `users` may deny. */
export function configurationOf(user: StateResource, username: string, state: State): Pick<ConnectUser, "signIn"> {
    const users = state.byUrn.get(user.parent ?? "");
    const sso = users?.type === componentTypes.connectUsers ? state.byUrn.get(users.parent ?? "") : undefined;
    const denied =
        sso?.type === componentTypes.connectSso ? textsIn(valueAt([sso.inputs], "usersWithoutSignIn")) : undefined;
    return Array.isArray(denied) ? { signIn: !denied.includes(username) } : {};
}

export type SigningStatement = Pick<ServicePrincipal, "signingCertificate" | "retiredCertificates">;

/** Which certificate an `EntraSamlApp` was told signs, and which ones it has retired; the component around it is told both. */
export function signerOf(component: StateResource | undefined, state: State): SigningStatement {
    const around = state.byUrn.get(component?.parent ?? "");
    return {
        ...(component === undefined ? {} : statementOf(component)),
        ...(around !== undefined && ownersOfApplications.has(around.type) ? statementOf(around) : {}),
    };
}

/** SHA-1 thumbprints, upper case, of the certificates that deployments made Entra sign with, one for each application. */
export function activatedThumbprints(state: State): ReadonlySet<unknown> {
    return new Set(ofType(state, componentTypes.entraSigningCertificate).map(thumbprintIn));
}

/** What one component was told itself. */
export function statementOf(component: StateResource): SigningStatement {
    const signing = text(component, "signingCertificate", { what: "the signing certificate", otherwise: "" });
    const retired = textsIn(valueAt([component.inputs], "retiredCertificates"));
    return {
        ...(isUnreadable(signing) || signing === "" ? {} : { signingCertificate: signing }),
        ...(Array.isArray(retired) && retired.length > 0 ? { retiredCertificates: retired } : {}),
    };
}

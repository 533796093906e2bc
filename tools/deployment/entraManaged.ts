/** Whether a component of this project makes an application, and so all that there is of it. */
import type { EntraApplication } from "./deployment";
import type { ApplicationResources } from "./entraPairs";
import { ofType, type State } from "./exportedState";
import type { StateResource } from "./stateResource";
import { componentTypes, ownersOfApplications } from "./types";

/** `EntraSamlApp` makes its certificates too; its claims are `ConnectSso`'s or an `EntraAwsClaims`'. */
export function managementOf(
    { application, servicePrincipal }: ApplicationResources,
    state: State,
): Pick<EntraApplication, "isManaged" | "areClaimsManaged" | "isWhole"> {
    const component = [application, servicePrincipal]
        .map((it) => it && samlAppOf(it, state))
        .find((it) => it !== undefined);
    if (component === undefined) {
        return {};
    }
    const around = state.byUrn.get(component.parent ?? "")?.type;
    const isWhole = around === componentTypes.connectSso;
    // A user pool takes the claims that Entra sends to every application.
    const hasClaims = ownersOfApplications.has(around) || ofType(state, componentTypes.entraAwsClaims).length > 0;
    return { isManaged: true, ...(hasClaims ? { areClaimsManaged: true } : {}), ...(isWhole ? { isWhole } : {}) };
}

/** The component of this project that a resource is a part of. */
export function samlAppOf({ parent }: StateResource, state: State): StateResource | undefined {
    const component = state.byUrn.get(parent ?? "");
    return component?.type === componentTypes.entraSamlApp ? component : undefined;
}

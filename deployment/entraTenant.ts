/** The tenant and the cloud of an application: its own word, the provider's, or this project's component's. */
import { samlAppOf } from "./entraManaged";
import type { ApplicationResources } from "./entraPairs";
import type { State, StateResource } from "./exportedState";
import { nounOf, text, unreadable } from "./properties";
import { follow, type Unwrapped } from "./pulumiValue";
import { type Gap, isGap, isUnreadable, type Readable } from "./unreadable";

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/**
 * The tenant that an application's people sign in to. What an application of the stack calls its own tenant is that; of a
 * service principal alone it may be the tenant of a vendor, so that the provider's word comes first there.
 */
export function tenantOf({ application, servicePrincipal }: ApplicationResources, state: State): Readable<string> {
    const resources = [application, servicePrincipal].filter((it) => it !== undefined);
    const own = follow(servicePrincipal?.outputs, ["applicationTenantId"]);
    const providers = resources.map((it) => providerInput(it, state, "tenantId"));
    const component = resources.map((it) => samlAppOf(it, state)).find((it) => it !== undefined);
    const candidates = [
        ...(application === undefined ? [...providers, own] : [own, ...providers]),
        follow(component?.inputs, ["tenantId"]),
        guidIn(follow(component?.outputs, ["entityId"])),
        guidIn(follow(servicePrincipal?.outputs, ["samlMetadataUrl"])),
    ];
    const known = candidates.find((it) => isText(it));
    if (known !== undefined && !isGap(known)) {
        return known.value as string;
    }
    const resource = (application ?? servicePrincipal) as StateResource;
    const gap: Gap = candidates.find((it): it is Gap => isGap(it)) ?? {
        why: "neither the service principal nor the configuration of the azuread provider says it",
        supply: "set `azuread:tenantId` in the stack's configuration, run `pulumi up`, then export the stack again",
    };
    return unreadable(`the tenant of ${nounOf(resource)}`, gap);
}

/** A value of azuread's `environment`; the provider's default is `global`. */
export function environmentOf({ application, servicePrincipal }: ApplicationResources, state: State): Readable<string> {
    const resource = (application ?? servicePrincipal) as StateResource;
    const provider = providerInput(resource, state, "environment");
    const component = samlAppOf(resource, state);
    if (isGap(provider)) {
        return unreadable(`the environment of the azuread provider of ${nounOf(resource)}`, provider);
    }
    if (isText(provider)) {
        return provider.value as string;
    }
    return component === undefined
        ? "global"
        : text(component, "environment", { what: "the environment", otherwise: "global" });
}

function providerInput({ provider }: StateResource, state: State, property: string): Unwrapped {
    return follow(state.byUrn.get(provider ?? "")?.inputs, [property]);
}

function guidIn(found: Unwrapped): Unwrapped {
    return isGap(found) || typeof found.value !== "string" ? found : { value: guid.exec(found.value)?.[0] };
}

function isText(found: Unwrapped): boolean {
    return !isGap(found) && !isUnreadable(found.value) && typeof found.value === "string" && found.value !== "";
}

/** The tenant and the cloud of an application: its own word, the provider's, or this project's component's. */
import { guid, quote } from "../../rules/text";
import type { EntraApplication } from "./deployment";
import { samlAppOf } from "./entraManaged";
import type { ApplicationResources } from "./entraPairs";
import type { State } from "./exportedState";
import { nounOf, text, unreadable } from "./properties";
import { follow, type Unwrapped } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { type Gap, isGap, isUnreadable, type Readable, upThenExport } from "./unreadable";

/**
 * The tenant that an application's people sign in to. What an application of the stack calls its own tenant is that; of a
 * service principal alone it may be the tenant of a vendor, so that the provider's word comes first there.
 */
export function tenantOf(
    { application, servicePrincipal, template }: ApplicationResources,
    state: State,
): Pick<EntraApplication, "tenantId" | "tenantMayBeVendors"> {
    const isOwn = application !== undefined || template !== undefined;
    const resources = [application, servicePrincipal].filter((it) => it !== undefined);
    const own = follow(servicePrincipal?.outputs, ["applicationTenantId"]);
    const providers = resources.map((it) => providerInput(it, state, "tenantId"));
    const component = resources.map((it) => samlAppOf(it, state)).find((it) => it !== undefined);
    const candidates = [
        ...(isOwn ? [own, ...providers] : [...providers, own]),
        follow(component?.inputs, ["tenantId"]),
        guidIn(follow(component?.outputs, ["entityId"])),
        guidIn(follow(servicePrincipal?.outputs, ["samlMetadataUrl"])),
    ];
    const known = candidates.find((it) => isText(it) && !isDomain(it));
    if (known !== undefined && !isGap(known)) {
        const tenantId = (known.value as string).toLowerCase();
        return { tenantId, ...(known === own && !isOwn ? { tenantMayBeVendors: true } : {}) };
    }
    const resource = (application ?? servicePrincipal) as StateResource;
    const gap = candidates.find((it): it is Gap => isGap(it)) ?? gapOf(candidates.find(isDomain));
    return { tenantId: unreadable(`the tenant of ${nounOf(resource)}`, gap) };
}

function gapOf(domain: Unwrapped | undefined): Gap {
    const set = (toWhat: string) => `set \`azuread:tenantId\` in the stack's configuration${toWhat}, ${upThenExport}`;
    return domain === undefined || isGap(domain)
        ? {
              why: "neither the service principal nor the configuration of the azuread provider says it",
              supply: set(""),
          }
        : {
              why: `the azuread provider names it by a domain, ${quote(domain.value)}, and the issuer has its id`,
              supply: set(" to the tenant's id"),
          };
}

/** azuread takes a domain of the tenant for its id. */
function isDomain(found: Unwrapped): boolean {
    return !isGap(found) && typeof found.value === "string" && found.value.includes(".");
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

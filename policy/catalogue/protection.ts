/** What must not be deleted or replaced by mistake. */
import { awsApplications } from "../applications";
import type { Resource } from "../resource";
import { rule } from "../rule";
import { samlRoles, signInRoles } from "../signInRoles";
import type { Stack } from "../stack";
import { types } from "../types";

export const protection = rule({
    id: "protection",
    level: "advisory",
    description: "Instance, role and application are protected from deletion and replacement.",
    reason: "A new instance has no history; Connect refuses people whose role was made again; a new application has other certificates, and no one is assigned.",
    remedy: "Set the option `protect: true`, or `protection: true` of the component.",
    together: (stack) =>
        irreplaceable(stack)
            .filter(({ inputs, isProtected }) => inputs !== undefined && !isProtected)
            .map((resource) => ({ resource, says: "its option protect is not set; write protect: true" })),
});

/** Each once. */
function irreplaceable(stack: Stack): Resource[] {
    const serving = signInRoles(stack);
    // Its permission may be in another stack.
    const roles = serving.length > 0 ? serving : samlRoles(stack).filter(({ grants }) => grants.length === 0);
    const entra = awsApplications(stack).flatMap(({ application, servicePrincipal }) => [
        application,
        servicePrincipal,
    ]);
    const all = [...stack.ofType(types.instance), ...roles.map(({ role }) => role), ...entra];
    return [...new Set(all)].filter((one) => one !== undefined);
}

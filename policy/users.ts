/** Connect users whose people sign in by SAML. */
import { awsApplications } from "./applications";
import { isOurs, outputOf, propertyOf, type Resource, textOf } from "./resource";
import { signInRoles } from "./signInRoles";
import type { Stack } from "./stack";
import { types } from "./types";

/** The Connect users of a stack, by whether their instance takes SAML; `unsure` where the stack does not tell. */
export function usersBySignIn(stack: Stack): { saml: Resource[]; unsure: Resource[] } {
    const users = stack.registered(types.connectUser);
    const hasSignIn = awsApplications(stack).length > 0 || signInRoles(stack).length > 0;
    const kindOf = (user: Resource): string => {
        const [instance] = instancesOf(user, stack);
        if (instance !== undefined && !isOurs(user)) {
            return textOf(instance, "identityManagementType") ?? "unsure";
        }
        return isOurs(user) || hasSignIn ? "SAML" : "unsure";
    };
    return {
        saml: users.filter((user) => kindOf(user) === "SAML"),
        unsure: users.filter((user) => kindOf(user) === "unsure"),
    };
}

/** The instance of a resource, where the stack has it. */
export function instancesOf(resource: Resource, stack: Stack): Resource[] {
    const made = stack.madeFrom(resource, "instanceId", types.instance);
    const id = propertyOf(resource, "instanceId");
    const same = stack
        .ofType(types.instance)
        .filter((one) => typeof id === "string" && String(outputOf(one, "arn")).endsWith(`:instance/${id}`));
    return same.length > 0 ? same : made;
}

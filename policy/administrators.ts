/** Which Connect users administer their instance. */

import { isRecord } from "../rules/record";
import { componentTypes } from "../rules/resourceTypes";
import { outputOf, propertyOf, type Resource } from "./resource";
import type { Parameter } from "./rule";
import type { Stack } from "./stack";
import { types } from "./types";
import { textsOf, unknown } from "./values";

export interface ProfileParameters {
    administratorProfiles: string[];
    administratorProfileIds: string[];
}

export const profileParameters: Record<keyof ProfileParameters, Parameter> = {
    administratorProfiles: {
        type: "array",
        items: { type: "string" },
        default: ["Admin"],
        description: "Names of the security profiles that make an administrator.",
    },
    administratorProfileIds: {
        type: "array",
        items: { type: "string" },
        default: [],
        description:
            "Ids of such profiles. Set it if users of the stack have profiles that neither a component nor a `SecurityProfile` of the stack names.",
    },
};

/** `true`, `false`, or undefined where the profiles' ids have no names in the stack. */
export function isAdministrator(user: Resource, stack: Stack, parameters: ProfileParameters): boolean | undefined {
    const { administratorProfiles, administratorProfileIds } = parameters;
    const profiles = stack.ofType(types.securityProfile);
    const isAdministrators = (one: Resource) => administratorProfiles.includes(String(propertyOf(one, "name")));
    const own = stack.madeFrom(user, "securityProfileIds", types.securityProfile);
    const ids = propertyOf(user, "securityProfileIds");
    const list = Array.isArray(ids) ? ids : [ids];
    const names = new Map<string, boolean>([
        ...profiles.map((one) => [String(outputOf(one, "securityProfileId")), isAdministrators(one)] as const),
        ...namedByComponents(stack).map(([name, id]) => [id, administratorProfiles.includes(name)] as const),
        ...administratorProfileIds.map((id) => [id, true] as const),
    ]);
    const known = textsOf(list).map((id) => names.get(id) ?? (administratorProfileIds.length > 0 ? false : undefined));
    if (known.includes(true)) {
        return true;
    }
    if (list.includes(unknown)) {
        // Of what it is made from some may be of other users; alone it is certain.
        return own.length === 1 && list.length === 1 && own[0] !== undefined ? isAdministrators(own[0]) : undefined;
    }
    return known.includes(undefined) ? undefined : false;
}

/** Pairs of name and id that the components looked up. */
function namedByComponents(stack: Stack): (readonly [string, string])[] {
    return stack
        .ofType(componentTypes.connectUsers)
        .map((one) => outputOf(one, "securityProfileIds"))
        .filter(isRecord)
        .flatMap((ids) => Object.entries(ids).map(([name, id]) => [name, String(id)] as const));
}

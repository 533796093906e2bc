/** Connect users under SAML. */
import { usernameProblem } from "../../rules/connect";
import { isRecord } from "../../rules/record";
import { outputOf, propertyOf, type Resource, textOf } from "../resource";
import { type Finding, rule } from "../rule";
import { types } from "../types";
import { usersBySignIn } from "../users";
import { quoted } from "../words";

export const userNames = rule({
    id: "user-names",
    level: "mandatory",
    description: "The program gives each Connect user the name that they sign in with.",
    reason: "Connect finds a user by the session name of the response, letter by letter. Without a name the provider invents one, and the user can't sign in.",
    remedy: "Set `name` to the value of the directory attribute that the claim RoleSessionName has, in its spelling.",
    together: (stack) => {
        const all = stack.registered(types.connectUser);
        const { saml } = usersBySignIn(stack);
        return [...all.flatMap(inventedName), ...saml.flatMap(impossibleName), ...twins(saml)];
    },
});

/** The engine's name for what has none: that of the resource with seven hexadecimal digits behind it. */
function inventedName(resource: Resource): Finding[] {
    const name = textOf(resource, "name");
    const isInvented =
        name?.startsWith(`${resource.name}-`) && /^[0-9a-f]{7}$/.test(name.slice(resource.name.length + 1));
    return name !== undefined && isInvented
        ? [
              {
                  resource,
                  says: `name is not set, so the provider has invented ${quoted([name])}; write the user's own name`,
              },
          ]
        : [];
}

function impossibleName(resource: Resource): Finding[] {
    const name = textOf(resource, "name");
    const problem = name === undefined ? undefined : usernameProblem(name);
    return problem === undefined ? [] : [{ resource, says: `name ${problem}` }];
}

function twins(users: readonly Resource[]): Finding[] {
    const first = new Map<string, string>();
    return users.flatMap((resource) => {
        const name = textOf(resource, "name") ?? "";
        const key = `${name.toLowerCase()} in ${instanceOf(resource)}`;
        const twin = first.get(key) ?? name;
        first.set(key, twin);
        return twin === name
            ? []
            : [
                  {
                      resource,
                      says: `name is ${quoted([name])}, and another user is ${quoted([twin])}: only case tells them apart; rename one`,
                  },
              ];
    });
}

const instanceOf = (user: Resource) =>
    JSON.stringify(user.links.instanceId?.length ? user.links.instanceId : String(outputOf(user, "instanceId")));

export const userCredentials = rule({
    id: "user-credentials",
    level: "mandatory",
    description: "A Connect user who signs in by SAML has no password, e-mail address or directory user of their own.",
    reason: "Connect refuses to create such a user. A password would be a second way in, past Entra.",
    remedy: "Remove `password`, `directoryUserId` and `identityInfo.email`. An address for notices is `identityInfo.secondaryEmail`.",
    together: (stack) => {
        const { saml, unsure } = usersBySignIn(stack);
        return [
            ...saml.flatMap(credentialsOf).map(({ resource, property }) => ({
                resource,
                says: `${property} is set; remove it${property === "identityInfo.email" ? ", or write identityInfo.secondaryEmail" : ""}`,
            })),
            ...unsure.flatMap(credentialsOf).map(({ resource, property }) => ({
                resource,
                notChecked: `${property} is set, and whether the instance takes SAML is not in the stack`,
            })),
        ];
    },
});

/** Never with their values. */
function credentialsOf(resource: Resource): { resource: Resource; property: string }[] {
    const info = propertyOf(resource, "identityInfo");
    const set: Record<string, unknown> = {
        password: propertyOf(resource, "password"),
        directoryUserId: propertyOf(resource, "directoryUserId"),
        "identityInfo.email": isRecord(info) ? info.email : undefined,
    };
    return Object.entries(set)
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([property]) => ({ resource, property }));
}

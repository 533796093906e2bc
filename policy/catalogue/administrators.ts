/** Who administers Connect. */
import { isAdministrator, type ProfileParameters, profileParameters } from "../administrators";
import { propertyOf, type Resource, textOf } from "../resource";
import { type Finding, rule } from "../rule";
import { types } from "../types";
import { instancesOf } from "../users";
import { isPartlyUnknown } from "../values";
import { quoted } from "../words";

const noNames =
    "which security profiles are an administrator's is not in the stack: list them in administratorProfileIds";

export const twoAdministrators = rule<ProfileParameters & { least: number }>({
    id: "two-administrators",
    level: "advisory",
    description: "A new instance has at least two administrators.",
    reason: "An instance that signs in by SAML has no other way in: if the only administrator leaves, nobody can change it.",
    remedy: "Give a second user the security profile Admin.",
    parameters: {
        ...profileParameters,
        least: { type: "integer", minimum: 1, maximum: 100, default: 2, description: "How many there must be." },
    },
    together: (stack, parameters) =>
        stack.registered(types.instance).flatMap((instance): Finding[] => {
            const users = stack
                .registered(types.connectUser)
                .filter((user) => instancesOf(user, stack).includes(instance));
            const answers = users.map((user) => isAdministrator(user, stack, parameters));
            const found = users.filter((_, index) => answers[index] === true).map(nameOf);
            if (users.length === 0 || found.length >= parameters.least) {
                return [];
            }
            const unclear = users.find((_, index) => answers[index] === undefined);
            if (unclear !== undefined) {
                return [{ resource: instance, notChecked: whyUnclear(unclear) }];
            }
            const who = found.length === 0 ? "none" : `only ${quoted(found)}`;
            return [
                {
                    resource: instance,
                    says: `it must have ${parameters.least} administrators, got ${who}; give another user such a security profile`,
                },
            ];
        }),
});

export const knownAdministrators = rule<ProfileParameters & { administrators: string[] }>({
    id: "known-administrators",
    level: "mandatory",
    description: "Only people on the list of administrators administer Connect.",
    reason: "An administrator can give anybody any right in Connect, listen to recordings and change the flows.",
    remedy: "Take the security profile from the user, or add the user name to `administrators`. Without a list the rule says nothing.",
    parameters: {
        ...profileParameters,
        administrators: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "User names of the people who may be administrators.",
        },
    },
    together: (stack, parameters) =>
        parameters.administrators.length === 0
            ? []
            : stack
                  .registered(types.connectUser)
                  .filter((user) => !parameters.administrators.includes(nameOf(user)))
                  .flatMap((resource): Finding[] => {
                      const is = isAdministrator(resource, stack, parameters);
                      if (is === undefined) {
                          return [{ resource, notChecked: whyUnclear(resource) }];
                      }
                      return is
                          ? [
                                {
                                    resource,
                                    says: `securityProfileIds makes ${quoted([nameOf(resource)])} an administrator, who is not in the list; remove the profile, or add the name to administrators`,
                                },
                            ]
                          : [];
                  }),
});

function whyUnclear(user: Resource): string {
    return isPartlyUnknown(propertyOf(user, "securityProfileIds"))
        ? "the securityProfileIds of its users are known only after the deployment"
        : noNames;
}

const nameOf = (user: Resource) => textOf(user, "name") ?? user.name;

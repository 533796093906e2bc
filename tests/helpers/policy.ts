/** Resources of a stack as the rules of the policy pack see them, and what a rule says about them. */
import { rules } from "../../policy/catalogue";
import type { Resource } from "../../policy/resource";
import { Stack } from "../../policy/stack";
import { parametersOf } from "../../policy/toPolicy";
import { types } from "../../policy/types";

type Extras = Partial<Omit<Resource, "type" | "name" | "inputs" | "urn">> & { within?: string };

/** `within`: types of the components around it, with a `$` behind each. */
export function made(
    kind: keyof typeof types | `${string}:${string}`,
    name: string,
    inputs: Record<string, unknown>,
    { within = "", ...extras }: Extras = {},
): Resource {
    const type = kind.includes(":") ? kind : types[kind as keyof typeof types];
    return {
        urn: urnOf(type, name, within),
        type,
        name,
        inputs,
        outputs: inputs,
        isProtected: false,
        ignoredChanges: [],
        links: {},
        dependencies: [],
        ...extras,
    };
}

export const urnOf = (type: string, name: string, within = "") => `urn:pulumi:test::sso::${within}${type}::${name}`;

/** Of another resource, for `links` and `dependencies`. */
export const to = (...resources: Resource[]) => resources.map(({ urn }) => urn);

/** What a rule says: `name: …`, and `name? …` for what it could not check. */
export function findings(id: string, resources: Resource[], given: Record<string, unknown> = {}): string[] {
    const rule = rules.find((one) => one.id === id);
    if (rule === undefined) {
        throw new Error(`there is no rule ${id}`);
    }
    const parameters = parametersOf(rule, given);
    const alone = resources.flatMap((one) =>
        (rule.each?.(one, parameters) ?? []).map((says) => `${one.name}: ${says}`),
    );
    const together = (rule.together?.(new Stack(resources), parameters) ?? []).map((one) =>
        "says" in one ? `${one.resource.name}: ${one.says}` : `${one.resource.name}? ${one.notChecked}`,
    );
    return [...alone, ...together];
}

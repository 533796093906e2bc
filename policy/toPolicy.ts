/** Rules as policies of `@pulumi/policy`, of which only types are imported: who writes a pack has it, others need it not. */
import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { notCheckedPolicy } from "../rules/names";
import { listOf, nearest } from "../rules/text";
import { note, takeNotes } from "./notChecked";
import type { Resource } from "./resource";
import type { Parameter, Rule } from "./rule";
import { Stack } from "./stack";
import { plainProperties } from "./values";

/** A policy that looks at each resource before it is created, and at the whole stack at the end of a preview or an update. */
export type Policy = ResourceValidationPolicy & StackValidationPolicy;

/** What programs wrote, by URN: at the end the engine shows outputs only, in which nobody can tell what was written. */
const written = new Map<string, Readonly<Record<string, unknown>>>();

export function toPolicy(rule: Rule): Policy {
    const { id, level, description, remedy, parameters = {}, each, together } = rule;
    return {
        name: id,
        description,
        remediationSteps: remedy,
        enforcementLevel: level,
        configSchema: { properties: parameters as NonNullable<Policy["configSchema"]>["properties"] },
        validateResource: ({ urn, type, name, props, opts, getConfig }, report) => {
            const inputs = plainProperties(props);
            written.set(urn, inputs);
            const { protect: isProtected, ignoreChanges: ignoredChanges } = opts;
            const resource = { urn, type, name, inputs, isProtected, ignoredChanges, links: {}, dependencies: [] };
            for (const says of each?.(resource, parametersOf(rule, getConfig())) ?? []) {
                report(says);
            }
        },
        validateStack: ({ resources, getConfig }, report) => {
            const given = parametersOf(rule, getConfig());
            const findings = together?.(new Stack(resources.map(resourceOf)), given) ?? [];
            for (const one of findings) {
                if ("says" in one) {
                    report(one.says, one.resource.urn);
                }
            }
            note(rule, findings);
        },
    };
}

/** Last in a pack: lists what the others could not check. */
export function notCheckedAsPolicy(): StackValidationPolicy {
    return {
        name: notCheckedPolicy,
        description: "What this run could not check.",
        enforcementLevel: "advisory",
        validateStack: (_args, report) => {
            const message = takeNotes();
            if (message !== undefined) {
                // Advisory even where `all` is mandatory: a first preview knows little, and must not fail for that. The types lack this form.
                (report as unknown as (violation: object) => void)({ message, enforcementLevel: "advisory" });
            }
        },
    };
}

/** The engine fills in defaults and checks types. It does not know a name that is not in the schema. */
export function parametersOf({ id, parameters = {} }: Rule, given: object): object {
    const known = Object.keys(parameters);
    const wrong = Object.keys(given).find((name) => !known.includes(name));
    if (wrong !== undefined) {
        const meant = nearest(wrong, known);
        const has = known.length === 0 ? "has no parameters" : `has ${listOf(known)}`;
        throw new Error(
            `the rule ${id} ${has}, got "${wrong}"; ${meant === undefined ? "remove it" : `write "${meant}"`} in the file of --policy-pack-config`,
        );
    }
    const defaults = Object.entries<Parameter>(parameters).map(([name, one]) => [name, one.default]);
    return { ...Object.fromEntries(defaults), ...given };
}

function resourceOf({ urn, type, name, props, opts, dependencies, propertyDependencies }: PolicyResource): Resource {
    const links = Object.entries(propertyDependencies).map(([key, list]) => [key, list.map((one) => one.urn)]);
    const inputs = written.get(urn);
    return {
        urn,
        type,
        name,
        ...(inputs === undefined ? {} : { inputs }),
        outputs: plainProperties(props),
        isProtected: opts.protect,
        ignoredChanges: opts.ignoreChanges,
        links: Object.fromEntries(links),
        dependencies: dependencies.map((one) => one.urn),
    };
}

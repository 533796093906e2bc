/** The rules of the policy pack, for a pack of your own. */
import type { StackValidationPolicy } from "@pulumi/policy";
import { rules } from "./catalogue";
import type { Level } from "./rule";
import { notCheckedAsPolicy, type Policy, toPolicy } from "./toPolicy";

export type { Level, Policy };

/** What a rule says of itself. */
export interface RuleDescription {
    /** Its name in a pack and in the file of `--policy-pack-config`. */
    id: string;
    /** Unless it is configured. */
    level: Level;
    /** What must be so. */
    description: string;
    /** What happens otherwise. */
    reason: string;
    /** What to write. */
    remedy: string;
}

/** All rules, described. */
export const policyRules: readonly RuleDescription[] = rules.map(({ id, level, description, reason, remedy }) => ({
    id,
    level,
    description,
    reason,
    remedy,
}));

/**
 * Rules as policies, for the `policies` of a `PolicyPack`: those with the given ids, or all. The last one is `not-checked`, which lists what a
 * preview does not know yet.
 *
 * @throws {RangeError} for an id that no rule has
 */
export function policies(...ids: string[]): (Policy | StackValidationPolicy)[] {
    const strange = ids.find((id) => !rules.some((rule) => rule.id === id));
    if (strange !== undefined) {
        throw new RangeError(`no rule has the id "${strange}"; there are ${rules.map(({ id }) => id).join(", ")}`);
    }
    const chosen = ids.length === 0 ? rules : rules.filter(({ id }) => ids.includes(id));
    return [...chosen.map(toPolicy), notCheckedAsPolicy()];
}

/** Who trusts whom, before and after. */
import type { KeysInEntra } from "../../../rules/keysInEntra";
import type { Plan } from "../planned/world";
import type { TrustChange } from "../review";
import { certificateChanges } from "./certificates";
import { policyChanges } from "./policies";
import { settingChanges } from "./settings";

export function trustOf(plan: Plan, keys: KeysInEntra | undefined): TrustChange[] {
    return [...certificateChanges(plan, keys), ...policyChanges(plan), ...settingChanges(plan)];
}

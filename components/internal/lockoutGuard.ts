import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { findRoleTakeOverDropped } from "./check/awsSamlFederation";
import { findConnectSsoLockouts, type RegisteredSso } from "./check/connectSso";
import { findTakeOversDropped } from "./check/connectUsers";
import type { Context } from "./context";
import type { Step } from "./guards";
import { ConnectEntraSsoError } from "./problems";

/**
 * The hook on a component's own registration: it compares what was registered last with what is asked for now. All children wait
 * for that registration, so a refusal here comes before any change.
 */
export function lockoutGuard<Registered>(
    { who, guards }: Context,
    findLockouts: (before: Registered, after: Registered, outputs: Readonly<Record<string, unknown>>) => Problem[],
): pulumi.ResourceHookBinding {
    const refuse = ({ oldInputs = {}, newInputs = {}, oldOutputs = {} }: Step) => {
        // Without outputs, the last deployment did not come to its end, and its inputs say nothing of what stands: then the guards of
        // the single resources, which know it, refuse alone.
        const isFirst = Object.keys(oldInputs).length === 0;
        const problems =
            isFirst || Object.keys(oldOutputs).length > 0
                ? findLockouts(oldInputs as Registered, newInputs as Registered, oldOutputs)
                : [];
        if (problems.length > 0) {
            throw new ConnectEntraSsoError(`${who} can't be deployed like this. Nothing was changed:`, problems);
        }
    };
    return guards.on("lock-outs", ["beforeCreate", "beforeUpdate"], refuse);
}

/** The same for a whole `ConnectSso`, and for what must be kept whether it is protected or not. */
export function connectSsoGuard(context: Context): pulumi.ResourceHookBinding {
    const binding = lockoutGuard<RegisteredSso>(context, findConnectSsoLockouts);
    const takeOvers = takeOverGuard<RegisteredSso>(context, (before, after) => [
        ...findTakeOversDropped(before, after),
        ...findRoleTakeOverDropped(before, after),
    ]);
    return { ...binding, beforeUpdate: [...(binding.beforeUpdate ?? []), ...(takeOvers.beforeUpdate ?? [])] };
}

/** Refuses, also without protection, what makes a later destroy delete what existed before this stack. */
export function takeOverGuard<Registered>(
    { who, guards, isProtected }: Context,
    find: (before: Registered, after: Registered) => Problem[],
): pulumi.ResourceHookBinding {
    return guards.on(
        "take-overs",
        ["beforeUpdate"],
        ({ oldInputs = {}, newInputs = {}, oldOutputs = {} }) => {
            const problems =
                isProtected || Object.keys(oldOutputs).length === 0
                    ? []
                    : find(oldInputs as Registered, newInputs as Registered);
            if (problems.length > 0) {
                throw new ConnectEntraSsoError(`${who} can't be deployed like this. Nothing was changed:`, problems);
            }
        },
        "always",
    );
}

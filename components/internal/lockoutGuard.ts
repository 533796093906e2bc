import * as pulumi from "@pulumi/pulumi";
import { asUnprotected } from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";
import type { Context } from "./context";
import { ConnectEntraSsoError, problemReport } from "./problems";

/** What a change from the inputs registered last to those of this run would take, seen with what stood after the last run. */
type Find<Registered> = (
    before: Partial<Registered>,
    after: Partial<Registered>,
    outputs: Readonly<Record<string, unknown>>,
) => Problem[] | Promise<Problem[]>;

/** The same, also for a component that was not whole after the last run: then `whole` is false. */
type FindAlways<Registered> = (
    before: Partial<Registered>,
    after: Partial<Registered>,
    whole: boolean,
    outputs: Readonly<Record<string, unknown>>,
) => Problem[] | Promise<Problem[]>;

/**
 * The hook on a component's own registration: it compares what was registered last with what is asked for now. All children wait
 * for that registration, so a refusal here comes before any change.
 *
 * A component without outputs was not whole at the end of its last deployment, so that its inputs say nothing of what stands:
 * then only the guards of the single resources, which know it, refuse.
 * @param always what is refused even if the component is not protected
 */
export function lockoutGuard<Registered>(
    { who, guards, isProtected, orphans }: Context,
    findLockouts: Find<Registered>,
    always: FindAlways<Registered> = () => [],
): pulumi.ResourceHookBinding {
    return guards.on(
        "lock-outs",
        ["beforeCreate", "beforeUpdate"],
        async ({ oldInputs = {}, newInputs = {}, oldOutputs = {} }) => {
            const isFirst = Object.keys(oldInputs).length === 0;
            const whole = isFirst || Object.keys(oldOutputs).length > 0;
            orphans.noteLastRun({ isFirst, isWhole: whole });
            const before = oldInputs as Partial<Registered>;
            const after = newInputs as Partial<Registered>;
            const lockouts = whole ? await findLockouts(before, after, oldOutputs) : [];
            if (!isProtected && lockouts.length > 0) {
                await pulumi.log.warn(
                    problemReport(
                        `${who}: protection is false. These changes are made anyway, and they can lock people out:`,
                        lockouts.map(asUnprotected),
                    ),
                );
            }
            const problems = [...(isProtected ? lockouts : []), ...(await always(before, after, whole, oldOutputs))];
            if (problems.length > 0) {
                throw new ConnectEntraSsoError(`${who} can't be deployed like this. Nothing was changed:`, problems);
            }
        },
        "always",
    );
}

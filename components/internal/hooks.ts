import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { type FieldStyle, problemReport } from "./problems";

/** What a guard sees of one planned step. Values that a preview can't know yet are absent. */
export interface GuardedStep {
    /** Name of the resource. */
    name: string;
    newInputs: Record<string, unknown>;
    oldInputs: Record<string, unknown>;
}

/** A function that refuses a step by throwing; it sees it in a preview, too. */
export type Guard = (step: GuardedStep) => void | Promise<void>;

/**
 * Hooks that let `guards` see a resource's steps, in preview and in update alike.
 * Under the SDK's mocks, which run no hooks and fail when one is registered, there are none.
 */
export function guardHooks(
    name: string,
    guards: Partial<Record<"beforeCreate" | "beforeUpdate" | "beforeDelete", Guard>>,
): pulumi.ResourceHookBinding | undefined {
    const monitor = pulumi.runtime.getMonitor() as { registerResourceHook?: unknown } | undefined;
    if (typeof monitor?.registerResourceHook !== "function") {
        return undefined;
    }
    const binding: pulumi.ResourceHookBinding = {};
    for (const kind of ["beforeCreate", "beforeUpdate", "beforeDelete"] as const) {
        const guard = guards[kind];
        if (guard !== undefined) {
            binding[kind] = [hook(`${name} (${kind})`, guard)];
        }
    }
    return binding;
}

/**
 * A component's options with a hook on its own registration, which compares the arguments of the last deployment with those
 * of this one (with none before the first). All children wait for that registration, so a refusal here comes before any change,
 * however much else is to change.
 */
export function withLockoutGuard<Args>(
    component: string,
    protection: boolean | undefined,
    findLockouts: (before: Partial<Args>, after: Partial<Args>) => Problem[],
    opts: pulumi.ComponentResourceOptions | undefined,
    style?: FieldStyle,
): pulumi.ComponentResourceOptions {
    if (protection === false) {
        return opts ?? {};
    }
    const refuseLockouts: Guard = ({ oldInputs, newInputs }) => {
        const problems = findLockouts(oldInputs as Partial<Args>, newInputs as Partial<Args>);
        if (problems.length > 0) {
            throw new Error(
                problemReport(`${component} can't be deployed like this. Nothing was changed.`, problems, style),
            );
        }
    };
    const hooks = guardHooks(`${component} keeps sign-in working`, {
        beforeCreate: refuseLockouts,
        beforeUpdate: refuseLockouts,
    });
    return hooks === undefined ? (opts ?? {}) : pulumi.mergeOptions(opts, { hooks });
}

function hook(name: string, guard: Guard): pulumi.ResourceHook {
    return new pulumi.ResourceHook(
        name,
        async (args) =>
            guard({
                name: args.name,
                newInputs: await knownValues(args.newInputs),
                oldInputs: await knownValues(args.oldInputs),
            }),
        { onDryRun: true },
    );
}

async function knownValues(values: Record<string, unknown> | undefined): Promise<Record<string, unknown>> {
    const known: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(values ?? {})) {
        // A value with a secret anywhere in it arrives as an Output; a guard compares it, and never shows it.
        const plain = pulumi.Output.isInstance(value)
            ? await (value as unknown as { promise(withUnknowns: boolean): Promise<unknown> }).promise(true)
            : value;
        if (!pulumi.isUnknown(plain)) {
            known[key] = plain;
        }
    }
    return known;
}

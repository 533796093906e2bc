import * as pulumi from "@pulumi/pulumi";
import { hookRefusal } from "./endOfRun";
import { runsHooks, settle } from "./sdk";

/** What a guard sees of one planned step, in preview and in update alike. A value that is not known yet is absent. */
interface Step {
    urn: string;
    /** Name of the resource. */
    name: string;
    /** Absent when the resource is deleted. */
    newInputs?: Values;
    /** Absent when the resource is created, also when the new one replaces another. */
    oldInputs?: Values;
    /** What the resource came to when it was last made or changed; of a component, what it registered when it was whole. */
    oldOutputs?: Values;
}

type Values = Readonly<Record<string, unknown>>;

/** Refuses a step by throwing. */
export type Guard = (step: Step) => void | Promise<void>;

type StepKind = "beforeCreate" | "beforeUpdate" | "beforeDelete";

/**
 * The hooks of one component. Each has a name that is its own in the stack, since the engine looks the hook of a deletion up by
 * the name that stands in the state; so all are registered whether the component is protected or not, and do nothing when it isn't.
 */
export class Guards {
    /** @param scope identifies the component within its stack, see `scopeOf` */
    constructor(
        private readonly scope: string,
        private readonly isProtected: boolean,
    ) {}

    /** Hooks that show `guard` these steps of a resource. `always`: also when the component isn't protected. */
    on(purpose: string, kinds: readonly StepKind[], guard: Guard, when?: "always"): pulumi.ResourceHookBinding {
        if (!runsHooks()) {
            return {};
        }
        const active = this.isProtected || when === "always";
        const refusal = hookRefusal();
        const hook = new pulumi.ResourceHook(
            `${shortScope(this.scope)} ${purpose}`,
            async ({ urn, name, newInputs, oldInputs, oldOutputs }) => {
                if (!active) {
                    return;
                }
                const step = {
                    urn,
                    name,
                    newInputs: await knownValues(newInputs),
                    oldInputs: await knownValues(oldInputs),
                    oldOutputs: await knownValues(oldOutputs),
                };
                try {
                    await guard(step);
                } catch (error) {
                    throw await refusal(error);
                }
            },
            { onDryRun: true },
        );
        return Object.fromEntries(kinds.map((kind) => [kind, [hook]]));
    }
}

/** Hooks that say what to do about an error of the cloud's, where the cloud's own words don't. */
export function advice(
    { scope, who }: { scope: string; who: string },
    purpose: string,
    parent: pulumi.Resource,
    advise: (name: string, error: string, inputs: Values) => string | undefined | Promise<string | undefined>,
): pulumi.ResourceHookBinding {
    if (!runsHooks()) {
        return {};
    }
    const hook = new pulumi.ErrorHook(`${shortScope(scope)} ${purpose}`, async ({ name, errors, newInputs }) => {
        const text = await advise(name, errors.join("\n"), (await knownValues(newInputs)) ?? {});
        if (text !== undefined) {
            await pulumi.log.error(`${who}: ${text}`, parent);
        }
        return false;
    });
    return { onError: [hook] };
}

/** All hooks of several bindings. Unlike `pulumi.mergeOptions`, it leaves the bindings themselves as they are. */
export function joined(...bindings: readonly (pulumi.ResourceHookBinding | undefined)[]): pulumi.ResourceHookBinding {
    const all: Record<string, unknown[]> = {};
    for (const [kind, hooks] of bindings.flatMap((binding) => Object.entries(binding ?? {}))) {
        all[kind] = [...(all[kind] ?? []), ...hooks];
    }
    return all;
}

/** Short, since the state of every guarded resource has it: without this package's own prefix. */
export function shortScope(scope: string): string {
    return scope.replaceAll("connect-entra-sso:index:", "");
}

async function knownValues(values: Record<string, unknown> | undefined): Promise<Values | undefined> {
    if (values === undefined) {
        return undefined;
    }
    const entries = await Promise.all(
        // A value with a secret anywhere in it arrives as an Output; a guard compares it, and never shows it.
        Object.entries(values).map(async ([key, value]) => [key, (await settle(value)).value] as const),
    );
    return Object.fromEntries(entries.filter(([, value]) => !pulumi.isUnknown(value)));
}

import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { entraTypes } from "../../rules/resourceTypes";
import { Orphans } from "./adopt/orphans";
import { GraphClient } from "./graph/client";
import { Guards, shortScope } from "./guards";
import { type LookupOptions, lookupOptions } from "./lookups";
import { Refusals, rejectProblems } from "./problems";
import { currentProgram } from "./remote";
import { retryHooks } from "./retries";
import { isMocked, mendStackTraces, quietDebugger, runsHooks, scopeOf } from "./sdk";

/** The oldest engine whose hooks see all that the guards of this package need. */
const oldestEngine = "3.252.0";

/** What a component of this package works with while it checks, looks up and builds. */
export interface Context {
    /** What messages call the component: `ConnectSso "sso"`. */
    who: string;
    /** Name of the component. */
    name: string;
    /** Identifies the component within its stack. */
    scope: string;
    type: string;
    refusals: Refusals;
    lookups: LookupOptions;
    guards: Guards;
    isProtected: boolean;
    /** Hooks for all resources that need what the clouds may lack, see `Refusals.unlessNoneOrDestroying`. */
    changeHooks: pulumi.ResourceHookBinding;
    /** Adopts what an interrupted run left. */
    orphans: Orphans;
    graph: GraphClient;
    /** Hooks for all resources: a step that a cloud refused for now is tried again. */
    retryHooks: pulumi.ResourceHookBinding;
    /** Refuses the component, at once, for these problems with its arguments and for a name that is taken. */
    rejectInvalid(problems: readonly Problem[]): void;
}

/** The context of a component that is about to be constructed, before its `super`. */
export function contextOf(
    className: string,
    name: string,
    args: unknown,
    opts: pulumi.ComponentResourceOptions | undefined,
): Context {
    requireEngine();
    const type = `connect-entra-sso:index:${className}`;
    const who = `${className} ${JSON.stringify(name)}`;
    const isProtected = (args as { protection?: unknown } | undefined)?.protection !== false;
    const scope = scopeOf(type, name, opts);
    const taken = findScopeTaken(scope);
    const sparesDestroy = !isProtected && runsHooks();
    const refusals = new Refusals(`${who} can't be deployed:`, sparesDestroy);
    const lookups = lookupOptions(opts);
    const orphans = new Orphans({ who, type });
    const guards = new Guards(scope, isProtected);
    const changeHooks = sparesDestroy
        ? guards.on("changes", ["beforeCreate", "beforeUpdate"], () => refusals.rejectAtChange(), "always")
        : {};
    return {
        who,
        name,
        type,
        scope,
        isProtected,
        refusals,
        guards,
        changeHooks,
        orphans,
        graph: new GraphClient(hasOwnProvider(lookups.azuread, opts)),
        retryHooks: retryHooks(shortScope(scope), () => orphans.noteLeft()),
        lookups,
        rejectInvalid: (problems) => {
            const headline = problems.length > 0 ? "has invalid args:" : "can't be deployed:";
            rejectProblems(`${who} ${headline}`, [...taken, ...problems]);
        },
    };
}

/** Whether azuread is not the default provider, whose settings are those of the stack. */
function hasOwnProvider(
    { provider }: pulumi.InvokeOptions,
    opts: pulumi.ComponentResourceOptions | undefined,
): boolean {
    return (provider ?? opts?.parent?.getProvider(entraTypes.application)) !== undefined;
}

const scopes = new WeakMap<object, Set<string>>();

/** Says so when the program's run has such a component already. (Mocks take two of one URN, and so do tests of several programs.) */
function findScopeTaken(scope: string): Problem[] {
    const taken = scopes.get(currentProgram()) ?? new Set();
    scopes.set(currentProgram(), taken);
    if (taken.has(scope) && !isMocked()) {
        const message =
            "This program already has a component of the same type and name, under parents of the same types, and Pulumi needs " +
            "different names. Rename one of them.";
        return [{ path: [], message }];
    }
    taken.add(scope);
    return [];
}

const programsSeen = new WeakSet<object>();

/** Once in each run: refuses an engine that is too old, and warns where no hooks run. */
function requireEngine(): void {
    const program = currentProgram();
    if (programsSeen.has(program)) {
        return;
    }
    programsSeen.add(program);
    mendStackTraces();
    // Not worth a failure: without it, failures are slow.
    void quietDebugger().catch(() => {});
    void pulumi.requirePulumiVersion(`>=${oldestEngine}`);
    if (!isMocked() && !runsHooks()) {
        void pulumi.log.warn(
            "This engine runs no resource hooks, so connect-entra-sso can't refuse changes that end people's sign-in or delete Connect " +
                `users. Update Pulumi to ${oldestEngine} or later.`,
        );
    }
}

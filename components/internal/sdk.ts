/**
 * All that this package uses of the Pulumi SDK beyond its documented API. Belongs here: nothing else.
 * tests/components/sdk.test.ts pins each of them, so that an SDK that changes one fails a test and not a deployment.
 */
import { dirname, isAbsolute, sep } from "node:path";
import * as pulumi from "@pulumi/pulumi";

interface OutputInsides {
    promise(withUnknowns: boolean): Promise<unknown>;
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
    resources(): Set<pulumi.Resource>;
    allResources(): Promise<Set<pulumi.Resource>>;
}

/** What an input came to. */
interface Settled {
    /** The value, every Output in it unwrapped; what a preview can't know yet is a value for which `pulumi.isUnknown` is true. */
    value: unknown;
    /** Whether all of it is known. */
    known: boolean;
    /** Whether any of it is secret. */
    secret: boolean;
}

/** Waits for an input, and ends also when it is unknown, which `apply` does not. */
export async function settle(input: unknown): Promise<Settled> {
    const { promise, isKnown, isSecret } = pulumi.output(input) as unknown as OutputInsides;
    const [value, known, secret] = await Promise.all([promise(true), isKnown, isSecret]);
    return { value, known, secret };
}

/**
 * A value that a resource has once it exists. `pulumi destroy --run-program` creates nothing: of what is not in the state it answers
 * no id, which is unknown, but values that are known to be undefined. Here they are unknown, too, so that no `apply` gets them.
 */
export function outputOf<T>(resource: pulumi.CustomResource, value: pulumi.Output<T>): pulumi.Output<T> {
    const known = value.apply((it) => (it === undefined ? resource.id.apply(() => it) : pulumi.output(it)));
    return known as unknown as pulumi.Output<T>;
}

/** The Output, or what comes in its place if that comes first. */
export function withEnd(output: pulumi.Output<unknown>, end: Promise<unknown>): pulumi.Output<unknown> {
    const { promise, isKnown, isSecret, resources, allResources } = output as unknown as OutputInsides;
    const or = <T>(value: Promise<T>, instead: T) => Promise.race([value, end.then(() => instead)]);
    const Output = pulumi.Output as unknown as new (...insides: unknown[]) => pulumi.Output<unknown>;
    return new Output(
        resources(),
        Promise.race([promise(true), end]),
        or(isKnown, true),
        or(isSecret, false),
        or(allResources(), resources()),
    );
}

/** Whether the program runs under `pulumi.runtime.setMocks`, which runs no hook and fails when one is registered. */
export function isMocked(): boolean {
    const monitor = pulumi.runtime.getMonitor() as { registerResourceHook?: unknown } | undefined;
    return typeof monitor?.registerResourceHook !== "function";
}

/** Whether the engine runs resource hooks. */
export function runsHooks(): boolean {
    const { getStore } = require("@pulumi/pulumi/runtime/state") as { getStore(): { supportsResourceHooks: boolean } };
    return !isMocked() && getStore().supportsResourceHooks;
}

/** Waits until nothing is on its way to the engine or to mocks. What waits for a refused component never is. */
export function allRegistered(): Promise<void> {
    const { waitForRPCs } = require("@pulumi/pulumi/runtime/settings") as { waitForRPCs(): Promise<void> };
    return waitForRPCs();
}

/** What waits for a refused component waits without end. It is no mistake of the test's, and the SDK must not report it at the end. */
export function forgetUnfinished(): void {
    const { getStore } = require("@pulumi/pulumi/runtime/state") as { getStore(): { leakCandidates: Set<unknown> } };
    getStore().leakCandidates = new Set();
}

/** What stands for the program's run: several may share a process (Automation API, tests). */
export function currentRun(): object {
    return pulumi.runtime.getMonitor() ?? noRun;
}
const noRun = {};

interface Store {
    terminated: boolean;
    settings: { options: { monitorAddr?: string } };
}

function currentStore(): Store {
    const { getStore } = require("@pulumi/pulumi/runtime/state") as { getStore(): Store };
    return getStore();
}

/** The address of the engine's monitor. All components that one deployment asks a plugin for have the same. */
export function monitorAddress(): string {
    return currentStore().settings.options.monitorAddr ?? "";
}

/** Resolves when the engine ends the run. What waits for the engine at that moment waits on. */
export function endOfEngine(): Promise<void> {
    const store = currentStore();
    return new Promise((resolve) => {
        let { terminated } = store;
        Object.defineProperty(store, "terminated", {
            get: () => terminated,
            set: (value: boolean) => {
                terminated = value;
                resolve();
            },
        });
    });
}

/** Gives a parent of which a plugin knows only the URN the types of that URN, its own and those of its parents. */
export async function findTypes(parent: pulumi.Resource): Promise<void> {
    const { value } = await settle(parent.urn);
    Object.assign(parent, { __pulumiType: String(value).split("::")[2] });
}

/** Types of a resource's parents and its own name, which identify it within its stack as its URN does. */
export function scopeOf(type: string, name: string, opts: pulumi.ComponentResourceOptions | undefined): string {
    const types = [type];
    let parent = opts?.parent as Ancestor | undefined;
    while (parent !== undefined && parent.__pulumiType !== "pulumi:pulumi:Stack") {
        types.unshift(parent.__pulumiType);
        parent = parent.__parentResource;
    }
    return `${types.join("$")}::${name}`;
}
interface Ancestor {
    __pulumiType: string;
    __parentResource?: Ancestor;
}

/**
 * Options of a resource that is imported if `id` comes to an id. The SDK reads the list of transforms once all that the resource
 * waits for is there, and the list itself is the one that the last transformation returned. So nothing else costs the engine a
 * call for each resource.
 */
export function importOfLater(
    id: Promise<string | undefined>,
    dependsOn: pulumi.Resource[] = [],
): pulumi.CustomResourceOptions {
    const transforms: pulumi.ResourceTransform[] = [];
    const chosen = id.then((it) => {
        if (it !== undefined) {
            transforms.push(({ props, opts }) => ({ props, opts: { ...opts, import: it } }));
        }
        return dependsOn;
    });
    return {
        dependsOn: chosen,
        transformations: [({ props, opts }) => ({ props, opts: { ...opts, transforms } })],
    };
}

/** Whether the state has outputs of a component; before the component registers those of this run, they are of the last one. */
export async function hasOutputs(component: pulumi.Resource): Promise<boolean> {
    const urn = (await settle(component.urn)).value;
    const { state } = await pulumi.runtime.invoke("pulumi:pulumi:getResource", { urn });
    return Object.keys(state ?? {}).length > 0;
}

/** Takes a component's outputs out of the state, also where a run that fails would keep those of the last one. */
export function dropOutputs(component: pulumi.Resource): void {
    const { registerResourceOutputs } = require("@pulumi/pulumi/runtime/resource") as {
        registerResourceOutputs(resource: pulumi.Resource, outputs: pulumi.Inputs): void;
    };
    registerResourceOutputs(component, {});
}

/** The nearest of a resource and its parents that has this type. */
export function nearestOfType(type: string, resource: pulumi.Resource): pulumi.Resource | undefined {
    let it = resource as unknown as Ancestor | undefined;
    while (it !== undefined && it.__pulumiType !== type) {
        it = it.__parentResource;
    }
    return it as unknown as pulumi.Resource | undefined;
}

/** The ids of the resources that the stack's state has, by URN. */
export async function idsInState(): Promise<ReadonlyMap<string, unknown>> {
    const stackName = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
    const { outputs } = await readState(() =>
        pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName }),
    );
    const entries = Object.entries(outputs as Record<string, { outputs?: { id?: unknown } }>);
    return new Map(entries.map(([urn, { outputs: ofOne }]) => [urn, ofOne?.id]));
}

/** In a self-managed backend the state is a file, which may be read while the engine writes it. */
export async function readState<T>(read: () => Promise<T>, triesLeft = 9): Promise<T> {
    try {
        return await read();
    } catch (error) {
        if (triesLeft === 0) {
            throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        return readState(read, triesLeft - 1);
    }
}

/** The resource of a URN, as far as a message about it needs one. */
export function resourceAt(urn: string): pulumi.Resource {
    return { urn: pulumi.output(urn) } as unknown as pulumi.Resource;
}

/** Whether a configuration key of the stack is a secret. */
export function isConfigSecret(key: string): boolean {
    return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}

/** Frames of the SDK above the statement that creates a resource, as its `Resource.stackTrace` counts them. */
const framesOfResource = 5;
/** They stand for those frames, whose places the SDK does not read: to find them it would parse its own source maps. */
const framesUnread = Array<NodeJS.CallSite>(framesOfResource).fill({
    getFunctionName: () => null,
    isNative: () => true,
    toString: () => "SDK",
} as NodeJS.CallSite);
const packageFolder = dirname(__dirname) + sep;
/** Of Pulumi's packages. */
const sdkFolder = `${sep}node_modules${sep}@pulumi${sep}`;

/**
 * `build`, so that each resource it creates has in the state the line of the caller's program, and no other, as the place where it
 * was created. The SDK would store every frame, with hundreds of users a third of the state, and most of them not the caller's.
 */
export function atCallersLine<Args extends unknown[], Result>(
    build: (...args: Args) => Result,
): (...args: Args) => Result {
    return (...args) => {
        const { prepareStackTrace } = Error;
        Error.prepareStackTrace = (error, frames) => {
            const ofResource = frames[0]?.getFunctionName() === "callsites";
            const shown = ofResource ? [...framesUnread, ...firstOfCaller(frames)] : frames;
            return prepareStackTrace?.(error, shown) ?? [error, ...shown].join("\n    at ");
        };
        try {
            return build(...args);
        } finally {
            Error.prepareStackTrace = prepareStackTrace;
        }
    };
}

/** A program may be one file with the package (tools/oneFile.cjs): then its outermost frame. */
function firstOfCaller(frames: readonly NodeJS.CallSite[]): NodeJS.CallSite[] {
    const read = frames.slice(framesOfResource).filter((frame) => {
        const file = String(frame.getFileName());
        // The SDK reads only frames of functions, whose place is in brackets.
        return isAbsolute(file) && String(frame).endsWith(")") && !file.includes(sdkFolder);
    });
    const first =
        read.find((frame) => !frame.getFileName()?.startsWith(packageFolder)) ??
        read.filter((frame) => frame.getFileName() === __filename).at(-1);
    return first === undefined ? [] : [first];
}

interface DebuggerSession {
    post(method: string, ...others: unknown[]): void;
}
const quieted = new WeakSet<DebuggerSession>();

/**
 * Takes V8's debugger off the program until somebody needs it. The SDK turns it on in every program, for the serialization of
 * functions, and with a debugger V8 looks, at every rejected promise, along every path through all that waits for it: one failing
 * `apply` can then take minutes and gigabytes. The first function that is serialized turns it on again.
 */
export async function quietDebugger(): Promise<void> {
    const { getSessionAsync } = require("@pulumi/pulumi/runtime/closure/v8Hooks") as {
        getSessionAsync(): Promise<DebuggerSession>;
    };
    const session = await getSessionAsync();
    if (quieted.has(session)) {
        return;
    }
    quieted.add(session);
    const { post } = session;
    session.post = (...request) => {
        session.post = post;
        post.call(session, "Debugger.enable");
        post.apply(session, request);
    };
    post.call(session, "Debugger.disable");
}

const mended = new WeakSet<object>();

/**
 * Mends how the SDK's stack traces are rendered in a program of the CLI, where source maps are applied to each frame.
 *
 * It keeps a mistake of the importer's from exhausting the program's memory. The SDK shows an error in colours, and the source maps of
 * Pulumi's packages name files one folder too high: `node_modules/@pulumi/output.ts`, which is in no package. In such a path Node
 * looks for the package's name without end (https://github.com/nodejs/node/issues/64011); with a dot in its place it finds one.
 *
 * And it does not render the trace that the SDK notes with each of its promises, some thirty for one resource, unless somebody asked
 * to see it: that took a quarter of a preview.
 */
export function mendStackTraces(): void {
    const { prepareStackTrace } = Error;
    // The SDK applies source maps only to a program of the CLI, and only there it shows errors in colours.
    if (prepareStackTrace === undefined || mended.has(prepareStackTrace)) {
        return;
    }
    const prepare: typeof prepareStackTrace = (error, frames) => {
        if (frames[0]?.getFunctionName() === "debuggablePromise" && !process.env.PULUMI_DEBUG_PROMISE_LEAKS) {
            return String(error);
        }
        const rendered: unknown = prepareStackTrace(error, frames);
        return typeof rendered === "string" ? rendered.replace(fileInNoPackage, "$1./$2") : rendered;
    };
    mended.add(prepare);
    Error.prepareStackTrace = prepare;
}
const fileInNoPackage = /([\\/]node_modules[\\/](?:@[^\\/\n]+[\\/])?)([^\\/\n]+:\d+:\d+)/g;

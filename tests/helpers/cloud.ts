/**
 * Runs Pulumi code against the SDK's mocks, and records what it asks for and makes. Only tests of the test kit call setMocks beside it.
 * What the clouds answer is in cloudAnswers.ts.
 */
import * as pulumi from "@pulumi/pulumi";
import { answerLookup, type CloudFacts, stateOf } from "./cloudAnswers";

/** A resource as it was asked for. */
export interface Registration {
    type: string;
    name: string;
    urn: string;
    /** `Class name` of the component it belongs to. */
    parent?: string;
    inputs: Record<string, unknown>;
    /** The options that are not at their default. */
    options: Record<string, unknown>;
    /** Names of the resources it was told to wait for, or takes inputs from. */
    dependencies: string[];
    /** What a component said it results in. */
    outputs?: Record<string, unknown>;
}

export interface Lookup {
    token: string;
    inputs: Record<string, unknown>;
}

/** What came of a deployment. */
export interface Deployment<Result> {
    /** What the program returned, every Output in it by its value, a secret one as `{ secret: value }`. */
    result: Result;
    registrations: Registration[];
    lookups: Lookup[];
    /** Messages of every error, none twice. */
    failures: string[];
    warnings: string[];
}

/** Stands for a value that is not known in a preview. */
export const unknown = "(not known yet)";

interface Request {
    getType(): string;
    getName(): string;
    getParent(): string;
    getUrn(): string;
    getObject(): Struct;
    getOutputs(): Struct;
    getImportid(): string;
    getProtect(): boolean | undefined;
    getRetainondelete(): boolean | undefined;
    getDeletebeforereplace(): boolean;
    getIgnorechangesList(): string[];
    getDependenciesList(): string[];
    getProvider(): string;
    getCustomtimeouts(): { getCreate(): string } | undefined;
}
interface Struct {
    toJavaScript(): Record<string, unknown>;
}
type Reply = (error: unknown, response?: { getUrn(): string }) => void;
type Monitor = Record<"registerResource" | "registerResourceOutputs", (request: Request, reply: Reply) => void>;

/** Deploys what `program` makes to clouds as described; with `preview`, nothing that a cloud would make is known. */
export async function deploy<Result>(
    program: () => Result | Promise<Result>,
    facts: CloudFacts = {},
): Promise<Deployment<Unwrapped<Result>>> {
    const deployment: Deployment<unknown> = {
        result: undefined,
        registrations: [],
        lookups: [],
        failures: [],
        warnings: [],
    };
    const { stack = "dev", preview = false } = facts;
    const { documentedMocks } = facts;
    const mocks: pulumi.runtime.Mocks = {
        newResource: (args) =>
            documentedMocks === undefined ? stateOf(args, facts) : { id: `${args.inputs.name}_id`, state: args.inputs },
        call: (args) => {
            deployment.lookups.push({ token: args.token, inputs: args.inputs });
            return documentedMocks === undefined
                ? (answerLookup(args, facts) as Record<string, unknown>)
                : documentedMocks === "inputs"
                  ? args.inputs
                  : {};
        },
    };
    await pulumi.runtime.setMocks(mocks, facts.project ?? "connect-entra-sso", stack, preview);
    const config = Object.entries(facts.config ?? {}).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(Object.fromEntries(config), [...(facts.secretKeys ?? [])]);
    record(pulumi.runtime.getMonitor() as unknown as Monitor, deployment.registrations);
    const stopListening = listen(deployment);
    const { stackTraceLimit } = Error;
    // The SDK renders a stack for each of its promises, through all source maps: most of the time that a deployment takes.
    Error.stackTraceLimit = 0;
    try {
        const made = await program();
        const finished = new AbortController();
        await Promise.race([firstFailure(deployment, finished.signal), pulumi.runtime.disconnect()]);
        finished.abort();
        // The SDK has disconnected when nothing is on its way to the engine, which may be just before a last input fails.
        await turns(20);
        deployment.result = deployment.failures.length > 0 ? undefined : await valuesOf(made);
    } catch (error) {
        deployment.failures.push(error instanceof Error ? error.message : String(error));
        await turns(5);
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
        stopListening();
        // Forgets what waits for ever for a refused component: it is no leak, and must not fail the process.
        await pulumi.runtime.setMocks(mocks);
    }
    deployment.failures = [...new Set(deployment.failures)];
    return deployment as Deployment<Unwrapped<Result>>;
}

/** The value of what may be an Output. */
export type Unwrapped<T> =
    T extends pulumi.Output<infer Value>
        ? Value
        : T extends pulumi.Resource
          ? { [Key in keyof T as T[Key] extends pulumi.Output<unknown> ? Key : never]: Unwrapped<T[Key]> }
          : T;

/** The only message of a deployment that failed. */
export function failureOf({ failures }: Deployment<unknown>): string {
    if (failures.length !== 1) {
        throw new Error(`expected one failure, got ${failures.length}: ${failures.join("\n")}`);
    }
    return failures[0] ?? "";
}

/** The one resource of a type and name. */
export function find(deployment: Deployment<unknown>, type: string, name: string): Registration {
    const found = deployment.registrations.filter((it) => it.type === type && it.name === name);
    const [registration] = found;
    if (registration === undefined || found.length > 1) {
        const all = deployment.registrations.map((it) => `${it.type} ${it.name}`).join("\n");
        throw new Error(`expected one ${type} ${name}, got ${found.length}, among:\n${all}\n${deployment.failures}`);
    }
    return registration;
}

/** All that was made, a line each: `type name < parent`, sorted. */
export function treeOf({ registrations }: Deployment<unknown>): string[] {
    return registrations
        .map(({ type, name, parent }) => `${type} ${name}${parent === undefined ? "" : ` < ${parent}`}`)
        .sort();
}

/** URNs without the stack, of all children of a component class. */
export function childUrnsOf({ registrations }: Deployment<unknown>, className: string): string[] {
    return registrations
        .filter(({ parent }) => parent?.split(" ")[0] === className)
        .map(({ urn }) => urn.split("::").slice(2).join("::"))
        .sort();
}

function record(monitor: Monitor, registrations: Registration[]): void {
    const { registerResource, registerResourceOutputs } = monitor;
    monitor.registerResource = (request, reply) => {
        registerResource.call(monitor, request, (error, response) => {
            if (response !== undefined) {
                registrations.push(registrationOf(request, response.getUrn()));
            }
            reply(error, response);
        });
    };
    monitor.registerResourceOutputs = (request, reply) => {
        const registration = registrations.find(({ urn }) => urn === request.getUrn());
        if (registration !== undefined) {
            registration.outputs = readAll(request.getOutputs());
        }
        registerResourceOutputs.call(monitor, request, reply);
    };
}

function registrationOf(request: Request, urn: string): Registration {
    const [type = "", name = ""] = request.getParent().split("::").slice(2);
    const options = {
        protect: request.getProtect(),
        retainOnDelete: request.getRetainondelete(),
        deleteBeforeReplace: request.getDeletebeforereplace(),
        ignoreChanges: request.getIgnorechangesList().length > 0 ? request.getIgnorechangesList() : undefined,
        import: request.getImportid() || undefined,
        provider: request.getProvider() || undefined,
        createTimeout: request.getCustomtimeouts()?.getCreate() || undefined,
    };
    return {
        type: request.getType(),
        name: request.getName(),
        urn,
        ...(name === "" ? {} : { parent: `${type.split(/[:$]/).at(-1)} ${name}` }),
        inputs: readAll(request.getObject()),
        options: Object.fromEntries(
            Object.entries(options).filter(([, value]) => value !== undefined && value !== false),
        ),
        dependencies: request
            .getDependenciesList()
            .map((it) => `${it.split(":").at(-3)} ${it.split("::").at(-1)}`)
            .sort(),
    };
}

function readAll(struct: Struct): Record<string, unknown> {
    return read(struct.toJavaScript()) as Record<string, unknown>;
}

/** A value as it goes to the engine, with plain words for what is secret or not known. */
function read(value: unknown): unknown {
    if (value === "04da6b54-80e4-46f7-96ec-b56ff0331ba9") {
        return unknown;
    }
    if (Array.isArray(value)) {
        return value.map(read);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const record = value as Record<string, unknown>;
    return record["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270"
        ? { secret: read(record.value) }
        : Object.fromEntries(Object.entries(record).map(([key, it]) => [key, read(it)]));
}

/** A program fails by a rejection or an exception that nobody catches; while it runs they are its, not the test runner's. */
const failureEvents = ["unhandledRejection", "uncaughtException"] as const;

/** Hears what is thrown where nobody waits for it, and what the SDK would print. */
function listen({ failures, warnings }: Deployment<unknown>): () => void {
    const others = failureEvents.map((event) => [event, process.listeners(event as "exit")] as const);
    const { warn, error } = console;
    const note = (reason: unknown) => {
        failures.push(reason instanceof Error ? reason.message : String(reason));
    };
    for (const event of failureEvents) {
        process.removeAllListeners(event);
        process.on(event, note);
    }
    console.warn = (text: unknown) => warnings.push(String(text));
    console.error = () => {};
    return () => {
        for (const [event, listeners] of others) {
            process.removeAllListeners(event);
            for (const listener of listeners) {
                process.on(event, listener);
            }
        }
        Object.assign(console, { warn, error });
    };
}

/** Comes to an end when something has failed and all that follows from it has, too. */
async function firstFailure({ failures }: Deployment<unknown>, finished: AbortSignal): Promise<void> {
    while (failures.length === 0 && !finished.aborted) {
        await turns(1);
    }
    await turns(5);
}

async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}

async function valuesOf(made: unknown): Promise<unknown> {
    if (pulumi.Output.isInstance(made)) {
        return knownValue(made);
    }
    if (typeof made !== "object" || made === null) {
        return made;
    }
    const resource = pulumi.Resource.isInstance(made);
    const values = Object.entries(made)
        .filter(([key, value]) => !resource || (key !== "urn" && pulumi.Output.isInstance(value)))
        .map(async ([key, value]) => [key, pulumi.Output.isInstance(value) ? await knownValue(value) : value] as const);
    return Object.fromEntries(await Promise.all(values));
}

async function knownValue(output: pulumi.Output<unknown>): Promise<unknown> {
    const { promise, isKnown, isSecret } = output as unknown as {
        promise(withUnknowns: boolean): Promise<unknown>;
        isKnown: Promise<boolean>;
        isSecret: Promise<boolean>;
    };
    if (!(await isKnown)) {
        return unknown;
    }
    const value = await promise.call(output, false);
    return (await isSecret) ? { secret: value } : value;
}

import * as pulumi from "@pulumi/pulumi";
import { ConnectEntraSsoError } from "../components/connectEntraSsoError";
import { takeRefusals, wasRefused } from "../components/internal/endOfRun";
import { allRegistered, forgetUnfinished } from "../components/internal/sdk";
import { checkOptions } from "./checkOptions";
import { type Clouds, cloudsOf } from "./clouds";
import { answerLookUp } from "./lookUps";
import type { SsoMocksOptions } from "./options";
import type { ConnectUserRecord, LookUpRecord, ResourceRecord } from "./record";
import { makeResource } from "./resources";
import { assignedTo, connectUsersOf } from "./views";

/**
 * Both clouds for unit tests: pass it to `pulumi.runtime.setMocks`. It records what the program creates and looks up.
 *
 * Make one for each test, so that no test sees what another one created.
 */
export interface SsoMocks extends pulumi.runtime.Mocks {
    /** All resources that the program has registered so far, components included. Call `settled` first. */
    readonly registered: readonly ResourceRecord[];
    /** All look-ups that the program has made so far. */
    readonly lookedUp: readonly LookUpRecord[];
    /**
     * Who is assigned to an application, sorted: user principal names, and display names of the groups that the directory, a look-up
     * or the program names. For others the object id. Call `settled` first.
     */
    readonly assigned: readonly string[];
    /** The Connect users that the program creates, by user name, with the names of their profiles. Call `settled` first. */
    readonly connectUsers: Readonly<Record<string, ConnectUserRecord>>;
    /**
     * Waits until all that the program creates is registered: under mocks a constructor returns before that. Call it after each test,
     * so that what the test began does not reach the mocks of the next one.
     * @throws {ConnectEntraSsoError} when a component is refused meanwhile
     */
    settled(): Promise<void>;
    /**
     * Runs a program, or a part of it, that is refused, and returns why: for invalid arguments and for what a look-up finds.
     * @throws {Error} when nothing is refused, and what else the program throws
     */
    refusalOf(program: () => unknown): Promise<ConnectEntraSsoError>;
}

class RecordingMocks implements SsoMocks {
    private readonly resources: ResourceRecord[] = [];
    private readonly lookUps: LookUpRecord[] = [];
    private readonly clouds: Clouds;
    private readonly options: SsoMocksOptions;

    constructor(options: SsoMocksOptions) {
        checkOptions(options);
        this.options = options;
        this.clouds = cloudsOf(options);
    }

    newResource = async (args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> => {
        const result = (await this.options.newResource?.(args)) ?? this.make(args);
        const { type, name } = args;
        const [inputs, outputs] = [args.inputs, result.state].map(withoutSecrets);
        this.resources.push({ type, name, inputs: inputs ?? {}, id: result.id, outputs: outputs ?? {} });
        return result;
    };

    call = async (args: pulumi.runtime.MockCallArgs): Promise<pulumi.runtime.MockCallResult> => {
        this.lookUps.push({ token: args.token, inputs: args.inputs });
        try {
            return (await this.options.call?.(args)) ?? answerLookUp(args.token, args.inputs, this.clouds);
        } catch (error) {
            // Pulumi shows `details`, which an error of gRPC has.
            const details = error instanceof Error ? error.message : String(error);
            throw Object.assign(new Error(details), { details });
        }
    };

    get registered(): readonly ResourceRecord[] {
        return this.resources;
    }

    get lookedUp(): readonly LookUpRecord[] {
        return this.lookUps;
    }

    get assigned(): string[] {
        return assignedTo(this.resources, this.clouds);
    }

    get connectUsers(): Record<string, ConnectUserRecord> {
        return connectUsersOf(this.resources, this.clouds);
    }

    async settled(): Promise<void> {
        const refusal = await this.untilSettled(() => {});
        if (refusal !== undefined) {
            throw refusal;
        }
    }

    async refusalOf(program: () => unknown): Promise<ConnectEntraSsoError> {
        const refusal = await this.untilSettled(program);
        if (refusal === undefined) {
            throw new Error("Nothing was refused: the program created all its resources.");
        }
        return refusal;
    }

    private async untilSettled(program: () => unknown): Promise<ConnectEntraSsoError | undefined> {
        if ((pulumi.runtime.getMonitor() as { mocks?: unknown } | undefined)?.mocks !== this) {
            throw new Error("Pass these mocks to pulumi.runtime.setMocks first, and await it.");
        }
        let stop = () => {};
        const refused = new Promise<ConnectEntraSsoError>((resolve) => {
            stop = takeRefusals(resolve);
        });
        try {
            await program();
            const all = wasRefused() ? this.untilQuiet() : this.untilQuiet(allRegistered);
            const refusal = await Promise.race([refused, all]);
            // What does not depend on a refused component goes on.
            await (refusal === undefined ? undefined : this.untilQuiet());
            return refusal;
        } catch (error) {
            if (error instanceof ConnectEntraSsoError) {
                return error;
            }
            throw error;
        } finally {
            stop();
            if (wasRefused()) {
                forgetUnfinished();
            }
        }
    }

    /** What an answer leads to may begin some turns after it. */
    private async untilQuiet(wait: () => Promise<void> = async () => {}): Promise<undefined> {
        let before: number;
        do {
            before = this.resources.length + this.lookUps.length;
            await wait();
            for (let turn = 0; turn < quietTurns; turn++) {
                await new Promise((resolve) => setImmediate(resolve));
            }
        } while (this.resources.length + this.lookUps.length > before);
        return undefined;
    }

    private make({
        type,
        name,
        inputs,
        custom,
        id,
    }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
        if (custom === false) {
            return { id: "", state: inputs };
        }
        const made = makeResource(type, name, withoutSecrets(inputs), this.clouds);
        // In a preview, what a cloud makes is not known yet.
        return pulumi.runtime.isDryRun()
            ? { id, state: inputs }
            : { id: id || made.id, state: { ...inputs, ...made.outputs } };
    }
}

const quietTurns = 20;

/** The values themselves where Pulumi marks them as secrets. */
function withoutSecrets<T>(value: T): T {
    if (pulumi.runtime.isRpcSecret(value)) {
        return withoutSecrets(pulumi.runtime.unwrapRpcSecret(value));
    }
    if (Array.isArray(value)) {
        return value.map(withoutSecrets) as T;
    }
    return typeof value === "object" && value !== null
        ? (Object.fromEntries(Object.entries(value).map(([key, it]) => [key, withoutSecrets(it)])) as T)
        : value;
}

/**
 * Mocks for `pulumi.runtime.setMocks` with which any program that uses the components works in unit tests.
 *
 * ```ts
 * const clouds = ssoMocks({ directory: { users: ["alice@contoso.example"] } });
 * await pulumi.runtime.setMocks(clouds);
 * ```
 * @param options what both clouds have; by default every look-up finds what it asks for
 * @throws {ConnectEntraSsoError} that lists all invalid options
 */
export function ssoMocks(options: SsoMocksOptions = {}): SsoMocks {
    return new RecordingMocks(options);
}

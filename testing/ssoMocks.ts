import * as pulumi from "@pulumi/pulumi";
import { ConnectEntraSsoError } from "../components/connectEntraSsoError";
import { takeRefusals } from "../components/internal/endOfRun";
import { allRegistered, isMocked } from "../components/internal/sdk";
import { checkOptions } from "./checkOptions";
import { type Clouds, cloudsOf } from "./clouds";
import { answerLookUp } from "./lookUps";
import type { SsoMocksOptions } from "./options";
import { assignedTo, type ConnectUserRecord, connectUsersOf, type LookUpRecord, type ResourceRecord } from "./record";
import { makeResource } from "./resources";

/**
 * Both clouds for unit tests: pass it to `pulumi.runtime.setMocks`. It notes what the program creates and asks.
 *
 * Make one for each test, so that no test sees what another one created.
 */
export class SsoMocks implements pulumi.runtime.Mocks {
    private readonly resources: ResourceRecord[] = [];
    private readonly lookUps: LookUpRecord[] = [];
    private readonly clouds: Clouds;
    private readonly options: SsoMocksOptions;

    /** @throws {ConnectEntraSsoError} for options that are invalid, all of them at once */
    constructor(options: SsoMocksOptions = {}) {
        checkOptions(options);
        this.options = options;
        this.clouds = cloudsOf(options);
    }

    /** Pulumi calls it for each resource. */
    newResource = async (args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> => {
        const result = (await this.options.newResource?.(args)) ?? this.make(args);
        const { type, name, inputs } = args;
        this.resources.push({ type, name, inputs, id: result.id, outputs: result.state });
        return result;
    };

    /** Pulumi calls it for each look-up. */
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

    /** All resources that the program has registered so far, components included. Call `settled` first. */
    get registered(): readonly ResourceRecord[] {
        return this.resources;
    }

    /** All look-ups that the program has made so far. */
    get lookedUp(): readonly LookUpRecord[] {
        return this.lookUps;
    }

    /**
     * Who is assigned to an application, sorted: user principal names, and display names of the groups that the directory, a look-up
     * or the program names. For others the object id. Call `settled` first.
     */
    get assigned(): string[] {
        return assignedTo(this.resources, this.clouds);
    }

    /** The Connect users that the program creates, by user name, with the names of their profiles. Call `settled` first. */
    get connectUsers(): Record<string, ConnectUserRecord> {
        return connectUsersOf(this.resources, this.clouds);
    }

    /**
     * Waits until all that the program creates is registered: under mocks a constructor returns before that.
     * @throws {ConnectEntraSsoError} when a component is refused meanwhile
     */
    async settled(): Promise<void> {
        const refusal = await this.untilSettled(() => {});
        if (refusal !== undefined) {
            throw refusal;
        }
    }

    /**
     * Runs a program, or a part of it, that is refused, and returns why: for invalid arguments and for what a look-up finds.
     * @throws {Error} when nothing is refused, and what else the program throws
     */
    async refusalOf(program: () => unknown): Promise<ConnectEntraSsoError> {
        const refusal = await this.untilSettled(program);
        if (refusal === undefined) {
            throw new Error("Nothing was refused: the program created all its resources.");
        }
        return refusal;
    }

    private async untilSettled(program: () => unknown): Promise<ConnectEntraSsoError | undefined> {
        if (!isMocked() || (pulumi.runtime.getMonitor() as { mocks?: unknown } | undefined)?.mocks !== this) {
            throw new Error("Pass these mocks to pulumi.runtime.setMocks first, and await it.");
        }
        let stop = () => {};
        const refused = new Promise<ConnectEntraSsoError>((resolve) => {
            stop = takeRefusals(resolve);
        });
        try {
            await program();
            return await Promise.race([refused, this.untilQuiet()]);
        } catch (error) {
            if (error instanceof ConnectEntraSsoError) {
                return error;
            }
            throw error;
        } finally {
            stop();
        }
    }

    /** What an answer leads to may begin some turns after it. */
    private async untilQuiet(): Promise<undefined> {
        let before: number;
        do {
            before = this.resources.length + this.lookUps.length;
            await allRegistered();
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
        const made = makeResource(type, name, inputs, this.clouds);
        // In a preview, what a cloud makes is not known yet.
        return pulumi.runtime.isDryRun()
            ? { id, state: inputs }
            : { id: id || made.id, state: { ...inputs, ...made.outputs } };
    }
}

const quietTurns = 20;

/**
 * Mocks for `pulumi.runtime.setMocks` with which any program that uses the components works in unit tests.
 *
 * ```ts
 * const clouds = ssoMocks({ directory: { users: ["alice@contoso.example"] } });
 * await pulumi.runtime.setMocks(clouds);
 * ```
 * @param options what both clouds have; by default every look-up finds what it asks for
 * @throws {ConnectEntraSsoError} for options that are invalid, all of them at once
 */
export function ssoMocks(options: SsoMocksOptions = {}): SsoMocks {
    return new SsoMocks(options);
}

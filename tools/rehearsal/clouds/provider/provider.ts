/** What a provider does with each request, in plain values: the framework's heart, without the wire (server.ts). */
import { setTimeout as sleep } from "node:timers/promises";
import { checkProperties, fillInName, type NameRequest } from "./checkInputs";
import { type DiffResult, diffInputs } from "./diffInputs";
import { type FaultOptions, Faults } from "./faults";
import { anyProperties, echoed, noteNotChecked, notModelled } from "./lenient";
import { OwnReads } from "./ownReads";
import { permit } from "./permit";
import {
    defaultsOf,
    inputsFromState,
    marked,
    nulls,
    plannedOutputs,
    plannedUpdate,
    withDefaults,
    writeOnly,
} from "./readInputs";
import { noting } from "./replication";
import type {
    AskedOperation,
    Call,
    Cloud,
    Failure,
    LookUp,
    Operation,
    Request,
    ResourceType,
    Transaction,
    Values,
} from "./resourceType";
import { BridgeError, CloudError, HalfMade } from "./resourceType";
import { Store } from "./store";
import { equal, hasUnknown, plainValues } from "./values";
import { nameOf, typeOf, whileDoing } from "./wire";

const retryPauseMs = 20;
const mostRetries = 100;
const defaultMaxRetries = 25;
/** What the bridge says was under way; of a creation, that nothing came of, it says nothing. */
const doings: Partial<Record<Operation, string>> = { read: "refreshing", delete: "deleting", invoke: "invoking" };
const nothingMissed: Request = { missed: () => 0 };
const nothingKnown = { id: "", inputs: {}, before: {} };

export interface ProviderOptions extends FaultOptions {
    /** Echoes and lists what the cloud does not model (lenient.ts) instead of refusing it. */
    lenient?: boolean;
    lockWaitMs?: number;
}

export class Provider {
    private config: Values = {};
    private opening: Promise<Store> | undefined;
    private readonly faults: Faults;
    private readonly types: Map<string, ResourceType>;
    private readonly lookUps: Map<string, LookUp>;

    constructor(
        readonly cloud: Cloud,
        private readonly options: ProviderOptions,
    ) {
        this.faults = new Faults(cloud, options);
        this.types = new Map(cloud.types.map((type) => [type.token, type]));
        this.lookUps = new Map(cloud.lookUps.map((lookUp) => [lookUp.token, lookUp]));
    }

    async configure(config: Values): Promise<void> {
        this.config = config;
        await this.store();
    }

    async close(): Promise<void> {
        (await this.opening?.catch(() => undefined))?.close();
        this.opening = undefined;
    }

    check(token: string, name: NameRequest, olds: Values, news: Values): { inputs: Values; failures: Failure[] } {
        const type = this.typeOf(token);
        if (!this.types.has(token)) {
            return { inputs: plainValues(news), failures: [] };
        }
        const failures: Failure[] = [];
        let inputs = checkProperties(type.properties, plainValues(news), failures);
        if (type.autoName) {
            inputs = fillInName(type.autoName, inputs, plainValues(olds, true), name, failures);
        }
        if (failures.length === 0) {
            failures.push(...(type.check?.(plainValues(inputs), this.config) ?? []));
        }
        return { inputs, failures };
    }

    diff(token: string, before: Values, after: Values, ignoreChanges: string[], state: Values): DiffResult {
        const [old, now] = [plainValues(before, true), plainValues(after, true)];
        const type = this.typeOf(token);
        const compared = this.types.has(token) ? type : { ...type, properties: anyProperties(old, now) };
        return diffInputs(compared, old, now, ignoreChanges, plainValues(state));
    }

    /** A changed Region or tenant is another cloud: everything of this provider is replaced. */
    diffConfig(before: Values, after: Values): DiffResult {
        const changed = (this.cloud.configReplaces ?? []).filter((key) => !equal(before[key], after[key]));
        const differences = changed.map((path) => ({ path, kind: "update" as const, replace: true }));
        return { differences, replaces: changed, deleteBeforeReplace: false };
    }

    /** Under "created" the store notes what became of each URN: an engine killed before it had the answer can ask. */
    async create(urn: string, inputs: Values, preview: boolean): Promise<{ id: string; state: Values }> {
        const token = typeOf(urn);
        const type = this.typeOf(token);
        const values = plainValues(inputs);
        if (preview) {
            return { id: "", state: marked(type, plannedOutputs(type, values, this.config)) };
        }
        this.refuseUnknown(token, values);
        const whole = withDefaults(type.properties, values);
        const reads = new OwnReads(type, "create", urn, values);
        const asked = { ...nothingKnown, token, operation: "create", inputs: whole } as const;
        return this.request(token, "create", urn, values, async (request) => {
            await this.permit("before", request, asked);
            await reads.before(request);
            const objects: [kind: string, id: string][] = [];
            const made = await this.retrying(type, () =>
                this.change(request, async (call) => {
                    const id = await type.create(noting(call, objects), whole);
                    call.store.put("created", urn, { id });
                    return { id, state: await this.stateOf(type, call, id, values) };
                }),
            );
            this.faults.created(token, objects);
            await reads.after(request, made.id);
            await this.permit("after", request, { ...asked, id: made.id }).catch((error) => {
                const reason = error instanceof CloudError ? whileDoing("creating", urn, error.message) : undefined;
                throw reason === undefined ? error : new HalfMade(made.id, made.state, reason);
            });
            return made;
        });
    }

    /** An empty id says that the resource is gone. */
    async read(urn: string, given: string, olds: Values, state: Values) {
        const token = typeOf(urn);
        const type = this.typeOf(token);
        const id = type.importedAs?.(given) ?? given;
        const [inputs, before] = [plainValues(olds, true), plainValues(state)];
        return this.request(token, "read", urn, before, async (request) => {
            await this.permit("before", request, { ...nothingKnown, token, operation: "read", id, before });
            const found = await type.read(this.call(await this.store(), request), id);
            if (found === undefined || request.missed("readBack") > 0) {
                return { id: "", state: {}, inputs: {} };
            }
            const kept = Object.keys(inputs).length > 0 ? { ...before, ...inputs } : defaultsOf(type);
            const now = { ...writeOnly(type, kept), ...plainValues(found) };
            return { id, state: marked(type, { id, ...now }), inputs: inputsFromState(type, now, inputs) };
        });
    }

    async update(urn: string, id: string, state: Values, news: Values, preview: boolean): Promise<Values> {
        const token = typeOf(urn);
        const type = this.typeOf(token);
        const [before, values] = [plainValues(state), plainValues(news)];
        if (preview) {
            return marked(type, plannedUpdate(type, before, values, this.config));
        }
        this.refuseUnknown(token, values);
        const change = async (call: Call): Promise<Values> => {
            if ((await type.read(call, id)) === undefined) {
                throw new CloudError(notFound(type, id));
            }
            if (!type.update) {
                throw new CloudError(`${token} has no update: every change replaces it`);
            }
            await type.update(call, id, withDefaults(type.properties, values), before);
            return this.stateOf(type, call, id, values);
        };
        const reads = new OwnReads(type, "update", urn, values);
        const whole = withDefaults(type.properties, values);
        const asked = { token, operation: "update", id, inputs: whole, before } as const;
        const attempt = this.request(token, "update", urn, values, async (request) => {
            await this.permit("before", request, asked);
            await reads.before(request);
            const changed = await this.retrying(type, () => this.change(request, change));
            await reads.after(request, id);
            await this.permit("after", request, asked);
            return changed;
        });
        return attempt.catch((error) => {
            // The real provider has the new values in its state by then, whether the cloud took them or not.
            const reason = error instanceof CloudError ? whileDoing("updating", urn, error.message) : undefined;
            throw reason === undefined ? error : new HalfMade(id, { ...before, ...values }, reason);
        });
    }

    async delete(urn: string, id: string, state: Values): Promise<void> {
        const token = typeOf(urn);
        const type = this.typeOf(token);
        const before = plainValues(state);
        const asked = { ...nothingKnown, token, operation: "delete", id, before } as const;
        await this.request(token, "delete", urn, before, async (request) => {
            await this.permit("before", request, asked);
            const tooLate = await this.change(request, async (call) =>
                (await type.read(call, id)) === undefined ? undefined : type.delete(call, id, before),
            );
            if (tooLate instanceof CloudError) {
                throw tooLate;
            }
            await this.permit("after", request, asked);
        });
    }

    async invoke(token: string, args: Values): Promise<{ result: Values; failures: Failure[] }> {
        const lookUp = this.lookUps.get(token);
        if (!lookUp) {
            this.echo("look-up", token);
            return { result: plainValues(args), failures: [] };
        }
        const failures: Failure[] = [];
        const inputs = plainValues(checkProperties(lookUp.arguments, plainValues(args), failures));
        if (failures.length === 0) {
            failures.push(...(lookUp.check?.(inputs, this.config) ?? []));
        }
        if (failures.length > 0) {
            return { result: {}, failures };
        }
        this.refuseUnknown(token, inputs);
        const whole = withDefaults(lookUp.arguments, inputs);
        const result = await this.request(token, "invoke", "", inputs, async (request) => {
            await this.permit("before", request, { ...nothingKnown, token, operation: "invoke", inputs: whole });
            return lookUp.result(this.call(await this.store(), request), whole);
        });
        return { result: plainValues(result), failures };
    }

    private typeOf(token: string): ResourceType {
        const type = this.types.get(token);
        if (type) {
            return type;
        }
        this.echo("resource type", token);
        return echoed(token);
    }

    private echo(what: string, token: string): void {
        if (!this.options.lenient) {
            throw notModelled(this.cloud.name, what, token);
        }
        noteNotChecked(this.options.storeFolder, token);
    }

    /** Opened with the first request that needs it; a failed opening is tried again. */
    private store(): Promise<Store> {
        this.opening ??= this.open().catch((error) => {
            this.opening = undefined;
            throw error;
        });
        return this.opening;
    }

    private async open(): Promise<Store> {
        const { storeFolder, lockWaitMs } = this.options;
        const callOf = (transaction: Transaction) => this.call(transaction, nothingMissed);
        const store = await Store.open(storeFolder, (made) => this.cloud.seed?.(callOf(made)), lockWaitMs);
        await store.transaction(async (transaction) => this.cloud.noteCaller?.(callOf(transaction)));
        return store;
    }

    private async permit(when: "before" | "after", request: Request, asked: AskedOperation): Promise<void> {
        permit(this.cloud, this.call(await this.store(), request), when, asked);
    }

    private call(store: Pick<Transaction, "get" | "list">, { missed }: Request): Call {
        const find = (kind: string, id: string) =>
            this.faults.replication.isVisible(kind, id) ? store.get(kind, id) : undefined;
        return { store: store as Transaction, config: this.config, find, misses: (read) => missed(read) > 0 };
    }

    private async change<T>(request: Request, work: (call: Call) => Promise<T>): Promise<T> {
        const store = await this.store();
        return store.transaction((transaction) => work(this.call(transaction, request)));
    }

    private async request<T>(
        token: string,
        operation: Operation,
        urn: string,
        inputs: Values,
        work: (request: Request) => Promise<T>,
    ): Promise<T> {
        const maxRetries = Number(this.config.maxRetries ?? defaultMaxRetries);
        try {
            return await this.faults.around({ token, operation, name: nameOf(urn), inputs, maxRetries }, work);
        } catch (error) {
            const doing = doings[operation];
            if (!(error instanceof CloudError) || doing === undefined) {
                throw error;
            }
            throw new BridgeError(whileDoing(doing, operation === "invoke" ? token : urn, error.message));
        }
    }

    private async retrying<T>(type: ResourceType, work: () => Promise<T>): Promise<T> {
        for (let attempt = 1; ; attempt += 1) {
            try {
                return await work();
            } catch (error) {
                if (!(error instanceof CloudError) || !type.retries?.test(error.message)) {
                    throw error;
                }
                if (attempt > mostRetries || !this.faults.replication.isUnderWay) {
                    throw error;
                }
                await sleep(retryPauseMs);
            }
        }
    }

    private async stateOf(type: ResourceType, call: Call, id: string, inputs: Values): Promise<Values> {
        const state = await type.read(call, id);
        if (state === undefined) {
            throw new CloudError(notFound(type, id));
        }
        const kept = { ...writeOnly(type, { ...defaultsOf(type), ...inputs }), ...plainValues(state) };
        return marked(type, { id, ...kept, ...(this.cloud.emptyIsNull ? nulls(type, inputs, kept) : {}) });
    }

    private refuseUnknown(token: string, values: Values): void {
        const key = Object.keys(values).find((name) => hasUnknown(values[name]));
        if (key !== undefined) {
            throw new CloudError(`${token}: ${key} is still unknown outside a preview`);
        }
    }
}

const notFound = (type: ResourceType, id: string): string => type.notFound?.(id) ?? `${type.token} ${id} not found`;

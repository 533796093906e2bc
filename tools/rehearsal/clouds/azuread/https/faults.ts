/** The plan of faults as requests to Graph meet it: the only place here that knows how the clouds' faults work. */
import { Faults, LostAnswer } from "../../provider/faults";
import { kill, type Victim } from "../../provider/kill";
import { Throttled } from "../../provider/plan/pace";
import { PlanFile } from "../../provider/plan/read";
import { type Call, CloudError, type Transaction, type Values } from "../../provider/resourceType";
import { tokens } from "../entra/directory";
import { GraphError } from "../entra/errors";
import { azureadCloud } from "../index";
import { policyAssignment } from "./claimsMappingPolicies";
import { HttpRefusal } from "./errors";
import type { Route } from "./route";

export { LostAnswer };

export interface FaultSettings {
    storeFolder: string;
    planFile?: string;
    planSeed?: number;
    /** The process ids of the engines whose programs ask: a planned crash may meet them. */
    engines?: () => readonly number[];
}

/** One request is one call, where an operation of the provider makes several. */
const requestsAlone = {
    ...azureadCloud,
    ...(azureadCloud.pace === undefined ? {} : { pace: { ...azureadCloud.pace, operations: [] } }),
};

export class GraphFaults {
    private readonly faults: Faults;
    private readonly plan: PlanFile;
    /** What has been there since before the plan had delays, or has been met since. */
    private known: Set<string> | undefined;

    constructor(settings: FaultSettings) {
        const crash = (victim: Victim) => {
            // No plugin asks here: where one is to be killed, the connection breaks and no more.
            for (const engine of victim === "plugin" ? [] : (settings.engines?.() ?? [])) {
                kill(victim, engine);
            }
            throw new LostAnswer();
        };
        this.faults = new Faults(requestsAlone, { ...settings, crash });
        this.plan = new PlanFile(requestsAlone, settings.planFile, () => undefined);
    }

    /** Runs a request with all that the plan has for it; `LostAnswer` where the answer does not arrive. */
    async around<T>({ plan }: Route, work: (missed: number) => Promise<T>): Promise<T> {
        try {
            // A client of Graph does its own retries.
            const asked = { ...plan, name: "", inputs: {}, maxRetries: 0 };
            return await this.faults.around(asked, ({ missed }) => work(missed("readBack")));
        } catch (error) {
            if (error instanceof Throttled) {
                const headers = { "retry-after": String(Math.max(1, Math.ceil(error.retryAfterSeconds))) };
                throw new HttpRefusal(429, "TooManyRequests", "Too many requests.", headers);
            }
            const isPlanned =
                error instanceof CloudError && !(error instanceof GraphError || error instanceof LostAnswer);
            throw isPlanned ? new HttpRefusal(400, "UnknownError", error.message) : error;
        }
    }

    /**
     * What a request finds in the store. New objects, whoever made them, stay unseen for as many reads as the plan says; of the
     * route's own kind also what the plan has it miss: a read misses it now, a change hides what it changed from the next reads.
     */
    call(store: Transaction, { method, plan }: Pick<Route, "method" | "plan">, missed: number): Omit<Call, "config"> {
        this.meetNewcomers(store);
        const { replication } = this.faults;
        const ownKind = plan.token === policyAssignment ? tokens.claimsMappingPolicy : plan.token;
        const isRead = method === "GET";
        const answers = new Map<string, boolean>();
        const isVisible = (kind: string, id: string): boolean => {
            const key = `${kind} ${id}`;
            // However often a request looks at an object, it is one read.
            const isThere = answers.get(key) ?? replication.isVisible(kind, id);
            answers.set(key, isThere);
            return isThere && !(isRead && missed > 0 && kind === ownKind);
        };
        const find = (kind: string, id: string) => (isVisible(kind, id) ? store.get(kind, id) : undefined);
        const put = (kind: string, id: string, value: Values) => {
            store.put(kind, id, value);
            if (kind === ownKind) {
                replication.hide(kind, id, missed);
            }
        };
        const replica = { get: find, list: (kind: string) => store.list(kind).filter(({ id }) => isVisible(kind, id)) };
        const seen = isRead ? replica : { get: store.get.bind(store), list: store.list.bind(store) };
        return { store: { ...seen, put, remove: store.remove.bind(store) }, find, misses: () => false };
    }

    /** Everything that is there now is known; only what comes later is new. */
    meetNewcomers(store: Pick<Transaction, "list">): void {
        const delays = this.plan.read().replicationDelayReads ?? {};
        const kinds = Object.values(tokens).filter((kind) => delays[kind] !== undefined);
        if (kinds.length === 0) {
            this.known = undefined;
            return;
        }
        const isFirst = this.known === undefined;
        this.known ??= new Set();
        for (const kind of kinds) {
            for (const { id } of store.list(kind)) {
                const key = `${kind} ${id}`;
                if (!isFirst && !this.known.has(key)) {
                    this.faults.created(kind, [[kind, id]]);
                }
                this.known.add(key);
            }
        }
    }
}

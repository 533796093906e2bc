/** The clouds' bad days on request: latency, throttling, failures, crashes and replication delay, from `plan.json`. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Call, Cloud, Operation, Transaction, Values } from "./resourceType";
import { CloudError } from "./resourceType";

interface At {
    type: string;
    operation: Operation;
    /** Of this resource only: its name in the program. */
    name?: string;
    /** Counted from 1, in each plugin process and from the plan's last change on; with `name`, among the calls for that resource. */
    call: number;
}
export interface FaultPlan {
    /** By type token; `*` for all others. */
    latencyMs?: Record<string, number>;
    /** By the token's service: `connect` of `aws:connect/user:User`. */
    throttle?: Record<string, { perSecond: number; burst: number }>;
    /** With `after`, once the cloud has done the work: its answer is lost. */
    fail?: (At & { message?: string; after?: boolean })[];
    crash?: (At & { after?: boolean })[];
    /** One of the provider's own reads within the operation finds nothing: by default `readBack`, once. */
    stale?: (At & { read?: string; times?: number })[];
    replicationDelayReads?: Record<string, number>;
}

const serviceOf = (token: string): string => token.split(/[:/]/)[1] ?? token;
const lostAnswer = "read tcp 10.0.0.4:51884->20.190.160.14:443: read: connection reset by peer";
const readBack = "readBack";

/** One request to the cloud: how often each of the provider's reads within it finds nothing. */
export interface Request {
    missed(read: string): number;
}

function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") {
            return "{}";
        }
        throw error;
    }
}

function parsed(file: string, text: string): FaultPlan {
    try {
        return JSON.parse(text) as FaultPlan;
    } catch (error) {
        throw new CloudError(`${file} is not valid JSON: ${(error as Error).message}`);
    }
}

export class Faults {
    private text: string | undefined;
    private current: FaultPlan = {};
    private readonly calls = new Map<string, number>();
    private readonly buckets = new Map<string, { tokens: number; at: number }>();
    private readonly unseen = new Map<string, number>();

    constructor(
        private readonly cloud: Cloud,
        private readonly file: string | undefined,
        private readonly crash: () => void = () => process.kill(process.pid, "SIGKILL"),
    ) {}

    /** Read anew at each call: a test changes the file between two runs, or during one. */
    private get plan(): FaultPlan {
        if (this.file === undefined) {
            return {};
        }
        const text = textOf(this.file);
        if (text !== this.text) {
            this.current = parsed(this.file, text);
            this.text = text;
            this.calls.clear();
        }
        return this.current;
    }

    /** Runs one request to the cloud with all that the plan has for it. */
    async around<T>(
        token: string,
        operation: Operation,
        { name, maxRetries }: { name: string; maxRetries: number },
        work: (request: Request) => Promise<T>,
    ): Promise<T> {
        const { plan } = this;
        const isNow = this.count(token, operation, name);
        const latency = plan.latencyMs?.[token] ?? plan.latencyMs?.["*"] ?? 0;
        if (latency > 0) {
            await sleep(latency);
        }
        await this.throttle(plan, token, operation, maxRetries);
        const failure = plan.fail?.find(isNow);
        if (failure && !failure.after) {
            throw new CloudError(failure.message ?? lostAnswer);
        }
        const crash = plan.crash?.find(isNow);
        if (crash && !crash.after) {
            this.crash();
        }
        const stale = plan.stale?.filter(isNow) ?? [];
        const missed = (read: string) =>
            stale.filter((one) => (one.read ?? readBack) === read).reduce((sum, { times = 1 }) => sum + times, 0);
        const result = await work({ missed });
        if (crash?.after) {
            this.crash();
        }
        if (failure) {
            throw new CloudError(failure.message ?? lostAnswer);
        }
        return result;
    }

    /** Counts this call, and returns what tells whether a place in the plan means it. */
    private count(token: string, operation: Operation, name: string): (at: At) => boolean {
        const next = (key: string) => {
            const call = (this.calls.get(key) ?? 0) + 1;
            this.calls.set(key, call);
            return call;
        };
        const call = next(`${token} ${operation}`);
        const callOfName = next(`${token} ${operation} ${name}`);
        return (at) =>
            at.type === token &&
            at.operation === operation &&
            (at.name === undefined ? at.call === call : at.name === name && at.call === callOfName);
    }

    /** A token bucket, and the provider's own retries in front of it: only when those are used up does a user see it. */
    private async throttle(plan: FaultPlan, token: string, operation: Operation, maxRetries: number): Promise<void> {
        const limit = plan.throttle?.[serviceOf(token)];
        if (!limit) {
            return;
        }
        for (let attempt = 1; !this.takeToken(serviceOf(token), limit); attempt += 1) {
            if (attempt > maxRetries) {
                throw new CloudError(this.cloud.throttled?.(token, operation, attempt) ?? "Too Many Requests");
            }
            await sleep(Math.min(1000 / limit.perSecond, 20 * 2 ** attempt));
        }
    }

    private takeToken(service: string, limit: { perSecond: number; burst: number }): boolean {
        const now = Date.now();
        const bucket = this.buckets.get(service) ?? { tokens: limit.burst, at: now };
        const tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.perSecond);
        this.buckets.set(service, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
        return tokens >= 1;
    }

    /** From now on the next reads by others of this new object, made by a creation of the type, find nothing. */
    created(token: string, kind: string, id: string): void {
        const reads = this.plan.replicationDelayReads?.[token] ?? 0;
        if (reads > 0) {
            this.unseen.set(`${kind} ${id}`, reads);
        }
    }

    /** Whether anything is still on its way to the readers: else waiting for it is no use. */
    hasUnseen(): boolean {
        return this.unseen.size > 0;
    }

    /** Whether a read finds the object; each asking brings it nearer. */
    isVisible(kind: string, id: string): boolean {
        const key = `${kind} ${id}`;
        const left = this.unseen.get(key);
        if (left === undefined) {
            return true;
        }
        if (left === 0) {
            this.unseen.delete(key);
        } else {
            this.unseen.set(key, left - 1);
        }
        return left === 0;
    }
}

/** The same call, noting the objects that it adds. */
export function noting(call: Call, objects: [kind: string, id: string][]): Call {
    const { store } = call;
    objects.length = 0;
    const put = (kind: string, id: string, value: Values) => {
        if (store.get(kind, id) === undefined) {
            objects.push([kind, id]);
        }
        store.put(kind, id, value);
    };
    const recording: Transaction = {
        get: (kind, id) => store.get(kind, id),
        list: (kind) => store.list(kind),
        remove: (kind, id) => store.remove(kind, id),
        put,
    };
    return { ...call, store: recording };
}

/** The clouds' bad days on request: latency, throttling, failures, crashes and replication delay, from `plan.json`. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Call, Cloud, Operation, Transaction, Values } from "./resourceType";
import { CloudError } from "./resourceType";

interface At {
    type: string;
    operation: Operation;
    /** Counted from 1, per plugin process. */
    call: number;
}
export interface FaultPlan {
    /** By type token; `*` for all others. */
    latencyMs?: Record<string, number>;
    /** By the token's service: `connect` of `aws:connect/user:User`. */
    throttle?: Record<string, { perSecond: number; burst: number }>;
    fail?: (At & { message: string })[];
    crash?: (At & { after?: boolean })[];
    replicationDelayReads?: Record<string, number>;
}

const serviceOf = (token: string): string => token.split(/[:/]/)[1] ?? token;
const isAt = (at: At, token: string, operation: Operation, call: number) =>
    at.type === token && at.operation === operation && at.call === call;

/** Reads the plan anew at each call: a test changes it between two runs, or during one. */
function readPlan(file: string): FaultPlan {
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") {
            return {};
        }
        throw error;
    }
    try {
        return JSON.parse(text) as FaultPlan;
    } catch (error) {
        throw new CloudError(`${file} is not valid JSON: ${(error as Error).message}`);
    }
}

export class Faults {
    private readonly calls = new Map<string, number>();
    private readonly buckets = new Map<string, { tokens: number; at: number }>();
    private readonly unseen = new Map<string, number>();

    constructor(
        private readonly cloud: Cloud,
        private readonly file: string | undefined,
        private readonly crash: () => void = () => process.kill(process.pid, "SIGKILL"),
    ) {}

    private get plan(): FaultPlan {
        return this.file === undefined ? {} : readPlan(this.file);
    }

    /** Runs one request to the cloud with all that the plan has for it. */
    async around<T>(token: string, operation: Operation, maxRetries: number, request: () => Promise<T>): Promise<T> {
        const { plan } = this;
        const key = `${token} ${operation}`;
        const call = (this.calls.get(key) ?? 0) + 1;
        this.calls.set(key, call);
        const latency = plan.latencyMs?.[token] ?? plan.latencyMs?.["*"] ?? 0;
        if (latency > 0) {
            await sleep(latency);
        }
        await this.throttle(plan, token, operation, maxRetries);
        const failure = plan.fail?.find((at) => isAt(at, token, operation, call));
        if (failure) {
            throw new CloudError(failure.message);
        }
        const crash = plan.crash?.find((at) => isAt(at, token, operation, call));
        if (crash && !crash.after) {
            this.crash();
        }
        const result = await request();
        if (crash?.after) {
            this.crash();
        }
        return result;
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

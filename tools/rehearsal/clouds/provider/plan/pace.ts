/** How long the clouds take: latency, and the limits that make a provider wait and ask again. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud, Operation, OperationPace, Values } from "../resourceType";
import { CloudError } from "../resourceType";
import { serviceOf } from "./check";
import type { FaultPlan, Limit } from "./format";

/** One operation, as the pace needs to know it. */
export interface Paced {
    token: string;
    operation: Operation;
    inputs: Values;
    /** How often the provider asks again. */
    maxRetries: number;
}

/** What a test replaces by a clock of its own. */
export interface Clock {
    nowMs(): number;
    wait(ms: number): Promise<unknown>;
}
const realClock: Clock = { nowMs: () => Date.now(), wait: (ms) => sleep(ms) };

/** More requests than the cloud takes, and all of the asker's retries used up. */
export class Throttled extends CloudError {
    constructor(
        message: string,
        readonly retryAfterSeconds: number,
    ) {
        super(message);
    }
}

export class Pace {
    private readonly buckets = new Map<string, { tokens: number; at: number }>();

    constructor(
        private readonly cloud: Cloud,
        private readonly clock: Clock = realClock,
    ) {}

    /** Takes the time that the operation takes, and fails where the provider's own retries are used up. */
    async keep(plan: FaultPlan, paced: Paced): Promise<void> {
        const { token, operation } = paced;
        const factor = plan.factor ?? 1;
        const known = plan.preset === "realistic" ? this.paceOf(paced) : undefined;
        const latency = planned(plan, token, operation) ?? known?.milliseconds ?? 0;
        if (latency > 0) {
            await this.clock.wait(latency * factor);
        }
        const limit = plan.throttle?.[serviceOf(this.cloud, token)] ?? known?.limit;
        for (let request = 0; limit && request < (known?.requests ?? 1); request += 1) {
            await this.throttle(limit, factor, paced);
        }
    }

    /** Some look-ups are answered by the provider itself. */
    asksCloud(token: string): boolean {
        return !this.cloud.pace?.operations.some(({ type, requests }) => type === token && requests === 0);
    }

    private paceOf({ token, operation, inputs }: Paced) {
        const { pace } = this.cloud;
        if (pace === undefined) {
            return undefined;
        }
        const own = pace.operations.find((one) => one.type === token && one.operation === operation);
        const requests = requestsOf(own, inputs);
        const limit: Limit | undefined = pace.limits[serviceOf(this.cloud, token)];
        return { requests, limit, milliseconds: requests * pace.requestMs + (own?.waitMs ?? 0) };
    }

    /** A token bucket, and the provider's own retries in front of it: only when those are used up does a user see it. */
    private async throttle(limit: Limit, factor: number, { token, operation, maxRetries }: Paced): Promise<void> {
        const service = serviceOf(this.cloud, token);
        for (let attempt = 1; !this.takeToken(service, limit, factor); attempt += 1) {
            if (attempt > maxRetries) {
                throw new Throttled(
                    this.cloud.throttled?.(token, operation, attempt) ?? "Too Many Requests",
                    (limit.retryAfter ?? 1 / limit.perSecond) * factor,
                );
            }
            const asked = limit.retryAfter === undefined ? undefined : limit.retryAfter * 1000 * factor;
            await this.clock.wait(asked ?? Math.min((1000 / limit.perSecond) * factor, 20 * 2 ** attempt));
        }
    }

    private takeToken(service: string, { perSecond, burst }: Limit, factor: number): boolean {
        const now = this.clock.nowMs();
        const bucket = this.buckets.get(service) ?? { tokens: burst, at: now };
        const tokens = Math.min(burst, bucket.tokens + (((now - bucket.at) / 1000) * perSecond) / factor);
        this.buckets.set(service, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
        return tokens >= 1;
    }
}

function planned({ latencyMs = {} }: FaultPlan, token: string, operation: Operation): number | undefined {
    for (const latency of [latencyMs[token], latencyMs["*"]]) {
        const milliseconds = typeof latency === "object" ? latency[operation] : latency;
        if (milliseconds !== undefined) {
            return milliseconds;
        }
    }
    return undefined;
}

const requestsOf = (own: OperationPace | undefined, inputs: Values): number =>
    typeof own?.requests === "function" ? own.requests(inputs) : (own?.requests ?? 1);

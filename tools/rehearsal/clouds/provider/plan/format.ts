/** What a plan file says: the clouds' bad days on request. docs/fault-plans.md describes it for those who write one. */
import type { Victim } from "../kill";
import type { Operation } from "../resourceType";

/** One call: the nth of an operation of a type, or of one resource of it. */
export interface At {
    type: string;
    operation: Operation;
    /** Of this resource only: its name in the program. */
    name?: string;
    /** Counted from 1, in each plugin process and from the plan's last change on; with `name`, among the calls for that resource. */
    call: number;
}

/** With `after`, once the cloud has done the work: its answer is lost. */
export type Failure = At & { message?: string; after?: boolean };
/** A process of the run is killed: the plugin, unless `kills` says another. */
export type Crash = At & { after?: boolean; kills?: Victim };
/** One of the provider's own reads within the operation finds nothing: by default `readBack`, once. */
export type StaleRead = At & { read?: string; times?: number };

export interface Limit {
    perSecond: number;
    burst: number;
    /** Seconds that the answer asks the provider to wait: Graph's `Retry-After`. */
    retryAfter?: number;
}

export const faultKinds = ["before", "after", "stale", "crashBefore", "crashAfter"] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface RandomFaults {
    /** The same seed has the same faults. Where there is none, `npm start` takes one and prints it. */
    seed?: number;
    /** How likely an operation of a resource has a fault, 0 to 1. */
    chance?: number;
    kinds?: FaultKind[];
}

export interface FaultPlan {
    /** The latencies and limits of the real clouds, as far as they are known. */
    preset?: "realistic";
    /** What all times are multiplied by, and rates divided by. */
    factor?: number;
    /** By type token, `*` for all others; of all operations, or by operation. They go before the preset's. */
    latencyMs?: Record<string, number | Partial<Record<Operation, number>>>;
    /** By service: `connect` and `iam` of AWS, `graph` of Entra. */
    throttle?: Record<string, Limit>;
    fail?: Failure[];
    crash?: Crash[];
    stale?: StaleRead[];
    /** By type token: reads by others that a new object stays unseen for. */
    replicationDelayReads?: Record<string, number>;
    /** Each fault happens once, over all runs, until the file changes. */
    once?: boolean;
    random?: RandomFaults;
}

/** Lets a request to a cloud meet what the plan has for it: waiting, a failure, a crash, a read that finds nothing. */
import { kill, type Victim } from "./kill";
import { Fired } from "./plan/fired";
import type { At, Crash, FaultPlan } from "./plan/format";
import { Pace, type Paced } from "./plan/pace";
import { type Met, randomFault } from "./plan/random";
import { PlanFile } from "./plan/read";
import { Replication } from "./replication";
import type { Cloud, Request } from "./resourceType";
import { CloudError } from "./resourceType";

/** The connection broke: whether the cloud has done the work is not known to who asked. */
export class LostAnswer extends CloudError {
    constructor() {
        super("read tcp 10.0.0.4:51884->192.0.2.10:443: read: connection reset by peer");
    }
}

const readBack = "readBack";

const failureOf = ({ message }: { message?: string }): CloudError =>
    message === undefined ? new LostAnswer() : new CloudError(message);

/** What is asked of the cloud, and for which resource of the program (none for a look-up). */
export type Asked = Paced & { name: string };

export interface FaultOptions {
    storeFolder: string;
    planFile?: string;
    /** Of random faults, where the plan has none. */
    planSeed?: number;
    crash?: (victim: Victim) => void;
}

export class Faults {
    readonly replication = new Replication();
    private readonly calls = new Map<string, number>();
    private readonly file: PlanFile;
    private readonly pace: Pace;
    private readonly fired: Fired;
    private readonly crash: (victim: Victim) => void;

    constructor(
        private readonly cloud: Cloud,
        private readonly options: FaultOptions,
    ) {
        this.file = new PlanFile(cloud, options.planFile, () => this.calls.clear());
        this.pace = new Pace(cloud);
        this.fired = new Fired(options.storeFolder);
        this.crash = options.crash ?? kill;
    }

    /** Runs one request to the cloud with all that the plan has for it. */
    async around<T>(asked: Asked, work: (request: Request) => Promise<T>): Promise<T> {
        const plan = this.file.read();
        const { fail, crash, stale = [] } = this.meet(plan, asked);
        await this.pace.keep(plan, asked);
        if (fail && !fail.after) {
            throw failureOf(fail);
        }
        if (crash && !crash.after) {
            this.kill(crash);
        }
        const missed = (read: string) =>
            stale.filter((one) => (one.read ?? readBack) === read).reduce((sum, { times = 1 }) => sum + times, 0);
        const result = await work({ missed });
        if (crash?.after) {
            this.kill(crash);
        }
        if (fail) {
            throw failureOf(fail);
        }
        return result;
    }

    /** Without the engine nobody waits for an answer, and no work may follow. Without the program the engine still does. */
    private kill({ kills = "plugin" }: Crash): void {
        this.crash(kills);
        if (kills === "engine") {
            throw new LostAnswer();
        }
    }

    /** A creation of the type added these objects, which others may not see at once. */
    created(token: string, objects: readonly [kind: string, id: string][]): void {
        const reads = this.file.read().replicationDelayReads?.[token] ?? 0;
        for (const [kind, id] of objects) {
            this.replication.hide(kind, id, reads);
        }
    }

    /** What of the plan this call is meant for. */
    private meet(plan: FaultPlan, asked: Asked): Pick<Met, "fail" | "crash"> & { stale?: NonNullable<Met["stale"]>[] } {
        const isNow = this.count(asked);
        const happens = (kind: string) => (at: At, index: number) =>
            isNow(at) && (!plan.once || this.isFirst(`${kind}[${index}]`));
        const random = plan.random === undefined ? {} : this.chance(plan, asked);
        const stale = (plan.stale ?? []).filter(happens("stale"));
        return {
            fail: plan.fail?.find(happens("fail")) ?? random.fail,
            crash: plan.crash?.find(happens("crash")) ?? random.crash,
            stale: random.stale ? [...stale, random.stale] : stale,
        };
    }

    /** A random fault happens at the first call ever: a later run gets further. */
    private chance(plan: FaultPlan, { token, operation, name }: Asked): Met {
        if (!this.pace.asksCloud(token)) {
            return {};
        }
        const random = { ...plan.random, seed: plan.random?.seed ?? this.options.planSeed };
        const type = this.cloud.types.find((one) => one.token === token);
        const met = randomFault(random, token, operation, name, type);
        const isFirst = Object.keys(met).length > 0 && this.isFirst(`${random.seed} ${token} ${operation} ${name}`);
        return isFirst ? met : {};
    }

    private isFirst(fault: string): boolean {
        const mark = `${this.file.hash} ${fault}`;
        if (this.fired.has(mark)) {
            return false;
        }
        this.fired.note(mark);
        return true;
    }

    /** Counts this call, and returns what tells whether a place in the plan means it. */
    private count({ token, operation, name }: Asked): (at: At) => boolean {
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
}

/**
 * An emulated cloud's memory on disk: an append-only journal, one JSON line per change, flushed before the answer goes out.
 * A line torn by a kill is dropped. Several plugin processes may share it: each change takes the lock, reads what the
 * others wrote since, and appends. Rewritten (compacted) only when opened, and only when mostly out of date.
 */
import {
    closeSync,
    fstatSync,
    fsyncSync,
    ftruncateSync,
    mkdirSync,
    openSync,
    readSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
    writeSync,
} from "node:fs";
import { join } from "node:path";
import { takeLock } from "./lock";
import type { Transaction, Values } from "./resourceType";
import { CloudError } from "./resourceType";

type Change = [kind: string, id: string, value: Values | null];
type Kinds = Map<string, Map<string, Values>>;

const compactAboveLines = 500;
const longestLockWaitMs = 20_000;

function freeze<T>(value: T): T {
    if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
        Object.values(value).forEach(freeze);
        Object.freeze(value);
    }
    return value;
}

export class Store implements Pick<Transaction, "get" | "list"> {
    private readonly journal: string;
    private readonly lockFile: string;
    private fd = -1;
    private offset = 0;
    private lines = 0;
    private kinds: Kinds = new Map();
    private queue: Promise<unknown> = Promise.resolve();

    /** `seed` fills a store that has never been used. */
    static async open(
        folder: string,
        seed?: (transaction: Transaction) => void | Promise<void>,
        lockWaitMs = longestLockWaitMs,
    ): Promise<Store> {
        const store = new Store(folder, lockWaitMs);
        await store.transaction(async (transaction) => {
            if (transaction.get("store", "made")) {
                return;
            }
            await seed?.(transaction);
            transaction.put("store", "made", { at: new Date().toISOString() });
        });
        await store.exclusively(async () => store.compact());
        return store;
    }

    private constructor(
        folder: string,
        private readonly lockWaitMs: number,
    ) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        this.journal = join(folder, "journal.jsonl");
        this.lockFile = join(folder, "lock");
    }

    get(kind: string, id: string): Values | undefined {
        this.reload();
        return this.kinds.get(kind)?.get(id);
    }

    list(kind: string): { id: string; value: Values }[] {
        this.reload();
        return [...(this.kinds.get(kind) ?? [])].map(([id, value]) => ({ id, value }));
    }

    /** Runs `work` alone; what it wrote is on disk when this resolves, and nothing of it if it throws. */
    transaction<T>(work: (transaction: Transaction) => T | Promise<T>): Promise<T> {
        return this.exclusively(async () => {
            const draft = new Draft(this.kinds);
            const result = await work(draft);
            if (draft.changes.length > 0) {
                this.append(draft.changes);
            }
            return result;
        });
    }

    close(): void {
        if (this.fd >= 0) {
            closeSync(this.fd);
        }
        this.fd = -1;
    }

    private exclusively<T>(work: () => Promise<T>): Promise<T> {
        const turn = this.queue.then(async () => {
            const release = await takeLock(this.lockFile, this.lockWaitMs);
            try {
                this.reload();
                return await work();
            } finally {
                release();
            }
        });
        this.queue = turn.catch(() => undefined);
        return turn;
    }

    /** Reads what was appended since, by whichever process; from the start if another one compacted. */
    private reload(): void {
        if (this.fd >= 0 && statSync(this.journal, { throwIfNoEntry: false })?.ino !== fstatSync(this.fd).ino) {
            this.close();
        }
        if (this.fd < 0) {
            this.fd = openSync(this.journal, "a+", 0o600);
            this.offset = 0;
            this.lines = 0;
            this.kinds = new Map();
        }
        const length = fstatSync(this.fd).size - this.offset;
        if (length <= 0) {
            return;
        }
        const bytes = Buffer.alloc(length);
        const end = bytes.subarray(0, readSync(this.fd, bytes, 0, length, this.offset)).lastIndexOf(10) + 1;
        for (const line of bytes.toString("utf8", 0, end).split("\n").slice(0, -1)) {
            this.apply(line);
        }
        this.offset += end;
    }

    private apply(line: string): void {
        this.lines += 1;
        let changes: Change[];
        try {
            changes = JSON.parse(line) as Change[];
        } catch {
            throw new CloudError(`the emulated cloud's store is damaged: ${this.journal}, line ${this.lines}`);
        }
        for (const change of changes) {
            this.remember(change);
        }
    }

    private remember([kind, id, value]: Change): void {
        const objects = this.kinds.get(kind) ?? new Map<string, Values>();
        this.kinds.set(kind, objects);
        if (value === null) {
            objects.delete(id);
        } else {
            objects.set(id, freeze(value));
        }
    }

    /** Called with the lock held, so what lies beyond `offset` is a torn line of a process that is gone. */
    private append(changes: Change[]): void {
        if (fstatSync(this.fd).size > this.offset) {
            ftruncateSync(this.fd, this.offset);
        }
        const bytes = Buffer.from(`${JSON.stringify(changes)}\n`);
        try {
            for (let done = 0; done < bytes.length; ) {
                done += writeSync(this.fd, bytes, done);
            }
            fsyncSync(this.fd);
        } catch (error) {
            ftruncateSync(this.fd, this.offset);
            throw error;
        }
        this.reload();
    }

    private compact(): void {
        const live = [...this.kinds.values()].reduce((sum, objects) => sum + objects.size, 0);
        if (this.lines < compactAboveLines || this.lines < 2 * live) {
            return;
        }
        const lines = [...this.kinds].flatMap(([kind, objects]) =>
            [...objects].map(([id, value]) => `${JSON.stringify([[kind, id, value]])}\n`),
        );
        const draft = `${this.journal}.compacted`;
        rmSync(draft, { force: true });
        writeFileSync(draft, lines.join(""), { mode: 0o600, flush: true });
        renameSync(draft, this.journal);
        this.reload();
    }
}

/** The store as one transaction sees it: its own changes over what is stored. */
class Draft implements Transaction {
    readonly changes: Change[] = [];
    private readonly own = new Map<string, Map<string, Values | null>>();

    constructor(private readonly kinds: Kinds) {}

    get(kind: string, id: string): Values | undefined {
        const own = this.own.get(kind)?.get(id);
        return own === null ? undefined : (own ?? this.kinds.get(kind)?.get(id));
    }

    list(kind: string): { id: string; value: Values }[] {
        const ids = new Set([...(this.kinds.get(kind)?.keys() ?? []), ...(this.own.get(kind)?.keys() ?? [])]);
        return [...ids].flatMap((id) => {
            const value = this.get(kind, id);
            return value ? [{ id, value }] : [];
        });
    }

    put(kind: string, id: string, value: Values): void {
        this.change(kind, id, freeze(structuredClone(value)));
    }

    remove(kind: string, id: string): void {
        this.change(kind, id, null);
    }

    private change(kind: string, id: string, value: Values | null): void {
        const objects = this.own.get(kind) ?? new Map<string, Values | null>();
        this.own.set(kind, objects.set(id, value));
        this.changes.push([kind, id, value]);
    }
}

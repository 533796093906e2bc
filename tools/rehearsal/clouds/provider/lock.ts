/**
 * One writer at a time per store, across processes: the engine starts one plugin process per configured provider (the
 * default one and each explicit one), and all of them share the cloud. The lock is held for one change only.
 */
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudError } from "./resourceType";

const pollMs = 5;
const guardAgeMs = 2000;

interface Holder {
    pid: number;
    /** When that process began, by the kernel's clock: process ids are used again. */
    started: string;
}

function startOf(pid: number): string {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    } catch {
        return "";
    }
}

function isAlive({ pid, started }: Holder): boolean {
    try {
        process.kill(pid, 0);
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
    return started === "" || startOf(pid) === "" || startOf(pid) === started;
}

function holderOf(path: string): Holder | undefined {
    try {
        return JSON.parse(readFileSync(path, "utf8")) as Holder;
    } catch {
        return undefined;
    }
}

const own: Holder = { pid: process.pid, started: startOf(process.pid) };

/** Makes the lock file with its content in one step, so that no lock is ever without its holder. */
function tryLock(path: string): boolean {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
    try {
        linkSync(draft, path);
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
            throw error;
        }
        return false;
    } finally {
        unlinkSync(draft);
    }
}

/** Removes the lock of a process that is gone. The guard makes sure that nobody removes a lock taken since. */
function removeStale(path: string): void {
    const guard = `${path}.takeover`;
    try {
        if (Date.now() - statSync(guard).mtimeMs > guardAgeMs) {
            rmSync(guard, { force: true });
        }
    } catch {
        // no guard: the usual case
    }
    if (!tryLock(guard)) {
        return;
    }
    try {
        const holder = holderOf(path);
        if (holder && !isAlive(holder)) {
            rmSync(path, { force: true });
        }
    } finally {
        rmSync(guard, { force: true });
    }
}

/** Takes the lock, waiting at most `waitMs`; the result gives it back. */
export async function takeLock(path: string, waitMs: number): Promise<() => void> {
    const until = Date.now() + waitMs;
    while (!tryLock(path)) {
        const holder = holderOf(path);
        if (holder && !isAlive(holder)) {
            removeStale(path);
        } else if (Date.now() > until) {
            const who = holder ? `process ${holder.pid}` : "another process";
            throw new CloudError(
                `the emulated cloud's store is locked by ${who} (${path}); wait for that run to end, or end it, and run again`,
            );
        }
        await sleep(pollMs);
    }
    return () => rmSync(path, { force: true });
}

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { engineState, type Home, isAlive } from "../rehearsal/engine";
import { printError } from "./output";

/** What the engine writes into the lock of a stack (pkg/backend/diy/lock.go). */
interface Lock {
    pid: number;
    hostname: string;
    timestamp: string;
}

/** A container that is gone leaves locks under a host name that never comes back. */
const otherMachineMs = 10 * 60_000;

/** Waits while another engine works on the stack, and removes the locks of engines that are gone. */
export async function settleLocks(home: Home, project: string, stack: string): Promise<void> {
    const folder = join(engineState(home), ".pulumi", "locks", "organization", project, stack);
    let told = 0;
    for (;;) {
        const held = readLocks(folder).filter(({ file, lock }) => {
            if (lock !== undefined && isHeld(lock)) {
                return true;
            }
            rmSync(file, { force: true });
            return false;
        });
        const holder = held[0]?.lock;
        if (holder === undefined) {
            return;
        }
        if (Date.now() - told > 15_000) {
            told = Date.now();
            printError(`Waiting for another engine (pid ${holder.pid}), which is running on ${stack} …`);
        }
        await sleep(500);
    }
}

/** The process ids of engines that work on any stack of this rehearsal. */
export function busyEngines(home: Home): number[] {
    const folder = join(engineState(home), ".pulumi", "locks");
    if (!existsSync(folder)) {
        return [];
    }
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".json"))
        .map((name) => readLock(join(folder, name)))
        .filter((lock) => lock !== undefined)
        .filter(isHeld)
        .map(({ pid }) => pid);
}

function readLocks(folder: string): { file: string; lock: Lock | undefined }[] {
    if (!existsSync(folder)) {
        return [];
    }
    return readdirSync(folder)
        .map((name) => join(folder, name))
        .map((file) => ({ file, lock: file.endsWith(".json") ? readLock(file) : undefined }));
}

/** Undefined for a lock that was torn by a kill, or is gone meanwhile. */
function readLock(file: string): Lock | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Lock;
    } catch {
        return undefined;
    }
}

function isHeld(lock: Lock): boolean {
    if (lock.hostname !== hostname()) {
        return Date.now() - Date.parse(lock.timestamp) < otherMachineMs;
    }
    return isAlive(lock.pid) && isPulumi(lock.pid);
}

/** After a restart of the machine the number may be another program's. */
function isPulumi(pid: number): boolean {
    const { status, stdout } = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
    return status !== 0 || stdout.includes("pulumi");
}

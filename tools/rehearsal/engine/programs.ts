/** The processes that the language host runs: programs, policy packs, plugins. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

const children = new Set<ChildProcess>();

/** Starts a process that `stopChildren` stops. */
export function start(command: string, args: string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, options);
    children.add(child);
    child.on("close", () => children.delete(child));
    return child;
}

/** How a process ended: with an exit code, or by a signal. */
interface End {
    code: number | null;
    signal: NodeJS.Signals | null;
}

/** Waits for the end of a process; rejects if it could not be started. */
export function endOf(child: ChildProcess): Promise<End> {
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code, signal) => resolve({ code, signal }));
    });
}

/** How a program ended, for the reader. */
export function inWords({ code, signal }: End): string {
    return signal === null ? `Program exited with non-zero exit code: ${code}` : `Program was ended by ${signal}`;
}

/** Stops all that was started and still runs. */
export function stopChildren(signal: NodeJS.Signals): void {
    for (const child of children) {
        child.kill(signal);
    }
}

/** How much memory this process and all that it has started need together. */
import { execFileSync } from "node:child_process";

const intervalMs = 500;

/** The most that was seen while `work` ran, without what this process had before it. */
export async function peakMegabytes(work: () => Promise<unknown>): Promise<number> {
    const before = startedMegabytes();
    let peak = 0;
    const timer = setInterval(() => {
        peak = Math.max(peak, startedMegabytes());
    }, intervalMs);
    try {
        await work();
    } finally {
        clearInterval(timer);
    }
    return Math.max(0, peak - before);
}

/** Resident memory of the processes below this one. */
function startedMegabytes(): number {
    const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" });
    const processes = listed
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/\s+/).map(Number));
    const below = new Set([process.pid]);
    let kilobytes = 0;
    for (let found = true; found; ) {
        found = false;
        for (const [pid = 0, parent = 0, rss = 0] of processes) {
            if (below.has(parent) && !below.has(pid)) {
                below.add(pid);
                kilobytes += rss;
                found = true;
            }
        }
    }
    return kilobytes / 1000;
}

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { startProgress } from "../../rehearsal/engine";
import type { SignIn } from "../../signin/result";
import { openWalk, type WalkTask, walkAll } from "./walkTask";

/** Fewer than these are done before a second thread would have started. */
const fewUsers = 300;
const mostThreads = 8;

/** Takes every user through, on all cores where there are many; answers in the order of the users. */
export async function runWalks(task: WalkTask, users: readonly string[]): Promise<SignIn[]> {
    const results = new Map<string, SignIn>();
    const isLong = users.length > fewUsers;
    const progress = isLong ? startProgress(`Signing in ${users.length} people`) : undefined;
    const take = (lot: SignIn[]) => {
        for (const signIn of lot) {
            results.set(signIn.user, signIn);
        }
        progress?.step(`${bar(results.size / users.length)} ${results.size} of ${users.length}`);
    };
    if (isLong) {
        const threads = Math.min(availableParallelism(), mostThreads);
        await Promise.all(partsOf(users, threads).map((part) => runWorker(task, part, take)));
    } else {
        await walkAll(openWalk(task), users, take);
    }
    progress?.done(`${results.size} of ${users.length}`);
    return users.flatMap((user) => results.get(user) ?? []);
}

function runWorker(task: WalkTask, users: string[], take: (lot: SignIn[]) => void): Promise<void> {
    return new Promise((resolve, reject) => {
        const worker = new Worker(join(__dirname, "worker.mjs"), { workerData: { task, users } });
        worker.on("message", take);
        worker.on("error", reject);
        worker.on("exit", (code) =>
            code === 0 ? resolve() : reject(new Error(`a worker ended with exit code ${code}`)),
        );
    });
}

/** Every n-th, so that no part has all the slow ones. */
function partsOf(users: readonly string[], count: number): string[][] {
    return Array.from({ length: count }, (_, part) => users.filter((_user, index) => index % count === part));
}

const width = 20;

function bar(share: number): string {
    const full = Math.round(share * width);
    return `[${"#".repeat(full)}${" ".repeat(width - full)}]`;
}

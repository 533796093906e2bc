import { type ChildProcess, spawn } from "node:child_process";

export interface EngineRun {
    code: number;
    /** What the engine printed, when it was captured. */
    stdout: string;
    stderr: string;
}

interface EngineProcess {
    command: string;
    args: string[];
    env: NodeJS.ProcessEnv;
    cwd?: string;
    /** Keeps what the engine prints instead of showing it. */
    capture?: boolean;
    /** Ends an engine that takes longer: for tests, which must not leave one behind. */
    limitMs?: number;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The exit code of an engine that was ended because it took longer than it may, as `timeout` of GNU has it. */
export const overLimit = 124;

/** npm and the terminal each deliver one Ctrl-C; the engine takes a second signal as "stop at once". */
const oneKeystrokeMs = 1000;

/**
 * Runs the engine to its end. It has a process group of its own, so that Ctrl-C reaches it through here, once: it then
 * cancels gracefully and keeps what it has done. Pressing Ctrl-C again stops it at once.
 */
export function runEngine({ command, args, env, cwd, capture, limitMs }: EngineProcess): Promise<EngineRun> {
    const out = capture ? "pipe" : "inherit";
    const child = spawn(command, args, {
        cwd,
        env,
        detached: true,
        stdio: ["ignore", out, out],
    });
    const captured = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
        child[name]?.setEncoding("utf8").on("data", (text: string) => {
            captured[name] += text;
        });
    }
    let last = Number.NEGATIVE_INFINITY;
    const forward = () => {
        if (Date.now() - last > oneKeystrokeMs) {
            last = Date.now();
            child.kill("SIGINT");
        }
    };
    for (const signal of signals) {
        process.on(signal, forward);
    }
    let killedCode = 1;
    const kill = () => {
        killedCode = overLimit;
        killGroup(child);
    };
    const limit = limitMs === undefined ? undefined : setTimeout(kill, limitMs);
    return new Promise((resolve, reject) => {
        const finish = () => {
            clearTimeout(limit);
            for (const signal of signals) {
                process.off(signal, forward);
            }
        };
        child.on("error", (error) => {
            finish();
            reject(error);
        });
        child.on("close", (code) => {
            finish();
            resolve({ code: code ?? killedCode, ...captured });
        });
    });
}

/** The engine with what it has started; its plugins and language host end themselves when it is gone. */
function killGroup({ pid }: ChildProcess): void {
    if (pid !== undefined) {
        process.kill(-pid, "SIGKILL");
    }
}

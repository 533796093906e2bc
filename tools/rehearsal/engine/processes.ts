import { spawn } from "node:child_process";

/** How a command that was run to its end came out. */
interface Finished {
    /** The exit code; 127 if the command could not be started, 128 if a signal ended it. */
    code: number;
    stdout: string;
    stderr: string;
}

interface RunOptions {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    timeoutMs?: number;
    /** Called with each line the command writes to its standard error. */
    onLine?(line: string): void;
}

/** Runs a command to its end, without a shell; never rejects. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<Finished> {
    return new Promise((resolve) => {
        const { cwd, env, timeoutMs: timeout } = options;
        const child = spawn(command, args, { cwd, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
        let stdout = "";
        let stderr = "";
        let partial = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
            stdout += text;
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            stderr += text;
            const lines = (partial + text).split("\n");
            partial = lines.pop() ?? "";
            for (const line of lines) {
                options.onLine?.(line);
            }
        });
        child.on("error", (error) => resolve({ code: 127, stdout, stderr: error.message }));
        child.on("close", (code, signal) => resolve({ code: code ?? 128, stdout, stderr: stderr || (signal ?? "") }));
    });
}

/** The line of an output that says most about a failure: the last one with words in it. */
export function lastLine(text: string): string {
    return text.trim().split("\n").at(-1)?.trim() ?? "";
}

/** Whether a process with this id runs (also when it is somebody else's). */
export function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}

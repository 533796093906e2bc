/** Running `connect-sso` and `pipeline` within the test's process: quicker than a process each, with the same exit code and streams. */
import { connectSso } from "../../tools/cli/connectSso";
import { pipeline } from "../../tools/cli/pipeline";

export interface CommandRun {
    code: number;
    stdout: string;
    stderr: string;
}

/** Both streams are recorded; the rehearsal is an empty folder unless one is named. */
export function runConnectSso(args: string[], rehearsal = "/nonexistent/rehearsal"): Promise<CommandRun> {
    return recorded(() => connectSso(args), { CONNECT_ENTRA_SSO_REHEARSAL_DIR: rehearsal, INIT_CWD: "/" });
}

/** As it would be typed in a folder. */
export function runPipeline(args: string[], folder: string, env: NodeJS.ProcessEnv = {}): Promise<CommandRun> {
    return recorded(() => pipeline(args), {
        CONNECT_ENTRA_SSO_REHEARSAL_DIR: "/nonexistent/rehearsal",
        GITHUB_WORKSPACE: folder,
        RUNNER_TEMP: folder,
        ...env,
        INIT_CWD: folder,
    });
}

/** Runs in this environment; what it prints is kept from the log, where a runner would take lines of it for commands. */
export async function recorded(run: () => Promise<number>, env: NodeJS.ProcessEnv): Promise<CommandRun> {
    const said = { stdout: "", stderr: "" };
    const writers = { stdout: process.stdout.write, stderr: process.stderr.write };
    const before = { ...process.env };
    Object.assign(process.env, env);
    for (const name of ["stdout", "stderr"] as const) {
        process[name].write = ((text: string) => {
            said[name] += text;
            return true;
        }) as typeof process.stdout.write;
    }
    try {
        return { code: await run(), ...said };
    } finally {
        process.stdout.write = writers.stdout;
        process.stderr.write = writers.stderr;
        process.env = before;
    }
}

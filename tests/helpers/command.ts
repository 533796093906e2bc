/** Running `connect-sso` within the test's process: quicker than a process each, with the same exit code and streams. */
import { connectSso } from "../../tools/cli/connectSso";

export interface CommandRun {
    code: number;
    stdout: string;
    stderr: string;
}

/** Both streams are recorded; the rehearsal is an empty folder unless one is named. */
export async function runConnectSso(args: string[], rehearsal = "/nonexistent/rehearsal"): Promise<CommandRun> {
    const said = { stdout: "", stderr: "" };
    const writers = { stdout: process.stdout.write, stderr: process.stderr.write };
    const before = { ...process.env };
    process.env.CONNECT_ENTRA_SSO_REHEARSAL_DIR = rehearsal;
    process.env.INIT_CWD = "/";
    for (const name of ["stdout", "stderr"] as const) {
        process[name].write = ((text: string) => {
            said[name] += text;
            return true;
        }) as typeof process.stdout.write;
    }
    try {
        return { code: await connectSso(args), ...said };
    } finally {
        process.stdout.write = writers.stdout;
        process.stderr.write = writers.stderr;
        process.env = before;
    }
}

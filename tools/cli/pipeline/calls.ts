/** What a pipeline asks `pulumi` and `az`, in the folder of the stack. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type EngineRun, runEngine } from "../engineProcess";
import { UsageError } from "../errors";
import { projectFolder } from "../settings";
import { withPrivateFolder } from "./privateFolder";
import { harmless } from "./workflowCommands";

/**
 * Runs a command to its end and keeps what it printed. It gets no token of GitHub's: a program that it runs needs none. A UsageError
 * where it is not installed.
 */
export async function call(command: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<EngineRun> {
    try {
        const { GITHUB_TOKEN: _, ...withoutToken } = process.env;
        const env = { ...withoutToken, ...more };
        const run = await runEngine({ command, args, env, cwd: projectFolder(), capture: true });
        return { ...run, stderr: harmless(run.stderr) };
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") {
            throw new UsageError(`${command}: there is no such command on PATH; install it in a step before this one`);
        }
        throw error;
    }
}

const quietly = ["--non-interactive", "--color", "never"];

export function previewStack(stack: string, ...options: string[]): Promise<EngineRun> {
    return call("pulumi", ["preview", "--stack", stack, "--json", ...quietly, ...options]);
}

/**
 * The same under policy packs. Their violations are in the engine's event log only, which Pulumi's Automation API reads by the same
 * option and variable.
 */
export async function previewUnderPolicies(
    stack: string,
    packs: readonly string[],
    ...options: string[]
): Promise<EngineRun & { eventLog?: string }> {
    if (packs.length === 0) {
        return previewStack(stack, ...options);
    }
    return withPrivateFolder(async (folder) => {
        const file = join(folder, "events.json");
        const logged = ["--event-log", file, ...packs, ...options];
        const args = ["preview", "--stack", stack, "--json", ...quietly, ...logged];
        const run = await call("pulumi", args, { PULUMI_DEBUG_COMMANDS: "true" });
        return { ...run, ...eventLogIn(file) };
    });
}

/** Nothing where the preview could not begin. */
export function eventLogIn(file: string): { eventLog?: string } {
    const eventLog = existsSync(file) ? readFileSync(file, "utf8") : "";
    return eventLog.includes('"policyEvent"') ? { eventLog } : {};
}

/** Options for this project's pack in a folder, and for its configuration where the stack's folder has one. */
export function packOptions(pack: string | undefined, folder: string): string[] {
    if (pack === undefined) {
        return [];
    }
    const configuration = join(folder, "policy-config.json");
    return ["--policy-pack", pack, ...(existsSync(configuration) ? ["--policy-pack-config", configuration] : [])];
}

/**
 * The stack's state, as `pulumi stack export` prints it. With its secrets it is kept in memory, and never printed.
 * Undefined for a stack that was never deployed.
 */
export async function exportStack(stack: string, ...options: "--show-secrets"[]): Promise<string | undefined> {
    const { code, stdout, stderr } = await call("pulumi", [
        "stack",
        "export",
        "--stack",
        stack,
        ...options,
        ...quietly,
    ]);
    if (code !== 0) {
        throw new Error(`pulumi stack export --stack ${stack}: exit code ${code}: ${stderr.trim()}`);
    }
    const { deployment } = parsedState(stdout, stack);
    return (deployment?.resources ?? []).length === 0 ? undefined : stdout;
}

/** The parser's own message quotes a piece of the text, which may be of a secret. */
function parsedState(text: string, stack: string): { deployment?: { resources?: unknown[] } } {
    try {
        return JSON.parse(text) as { deployment?: { resources?: unknown[] } };
    } catch {
        throw new Error(`pulumi stack export --stack ${stack}: it printed no JSON`);
    }
}

const firstPage =
    "https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,mail,employeeId,accountEnabled,userType&$top=999";
const mostPages = 1000;

/** Everybody in the directory, as `sign-in --directory` takes it; or why they can't be read, for example for lack of a permission. */
export async function readPeople(
    url = process.env.GRAPH_USERS_URL ?? firstPage,
): Promise<{ people: string } | { failure: string }> {
    const read = await readPages(url);
    return "failure" in read ? read : { people: JSON.stringify({ value: read.items }) };
}

/** Everything of a list of Microsoft Graph, page by page, never from another host; or why it can't be read. */
export async function readPages(url: string): Promise<{ items: unknown[] } | { failure: string }> {
    const items: unknown[] = [];
    const origin = new URL(url).origin;
    let next: string | undefined = url;
    for (let page = 0; next !== undefined; page++) {
        if (page === mostPages) {
            return { failure: `az rest: more than ${mostPages} pages` };
        }
        const args = ["rest", "--method", "get", "--url", next, "--output", "json"];
        const { code, stdout, stderr }: EngineRun = await call("az", args).catch(notInstalled);
        if (code !== 0) {
            return { failure: `az rest --url ${next}: exit code ${code}: ${stderr.trim()}` };
        }
        const answer = JSON.parse(stdout) as { value?: unknown[]; "@odata.nextLink"?: string };
        items.push(...(answer.value ?? []));
        next = answer["@odata.nextLink"];
        if (next !== undefined && new URL(next).origin !== origin) {
            return { failure: `az rest: the next page is at ${new URL(next).origin}, not at ${origin}` };
        }
    }
    return { items };
}

/** Without the Azure CLI less is known, and that is all. */
function notInstalled(error: Error): EngineRun {
    if (error instanceof UsageError) {
        return { code: 127, stdout: "", stderr: error.message };
    }
    throw error;
}

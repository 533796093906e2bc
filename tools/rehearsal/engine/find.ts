import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { buildEngine, canBuildEngine, renewLanguageHostScript } from "./build";
import { engineCache, pinnedFolder } from "./cache";
import { downloadEngine } from "./download";
import { run } from "./processes";
import { isRecentEnough, minimumVersion, parseVersion, pinnedVersion } from "./version";

/** A Pulumi engine that can run the program. */
export interface Engine {
    /** Absolute path of the `pulumi` command. */
    command: string;
    version: string;
    /** How it was come by, in words for the reader. */
    origin: string;
}

/** One way of coming by an engine: the engine, or in one line why it can't be had that way. */
type Attempt = Engine | { failure: string };

/** Thrown when no way leads to an engine; its message has each way's reason and what to install. */
export class EngineNotFound extends Error {
    constructor(failures: string[]) {
        super(
            [
                "No Pulumi engine found on this machine:",
                ...failures.map((failure) => `  - ${failure}`),
                `Install ${canBuildEngine ? "one of these" : "it"}, then run the command again: the Pulumi CLI ${minimumVersion} or newer ` +
                    `(https://www.pulumi.com/docs/install/)${canBuildEngine ? ", or Go 1.26 or newer (https://go.dev/dl/)" : ""}.`,
            ].join("\n"),
        );
        this.name = "EngineNotFound";
    }
}

/** Finds the engine: on PATH, in the cache, from the official download, or built from the pinned Go modules. */
export async function findEngine(env: NodeJS.ProcessEnv = process.env): Promise<Engine> {
    const failures: string[] = [];
    for (const way of [onPath, inCache, downloaded, built]) {
        const attempt = await way(env);
        if (!("failure" in attempt)) {
            return attempt;
        }
        failures.push(attempt.failure);
    }
    throw new EngineNotFound(failures);
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Attempt> {
    const command = findOnPath("pulumi", env);
    if (command === undefined) {
        return { failure: "PATH: there is no `pulumi` command" };
    }
    const beside = join(dirname(realpathSync(command)), "pulumi-language-nodejs");
    if (!existsSync(beside) && findOnPath("pulumi-language-nodejs", env) === undefined) {
        return { failure: `PATH: ${command} has no \`pulumi-language-nodejs\` beside it, so it can't run Node.js` };
    }
    return check(command, "on PATH", env, (version) =>
        isRecentEnough(version) ? undefined : `is version ${version}, ${minimumVersion} or a newer 3.x is needed`,
    );
}

async function inCache(env: NodeJS.ProcessEnv): Promise<Attempt> {
    const command = join(pinnedFolder(engineCache(env)), "pulumi");
    if (!existsSync(command)) {
        return { failure: `cache: ${dirname(command)} is not there yet` };
    }
    renewLanguageHostScript(dirname(command));
    return check(command, "cached", env, isPinned);
}

async function downloaded(env: NodeJS.ProcessEnv): Promise<Attempt> {
    const failure = await downloadEngine(engineCache(env), env);
    return failure === undefined ? check(pinnedCommand(env), "downloaded", env, isPinned) : { failure };
}

async function built(env: NodeJS.ProcessEnv): Promise<Attempt> {
    const failure = await buildEngine(engineCache(env), env);
    return failure === undefined ? check(pinnedCommand(env), "built", env, isPinned) : { failure };
}

function pinnedCommand(env: NodeJS.ProcessEnv): string {
    return join(pinnedFolder(engineCache(env)), "pulumi");
}

function isPinned(version: string): string | undefined {
    return version === pinnedVersion ? undefined : `is version ${version}, not ${pinnedVersion}`;
}

/** Asks the command for its version, which also shows that it runs on this machine. */
async function check(
    command: string,
    origin: string,
    env: NodeJS.ProcessEnv,
    objection: (version: string) => string | undefined,
): Promise<Attempt> {
    const { code, stdout, stderr } = await run(command, ["version"], {
        env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
        timeoutMs: 30_000,
    });
    const version = parseVersion(stdout);
    if (code !== 0 || version === undefined) {
        return { failure: `${origin}: ${command} doesn't run: ${(stderr || stdout).trim().split("\n")[0] ?? ""}` };
    }
    const problem = objection(version);
    return problem === undefined ? { command, version, origin } : { failure: `${origin}: ${command} ${problem}` };
}

/** The first executable file of this name on PATH. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
    return (env.PATH ?? "")
        .split(delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => join(folder, name))
        .find(isExecutable);
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

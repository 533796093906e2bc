/** What a pull request does to a stack, on emulated clouds: for forks, whose code must not meet an account. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type EngineRun, runEngine } from "../engineProcess";
import { print } from "../output";
import { home } from "../settings";
import { findStackFile } from "../stackFile";
import { isMapping, type Mapping, readYaml } from "../yaml";
import { assumedDirectory } from "./assumedDirectory";
import { call, eventLogIn, packOptions } from "./calls";
import { withPrivateFolder, writePrivate } from "./privateFolder";
import { commentOf, fenced, reviewOf } from "./reviewing";
import { annotate, summarize } from "./reviewStep";

/** GitHub takes a megabyte for a step. */
const longestTable = 200_000;

/** Runs a program of this checkout (`start.mjs`, `connect-sso.mjs`) in its folder. */
export type RunProgram = (
    project: string,
    program: string,
    args: string[],
    env: NodeJS.ProcessEnv,
) => Promise<EngineRun>;

const runProgram: RunProgram = (project, program, args, env) =>
    runEngine({
        command: process.execPath,
        args: [join(project, "tools", "cli", program), ...args],
        env,
        cwd: project,
        capture: true,
    });

export interface Rehearsals {
    /** The checkout, and what runs its programs. */
    project?: string;
    run?: RunProgram;
}

/** `base`: the commit that the pull request changes. Returns the exit code of the last rehearsal that was not as it should be. */
export async function runRehearsals(
    stacks: readonly string[],
    base: string,
    options: Rehearsals = {},
): Promise<number> {
    const { project = home().project, run = runProgram } = options;
    let worst = 0;
    for (const stack of stacks) {
        worst = (await withPrivateFolder((folder) => rehearseStack(stack, base, { folder, project, run }))) || worst;
    }
    return worst;
}

interface Place extends Required<Rehearsals> {
    /** For this stack alone, removed afterwards. */
    folder: string;
}

async function rehearseStack(stack: string, base: string, { folder, project, run }: Place): Promise<number> {
    const file = findStackFile(project, stack);
    const proposed = readFileSync(file, "utf8");
    const before = await textAt(base, file);
    const content = await directoryFor(project, file, before, folder);
    const directory = writePrivate(folder, "directory.json", JSON.stringify(content));
    const env = {
        ...process.env,
        CONNECT_ENTRA_SSO_REHEARSAL_DIR: join(folder, "rehearsal"),
        NO_COLOR: "1",
        // For --event-log.
        PULUMI_DEBUG_COMMANDS: "true",
    };
    const start = (...args: string[]) =>
        run(project, "start.mjs", ["--stack", stack, "--directory", directory, ...args], env);

    const deployed = before === undefined ? undefined : await withText(file, before, proposed, () => start("up"));
    const log = join(folder, "events.json");
    // As this checkout has it: what is proposed is judged by what it proposes.
    const pack = join(project, "policy");
    const packs = packOptions(existsSync(pack) ? pack : undefined, project);
    const logged = packs.length === 0 ? [] : ["--event-log", log, ...packs];
    const { code: ended, stdout, stderr } = await start("preview", "--json", ...logged);
    const today = await start("export", "--show-secrets");
    const review = reviewOf({
        stack,
        preview: stdout,
        text: stderr,
        code: ended,
        ...eventLogIn(log),
        ...(deployed?.code === 0 && today.code === 0 ? { exported: today.stdout } : {}),
        people: readFileSync(directory, "utf8"),
    });
    annotate(file, review, "github");
    // A refusal leaves everything as it is: then the table is of today.
    const code = review.verdict === "refused" ? refused : await deploy(start);
    const signIns = await run(project, "connect-sso.mjs", ["sign-in", "--stack", stack], env);
    const notes = [
        ...(before === undefined ? ["The stack is new: all of it is shown as a change."] : []),
        ...(deployed !== undefined && deployed.code !== 0
            ? ["The stack as it is today could not be rehearsed, so that all of it is shown as a change."]
            : []),
        "Rehearsed on emulated clouds, where everybody in the stack file has an account. Nothing is known of the real clouds.",
        `#### Who can sign in ${whenOf(code)}`,
    ];
    const table = fenced((signIns.stdout || signIns.stderr).trim().slice(0, longestTable));
    summarize([commentOf([review]).trimEnd(), ...notes, table].join("\n\n"));
    return code;
}

const refused = 3;

/** After a deployment that failed half way it is neither. */
const whenOf = (code: number) =>
    code === 0 ? "after it" : code === refused ? "today" : "after it was rehearsed, which failed: see the log";

/** The whole rehearsal, for the log. */
async function deploy(start: (...args: string[]) => Promise<EngineRun>): Promise<number> {
    const { code, stdout, stderr } = await start();
    print(`${stdout}${stderr}`);
    return code;
}

/** The directory that both the stack of today and the proposed one find everybody in. */
async function directoryFor(
    project: string,
    file: string,
    before: string | undefined,
    folder: string,
): Promise<object> {
    const known = JSON.parse(
        readFileSync(join(__dirname, "..", "..", "rehearsal", "directory.json"), "utf8"),
    ) as Mapping;
    const today = before === undefined ? [] : [writePrivate(folder, basename(file), before)];
    const configurations = [file, ...today].map(configOf);
    const name = (readYaml(join(project, "Pulumi.yaml")) as Mapping).name;
    return assumedDirectory(
        known,
        [...configurations, usersOfFiles(project, configurations, String(name))],
        String(name),
    );
}

function configOf(file: string): Mapping {
    try {
        const content = readYaml(file);
        return isMapping(content) && isMapping(content.config) ? content.config : {};
    } catch {
        // The rehearsal says what is wrong with it.
        return {};
    }
}

function usersOfFiles(project: string, configurations: readonly Mapping[], name: string): Mapping {
    const { readUsersFile } = require("../../../usersFile") as typeof import("../../../usersFile");
    const files = configurations
        .map((config) => config[`${name}:usersFile`])
        .filter((it) => typeof it === "string" && it !== "");
    const found = files.filter((path) => existsSync(join(project, String(path))));
    return { users: Object.assign({}, ...found.map((path) => readUsersFile(join(project, String(path))).users)) };
}

/** The file as it was at that commit; undefined where it was not there. */
async function textAt(base: string, file: string): Promise<string | undefined> {
    const { code, stdout } = await call("git", ["-C", dirname(file), "show", `${base}:./${basename(file)}`]);
    return code === 0 ? stdout : undefined;
}

/** Does something while the file has another text. */
async function withText<Result>(
    file: string,
    text: string,
    original: string,
    use: () => Promise<Result>,
): Promise<Result> {
    try {
        writeFileSync(file, text);
        return await use();
    } finally {
        writeFileSync(file, original);
    }
}

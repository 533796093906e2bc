/** A checkout in a folder of its own, with a rehearsal in it, and the commands that somebody types there. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CloudObjects, cloudsFolder, readClouds } from "../../tools/cli/cloudStores";
import { type EngineRun, runEngine } from "../../tools/cli/engineProcess";
import { busyEngines } from "../../tools/cli/locks";
import { openStack } from "../../tools/cli/rehearsal";
import { toYaml } from "../../tools/cli/yaml";
import type { KeyOrder } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import type { FaultPlan } from "../../tools/rehearsal/clouds/provider/plan/format";
import { engineEnvironment, engineState, type Home } from "../../tools/rehearsal/engine";
import { checkout } from "../helpers/builtOnce";
import { compiledCheckout, compileProgram } from "../helpers/compiledCheckout";
import type { Way } from "./matrix";

export interface Run {
    code: number;
    output: string;
    stdout: string;
}

export const stack = "dev";
export const project = "connect-entra-sso";
const withoutIdentity = { NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "withoutIdentity.cjs"))}` };
/** A run that hangs is one that failed. */
const limitMs = 300_000;

export class World {
    readonly home: Home;
    private readonly kept: string;

    /** What was made in this folder. */
    constructor(folder: string) {
        this.home = { project: join(folder, "project"), rehearsal: join(folder, "project", ".rehearsal") };
        this.kept = join(folder, "kept");
    }

    /** With the stack made, and nothing in it. */
    static async make(
        folder: string,
        config: Record<string, unknown>,
        { keyOrder, program }: { keyOrder?: KeyOrder; program?: string } = {},
    ): Promise<World> {
        const world = new World(folder);
        cpSync(await compiledCheckout(), world.home.project, { recursive: true });
        if (program !== undefined) {
            await compileProgram(join(__dirname, "programs", `${program}.ts`), world.program);
        }
        symlinkSync(join(checkout, "node_modules"), join(world.home.project, "node_modules"));
        if (keyOrder !== undefined) {
            const directory = JSON.parse(readFileSync(world.directory, "utf8"));
            writeFileSync(world.directory, JSON.stringify({ ...directory, keyOrder }));
        }
        world.configure(config);
        const { stackCommand } = await world.open();
        const { code, stderr } = await stackCommand(["init", "--no-select"], { capture: true });
        if (code !== 0) {
            throw new Error(`pulumi stack init: ${stderr}`);
        }
        return world;
    }

    /** The directory that the clouds begin with. */
    private get directory(): string {
        return join(this.home.project, "tools", "rehearsal", "directory.json");
    }

    private get program(): string {
        return join(this.home.project, "index.js");
    }

    private open(env: NodeJS.ProcessEnv = {}): ReturnType<typeof openStack> {
        return openStack({ stack, directory: this.directory }, this.home, env);
    }

    /** The checkout of an earlier copy is kept, and with it what was made to start its plugins from. */
    copyTo(folder: string): World {
        const copy = new World(folder);
        const isThere = existsSync(copy.home.project);
        const [from, to] = isThere
            ? [this.home.rehearsal, copy.home.rehearsal]
            : [this.home.project, copy.home.project];
        rmSync(to, { recursive: true, force: true });
        cpSync(from, to, { recursive: true, verbatimSymlinks: true });
        cpSync(this.directory, copy.directory);
        cpSync(this.program, copy.program);
        return copy;
    }

    configure(config: Record<string, unknown>): void {
        const named = Object.entries(config).map(([key, value]) => [
            key.includes(":") ? key : `${project}:${key}`,
            value,
        ]);
        writeFileSync(join(this.home.project, `Pulumi.${stack}.yaml`), toYaml({ config: Object.fromEntries(named) }));
    }

    /** The faults from now on; none without a plan. */
    plan(plan?: FaultPlan): void {
        const file = join(this.home.rehearsal, "plan.json");
        rmSync(file, { force: true });
        if (plan !== undefined) {
            writeFileSync(file, JSON.stringify(plan));
        }
    }

    /** How many faults of plans have happened. */
    faultsMet(): number {
        return this.linesOf("faults.txt");
    }

    clouds(): Record<string, CloudObjects> {
        return readClouds(this.home);
    }

    /** How often the clouds have changed. */
    changes(): number {
        return this.linesOf("journal.jsonl");
    }

    private linesOf(name: string): number {
        return ["aws", "azuread"]
            .map((cloud) => join(cloudsFolder(this.home), cloud, name))
            .filter((file) => existsSync(file))
            .reduce((sum, file) => sum + readFileSync(file, "utf8").split("\n").length - 1, 0);
    }

    /** `pulumi up` or `pulumi destroy`, as it is or by `npm start`. */
    run(way: Way, operation: "up" | "destroy", ...more: string[]): Promise<Run> {
        if (way === "start") {
            return this.command(node(this, "start.mjs", operation));
        }
        const words = operation === "destroy" ? ["--run-program"] : [];
        return this.pulumi([operation, "--yes", ...words, ...more], envOf(way));
    }

    /** By `npm start`, with the state on a disk that has only so much room left. Linux only. */
    async runOnSmallDisk(operation: "up" | "destroy", spareKilobytes: number): Promise<Run> {
        const state = engineState(this.home);
        const [copy, left] = [`${state}.copy`, `${state}.left`];
        const script = [
            'state=$1 copy=$2 left=$3 spare=$4; shift 4; cp -a "$state" "$copy"',
            'mount -t tmpfs -o size=$(($(du -sk "$copy" | cut -f1) + spare))k tmpfs "$state"; cp -a "$copy/." "$state/"',
            'code=0; "$@" || code=$?; cp -a "$state" "$left"; exit $code',
        ].join("\n");
        const own = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec", script];
        const run = await this.command([
            ...own,
            "sh",
            state,
            copy,
            left,
            `${spareKilobytes}`,
            ...node(this, "start.mjs", operation),
        ]);
        if (!existsSync(left)) {
            throw new Error(`there is no small disk to be had here: ${run.output}`);
        }
        for (const folder of [state, copy]) {
            rmSync(folder, { recursive: true });
        }
        renameSync(left, state);
        return run;
    }

    /** A command of the engine that runs the program, with nothing settled before. */
    async pulumi(words: string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
        const { run } = await this.open(env);
        return runOf(await run([...words, "--non-interactive", "--color", "never"], { capture: true, limitMs }));
    }

    async cancel(): Promise<Run> {
        const { engine, stack: copy } = await this.open();
        const args = ["cancel", "--yes", "-C", copy.folder, "--stack", stack, "--non-interactive"];
        const env = engineEnvironment(engine, this.home);
        return runOf(await runEngine({ command: engine.command, args, env, capture: true, limitMs }));
    }

    connectSso(...words: string[]): Promise<Run> {
        return this.command(node(this, "connect-sso.mjs", ...words));
    }

    /** As Ctrl-C: the engine has a process group of its own, by `npm start` too. */
    interrupt(): void {
        for (const pid of busyEngines(this.home)) {
            process.kill(pid, "SIGINT");
        }
    }

    /** Remembers how all stands now, to come back to it. */
    keep(): void {
        rmSync(this.kept, { recursive: true, force: true });
        cpSync(this.home.rehearsal, this.kept, { recursive: true });
    }

    comeBack(): void {
        rmSync(this.home.rehearsal, { recursive: true });
        cpSync(this.kept, this.home.rehearsal, { recursive: true });
    }

    /** `connect-sso recover`, whose preview can ask no more than the way's own. */
    recover(way: Way): Promise<Run> {
        return this.command(node(this, "connect-sso.mjs", "recover", "--run", "--yes"), envOf(way));
    }

    private command([command = "", ...words]: string[], more: NodeJS.ProcessEnv = {}): Promise<Run> {
        const { CONNECT_ENTRA_SSO_REHEARSAL_DIR: _, INIT_CWD: __, ...env } = process.env;
        const child = spawn(command, words, {
            cwd: this.home.project,
            env: { ...env, ...more, NO_COLOR: "1" },
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        const limit = setTimeout(() => child.kill("SIGKILL"), limitMs);
        const run: Run = { code: 1, output: "", stdout: "" };
        for (const name of ["stdout", "stderr"] as const) {
            child[name].setEncoding("utf8").on("data", (text: string) => {
                run.output += text;
                run.stdout += name === "stdout" ? text : "";
            });
        }
        return new Promise((resolve) => {
            child.on("close", (code) => {
                clearTimeout(limit);
                resolve({ ...run, code: code ?? 128 });
            });
        });
    }
}

const envOf = (way: Way): NodeJS.ProcessEnv => (way === "bare" ? withoutIdentity : {});

/** The words that run an entry of the checkout. */
const node = ({ home }: World, entry: string, ...words: string[]): string[] => [
    process.execPath,
    join(home.project, "tools", "cli", entry),
    ...words,
];

const runOf = ({ code, stdout, stderr }: EngineRun): Run => ({ code, stdout, output: stdout + stderr });

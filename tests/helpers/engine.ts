import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CloudObjects, cloudsFolder, readClouds } from "../../tools/cli/cloudStores";
import { overLimit, runEngine } from "../../tools/cli/engineProcess";
import { startGraphServer } from "../../tools/cli/graphServer";
import { lenientEnvironment, readEchoed } from "../../tools/cli/lenient";
import { chooseSeeds, seedEnvironment } from "../../tools/cli/seeds";
import type { Checkpoint } from "../../tools/cli/stateFile";
import { isMapping, readYaml, toYaml } from "../../tools/cli/yaml";
import type { GraphServer } from "../../tools/rehearsal/clouds/azuread/https";
import {
    type Engine,
    engineEnvironment,
    engineState,
    findEngine,
    type Home,
    prepareHome,
} from "../../tools/rehearsal/engine";

import { bundledProgram } from "./bundledProgram";
import { runConnectSso } from "./command";

const checkout = join(__dirname, "..", "..");

/** How a run of the engine, or of a command, came out. */
export interface Run {
    code: number;
    stdout: string;
    stderr: string;
    /** Both streams, without the colours: what a person would have read. */
    output: string;
}

/** One step of `preview --json`. */
export interface Step {
    op: string;
    urn: string;
    type: string;
    name: string;
    /** Properties that change, and those of them that replace. */
    diffReasons?: string[];
    replaceReasons?: string[];
    inputs?: Record<string, unknown>;
}

export interface StackOptions {
    /** Keys without a namespace are the program's own (its project's): `users`, but `aws:region`. */
    config?: Record<string, unknown>;
    /** The stack's name; `test` unless another is needed. */
    name?: string;
    /** What the emulated Entra and AWS begin with, in the form of tools/rehearsal/directory.json and account.json. */
    directory?: unknown;
    account?: unknown;
    /** Faults of the clouds (plan.json). */
    plan?: unknown;
    /** `--lenient`: what the clouds do not model is echoed; `echoed()` lists it. */
    lenient?: boolean;
    /** Folder of the program, if it is not the one of this checkout. */
    program?: string;
    /** Further variables of the engine; `bounded` where its time is measured. */
    env?: NodeJS.ProcessEnv;
    /** How long one run of the engine may take; one that takes longer is killed, and throws. */
    limitMs?: number;
}

/** A program that runs away fails its test, not the machine. */
export const bounded = { NODE_OPTIONS: "--max-old-space-size=1500" };

/** Other programs, too, load late what few need, as that of the checkout does: an operation takes a quarter less CPU time. */
const late = { NODE_OPTIONS: `${bounded.NODE_OPTIONS} --require "${join(checkout, "tools", "lateModules.cjs")}"` };

let engine: Promise<Engine> | undefined;

/** Makes a stack with clouds of its own in a temporary folder; `remove` it afterwards. */
export async function makeStack(options: StackOptions = {}): Promise<EngineStack> {
    const home: Home = { project: checkout, rehearsal: mkdtempSync(join(tmpdir(), "connect-entra-sso-")) };
    engine ??= findEngine();
    const found = await engine;
    prepareHome(home);
    const seed = (name: string, content: unknown) => {
        if (content === undefined) {
            return undefined;
        }
        writeFileSync(join(home.rehearsal, name), JSON.stringify(content));
        return join(home.rehearsal, name);
    };
    const seeds = chooseSeeds({
        directory: seed("directory.json", options.directory),
        account: seed("account.json", options.account),
    });
    const chosen = { ...seedEnvironment(seeds), ...lenientEnvironment(options.lenient) };
    const tenantId = options.config?.["azuread:tenantId"];
    const graph = await startGraphServer(home, {
        seeds,
        tenantId: typeof tenantId === "string" ? tenantId : undefined,
    });
    const rehearsed = { ...engineEnvironment(found, home), ...chosen, ...graph.environment };
    const env = { ...rehearsed, NO_COLOR: "1", ...late, ...options.env };
    const program = options.program ?? (await bundledProgram());
    const stack = new EngineStack(found, home, env, options.name ?? "test", program, graph, options.limitMs);
    stack.plan(options.plan);
    await stack.init(options.config ?? {});
    return stack;
}

/** A stack that the real engine runs, against emulated clouds that only it and its siblings share. */
export class EngineStack {
    private readonly folder: string;
    private readonly configFile: string;
    private readonly project: string;
    private salt: Record<string, unknown> = {};

    constructor(
        private readonly engine: Engine,
        readonly home: Home,
        readonly env: NodeJS.ProcessEnv,
        readonly name: string,
        private readonly program: string,
        private readonly graph: GraphServer,
        private readonly limitMs = 240_000,
    ) {
        this.project = projectOf(program);
        this.folder = join(home.rehearsal, "program", this.project, name);
        this.configFile = join(this.folder, `Pulumi.${name}.yaml`);
    }

    /** Another stack in the same clouds, of the same program or of another. */
    async sibling(name: string, config: Record<string, unknown>, program = this.program): Promise<EngineStack> {
        const stack = new EngineStack(this.engine, this.home, this.env, name, program, this.graph, this.limitMs);
        await stack.init(config);
        return stack;
    }

    async init(config: Record<string, unknown>): Promise<void> {
        mkdirSync(this.folder, { recursive: true });
        writeFileSync(join(this.folder, "Pulumi.yaml"), `name: ${this.project}\nruntime: nodejs\n`);
        const made = await this.pulumi(["stack", "init", "-C", this.folder, "--stack", this.name, "--no-select"]);
        if (made.code !== 0) {
            throw new Error(`pulumi stack init: ${made.output}`);
        }
        const written = readYaml(this.configFile);
        this.salt = isMapping(written) ? { encryptionsalt: written.encryptionsalt } : {};
        this.configure(config);
    }

    /** Replaces the whole configuration. */
    configure(config: Record<string, unknown>): void {
        const entries = Object.entries(config).map(([key, value]) => [
            key.includes(":") ? key : `${this.project}:${key}`,
            value,
        ]);
        writeFileSync(this.configFile, toYaml({ config: Object.fromEntries(entries), ...this.salt }));
    }

    /** Sets the faults of the clouds from the next request on; without any, all works. */
    plan(faults?: unknown): void {
        const file = join(this.home.rehearsal, "plan.json");
        rmSync(file, { force: true });
        if (faults !== undefined) {
            writeFileSync(file, JSON.stringify(faults));
        }
    }

    preview(...args: string[]): Promise<Run> {
        return this.operation("preview", args);
    }

    /** The preview's steps; throws if the preview is refused. */
    async steps(...args: string[]): Promise<Step[]> {
        const run = await this.operation("preview", ["--json", ...args]);
        if (run.code !== 0) {
            throw new Error(`pulumi preview --json: exit code ${run.code}\n${run.output}`);
        }
        const { steps = [] } = JSON.parse(run.stdout) as { steps?: RawStep[] };
        return steps.map(toStep);
    }

    /** Without the preview that `up` runs first; `upAfterPreview` has it. */
    up(...args: string[]): Promise<Run> {
        return this.operation("up", ["--yes", "--skip-preview", ...args]);
    }

    upAfterPreview(...args: string[]): Promise<Run> {
        return this.operation("up", ["--yes", ...args]);
    }

    refresh(...args: string[]): Promise<Run> {
        return this.operation("refresh", ["--yes", "--skip-preview", ...args]);
    }

    destroy(...args: string[]): Promise<Run> {
        return this.operation("destroy", ["--yes", "--skip-preview", "--run-program", ...args]);
    }

    /** Kills a destroy, with the program and the clouds, as soon as `isTime`, and gives the stack free again. */
    async killedDestroy(isTime: () => boolean): Promise<void> {
        const where = ["-C", this.program, "--stack", this.name, "--config-file", this.configFile];
        const child = spawn(
            this.engine.command,
            ["destroy", "--yes", "--skip-preview", "--run-program", "--non-interactive", ...where],
            { env: this.env, detached: true, stdio: "ignore" },
        );
        const ended = new Promise((resolve) => child.on("close", resolve));
        const watch = setInterval(() => {
            if (child.pid !== undefined && isTime() && this.isStateWhole()) {
                clearInterval(watch);
                process.kill(-child.pid, "SIGKILL");
            }
        }, 50);
        await ended;
        clearInterval(watch);
        await this.pulumi(["cancel", "--yes", "-C", this.folder, "--stack", this.name]);
    }

    private stateFile(): string {
        return join(engineState(this.home), ".pulumi", "stacks", this.project, `${this.name}.json`);
    }

    /** The engine writes its file in place: killed in that moment, it loses the state itself, whatever the program does. */
    private isStateWhole(): boolean {
        try {
            JSON.parse(readFileSync(this.stateFile(), "utf8"));
            return true;
        } catch {
            return false;
        }
    }

    /** The state, as `pulumi stack export` prints it: read from the engine's own file, which takes no time. */
    async export(): Promise<Checkpoint> {
        const { checkpoint } = JSON.parse(readFileSync(this.stateFile(), "utf8")) as StateFile;
        return checkpoint.latest ?? {};
    }

    /** Replaces the state by an export. */
    async import(exported: unknown): Promise<void> {
        const file = join(this.home.rehearsal, "import.json");
        writeFileSync(file, JSON.stringify(exported));
        await this.succeed(["stack", "import", "-C", this.folder, "--stack", this.name, "--file", file]);
    }

    /** Changes an object of a cloud as somebody would by hand, without Pulumi. */
    changeByHand(cloud: "aws" | "azuread", kind: string, change: (object: Record<string, unknown>) => void): void {
        const changed = Object.entries(this.clouds()[cloud]?.[kind] ?? {}).map(([id, object]) => {
            change(object as Record<string, unknown>);
            return [kind, id, object];
        });
        appendFileSync(join(cloudsFolder(this.home), cloud, "journal.jsonl"), `${JSON.stringify(changed)}\n`);
    }

    /** Puts objects into a cloud as somebody would by hand, without Pulumi. */
    addByHand(cloud: "aws" | "azuread", kind: string, objects: Readonly<Record<string, unknown>>): void {
        const added = Object.entries(objects).map(([id, object]) => [kind, id, object]);
        appendFileSync(join(cloudsFolder(this.home), cloud, "journal.jsonl"), `${JSON.stringify(added)}\n`);
    }

    /** Deletes objects of a cloud as somebody would by hand, without Pulumi. */
    deleteByHand(cloud: "aws" | "azuread", kind: string, ...ids: string[]): void {
        const deleted = ids.map((id) => [kind, id, null]);
        appendFileSync(join(cloudsFolder(this.home), cloud, "journal.jsonl"), `${JSON.stringify(deleted)}\n`);
    }

    /** `pulumi state delete`: the resource stays in its cloud. */
    async forget(urn: string): Promise<void> {
        const where = ["-C", this.folder, "--stack", this.name];
        await this.succeed(["state", "delete", urn, "--yes", ...where]);
    }

    /** `pulumi import`, as somebody would type it. */
    importResource(type: string, name: string, id: string, parent: string): Promise<Run> {
        const options = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--parent"];
        const where = ["-C", this.folder, "--stack", this.name];
        return this.pulumi(["import", type, name, id, ...options, `parent=${parent}`, ...where]);
    }

    /** The same for a file of several resources, under the stack's own configuration. */
    importFile(file: string): Promise<Run> {
        const options = ["--file", file, "--protect=true", "--generate-code=false", "--yes", "--skip-preview"];
        return this.operation("import", options);
    }

    async outputs(): Promise<Record<string, unknown>> {
        const { stdout } = await this.succeed(["stack", "output", "--json", "-C", this.folder, "--stack", this.name]);
        return JSON.parse(stdout) as Record<string, unknown>;
    }

    /** Runs what would be typed after `npm start --`, on this rehearsal. */
    async command(...words: string[]): Promise<Run> {
        return finished(this.startCommand(...words));
    }

    /** Starts such a command in a process group of its own, to be interrupted or killed. */
    startCommand(...words: string[]): ChildProcess {
        return this.spawn([join(this.home.project, "tools", "cli", "start.mjs"), ...words]);
    }

    private spawn(words: string[]): ChildProcess {
        return spawn(process.execPath, words, {
            cwd: this.home.project,
            env: { ...process.env, CONNECT_ENTRA_SSO_REHEARSAL_DIR: this.home.rehearsal, NO_COLOR: "1" },
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
    }

    /** Writes the state as `pulumi stack export` prints it to a file, for commands that read it. */
    async exportFile(): Promise<string> {
        const file = join(this.home.rehearsal, `export-${this.project}-${this.name}.json`);
        writeFileSync(file, JSON.stringify({ version: 3, deployment: await this.export() }));
        return file;
    }

    /** Runs `connect-sso` with what its clouds know; `--deployment` is this stack's state. */
    async connectSso(command: string, ...words: string[]): Promise<Run> {
        const file = await this.exportFile();
        const { code, stdout, stderr } = await runConnectSso(
            [command, "--deployment", file, ...words],
            this.home.rehearsal,
        );
        return { code, stdout, stderr, output: stdout + stderr };
    }

    /** Runs `connect-sso` on a stack of this rehearsal that `command` made. */
    async rehearsed(...words: string[]): Promise<Run> {
        return finished(this.spawn([join(this.home.project, "tools", "cli", "connect-sso.mjs"), ...words]));
    }

    /** Runs a request of the Azure CLI, typed as the stack's outputs print it but without `az`. */
    az(...words: string[]): Promise<Run> {
        return this.command("az", ...words);
    }

    /** Runs lines as somebody would paste them into a shell, with the `az` and `pulumi` of this rehearsal. */
    async shell(lines: string): Promise<Run> {
        const az = `az() { CONNECT_ENTRA_SSO_REHEARSAL_DIR="$REHEARSAL" "$NODE" "$START" az "$@"; }`;
        const pulumi = `pulumi() { "$ENGINE" "$@" --yes --non-interactive -C "$FOLDER" --stack "$STACK"; }`;
        const child = spawn("bash", ["-euc", [az, pulumi, lines].join("\n")], {
            cwd: this.home.project,
            env: {
                ...this.env,
                REHEARSAL: this.home.rehearsal,
                NODE: process.execPath,
                START: join(this.home.project, "tools", "cli", "start.mjs"),
                ENGINE: this.engine.command,
                FOLDER: this.folder,
                STACK: this.name,
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        return finished(child);
    }

    /** Everything that stands in the clouds now, by cloud, kind and id: equal before and after what changed nothing. */
    clouds(): Record<string, CloudObjects> {
        const clouds = Object.entries(readClouds(this.home)).map(([cloud, { store: _, created: __, ...objects }]) => [
            cloud,
            Object.fromEntries(Object.entries(objects).filter(([, ofKind]) => Object.keys(ofKind).length > 0)),
        ]);
        return Object.fromEntries(clouds);
    }

    /** Type tokens of what the clouds echoed because of `lenient`. */
    echoed(): string[] {
        return readEchoed(this.home);
    }

    remove(): void {
        void this.graph.close();
        rmSync(this.home.rehearsal, { recursive: true, force: true });
    }

    private operation(name: string, args: string[]): Promise<Run> {
        const where = ["-C", this.program, "--stack", this.name, "--config-file", this.configFile];
        return this.pulumi([name, ...where, ...args]);
    }

    private async succeed(args: string[]): Promise<Run> {
        const run = await this.pulumi(args);
        if (run.code !== 0) {
            throw new Error(`pulumi ${args.join(" ")}: exit code ${run.code}\n${run.output}`);
        }
        return run;
    }

    private async pulumi(args: string[]): Promise<Run> {
        const { code, stdout, stderr } = await runEngine({
            command: this.engine.command,
            args: [...args, "--non-interactive", "--color", "never"],
            env: this.env,
            capture: true,
            limitMs: this.limitMs,
        });
        if (code === overLimit) {
            throw new Error(`pulumi ${args[0]} did not come to its end in ${this.limitMs} ms\n${stdout}${stderr}`);
        }
        return { code, stdout, stderr, output: stdout + stderr };
    }
}

/** The name of a program's Pulumi project. */
function projectOf(program: string): string {
    const project = readYaml(join(program, "Pulumi.yaml"));
    return isMapping(project) ? String(project.name) : "";
}

/** What the engine keeps of a stack in its own file. */
interface StateFile {
    checkpoint: { latest?: Checkpoint };
}

type RawStep = Omit<Step, "type" | "name" | "inputs"> & { newState?: RawState; oldState?: RawState };
type RawState = { type: string; inputs?: Record<string, unknown> };

function toStep({ op, urn, diffReasons, replaceReasons, newState, oldState }: RawStep): Step {
    const state = newState ?? oldState;
    const step: Step = { op, urn, type: state?.type ?? "", name: urn.split("::").at(-1) ?? "" };
    return {
        ...step,
        ...(diffReasons === undefined ? {} : { diffReasons }),
        ...(replaceReasons === undefined ? {} : { replaceReasons }),
        ...(state?.inputs === undefined ? {} : { inputs: state.inputs }),
    };
}

/** Waits for a started command. */
export function finished(child: ChildProcess): Promise<Run> {
    const run: Run = { code: 1, stdout: "", stderr: "", output: "" };
    for (const name of ["stdout", "stderr"] as const) {
        child[name]?.setEncoding("utf8").on("data", (text: string) => {
            run[name] += text;
            run.output += text;
        });
    }
    return new Promise((resolve) => {
        child.on("close", (code) => resolve({ ...run, code: code ?? 128 }));
    });
}

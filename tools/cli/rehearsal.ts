import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    type Engine,
    engineEnvironment,
    findEngine,
    type Home,
    otherLanguageEnvironment,
    prepareHome,
    requireLanguage,
} from "../rehearsal/engine";
import { readClouds } from "./cloudStores";
import { type EngineRun, runEngine } from "./engineProcess";
import { choosePlan } from "./faultPlan";
import { startGraphServer } from "./graphServer";
import { findInterrupted, settle } from "./interrupted";
import { clearEchoed, lenientEnvironment } from "./lenient";
import { settleLocks } from "./locks";
import { printError } from "./output";
import { chooseProviders } from "./providers";
import { importLost } from "./recover/rehearsed";
import { checkSeeds, chooseSeeds, recordSeeds, seedEnvironment, tenantIdOf } from "./seeds";
import { home as defaultHome, policyPackArguments, type Settings } from "./settings";
import { copyStackFile, type StackCopy } from "./stackFile";
import { dropTornAttributes, readCheckpoint } from "./stateFile";
import { readYaml } from "./yaml";

/** A stack, the engine that runs it and the clouds it runs against. */
export interface Rehearsal {
    home: Home;
    stack: StackCopy;
    engine: Engine;
    /** Runs the program: `preview`, `up`, `refresh`, `destroy`, with the rehearsed stack and its copied file. */
    run(args: string[], options?: RunOptions): Promise<EngineRun>;
    /** Runs `pulumi stack …` on the rehearsed stack, without the program. */
    stackCommand(args: string[], options?: RunOptions): Promise<EngineRun>;
}

/** The operations to which policy packs apply. */
const obeying = ["preview", "up"];

type RunOptions = { capture?: boolean; limitMs?: number };

/** Gets everything ready to run a stack, up to having settled what an earlier run left half done. */
export async function openRehearsal(settings: Settings, home: Home = defaultHome()): Promise<Rehearsal> {
    const seeds = chooseSeeds(settings);
    checkSeeds(home, seeds);
    const plan = choosePlan(home, settings);
    const rehearsal = await openStack(settings, home, plan.env);
    const { stack } = rehearsal;
    const notes = recordSeeds(home, seeds);
    for (const note of [...stack.notes, ...notes, ...plan.notes]) {
        printError(`note: ${note}`);
    }
    await settleLocks(home, stack.project, stack.name);
    dropTornAttributes(home, stack.project);
    clearEchoed(home);
    if (readCheckpoint(home, stack.project, stack.name) === undefined) {
        await makeStack(rehearsal);
        // The engine rewrites the file it adds its salt to, dates in it included.
        copyStackFile(home, settings, tenantIdOf(seeds));
    }
    await settleInterrupted(rehearsal);
    await importLost(rehearsal);
    return rehearsal;
}

/** As `openRehearsal`, but only to look: a stack that was never made is not made, and nothing is settled. */
export async function openStack(
    settings: Settings,
    home: Home = defaultHome(),
    planned: NodeJS.ProcessEnv = {},
): Promise<Rehearsal> {
    const seeds = chooseSeeds(settings);
    const stack = copyStackFile(home, settings, tenantIdOf(seeds));
    const real = chooseProviders(home, settings.provider);
    const engine = await findEngine();
    await requireLanguage(engine, stack.runtime);
    prepareHome(home, real);
    dropTornAttributes(home, stack.project);
    const environment = engineEnvironment(engine, home);
    const env = {
        ...environment,
        ...otherLanguageEnvironment(engine, home, stack.runtime, environment),
        ...seedEnvironment(seeds),
        ...lenientEnvironment(settings.lenient),
        ...planned,
    };
    const command = engine.command;
    return {
        home,
        stack,
        engine,
        run: async ([operation = "", ...args], options) => {
            const where = ["-C", home.project, "--stack", stack.name, "--config-file", stack.file];
            const graph = await startGraphServer(home, { seeds, tenantId: configuredTenant(stack.file), planned });
            try {
                const withGraph = { ...env, ...graph.environment };
                const packs = obeying.includes(operation) ? policyPackArguments(settings) : [];
                const words = [operation, ...where, ...packs, ...args];
                return await runEngine({ command, args: words, env: withGraph, ...options });
            } finally {
                await graph.close();
            }
        },
        stackCommand: ([operation = "", ...args], options) => {
            const where = ["-C", stack.folder, "--stack", stack.name];
            return runEngine({ command, args: ["stack", operation, ...where, ...args], env, ...options });
        },
    };
}

function configuredTenant(stackFile: string): string | undefined {
    const { config } = readYaml(stackFile) as { config?: Record<string, unknown> };
    const tenantId = config?.["azuread:tenantId"];
    return typeof tenantId === "string" ? tenantId : undefined;
}

async function makeStack({ stack, stackCommand }: Rehearsal): Promise<void> {
    const { code, stderr } = await stackCommand(["init", "--no-select"], { capture: true });
    if (code !== 0) {
        throw new Error(`the engine can't create the stack ${stack.name}: ${stderr.trim()}`);
    }
}

/** Deals with what an engine that was killed left half done, as one would by hand: export, correct, import, refresh. */
async function settleInterrupted(rehearsal: Rehearsal): Promise<void> {
    const { home, stack } = rehearsal;
    const deployment = readCheckpoint(home, stack.project, stack.name) ?? {};
    const begun = deployment.pending_operations ?? [];
    if (begun.length === 0) {
        return;
    }
    const interrupted = findInterrupted(deployment, readClouds(home));
    const made = interrupted.filter(({ id }) => id !== undefined).length;
    printError(
        `The last run was stopped during ${begun.length} operation(s). ${interrupted.length} of them were creations, of which the clouds ` +
            `completed ${made}: these are added to the state. Refreshing the state …`,
    );
    const exported = JSON.parse(await succeed(rehearsal.stackCommand, "export"));
    const file = join(stack.folder, "settled.json");
    writeFileSync(file, JSON.stringify({ ...exported, deployment: settle(exported.deployment, interrupted) }));
    await succeed(rehearsal.stackCommand, "import", "--file", file);
    await succeed(rehearsal.run, "refresh", "--yes", "--skip-preview");
}

async function succeed(run: Rehearsal["run"], ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await run(args, { capture: true });
    if (code !== 0) {
        throw new Error(`the engine can't repair the state after the stopped run (${args[0]}):\n${stdout}${stderr}`);
    }
    return stdout;
}

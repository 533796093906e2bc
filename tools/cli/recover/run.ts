/** What `connect-sso recover` does once its options are read. */
import { DeploymentUnreadable } from "../../deployment/exportedState";
import { ownersOfApplications } from "../../deployment/types";
import { lookCommand } from "../../recover/looks";
import { isOpen, planRecovery } from "../../recover/planRecovery";
import { joinHeld, readHeld } from "../../recover/readHeld";
import { readPreview } from "../../recover/readPreview";
import { readStack } from "../../recover/readStack";
import type { Held, Missing, Recovery, Stack } from "../../recover/recovery";
import { heldProblemSentence } from "../../recover/words";
import { UsageError } from "../errors";
import { notRehearsed } from "../notRehearsed";
import { print, printError } from "../output";
import { openStack } from "../rehearsal";
import { existingFile } from "../settings";
import { readJsonInput } from "../signIn/jsonInput";
import { readCheckpoint } from "../stateFile";
import { isAgreed } from "./ask";
import { heldInRehearsal } from "./heldInRehearsal";
import { rehearsedCommands } from "./rehearsed";
import { renderEnd, renderJson, renderRecovery } from "./render";
import { type Hold, lookAt, repair, type Situation } from "./repair";
import type { StackCommands } from "./stackCommands";
import { usersPulumi } from "./usersPulumi";

export interface RecoverOptions {
    stack?: string;
    values?: string;
    deployment?: string;
    preview?: string;
    cloud?: string[];
    live?: boolean;
    listCommands?: boolean;
    run?: boolean;
    yes?: boolean;
    json?: boolean;
}

/** Returns the exit code. */
export async function runRecover(options: RecoverOptions): Promise<number> {
    refuseTogether(options);
    if (options.deployment === undefined) {
        const settings = { stack: options.stack ?? "dev", values: existingFile("--values", options.values) };
        const rehearsal = await openStack(settings);
        const { home, stack } = rehearsal;
        if (readCheckpoint(home, stack.project, stack.name) === undefined) {
            throw notRehearsed(stack.name);
        }
        const pulumi = rehearsedCommands(rehearsal);
        await pulumi.settleLocks();
        return recoverWith(pulumi, () => heldInRehearsal(home), options);
    }
    const exported = readJsonInput("--deployment", options.deployment);
    const stack = usable(() =>
        readStack(exported, options.deployment === "-" ? "the export" : String(options.deployment)),
    );
    const planned = plannedIn(options.preview);
    if (options.listCommands === true) {
        const recovery = planRecovery({ stack, planned, held: joinHeld([]) });
        print(recovery.toLook.map(lookCommand).join("\n"));
        return 0;
    }
    const hold = holder(options);
    if (options.run === true) {
        return recoverWith(usersPulumi(stack.name), hold, options);
    }
    return tell({ exported, recovery: planRecovery({ stack, planned, held: await hold(stack, planned) }) }, options);
}

/** With an engine at hand: what it exports and previews now counts. */
async function recoverWith(pulumi: StackCommands, hold: Hold, options: RecoverOptions): Promise<number> {
    const look = await lookAt(pulumi, hold);
    if (options.run !== true || !canRun(look.recovery)) {
        return tell(look, options);
    }
    if (options.json !== true) {
        print(renderRecovery(look));
    }
    if (options.yes !== true && !(await isAgreed())) {
        printError("Nothing was changed.");
        return exitCode(look);
    }
    const last = await repair(pulumi, hold, look);
    print(options.json === true ? renderJson(last) : renderEnd(last));
    return exitCode(last);
}

function tell(look: Situation, options: RecoverOptions): number {
    print(options.json === true ? renderJson(look) : renderRecovery(look));
    if (options.deployment === undefined && canRun(look.recovery)) {
        printError(
            "\nnote: these commands are for a stack in your accounts; for a rehearsal add --run, which runs them",
        );
    }
    return exitCode(look);
}

const canRun = ({ steps }: Recovery) => steps.some(({ kind }) => kind === "dropPending" || kind === "import");

function exitCode({ recovery, preview, refusal }: Situation): number {
    const harm = preview === undefined ? 0 : preview.replaces.length + preview.deletes.length;
    if (recovery.steps.length > 0 || harm > 0) {
        return 1;
    }
    return isOpen(recovery) || refusal !== undefined ? 3 : 0;
}

function refuseTogether({ stack, deployment, preview, cloud, live, listCommands, run, yes }: RecoverOptions): void {
    const problems = [
        stack !== undefined && deployment !== undefined
            ? "give --stack (a stack of the rehearsal) or --deployment (an export), not both"
            : undefined,
        deployment === undefined && (preview !== undefined || cloud !== undefined || live || listCommands)
            ? "--preview, --cloud, --live and --list-commands need --deployment FILE, the export of your own stack; a rehearsal needs none of them"
            : undefined,
        cloud !== undefined && live ? "give --cloud or --live, not both" : undefined,
        run && preview !== undefined
            ? "give --preview or --run, not both: --run makes a preview of its own"
            : undefined,
        run && deployment === "-" ? "--run asks you on standard input, so give a file with --deployment" : undefined,
        yes && !run ? "--yes belongs to --run" : undefined,
    ].filter((problem) => problem !== undefined);
    if (problems.length > 0) {
        throw new UsageError(problems.join("\n"));
    }
}

/** What the clouds hold: asked again at each call where the clouds are asked themselves. */
function holder({ cloud = [], live }: RecoverOptions): Hold {
    if (live === true) {
        return askedLive;
    }
    const problems: string[] = [];
    const parts = cloud.flatMap((file) => {
        const part = readHeld(readJsonInput("--cloud", file));
        if ("problem" in part) {
            problems.push(`--cloud ${file}: ${heldProblemSentence(part)}`);
            return [];
        }
        return [part];
    });
    if (problems.length > 0) {
        throw new UsageError(problems.join("\n"));
    }
    return async () => joinHeld(parts);
}

async function askedLive(stack: Stack, planned?: readonly Missing[]): Promise<Held> {
    const { askClouds, loadInstalled } = require("./live") as typeof import("./live");
    const { toLook } = planRecovery({ stack, planned, held: joinHeld([]) });
    return askClouds(toLook, { load: loadInstalled, fetch, ...regionOf(stack) });
}

function regionOf({ standing }: Stack): { region?: string } {
    const regions = standing.filter(({ type }) => ownersOfApplications.has(type)).map(({ inputs }) => inputs.region);
    const region = regions.find((it) => typeof it === "string");
    return region === undefined ? {} : { region };
}

function plannedIn(file: string | undefined): Missing[] | undefined {
    if (file === undefined) {
        return undefined;
    }
    const preview = readPreview(readJsonInput("--preview", file));
    if (preview === undefined) {
        throw new UsageError(
            `--preview ${file}: this is not a preview; give the output of \`pulumi preview --json --show-secrets\``,
        );
    }
    return preview.creates;
}

function usable<T>(read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof DeploymentUnreadable) {
            throw new UsageError(`--deployment ${error.message}`);
        }
        throw error;
    }
}

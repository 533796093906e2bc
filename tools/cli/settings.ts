import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { isPackage } from "../../rules/commandLine";
import type { Home } from "../rehearsal/engine";
import { UsageError } from "./errors";
import { collect } from "./signIn/collect";

/** What every command takes. */
export interface Settings {
    /** Which `Pulumi.<stack>.yaml` is rehearsed. */
    stack: string;
    /** A YAML file with configuration that the stack file takes from elsewhere. */
    values?: string;
    /** The directory and the account that the emulated clouds begin with. */
    directory?: string;
    account?: string;
    /** Echoes what the clouds do not model, and lists it as not checked, instead of refusing it. */
    lenient?: boolean;
    /** A file with the faults that the emulated clouds have. */
    plan?: string;
    /** Folders of policy packs, and the files that configure them, in the same order. */
    policyPack?: string[];
    policyPackConfig?: string[];
    /** `azuread=real` for the real plugin instead of the emulated provider. */
    provider?: string;
}

export function addSettings(command: Command): Command {
    return command
        .option("-s, --stack <name>", "rehearse Pulumi.<name>.yaml", "dev")
        .option("--values <file>", "YAML file with values for `environment:` and `secure:` entries of the stack file")
        .option("--directory <file>", "Entra directory to begin with (default: an invented one)")
        .option("--account <file>", "AWS account to begin with (default: an invented one)")
        .option("--plan <file>", "JSON file with faults of the emulated clouds: latency, lag, failures, crashes")
        .option("--provider <cloud=kind>", "azuread=real: run the installed azuread plugin against the emulated Entra")
        .option(
            "--policy-pack <folder>",
            "policy pack to enforce in preview and up (can be given several times)",
            collect,
        )
        .option("--policy-pack-config <file>", "JSON file that configures the policy pack, one for each", collect)
        .option("--lenient", "accept types and look-ups that the clouds do not model, and list them as not checked");
}

/** The settings of a command line, with paths as seen from where it was typed. */
export function settingsOf(command: Command): Settings {
    const settings = command.optsWithGlobals<Settings>();
    return {
        stack: settings.stack,
        values: existingFile("--values", settings.values),
        directory: existingFile("--directory", settings.directory),
        account: existingFile("--account", settings.account),
        lenient: settings.lenient,
        plan: existingFile("--plan", settings.plan),
        policyPack: settings.policyPack?.map(policyPackFolder),
        policyPackConfig: settings.policyPackConfig?.map((file) => existingFile("--policy-pack-config", file)),
        provider: settings.provider,
    };
}

/** The folder of a policy pack, from where it was typed. */
export function policyPackFolder(path: string): string {
    const folder = resolve(projectFolder(), path);
    if (!existsSync(join(folder, "PulumiPolicy.yaml"))) {
        const ours = isPackage() ? "node_modules/connect-entra-sso/policy" : "policy";
        throw new UsageError(
            `--policy-pack ${path}: there is no PulumiPolicy.yaml in ${folder}; give the folder of a policy pack, such as ${ours}`,
        );
    }
    const file = [`${folder}.js`, `${folder}.json`].find((path) => existsSync(path));
    if (file !== undefined) {
        throw new UsageError(
            `--policy-pack ${path}: Node.js would load ${file} instead of the folder beside it; give the file another name, such as policy-config.json`,
        );
    }
    return folder;
}

/** What makes the engine obey them. */
export function policyPackArguments({ policyPack = [], policyPackConfig = [] }: Settings): string[] {
    return [
        ...policyPack.flatMap((folder) => ["--policy-pack", folder]),
        ...policyPackConfig.flatMap((file) => ["--policy-pack-config", file]),
    ];
}

/** The project that is rehearsed, and where: this checkout, or the project around the folder where an installed command was typed. */
export function home(env: NodeJS.ProcessEnv = process.env, installed = isPackage()): Home {
    const project = installed ? pulumiProject(projectFolder(installed)) : join(__dirname, "..", "..");
    return { project, rehearsal: resolve(env.CONNECT_ENTRA_SSO_REHEARSAL_DIR ?? join(project, ".rehearsal")) };
}

/** Where a command was typed: npm runs scripts in the project's root and says in INIT_CWD where the user was. */
export const projectFolder = (installed = isPackage()) =>
    installed ? process.cwd() : (process.env.INIT_CWD ?? process.cwd());

/** As `pulumi` looks for it: the nearest folder with a Pulumi.yaml, upwards. */
function pulumiProject(folder: string): string {
    let found = folder;
    while (!existsSync(join(found, "Pulumi.yaml"))) {
        if (dirname(found) === found) {
            return folder;
        }
        found = dirname(found);
    }
    return found;
}

export function existingFile(option: string, path: string): string;
export function existingFile(option: string, path: string | undefined): string | undefined;
export function existingFile(option: string, path: string | undefined): string | undefined {
    if (path === undefined) {
        return undefined;
    }
    const absolute = typedPath(path);
    if (!existsSync(absolute)) {
        throw new UsageError(`${option} ${path}: there is no file ${absolute}`);
    }
    return absolute;
}

/** Where a path leads that was typed in the project's folder. */
export const typedPath = (path: string): string => resolve(projectFolder(), path);

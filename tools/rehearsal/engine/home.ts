import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "./find";
import { cloudPlugin, languageHost, ourProgram } from "./ours";
import { providerPackages } from "./providerPackages";

/** What an engine needs to know about the rehearsal it runs. */
export interface Home {
    /** The folder of the Pulumi project that is rehearsed. */
    project: string;
    /** The rehearsal's folder, `.rehearsal/` unless another is chosen. */
    rehearsal: string;
}

/** The clouds that have a plugin here, with the npm package whose version the program asks for. */
export const clouds = ["aws", "azuread"];

/** Variables of the caller's that would lead the engine, or a provider, to a real account. */
const realAccounts = /^(AWS|ARM|AZURE|PULUMI|AZUREAD|GOOGLE)_/;

export const engineHome = (home: Home) => join(home.rehearsal, "engine", "home");
export const engineState = (home: Home) => join(home.rehearsal, "engine", "state");

/**
 * Makes the engine's home and its state folder, with the emulated clouds as the installed provider plugins; `real` are the files of
 * plugins to start instead, `from` another checkout. What the project has of other providers gets a plugin that models nothing.
 */
export function prepareHome(home: Home, real: Record<string, string> = {}, from?: string): void {
    mkdirSync(engineHome(home), { recursive: true });
    mkdirSync(engineState(home), { recursive: true });
    for (const cloud of clouds) {
        const folder = join(engineHome(home), "plugins", `resource-${cloud}-v${sdkVersion(home.project, cloud)}`);
        const plugin = real[cloud];
        const words = plugin === undefined ? pluginWords(cloud, from) : [plugin];
        writeScript(join(folder, `pulumi-resource-${cloud}`), shellScript(words));
    }
    for (const { name, version } of providerPackages(home.project).filter(({ name }) => !clouds.includes(name))) {
        const file = join(engineHome(home), "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
        writeScript(file, shellScript([...pluginWords("unmodelled", from), name, version]));
    }
}

/**
 * The environment for the engine: the caller's, without anything that leads to a real account; the backend is always
 * a folder, and nothing is downloaded.
 */
export function engineEnvironment(engine: Engine, home: Home, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
    const kept = Object.entries(env).filter(([name]) => !realAccounts.test(name) || keptVariables.includes(name));
    return {
        ...Object.fromEntries(kept),
        // So that the language host beside this engine is taken, not that of an older one on PATH.
        PATH: [dirname(engine.command), env.PATH].join(delimiter),
        PULUMI_HOME: engineHome(home),
        PULUMI_BACKEND_URL: pathToFileURL(engineState(home)).href,
        PULUMI_CONFIG_PASSPHRASE: "rehearsal",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_CREDENTIAL_STORE: "plaintext",
        CONNECT_ENTRA_SSO_REHEARSAL_DIR: home.rehearsal,
        CONNECT_ENTRA_SSO_NODE: process.execPath,
        // The emulated clouds show at once what they will ever show.
        CONNECT_ENTRA_SSO_RETRY_PACE: "0.01",
        ...languageHostEnvironment(),
    };
}

/** What starts the language host beside an engine that was built here. */
function languageHostEnvironment(): NodeJS.ProcessEnv {
    const { file, loader } = ourProgram(languageHost);
    return {
        CONNECT_ENTRA_SSO_LANGUAGE_HOST: file,
        ...(loader === undefined ? {} : { CONNECT_ENTRA_SSO_TSX: loader }),
    };
}

/** How the engine works, not whom it works for. */
const keptVariables = [
    "PULUMI_SKIP_CHECKPOINTS",
    "PULUMI_EXPERIMENTAL",
    "PULUMI_PARALLEL",
    "PULUMI_DEBUG_COMMANDS",
    "PULUMI_DEBUG_PROVIDERS",
    "AWS_CA_BUNDLE",
];

/** The version of a cloud's SDK: the one that the project has, else (it has none, or is no Node.js project) the one beside us. */
export function sdkVersion(project: string, cloud: string): string {
    const name = `@pulumi/${cloud}/package.json`;
    for (const from of [join(project, "package.json"), __filename]) {
        try {
            return (createRequire(from)(name) as { version: string }).version;
        } catch {
            // The next one has it.
        }
    }
    throw new Error(`@pulumi/${cloud} is not installed in ${project}: run \`npm install @pulumi/${cloud}\` there`);
}

/** What starts an emulated cloud. */
export function pluginWords(cloud: string, from?: string): string[] {
    const { file, loader } = ourProgram(cloudPlugin(cloud), from);
    return [process.execPath, ...(loader === undefined ? [] : ["--import", loader]), file];
}

export const shellScript = (words: string[]): string => `#!/bin/sh\nexec ${words.map(shellQuote).join(" ")} "$@"\n`;

function shellQuote(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Written in one rename, and only on change: another engine may be starting it at this moment. */
export function writeScript(file: string, text: string): void {
    if (existsSync(file) && readFileSync(file, "utf8") === text) {
        return;
    }
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text);
    chmodSync(draft, 0o755);
    renameSync(draft, file);
}

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleOf } from "./bundles";
import type { Engine } from "./find";

/** What an engine needs to know about the rehearsal it runs. */
export interface Home {
    /** Root of this checkout. */
    project: string;
    /** The rehearsal's folder, `.rehearsal/` unless another is chosen. */
    rehearsal: string;
}

/** The clouds that have a plugin here, with the npm package whose version the program asks for. */
const clouds = ["aws", "azuread"];

/** Variables of the caller's that would lead the engine, or a provider, to a real account. */
const realAccounts = /^(AWS|ARM|AZURE|PULUMI|AZUREAD|GOOGLE)_/;

const engineHome = (home: Home) => join(home.rehearsal, "engine", "home");
export const engineState = (home: Home) => join(home.rehearsal, "engine", "state");

/**
 * Makes the engine's home and its state folder, with the emulated clouds as the installed provider plugins; `real` are the files of
 * plugins to start instead.
 */
export function prepareHome(home: Home, real: Record<string, string> = {}): void {
    mkdirSync(engineHome(home), { recursive: true });
    mkdirSync(engineState(home), { recursive: true });
    for (const cloud of clouds) {
        const folder = join(engineHome(home), "plugins", `resource-${cloud}-v${sdkVersion(home.project, cloud)}`);
        const main = join(home.project, "tools", "rehearsal", "clouds", cloud, "main.ts");
        const plugin = real[cloud];
        const words = plugin === undefined ? emulated(home.project, main) : [plugin];
        mkdirSync(folder, { recursive: true });
        writeScript(join(folder, `pulumi-resource-${cloud}`), pluginScript(words));
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
        ...languageHost(home.project),
    };
}

/** What starts the language host beside an engine that was built here. */
function languageHost(project: string): NodeJS.ProcessEnv {
    const source = join(__dirname, "languageHost.ts");
    const bundle = bundleOf(project, source);
    return bundle === undefined
        ? { CONNECT_ENTRA_SSO_LANGUAGE_HOST: source, CONNECT_ENTRA_SSO_TSX: tsxLoader(project) }
        : { CONNECT_ENTRA_SSO_LANGUAGE_HOST: bundle };
}

/** How the engine works, not whom it works for. */
const keptVariables = [
    "PULUMI_SKIP_CHECKPOINTS",
    "PULUMI_EXPERIMENTAL",
    "PULUMI_PARALLEL",
    "PULUMI_DEBUG_PROVIDERS",
    "AWS_CA_BUNDLE",
];

export function sdkVersion(project: string, cloud: string): string {
    const manifest = join(project, "node_modules", "@pulumi", cloud, "package.json");
    return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** tsx by its own address: a short name would be looked up in whatever folder the engine starts a process. */
function tsxLoader(project: string): string {
    return pathToFileURL(createRequire(join(project, "package.json")).resolve("tsx")).href;
}

function emulated(project: string, main: string): string[] {
    const bundle = bundleOf(project, main);
    return bundle === undefined ? [process.execPath, "--import", tsxLoader(project), main] : [process.execPath, bundle];
}

const pluginScript = (words: string[]): string => `#!/bin/sh\nexec ${words.map(shellQuote).join(" ")} "$@"\n`;

function shellQuote(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Written in one rename, and only on change: another engine may be starting it at this moment. */
function writeScript(file: string, text: string): void {
    if (existsSync(file) && readFileSync(file, "utf8") === text) {
        return;
    }
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text);
    chmodSync(draft, 0o755);
    renameSync(draft, file);
}

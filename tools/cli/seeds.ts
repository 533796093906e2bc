import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rehearsalCommand } from "../../rules/commandLine";
import { readDirectoryFile } from "../rehearsal/clouds/azuread/directoryFile";
import type { Home } from "../rehearsal/engine";
import { cloudsFolder } from "./cloudStores";
import { UsageError } from "./errors";
import { writeWhole } from "./writeWhole";

/** The files the emulated clouds begin with: `directory` for Entra, `account` for AWS. */
export type Seeds = Record<"directory" | "account", string>;

const clouds: Seeds = { directory: "azuread", account: "aws" };

const variables: Seeds = { directory: "CONNECT_ENTRA_SSO_DIRECTORY", account: "CONNECT_ENTRA_SSO_ACCOUNT" };

/** The files that the command line, or else the environment, chooses; by default the one that the clouds themselves begin with. */
export function chooseSeeds(settings: Partial<Seeds>, env: NodeJS.ProcessEnv = process.env): Seeds {
    const choose = (kind: keyof Seeds) =>
        settings[kind] ?? env[variables[kind]] ?? join(__dirname, "..", "rehearsal", `${kind}.json`);
    return { directory: choose("directory"), account: choose("account") };
}

/** What helps when a program names people or groups that only a directory of its own has. */
export function inventedDirectory(settings: Partial<Seeds>): string | undefined {
    return chooseSeeds(settings).directory === chooseSeeds({}, {}).directory
        ? "the people and groups of this rehearsal are invented. For your own: `az ad user list > people.json`, " +
              `\`${rehearsalCommand("reset")}\`, then \`${rehearsalCommand("--directory people.json")}\``
        : undefined;
}

/** How the provider plugins are told of files that are there; without, they begin with what they know themselves. */
export function seedEnvironment(seeds: Seeds): NodeJS.ProcessEnv {
    const kinds = (["directory", "account"] as const).filter((kind) => existsSync(seeds[kind]));
    return Object.fromEntries(kinds.map((kind) => [variables[kind], seeds[kind]]));
}

/** Refuses a file that a cloud can't begin with, before the engine meets it; one that has begun doesn't read it. */
export function checkSeeds(home: Home, seeds: Seeds): void {
    const begins = (kind: keyof Seeds) => !isMade(home, kind) && existsSync(seeds[kind]);
    try {
        if (begins("directory")) {
            readDirectoryFile(seeds.directory);
        }
        if (begins("account")) {
            readJson(seeds.account);
        }
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}

function isMade(home: Home, kind: keyof Seeds): boolean {
    return existsSync(join(cloudsFolder(home), clouds[kind], "journal.jsonl"));
}

function readJson(file: string): unknown {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new UsageError(`${file} is not valid JSON: ${(error as Error).message}`);
    }
}

/**
 * Remembers which files the clouds were made from. Returns a note for each cloud that exists already and was made from
 * something else than is chosen now: a seed counts when the cloud is first made.
 */
export function recordSeeds(home: Home, seeds: Seeds): string[] {
    const file = join(home.rehearsal, "seeds.json");
    const made = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Seeds>) : {};
    const notes: string[] = [];
    for (const kind of ["directory", "account"] as const) {
        const hash = hashOf(seeds[kind]);
        if (isMade(home, kind) && made[kind] !== undefined && made[kind] !== hash) {
            notes.push(
                `the emulated ${kind} was created from another file than ${seeds[kind]}, or from an older version of it; ` +
                    `run \`${rehearsalCommand("reset")}\` to use the file`,
            );
        } else {
            made[kind] = hash;
        }
    }
    mkdirSync(home.rehearsal, { recursive: true });
    writeWhole(file, `${JSON.stringify(made, undefined, 4)}\n`);
    return notes;
}

/** The tenant of a directory file, if it names one. */
export function tenantIdOf(seeds: Seeds): string | undefined {
    try {
        const { tenantId } = JSON.parse(readFileSync(seeds.directory, "utf8")) as { tenantId?: unknown };
        return typeof tenantId === "string" ? tenantId : undefined;
    } catch {
        return undefined;
    }
}

/** What the caller may do is read again by each command: it is no part of what a cloud was made from. */
function hashOf(file: string): string {
    if (!existsSync(file)) {
        return "";
    }
    const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    const hash = createHash("sha256");
    try {
        const { caller, ...made } = { ...JSON.parse(text) };
        const { allowed: _, appRoles: __, ...who } = { ...caller };
        return hash
            .update(JSON.stringify({ ...made, ...(Object.keys(who).length > 0 ? { caller: who } : {}) }))
            .digest("hex");
    } catch {
        return hash.update(text).digest("hex");
    }
}

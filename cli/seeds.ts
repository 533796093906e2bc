import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "../rehearsal/engine";
import { cloudsFolder } from "./cloudStores";
import type { Settings } from "./settings";

/** The files the emulated clouds begin with: `directory` for Entra, `account` for AWS. */
export type Seeds = Record<"directory" | "account", string>;

const clouds: Seeds = { directory: "azuread", account: "aws" };

export function chooseSeeds(home: Home, settings: Pick<Settings, "directory" | "account">): Seeds {
    return {
        directory: settings.directory ?? join(home.project, "rehearsal", "directory.json"),
        account: settings.account ?? join(home.project, "rehearsal", "account.json"),
    };
}

/** How the provider plugins are told. */
export function seedEnvironment(seeds: Seeds): NodeJS.ProcessEnv {
    return { CONNECT_ENTRA_SSO_DIRECTORY: seeds.directory, CONNECT_ENTRA_SSO_ACCOUNT: seeds.account };
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
        const exists = existsSync(join(cloudsFolder(home), clouds[kind], "journal.jsonl"));
        if (exists && made[kind] !== undefined && made[kind] !== hash) {
            notes.push(
                `the emulated ${kind} was made from another file, or an earlier text, than ${seeds[kind]}; ` +
                    "it counts after `npm start -- reset`",
            );
        } else {
            made[kind] = hash;
        }
    }
    mkdirSync(home.rehearsal, { recursive: true });
    writeFileSync(file, `${JSON.stringify(made, undefined, 4)}\n`);
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

function hashOf(file: string): string {
    return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : "";
}

import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { isAlive } from "./processes";
import { pinnedVersion } from "./version";

/** Where what is installed once is kept, for every checkout of this user. */
export function userCache(env: NodeJS.ProcessEnv = process.env): string {
    const configured = env.XDG_CACHE_HOME;
    const base = configured !== undefined && isAbsolute(configured) ? configured : join(homedir(), ".cache");
    return join(base, "connect-entra-sso");
}

/** Where engines are kept between runs. */
export function engineCache(env: NodeJS.ProcessEnv = process.env): string {
    return join(userCache(env), "engine");
}

/** The folder of the pinned engine; it appears in one rename, so if it is there it is whole. */
export function pinnedFolder(cache: string): string {
    return join(cache, `v${pinnedVersion}`);
}

/**
 * Fills the pinned engine's folder: `make` works in a folder of its own, which takes the final name only when it has
 * succeeded. A run that is killed leaves nothing that looks whole, and of two runs at once the first to finish wins.
 */
export async function fillPinnedFolder(cache: string, make: (folder: string) => Promise<void>): Promise<string> {
    const target = pinnedFolder(cache);
    const draft = join(cache, `.draft-v${pinnedVersion}-${process.pid}`);
    mkdirSync(cache, { recursive: true });
    sweepDrafts(cache);
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    try {
        await make(draft);
        replaceFolder(draft, target);
    } finally {
        rmSync(draft, { recursive: true, force: true });
    }
    return target;
}

/** An existing target is one that another run has just finished, unless it holds no engine (a damaged one). */
function replaceFolder(draft: string, target: string): void {
    if (statSync(join(target, "pulumi"), { throwIfNoEntry: false })?.isFile() !== true) {
        rmSync(target, { recursive: true, force: true });
    }
    try {
        renameSync(draft, target);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "ENOTEMPTY" && code !== "EEXIST") {
            throw error;
        }
    }
}

/** Removes what killed runs left. */
function sweepDrafts(cache: string): void {
    for (const name of readdirSync(cache)) {
        const pid = /^\.draft-.*-(\d+)$/.exec(name)?.[1];
        if (pid !== undefined && !isAlive(Number(pid))) {
            rmSync(join(cache, name), { recursive: true, force: true });
        }
    }
}

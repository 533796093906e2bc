import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { clearNotChecked, lenientVariable, readNotChecked } from "../rehearsal/clouds/provider/lenient";
import type { Home } from "../rehearsal/engine";
import { cloudsFolder } from "./cloudStores";
import { printError } from "./output";
import { echoedLines } from "./summary";

/** How the provider plugins are told to echo what they do not model. */
export function lenientEnvironment(lenient: boolean | undefined): NodeJS.ProcessEnv {
    return lenient ? { [lenientVariable]: "true" } : {};
}

/** Type tokens of what the clouds echoed in this run: nothing of it was checked. */
export function readEchoed(home: Home): string[] {
    return storeFolders(home).flatMap(readNotChecked);
}

/** Says so after a run without a summary. On standard error: standard output may be the engine's JSON. */
export function reportEchoed(home: Home): void {
    for (const line of echoedLines(readEchoed(home))) {
        printError(`not checked: ${line}`);
    }
}

/** Begins a run in which nothing has been echoed yet. */
export function clearEchoed(home: Home): void {
    storeFolders(home).forEach(clearNotChecked);
}

function storeFolders(home: Home): string[] {
    const folder = cloudsFolder(home);
    return existsSync(folder)
        ? readdirSync(folder)
              .sort()
              .map((cloud) => join(folder, cloud))
        : [];
}

import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { UsageError } from "../errors";
import { busyEngines } from "../locks";
import { print } from "../output";
import type { Finish } from "../program";
import { home } from "../settings";

/** What a rehearsal makes below its folder, in the words of the report. Anything else there is somebody else's. */
const made: Record<string, string> = {
    engine: "the engine's state of every stack",
    clouds: "the emulated clouds",
    graph: "the certificate of the emulated Entra's server",
    program: "the copies of stack files",
    "signIns.json": "the note of who has signed in with which role",
    "seeds.json": "the note of what the clouds were made from",
};

export function reset(program: Command, finish: Finish): void {
    program
        .command("reset")
        .description("remove the emulated clouds and the state")
        .action(() => {
            const where = home();
            const busy = busyEngines(where);
            if (busy.length > 0) {
                throw new UsageError(`an engine is running on this rehearsal (pid ${busy.join(", ")}); stop it first`);
            }
            const { rehearsal: folder } = where;
            const found = Object.entries(made).filter(([name]) => existsSync(join(folder, name)));
            for (const [name, words] of found) {
                rmSync(join(folder, name), { recursive: true });
                print(`removed ${join(folder, name)}: ${words}`);
            }
            if (found.length === 0) {
                print(`nothing to remove: ${folder} holds no rehearsal`);
            }
            sayWhatStays(folder);
            finish(0);
        });
}

function sayWhatStays(folder: string): void {
    const left = existsSync(folder) ? readdirSync(folder) : undefined;
    if (left?.length === 0) {
        rmdirSync(folder);
    } else if (left !== undefined) {
        print(`kept ${left.map((name) => join(folder, name)).join(", ")}: not made by a rehearsal`);
    }
}

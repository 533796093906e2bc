import { Command, CommanderError } from "commander";
import { EngineNotFound } from "../rehearsal/engine";
import { az } from "./commands/az";
import { destroy } from "./commands/destroy";
import { exportState } from "./commands/export";
import { preview } from "./commands/preview";
import { refresh } from "./commands/refresh";
import { rehearse } from "./commands/rehearse";
import { reset } from "./commands/reset";
import { up } from "./commands/up";
import { UsageError } from "./errors";
import { addSettings } from "./settings";

/** Exit code for a command that was not understood, as against one that the engine or the clouds refused. */
const misunderstood = 2;

/** Runs one command line; returns the exit code. */
export async function main(args: string[]): Promise<number> {
    let code = 0;
    const program = addSettings(new Command("npm start --"))
        .description("Rehearses the federation: the real Pulumi engine runs this program against local clouds.")
        .exitOverride()
        .showHelpAfterError("(`npm start -- --help` lists the commands)");
    for (const define of [rehearse, preview, up, refresh, destroy, exportState, reset, az]) {
        define(program, (result) => {
            code = result;
        });
    }
    try {
        await program.parseAsync(args, { from: "user" });
        return code;
    } catch (error) {
        return report(error);
    }
}

function report(error: unknown): number {
    if (error instanceof CommanderError) {
        return error.exitCode === 0 ? 0 : misunderstood;
    }
    if (error instanceof UsageError) {
        console.error(`error: ${error.message}`);
        return misunderstood;
    }
    if (error instanceof EngineNotFound) {
        console.error(error.message);
        return 1;
    }
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
}

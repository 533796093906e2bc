import { type Command, CommanderError } from "commander";
import { UsageError } from "./errors";
import { print, printError } from "./output";

/** Exit code for a command that was not understood, as against one that the engine or the clouds refused. */
const misunderstood = 2;

/** Takes the exit code of a command that has run. */
export type Finish = (code: number) => void;

/** Adds a command to a program. */
export type Define = (program: Command, finish: Finish) => void;

/** Runs one command line of a program; returns the exit code. */
export async function runProgram(program: Command, commands: Define[], args: string[]): Promise<number> {
    let code = 0;
    // Its errors repeat what was typed; and a reader of the help may end early, as `head` does.
    program.configureOutput({
        writeOut: (text) => print(text.trimEnd()),
        writeErr: (text) => printError(text.trimEnd()),
    });
    for (const define of commands) {
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
        printError(`error: ${error.message}`);
        return misunderstood;
    }
    const { EngineNotFound } = require("../rehearsal/engine") as typeof import("../rehearsal/engine");
    if (error instanceof EngineNotFound) {
        printError(error.message);
        return 1;
    }
    printError(`error: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
}

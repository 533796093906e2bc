import { type Command, CommanderError } from "commander";
import { EngineNotFound } from "../rehearsal/engine";
import { visible } from "../rules/text";
import { UsageError } from "./errors";

/** Exit code for a command that was not understood, as against one that the engine or the clouds refused. */
const misunderstood = 2;

/** Takes the exit code of a command that has run. */
export type Finish = (code: number) => void;

/** Adds a command to a program. */
export type Define = (program: Command, finish: Finish) => void;

/** Runs one command line of a program; returns the exit code. */
export async function runProgram(program: Command, commands: Define[], args: string[]): Promise<number> {
    let code = 0;
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
        console.error(visible(`error: ${error.message}`));
        return misunderstood;
    }
    if (error instanceof EngineNotFound) {
        console.error(error.message);
        return 1;
    }
    console.error(visible(`error: ${error instanceof Error ? error.message : String(error)}`));
    return 1;
}

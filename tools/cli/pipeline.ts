import { Command } from "commander";
import { annotate } from "./commands/pipeline/annotate";
import { comment } from "./commands/pipeline/comment";
import { stacks } from "./commands/pipeline/stacks";
import { runProgram } from "./program";

/** The commands of `npm run pipeline`, which the workflows call. */
export const commands = [stacks, annotate, comment];

/** Runs one command line of `npm run pipeline`; returns the exit code. */
export function pipeline(args: string[]): Promise<number> {
    const program = new Command("pipeline")
        .description("The steps of a pipeline: what the workflows in .github/workflows call.")
        .exitOverride()
        .showHelpAfterError("(`npm run -s pipeline -- --help` lists the commands)");
    return runProgram(program, commands, args);
}

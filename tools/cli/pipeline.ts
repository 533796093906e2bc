import { Command } from "commander";
import { comment } from "./commands/pipeline/comment";
import { drift } from "./commands/pipeline/drift";
import { login } from "./commands/pipeline/login";
import { propose } from "./commands/pipeline/propose";
import { rehearse } from "./commands/pipeline/rehearse";
import { review } from "./commands/pipeline/review";
import { stacks } from "./commands/pipeline/stacks";
import { standing } from "./commands/pipeline/standing";
import { users } from "./commands/pipeline/users";
import { printingThrough } from "./output";
import { harmless } from "./pipeline/workflowCommands";
import { runProgram } from "./program";

/** The commands of `npm run pipeline`, which the workflows call. */
export const commands = [stacks, login, review, comment, standing, drift, users, propose, rehearse];

/** Runs one command line of `npm run pipeline`; returns the exit code. */
export function pipeline(args: string[]): Promise<number> {
    const program = new Command("pipeline")
        .description("The steps of a pipeline: what the workflows in .github/workflows call. See docs/pipelines.md.")
        .exitOverride()
        .showHelpAfterError("(`npm run -s pipeline -- --help` lists the commands)");
    return printingThrough(harmless, () => runProgram(program, commands, args));
}

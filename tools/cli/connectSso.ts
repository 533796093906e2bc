import { Command } from "commander";
import { connectSsoCommand } from "../../rules/commandLine";
import { checkoutCommands } from "./checkoutCommands";
import { explain } from "./commands/explain";
import { init } from "./commands/init";
import { recover } from "./commands/recover";
import { rehearsal } from "./commands/rehearsal";
import { review } from "./commands/review";
import { signIn } from "./commands/signIn";
import { runProgram } from "./program";

/** The commands of `connect-sso`. */
export const commands = [signIn, explain, recover, review, rehearsal, init, ...checkoutCommands];

/** Runs one command line of `connect-sso`; returns the exit code. */
export function connectSso(args: string[]): Promise<number> {
    const program = new Command("connect-sso")
        .description(
            "Says who can sign in, why others cannot, and what a planned change does to them. Only --live, --run and rotate ask your clouds or Pulumi.",
        )
        .exitOverride()
        .showHelpAfterError(`(\`${connectSsoCommand("--help")}\` lists the commands)`);
    return runProgram(program, commands, args);
}

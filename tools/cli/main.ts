import { Command } from "commander";
import { connectSsoCommand, rehearsalCommand } from "../../rules/commandLine";
import { az } from "./commands/az";
import { destroy } from "./commands/destroy";
import { exportState } from "./commands/export";
import { preview } from "./commands/preview";
import { refresh } from "./commands/refresh";
import { rehearse } from "./commands/rehearse";
import { reset } from "./commands/reset";
import { up } from "./commands/up";
import { type Define, runProgram } from "./program";
import { addSettings } from "./settings";

/** The commands of `npm start`. */
export const commands = [rehearse, preview, up, refresh, destroy, exportState, reset, az];

/** Runs one command line of `npm start`; returns the exit code. `beside`: commands that only a checkout has. */
export function main(args: string[], beside: readonly Define[] = []): Promise<number> {
    const program = addSettings(new Command(rehearsalCommand(" ").trim()))
        .description(
            "Rehearses this program: the real Pulumi engine runs it against emulated clouds. No account is needed.",
        )
        .addHelpText(
            "after",
            "\nFurther arguments of preview, up, refresh, destroy and export go to the engine. See docs/rehearsal.md.",
        )
        .exitOverride()
        .showHelpAfterError(
            `(\`${rehearsalCommand("--help")}\` lists the commands; \`${connectSsoCommand("--help")}\` lists others, such as sign-in)`,
        );
    return runProgram(program, [...commands, ...beside], args);
}

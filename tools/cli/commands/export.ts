import type { Command } from "commander";
import type { Finish } from "../program";
import { openStack } from "../rehearsal";
import { settingsOf } from "../settings";

export function exportState(program: Command, finish: Finish): void {
    program
        .command("export")
        .description("prints the stack's state as JSON, as `pulumi stack export` does; further arguments are passed on")
        .argument("[engine arguments...]")
        .allowUnknownOption()
        .action(async (_args: string[], _options: unknown, command: Command) => {
            const { stackCommand } = await openStack(settingsOf(command));
            const { code } = await stackCommand(["export", ...command.args]);
            finish(code);
        });
}

import type { Command } from "commander";
import type { Finish } from "../program";
import { openStack } from "../rehearsal";
import { settingsOf } from "../settings";

export function exportState(program: Command, finish: Finish): void {
    program
        .command("export")
        .description("print the state as JSON, as `pulumi stack export` does")
        .argument("[engine arguments...]", "passed on to the engine")
        .allowUnknownOption()
        .action(async (_args: string[], _options: unknown, command: Command) => {
            const { stackCommand } = await openStack(settingsOf(command));
            const { code } = await stackCommand(["export", ...command.args]);
            finish(code);
        });
}

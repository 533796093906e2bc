import type { Command } from "commander";
import { reportEchoed } from "../lenient";
import type { Finish } from "../program";
import { openRehearsal } from "../rehearsal";
import { settingsOf } from "../settings";

/** Defines a command that is one operation of the engine, with `extra` arguments before those that were typed. */
export function defineOperation(program: Command, finish: Finish, operation: Operation): void {
    const { name, description, extra = () => [], afterwards } = operation;
    program
        .command(name)
        .description(description)
        .argument("[engine arguments...]", "passed on to the engine")
        .allowUnknownOption()
        .action(async (_args: string[], _options: unknown, command: Command) => {
            const rehearsal = await openRehearsal(settingsOf(command));
            const { code } = await rehearsal.run([name, ...extra(command.args), ...command.args]);
            reportEchoed(rehearsal.home);
            afterwards?.(code);
            finish(code);
        });
}

interface Operation {
    name: "preview" | "up" | "refresh" | "destroy";
    description: string;
    /** Arguments that a rehearsal always gives, unless they were typed. */
    extra?(typed: string[]): string[];
    afterwards?(code: number): void;
}

/** A rehearsal asks nothing: there is nothing that could be lost. */
export function unlessTyped(typed: string[], ...options: string[]): string[] {
    return options.filter(
        (option) => !typed.some((argument) => argument === option || argument.startsWith(`${option}=`)),
    );
}

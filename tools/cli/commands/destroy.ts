import type { Command } from "commander";
import { rehearsalCommand } from "../../../rules/commandLine";
import { shellWord } from "../../../rules/shell";
import { printError } from "../output";
import type { Finish } from "../program";
import { settingsOf } from "../settings";
import { defineOperation, unlessTyped } from "./operation";

export function destroy(program: Command, finish: Finish): void {
    defineOperation(program, finish, {
        name: "destroy",
        description: "delete everything from the emulated clouds",
        // The guards of the program are hooks on deletion, which the engine only calls with the program at hand.
        extra: (typed) => unlessTyped(typed, "--yes", "--run-program"),
        afterwards: (code) => {
            if (code !== 0) {
                printError(twoSteps(settingsOf(program).stack));
            }
        },
    });
}

/** What to do when the engine refuses to delete what is protected. */
function twoSteps(stack: string): string {
    const option = stack === "dev" ? "" : ` --stack ${shellWord(stack)}`;
    return [
        "If the engine refuses because resources are protected, destroy the stack in two steps:",
        `  1. set \`connect-entra-sso:protection: false\` in Pulumi.${stack}.yaml, then \`${rehearsalCommand(`up${option}`)}\``,
        `  2. \`${rehearsalCommand(`destroy${option}`)}\``,
    ].join("\n");
}

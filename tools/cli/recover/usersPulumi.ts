import { spawnSync } from "node:child_process";
import { runEngine } from "../engineProcess";
import { UsageError } from "../errors";
import { projectFolder } from "../settings";
import type { StackCommands } from "./stackCommands";

const runNeedsIt =
    "--run needs `pulumi`, and there is none on the PATH: install it, or run the printed commands where it is";

/** In the folder where the command was typed, as somebody would run it there. */
export function usersPulumi(stack: string, without = runNeedsIt): StackCommands {
    const cwd = projectFolder();
    if (spawnSync("pulumi", ["version"], { cwd }).error !== undefined) {
        throw new UsageError(without);
    }
    const run = (args: string[]) =>
        runEngine({
            command: "pulumi",
            args: [...args, "--stack", stack, "--non-interactive", "--color", "never"],
            env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
            cwd,
            capture: true,
        });
    return { run, stack: (args) => run(["stack", ...args]), settleLocks: async () => undefined };
}

/** The few things of Pulumi that a recovery needs: with the user's own `pulumi`, or with the rehearsal's engine. */
import { spawnSync } from "node:child_process";
import { type EngineRun, runEngine } from "../engineProcess";
import { UsageError } from "../errors";
import { settleLocks } from "../locks";
import type { Rehearsal } from "../rehearsal";

export interface Pulumi {
    /** Runs a command on the stack: `["import", …]`. Its output is kept. */
    run(args: string[]): Promise<EngineRun>;
    /** The same for `pulumi stack …`. */
    stack(args: string[]): Promise<EngineRun>;
    /** Waits for engines that run, and removes what engines that are gone left, where that is known. */
    settleLocks(): Promise<void>;
}

export function rehearsedPulumi(rehearsal: Rehearsal): Pulumi {
    const { home, stack } = rehearsal;
    return {
        run: (args) => rehearsal.run([...args, "--non-interactive"], { capture: true }),
        stack: (args) => rehearsal.stackCommand([...args, "--non-interactive"], { capture: true }),
        settleLocks: () => settleLocks(home, stack.project, stack.name),
    };
}

/** In the folder where the command was typed, as somebody would run it there. */
export function usersPulumi(stack: string): Pulumi {
    const cwd = process.env.INIT_CWD ?? process.cwd();
    if (spawnSync("pulumi", ["version"], { cwd }).error !== undefined) {
        throw new UsageError(
            "--run needs `pulumi`, and there is none on the PATH: install it, or run the printed commands where it is",
        );
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

import type { EngineRun } from "../engineProcess";

/** The few things of Pulumi that a recovery needs. */
export interface StackCommands {
    /** Runs a command on the stack: `["import", …]`. Its output is kept. */
    run(args: string[]): Promise<EngineRun>;
    /** The same for `pulumi stack …`. */
    stack(args: string[]): Promise<EngineRun>;
    /** Waits for engines that run, and removes what engines that are gone left, where that is known. */
    settleLocks(): Promise<void>;
}

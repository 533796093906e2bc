import type { Command } from "commander";
import type { Finish } from "../program";
export function explain(program: Command, finish: Finish): void {
    program.command("explain").action(() => finish(2));
}

import type { Command } from "commander";
import type { Finish } from "../program";
import { defineOperation } from "./operation";

export function preview(program: Command, finish: Finish): void {
    defineOperation(program, finish, { name: "preview", description: "show what `up` would change" });
}

import type { Command } from "commander";
import type { Finish } from "../program";
import { defineOperation, unlessTyped } from "./operation";

export function up(program: Command, finish: Finish): void {
    defineOperation(program, finish, {
        name: "up",
        description: "deploy to the emulated clouds",
        extra: (typed) => unlessTyped(typed, "--yes"),
    });
}

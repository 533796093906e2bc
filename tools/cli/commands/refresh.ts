import type { Command } from "commander";
import type { Finish } from "../program";
import { defineOperation, unlessTyped } from "./operation";

export function refresh(program: Command, finish: Finish): void {
    defineOperation(program, finish, {
        name: "refresh",
        description: "read back what the emulated clouds have",
        extra: (typed) => unlessTyped(typed, "--yes"),
    });
}

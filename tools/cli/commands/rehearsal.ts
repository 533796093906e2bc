import type { Command } from "commander";
import type { Finish } from "../program";

/** All of `npm start`, for those who have the package and no checkout. */
export function rehearsal(program: Command, finish: Finish): void {
    program
        // What stands after the command's name is not ours.
        .enablePositionalOptions()
        .command("rehearse")
        .description("deploy the Pulumi project in this folder to emulated clouds, with the real engine")
        .argument("[command and options...]", "`--help` lists them")
        .helpOption(false)
        .allowUnknownOption()
        .passThroughOptions()
        .action(async (_words: string[], _options: unknown, { args }: Command) => {
            const { main } = require("../main") as typeof import("../main");
            finish(await main(args));
        });
}

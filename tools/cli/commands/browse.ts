import { type Command, InvalidArgumentError } from "commander";
import type { BrowseOptions } from "../browse/run";
import type { Finish } from "../program";
import { settingsOf } from "../settings";

export function browse(program: Command, finish: Finish): void {
    program
        .command("browse")
        .description("serve the emulated sign-in as websites on loopback, to click through in a browser")
        .option("--port <number>", "port on 127.0.0.1; 0 for any free one", toPort, 8686)
        .option(
            "--page <folder>",
            "the page that embeds the Contact Control Panel (default: examples/embeddedPanel/page)",
        )
        .option("--origin <origin>", "its origin (default: the first approved origin of the stack)")
        .option("--application <name>", "which Entra application, if the stack has several")
        .action(async (options: BrowseOptions, command: Command) => {
            const { runBrowse } = require("../browse/run") as typeof import("../browse/run");
            finish(await runBrowse(settingsOf(command), options));
        });
}

function toPort(value: string): number {
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
        throw new InvalidArgumentError("It must be a number from 0 to 65535.");
    }
    return Number(value);
}

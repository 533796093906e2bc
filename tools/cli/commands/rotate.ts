import type { Command } from "commander";
import type { Finish } from "../program";
import type { RotateOptions } from "../rotate/run";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";

export function rotate(program: Command, finish: Finish): void {
    program
        .command("rotate")
        .description("edit the stack file for the next phase of a certificate's rotation: trust, sign, retire")
        .requiredOption("--to <name>", "name of the certificate that Entra signs with at the end, such as 2027")
        .option("-s, --stack <name>", "the stack whose file is edited (default: the only one)")
        .option(
            "-d, --deployment <file>",
            "output of `pulumi stack export`; - for standard input (default: runs that command)",
        )
        .option("--rehearsed", "rotate the stack of the rehearsal, not the one in your accounts")
        .option("--values <file>", "with --rehearsed: YAML with values for `environment:` and `secure:` entries")
        .option("--component <name>", "which component of your program, if several have certificates")
        .option("--retire <name>", "a certificate to retire, if AWS trusts several others; repeatable", collect)
        .option("--now <time>", "answer for this time, such as 2027-01-31T08:00:00Z (default: now)", toInstant)
        .addHelpText(
            "after",
            "\nIt deploys nothing: you run each phase. It is safe to run it again at any time.\n" +
                "Exit code: 0 done, 1 a phase must be deployed, 2 the input can't be used.",
        )
        .action(async (options: RotateOptions) => {
            const { runRotate } = require("../rotate/run") as typeof import("../rotate/run");
            finish(await runRotate(options));
        });
}

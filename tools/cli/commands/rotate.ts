import type { Command } from "commander";
import type { Finish } from "../program";
import type { RotateOptions } from "../rotate/run";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";

export function rotate(program: Command, finish: Finish): void {
    program
        .command("rotate")
        .description("edit the stack file for the next phase of a certificate's rotation: trust, sign, retire")
        .requiredOption("--to <name>", "name of the certificate that is to sign in the end, such as 2027")
        .option("-s, --stack <name>", "the stack whose file is edited (default: the only one)")
        .option("-d, --deployment <file>", "output of `pulumi stack export`; - for standard input (default: runs it)")
        .option("--rehearsed", "let the stack of the rehearsal count, not the one in your accounts")
        .option("--values <file>", "with --rehearsed: YAML with values for `environment:` and `secure:` entries")
        .option("--component <name>", "which component of your program, where several have certificates")
        .option("--retire <name>", "a certificate that is to go, where AWS trusts several others; repeatable", collect)
        .option("--now <time>", "answer for this time, such as 2027-01-31T08:00:00Z (default: now)", toInstant)
        .addHelpText(
            "after",
            "\nNothing is deployed: each phase is yours to run. It is safe to run this again at any time.\n" +
                "Exit code: 0 done, 1 a phase is to be deployed, 2 the input can't be used.",
        )
        .action(async (options: RotateOptions) => {
            const { runRotate } = require("../rotate/run") as typeof import("../rotate/run");
            finish(await runRotate(options));
        });
}

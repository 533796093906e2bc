import type { Command } from "commander";
import type { PreflightOptions } from "../preflight/run";
import type { Finish } from "../program";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";

export function preflight(program: Command, finish: Finish): void {
    program
        .command("preflight")
        .description(
            "say whether a stack fits into the account's quotas and the tenant's licences, and what is left to do by hand",
        )
        .option("--stack-file <file>", "the stack file: Pulumi.<stack>.yaml")
        .option("--preview <file>", "output of `pulumi preview --json`, instead of a stack file")
        .option("-d, --deployment <file>", "output of `pulumi stack export`, instead of a stack file")
        .option("--cloud <file>", "output of a command that --list-commands prints; give it again for others", collect)
        .option("--live", "run the listed commands, which only read, instead of --cloud")
        .option("--list-commands", "print only the commands whose output --cloud takes")
        .option("--region <name>", "AWS Region (default: aws:region of the stack file)")
        .option("--replica-region <name>", "say what Global Resiliency with a replica there would need")
        .option("--json", "print everything as JSON (docs/preflight.schema.json)")
        .option("--now <time>", "answer for this time, such as 2027-01-31T08:00:00Z", toInstant)
        .addHelpText(
            "after",
            "\nExit code: 0 everything fits, 1 something does not, 2 the input can't be used, 3 something is unknown.",
        )
        .action(async (options: PreflightOptions) => {
            const { runPreflight } = require("../preflight/run") as typeof import("../preflight/run");
            finish(await runPreflight(options));
        });
}

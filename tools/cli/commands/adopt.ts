import type { Command } from "commander";
import type { AdoptOptions } from "../adopt/run";
import type { Finish } from "../program";

export function adopt(program: Command, finish: Finish): void {
    program
        .command("adopt")
        .description("adopt a sign-in that was made by hand: write a stack file, import lines and a report")
        .requiredOption("-s, --stack <name>", "the stack to write, as Pulumi.<name>.yaml")
        .option("--from <folder>", "files that `az` and `aws` printed", "made-by-hand")
        .option("--component <name>", "name of the ConnectSso in your program", "sso")
        .option("--list-commands", "print the commands that write these files, and do nothing else")
        .option("--live", "run the commands whose file is missing, with your own `az` and `aws`; they only read")
        .option("--instance-id <id>", "with --list-commands or --live: id of the Connect instance")
        .option("--role <name>", "with --list-commands or --live: name of the role that people sign in with")
        .option(
            "--client-id <id>",
            "with --list-commands or --live: application (client) id of the enterprise application",
        )
        .option(
            "--region <region>",
            "with --list-commands or --live: Region of the instance (default: that of your `aws`)",
        )
        .option(
            "--environment <name>",
            "with --list-commands or --live: cloud of Entra, `usgovernment`, `usgovernmentl5` or `china` (default: global)",
        )
        .option("--report-only", "print the report, and write nothing")
        .option("--force", "overwrite files that are there")
        .option("--json", "print the whole report as JSON (docs/adopt.schema.json)")
        .addHelpText("after", "\nThis changes nothing in a cloud or in a state. The report lists the commands that do.")
        .addHelpText(
            "after",
            "Exit code: 0 done, 1 something must change first, so nothing was written, 2 the input can't be used, 3 something is unknown, or you must decide.",
        )
        .action((options: AdoptOptions) => {
            const { runAdopt } = require("../adopt/run") as typeof import("../adopt/run");
            finish(runAdopt(options));
        });
}

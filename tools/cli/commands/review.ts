import { type Command, Option } from "commander";
import { rehearsalCommand } from "../../../rules/commandLine";
import type { Finish } from "../program";
import type { ReviewOptions } from "../review/run";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";

export function review(program: Command, finish: Finish): void {
    program
        .command("review")
        .description("say what a planned change does to people's access, as a comment for a pull request")
        .option(
            "-p, --preview <file>",
            "output of `pulumi preview --json`; - for standard input; give it again for a second stack",
            collect,
        )
        .option(
            "--preview-text <file>",
            "output of `pulumi preview`, for policy violations; one for each --preview",
            collect,
        )
        .option(
            "-d, --deployment <file>",
            "output of `pulumi stack export` before the change; give it again for a second stack",
            collect,
        )
        .option("-s, --stack <name>", "a stack of the rehearsal: previews it, and reviews that")
        .option(
            "--values <file>",
            `YAML with values for its \`environment:\` and \`secure:\` entries, as for \`${rehearsalCommand()}\``,
        )
        .option("--directory <file>", "people (and groups) of the Entra directory")
        .option("--security-profiles <file>", "permissions of security profiles that the deployment does not hold")
        .option(
            "--service-principal <file>",
            "which certificates Entra has now: output of `az ad sp show`, as for `sign-in`",
        )
        .option("--now <time>", "answer for this time, such as 2027-01-31T08:00:00Z (default: now)", toInstant)
        .addOption(
            new Option("--format <form>", "markdown for a comment, terminal for people (the default)").choices([
                "markdown",
                "terminal",
            ]),
        )
        .addOption(new Option("--json", "print the whole review (docs/review.schema.json)").conflicts("format"))
        .option("-o, --output <file>", "write it to this file, and print the verdict only")
        .addHelpText(
            "after",
            "\nExit code: 0 no change or safe, 1 look at this or cannot be undone, 2 the input can't be used, 3 refused or incomplete.",
        )
        .action(async (options: ReviewOptions) => {
            const { runReview } = require("../review/run") as typeof import("../review/run");
            finish(await runReview(options));
        });
}

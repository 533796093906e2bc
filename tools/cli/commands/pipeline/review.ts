import { type Command, Option } from "commander";
import type { ReviewOptions } from "../../pipeline/reviewStep";
import { formats } from "../../pipeline/workflowCommands";
import type { Finish } from "../../program";

export function review(program: Command, finish: Finish): void {
    program
        .command("review")
        .description("preview a stack in your accounts, and write what that does: review.json, review.md, fingerprint")
        .requiredOption("-s, --stack <name>", "which stack")
        .requiredOption("--output <folder>", "where to write")
        .option("--save-plan <file>", "keep the plan, for `pulumi up --plan`")
        .option(
            "--policy-pack <folder>",
            "preview under this policy pack; policy-config.json in the folder of the stack configures it",
        )
        .option("--approved <file>", "the fingerprint that somebody approved: another one is refused")
        .addOption(new Option("--format <name>", "whose runner shows the refusals").choices(formats).default("github"))
        .addHelpText("after", "\nExit code: 0 reviewed, 1 not what was approved, 2 the input can't be used, 3 refused.")
        .action(async (options: ReviewOptions) => {
            const { runReview } = require("../../pipeline/reviewStep") as typeof import("../../pipeline/reviewStep");
            finish(await runReview(options));
        });
}

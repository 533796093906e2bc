import type { Command } from "commander";
import type { UsersStepOptions } from "../../pipeline/usersStep";
import type { Finish } from "../../program";
import { toDays, toPercent } from "../../users/options";

export function users(program: Command, finish: Finish): void {
    program
        .command("users")
        .description("say how the file of users differs from the groups of the directory, as a proposal for `propose`")
        .requiredOption("--mapping <file>", "YAML: which groups make users, with which profiles (docs/users-sync.md)")
        .requiredOption("--users <file>", "the file of users: CSV, or a stack file with users")
        .option("--stack-file <file>", "the stack file beside a CSV file of users; empty for none")
        .option("--max-change <share>", "refuse to change more people than this share (default: 10%)", toPercent)
        .option("--after <days>", "move users whose sign-in ended that long ago to removedUsers", toDays)
        .requiredOption("--output <folder>", "where to write proposal.json")
        .addHelpText("after", "\nExit code: 0 written, 2 the input can't be used, 3 refused: more people would change.")
        .action(async (options: UsersStepOptions) => {
            const { runUsersStep } = require("../../pipeline/usersStep") as typeof import("../../pipeline/usersStep");
            finish(await runUsersStep(options));
        });
}

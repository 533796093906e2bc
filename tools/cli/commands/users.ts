import { Argument, type Command } from "commander";
import type { Finish } from "../program";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";
import { toDays, toPercent } from "../users/options";
import type { UsersOptions } from "../users/run";

export function users(program: Command, finish: Finish): void {
    program
        .command("users")
        .description("update the file of users from the groups of the directory: joiners, movers, leavers")
        .addArgument(new Argument("<action>", "what to do").choices(["sync"]))
        .requiredOption(
            "-m, --mapping <file>",
            "YAML: which groups make users, with which profiles (docs/users-sync.md)",
        )
        .option("-u, --users <file>", "the file of users that is changed: CSV, or a stack file with users")
        .option(
            "-g, --group <name=file>",
            "members of a group, as `az ad group member list` or Microsoft Graph prints them; give it again for others",
            collect,
        )
        .option("--live", "ask Microsoft Graph with your own `az login`, read-only, instead of --group")
        .option("--list-commands", "print only the commands whose output --group takes")
        .option("--stack-file <file>", "the stack file beside a CSV file of users: where removedUsers is")
        .option("--max-change <share>", "refuse to change more people than this share (default: 10%)", toPercent)
        .option(
            "--after <days>",
            "move users whose sign-in ended that long ago, such as 90d, to removedUsers: their history will be deleted",
            toDays,
        )
        .option("--check", "say what would change, and write nothing")
        .option("--json", "print everything as JSON (docs/users-sync.schema.json)")
        .option("--now <time>", "answer for this time, such as 2027-01-31T08:00:00Z", toInstant)
        .addHelpText(
            "after",
            "\nExit code: 0 written or nothing to change, 1 with --check: something would change, 2 the input can't be used, " +
                "3 refused: more people would change than --max-change allows.",
        )
        .action(async (_action: string, options: UsersOptions) => {
            const { runUsersSync } = require("../users/run") as typeof import("../users/run");
            finish(await runUsersSync(options));
        });
}

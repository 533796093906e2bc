import type { Command } from "commander";
import { rehearsalCommand } from "../../../rules/commandLine";
import type { Finish } from "../program";
import type { RecoverOptions } from "../recover/run";
import { collect } from "../signIn/collect";

export function recover(program: Command, finish: Finish): void {
    program
        .command("recover")
        .description("say what a stopped `pulumi up` left behind, and print or run the commands that correct the state")
        .option("-s, --stack <name>", "a stack of the rehearsal (default: dev)")
        .option(
            "--values <file>",
            `YAML with values for its \`environment:\` and \`secure:\` entries, as for \`${rehearsalCommand()}\``,
        )
        .option("-d, --deployment <file>", "output of `pulumi stack export --show-secrets`; - for standard input")
        .option("--preview <file>", "output of `pulumi preview --json --show-secrets`: what the state lacks")
        .option("--cloud <file>", "output of a command that shows what a cloud has; give it again for others", collect)
        .option("--live", "ask the clouds with your own credentials, read-only, instead of --cloud")
        .option("--list-commands", "print only the commands whose output --cloud takes")
        .option("--run", "repair the state with your `pulumi` (asks first), then run a preview")
        .option("-y, --yes", "do not ask")
        .option("--json", "print the whole answer (docs/recover.schema.json)")
        .addHelpText("after", "\nNothing in a cloud is changed or deleted, and `pulumi up` is never run.")
        .addHelpText(
            "after",
            "Exit code: 0 nothing to do, or recovered, 1 steps to take, 2 the input can't be used, 3 something is unknown, or you must decide.",
        )
        .action(async (options: RecoverOptions) => {
            const { runRecover } = require("../recover/run") as typeof import("../recover/run");
            finish(await runRecover(options));
        });
}

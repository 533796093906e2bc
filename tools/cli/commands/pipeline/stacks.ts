import { appendFileSync } from "node:fs";
import type { Command } from "commander";
import { print } from "../../output";
import { chooseStacks } from "../../pipeline/stacks";
import type { Finish } from "../../program";
import { projectFolder } from "../../settings";

export function stacks(program: Command, finish: Finish): void {
    program
        .command("stacks")
        .description(
            "print the stacks of this folder's Pulumi.<stack>.yaml files as JSON, and give them to the job as the output `stacks`",
        )
        .option("--only <names>", "of these stacks only, separated by spaces or commas; empty for all", "")
        .action(({ only }: { only: string }) => {
            const names = JSON.stringify(chooseStacks(projectFolder(), only));
            const { GITHUB_OUTPUT: output } = process.env;
            if (output !== undefined && output !== "") {
                appendFileSync(output, `stacks=${names}\n`);
            }
            print(names);
            finish(0);
        });
}

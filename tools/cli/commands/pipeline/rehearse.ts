import { type Command, InvalidArgumentError } from "commander";
import { chooseStacks } from "../../pipeline/stacks";
import type { Finish } from "../../program";
import { home } from "../../settings";

interface RehearseOptions {
    base: string;
    only: string;
}

/** So that nothing is taken for an option of git. */
function toRevision(text: string): string {
    if (!/^[A-Za-z0-9][\w./^~-]*$/.test(text)) {
        throw new InvalidArgumentError("It must be a commit such as HEAD^1.");
    }
    return text;
}

export function rehearse(program: Command, finish: Finish): void {
    program
        .command("rehearse")
        .description("say what a change does to the stacks of this checkout on emulated clouds, without an account")
        .requiredOption(
            "--base <commit>",
            "the commit to compare with, such as HEAD^1 of a pull request's merge",
            toRevision,
        )
        .option("--only <names>", "these stacks only, separated by spaces or commas; empty for all", "")
        .action(async ({ base, only }: RehearseOptions) => {
            const { runRehearsals } =
                require("../../pipeline/rehearseStep") as typeof import("../../pipeline/rehearseStep");
            finish(await runRehearsals(chooseStacks(home().project, only), base));
        });
}

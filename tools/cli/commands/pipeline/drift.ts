import { type Command, InvalidArgumentError } from "commander";
import { print } from "../../output";
import type { Finish } from "../../program";

interface DriftOptions {
    stack: string;
    print?: boolean;
    days: number;
}

function toDays(text: string): number {
    if (!/^[1-9]\d{0,3}$/.test(text)) {
        throw new InvalidArgumentError("It must be a number of days from 1 to 9999.");
    }
    return Number(text);
}

export function drift(program: Command, finish: Finish): void {
    program
        .command("drift")
        .description(
            "open, change or close the issue of a stack: whether the clouds differ, and who will not be able to sign in",
        )
        .requiredOption("-s, --stack <name>", "which stack")
        .option("--days <number>", "how far ahead to look for the end of certificates", toDays, 30)
        .option("--print", "print what the issue would say, instead of changing it")
        .addHelpText("after", "\nExit code: 0 as the stack says, 1 something is different (see the issue).")
        .action(async ({ stack, days, ...options }: DriftOptions) => {
            const { findDrift } = require("../../pipeline/drift") as typeof import("../../pipeline/drift");
            const { keepIssue } = require("../../pipeline/ownText") as typeof import("../../pipeline/ownText");
            const { openGithub } = require("../../pipeline/github") as typeof import("../../pipeline/github");
            const { summarize } = require("../../pipeline/reviewStep") as typeof import("../../pipeline/reviewStep");
            const github = options.print ? undefined : openGithub();
            const found = await findDrift(stack, days);
            summarize(found.body);
            print(github === undefined ? found.body : `issue of ${stack}: ${await keepIssue(github, found)}`);
            finish(found.isClean ? 0 : 1);
        });
}

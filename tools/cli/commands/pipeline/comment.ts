import { resolve } from "node:path";
import type { Command } from "commander";
import { print } from "../../output";
import type { Finish } from "../../program";
import { projectFolder } from "../../settings";

interface CommentOptions {
    reviews: string;
    stacks: string;
}

export function comment(program: Command, finish: Finish): void {
    program
        .command("comment")
        .description("post the reviews as one comment of the pull request, or change the one posted before")
        .requiredOption("--reviews <folder>", "where `review` wrote; folders within it count, too")
        .requiredOption("--stacks <names>", "JSON list of the stacks that must have a review, as `stacks` prints it")
        .action(async ({ reviews, stacks }: CommentOptions) => {
            const { keepComment } = require("../../pipeline/ownText") as typeof import("../../pipeline/ownText");
            const { openGithub } = require("../../pipeline/github") as typeof import("../../pipeline/github");
            const { pullRequestOf, runUrl } = require("../../pipeline/event") as typeof import("../../pipeline/event");
            const { collect, readReviews } =
                require("../../pipeline/collected") as typeof import("../../pipeline/collected");
            const { number, commit } = pullRequestOf();
            const found = readReviews(resolve(projectFolder(), reviews));
            const body = collect(found, { stacks: JSON.parse(stacks) as string[], commit, runUrl: runUrl() });
            print(`comment of pull request ${number}: ${await keepComment(openGithub(), number, body)}`);
            finish(0);
        });
}

import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { print } from "../../output";
import type { Finish } from "../../program";
import { existingFile } from "../../settings";

export function comment(program: Command, finish: Finish): void {
    program
        .command("comment")
        .description("post a Markdown file as the comment of the pull request, or change the one posted before")
        .requiredOption("--file <file>", "Markdown whose first line is its marker, such as <!-- connect-sso review -->")
        .action(async ({ file }: { file: string }) => {
            const { keepComment, longestText } =
                require("../../pipeline/ownText") as typeof import("../../pipeline/ownText");
            const { openGithub } = require("../../pipeline/github") as typeof import("../../pipeline/github");
            const { pullRequestOf } = require("../../pipeline/event") as typeof import("../../pipeline/event");
            const body = readFileSync(existingFile("--file", file), "utf8");
            if (body.length > longestText) {
                throw new Error(
                    `${file}: has ${body.length} characters, and GitHub takes ${longestText}; nothing was posted`,
                );
            }
            const { number } = pullRequestOf();
            print(`comment of pull request ${number}: ${await keepComment(openGithub(), number, body)}`);
            finish(0);
        });
}

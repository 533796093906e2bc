import { resolve } from "node:path";
import type { Command } from "commander";
import { print } from "../../output";
import type { Finish } from "../../program";
import { projectFolder } from "../../settings";

interface ProposeOptions {
    proposal: string;
    users: string;
    stackFile?: string;
}

const branch = "connect-sso/users";

export function propose(program: Command, finish: Finish): void {
    program
        .command("propose")
        .description("open, change or close the pull request with what `users` found")
        .requiredOption("--proposal <file>", "proposal.json of `users`")
        .requiredOption("--users <file>", "the file of users: no other file may change")
        .option("--stack-file <file>", "the stack file, which may change, too; empty for none")
        .action(async ({ proposal, users, stackFile }: ProposeOptions) => {
            const { readProposal, repositoryPath } =
                require("../../pipeline/proposal") as typeof import("../../pipeline/proposal");
            const { keepPullRequest } =
                require("../../pipeline/ownPullRequest") as typeof import("../../pipeline/ownPullRequest");
            const { openGithub, required } = require("../../pipeline/github") as typeof import("../../pipeline/github");
            const allowed = [users, ...(stackFile === undefined || stackFile === "" ? [] : [stackFile])];
            const found = readProposal(
                resolve(projectFolder(), proposal),
                allowed.map((file) => repositoryPath(file)),
            );
            const hint = "GitHub Actions sets it";
            const target = {
                branch,
                base: required(process.env, "GITHUB_REF_NAME", hint),
                commit: required(process.env, "GITHUB_SHA", hint),
            };
            print(`pull request of ${branch}: ${await keepPullRequest(openGithub(), found, target)}`);
            finish(0);
        });
}

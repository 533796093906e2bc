import { type Command, InvalidArgumentError, Option } from "commander";
import type { InitOptions } from "../init/run";
import { providers, type Tools } from "../init/workflows";
import type { Finish } from "../program";

function toTools(text: string): Tools {
    const [, repository, commit] = /^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/.exec(text) ?? [];
    if (repository === undefined || commit === undefined) {
        throw new InvalidArgumentError(
            "It must be a repository on GitHub and a whole commit, such as contoso/connect-entra-sso@ and 40 digits.",
        );
    }
    return { repository, commit };
}

export function init(program: Command, finish: Finish): void {
    program
        .command("init")
        .description(
            "write a small Pulumi program of your own that imports the components, with a unit test; or pipelines for one",
        )
        .option("--name <name>", "name of the Pulumi project (default: that of the folder)")
        .option("--alias <alias>", "alias of the Connect instance in Pulumi.dev.yaml (default: from the name)")
        .option("--region <region>", "AWS Region in Pulumi.dev.yaml", "eu-central-1")
        .option(
            "--workflow",
            "also write pipelines (preview, deploy, drift, users); in an existing program, only these",
        )
        .option(
            "--tools <repository@commit>",
            "where the jobs of --workflow find this program: OWNER/NAME@COMMIT on GitHub",
            toTools,
        )
        .addOption(new Option("--provider <name>", "who runs the pipelines").choices(providers).default("github"))
        .option("--project <folder>", "the folder of your program (default: this one)")
        .option("--force", "overwrite pipelines that are there")
        .action((options: InitOptions) => {
            const { runInit } = require("../init/run") as typeof import("../init/run");
            finish(runInit(options));
        });
}

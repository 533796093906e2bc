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
        .description("write pipelines into the repository of your own Pulumi program, which imports the components")
        .requiredOption("--workflow", "preview, deploy and drift")
        .requiredOption(
            "--tools <repository@commit>",
            "where the jobs find this program: OWNER/NAME@COMMIT on GitHub",
            toTools,
        )
        .addOption(new Option("--provider <name>", "who runs them").choices(providers).default("github"))
        .option("--project <folder>", "the folder of your Pulumi.yaml (default: this one)")
        .option("--force", "overwrite files that are there")
        .action((options: InitOptions) => {
            const { runInit } = require("../init/run") as typeof import("../init/run");
            finish(runInit(options));
        });
}

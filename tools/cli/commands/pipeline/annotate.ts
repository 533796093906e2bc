import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { type Command, Option } from "commander";
import { print } from "../../output";
import type { Format } from "../../pipeline/workflowCommands";
import type { Finish } from "../../program";
import { existingFile, projectFolder } from "../../settings";

interface AnnotateOptions {
    stack: string;
    preview?: string;
    previewText?: string;
    format: Format;
}

export function annotate(program: Command, finish: Finish): void {
    program
        .command("annotate")
        .description("print a line for each refusal of a preview that the runner shows at its line of the stack file")
        .requiredOption("-s, --stack <name>", "whose Pulumi.<name>.yaml the lines are of")
        .option("--preview <file>", "output of `pulumi preview --json`")
        .option("--preview-text <file>", "what the preview printed as text")
        .addOption(
            new Option("--format <name>", "whose runner reads it")
                .choices(["github", "azure", "text"])
                .default("github"),
        )
        .action(({ stack, preview, previewText, format }: AnnotateOptions) => {
            const { annotationsOf, errorsIn, parsedPreview } =
                require("../../pipeline/refusals") as typeof import("../../pipeline/refusals");
            const { annotationLines } =
                require("../../pipeline/workflowCommands") as typeof import("../../pipeline/workflowCommands");
            const { findStackFile } = require("../../stackFile") as typeof import("../../stackFile");
            const read = (option: string, file: string | undefined) =>
                file === undefined ? "" : readFileSync(existingFile(option, file), "utf8");
            const stackFile = findStackFile(projectFolder(), stack);
            const file = relative(process.env.GITHUB_WORKSPACE ?? projectFolder(), stackFile);
            const errors = errorsIn(parsedPreview(read("--preview", preview)), read("--preview-text", previewText));
            const annotations = annotationsOf(errors, { file, text: readFileSync(stackFile, "utf8") });
            for (const line of annotationLines(annotations, format)) {
                print(line);
            }
            finish(0);
        });
}

/** The step that previews a stack and says what that does. */
import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { StackReview } from "../../review/review";
import { print, printCommand, printError } from "../output";
import { existingFile, policyPackFolder, projectFolder } from "../settings";
import { findStackFile } from "../stackFile";
import { exportStack, packOptions, previewUnderPolicies, readPeople } from "./calls";
import { fingerprintOf } from "./fingerprint";
import { writePrivate } from "./privateFolder";
import { annotationsOfChecks, parsedPreview } from "./refusals";
import { commentOf, reviewOf } from "./reviewing";
import { annotationLines, type Format } from "./workflowCommands";

export interface ReviewOptions {
    stack: string;
    output: string;
    savePlan?: string;
    /** A folder from where it was typed. */
    policyPack?: string;
    approved?: string;
    format: Format;
}

const refused = 3;

/** Returns the exit code: 0, 1 where something else was approved, 3 where the preview was refused. */
export async function runReview({
    stack,
    savePlan,
    approved,
    format,
    policyPack,
    ...options
}: ReviewOptions): Promise<number> {
    const output = resolve(projectFolder(), options.output);
    const approvedPrint =
        approved === undefined ? undefined : readFileSync(existingFile("--approved", approved), "utf8").trim();
    const plan = savePlan === undefined ? [] : ["--save-plan", resolve(projectFolder(), savePlan)];
    // Before the engine writes its plan there.
    mkdirSync(output, { recursive: true, mode: 0o700 });
    const pack = policyPack === undefined ? undefined : policyPackFolder(policyPack);
    const packs = packOptions(pack, projectFolder());
    const { code, stdout, stderr, eventLog } = await previewUnderPolicies(stack, packs, ...plan);
    const preview = parsedPreview(stdout);
    const review = reviewOf({
        stack,
        preview: stdout,
        text: stderr,
        code,
        eventLog,
        ...(preview === undefined ? {} : await facts(stack)),
    });
    const found = fingerprintOf(preview);
    const markdown = commentOf([review]);
    writePrivate(output, "review.json", `${JSON.stringify(review, null, 2)}\n`);
    writePrivate(output, "review.md", markdown);
    writePrivate(output, "fingerprint", `${found}\n`);
    annotate(findStackFile(projectFolder(), stack), review, format);
    summarize(markdown);
    print(markdown.split("\n").slice(1).join("\n").trim());
    if (review.verdict === "refused") {
        return refused;
    }
    if (approvedPrint !== undefined && approvedPrint !== found) {
        printError(differs(stack));
        return 1;
    }
    return 0;
}

/** The state before, without its secrets, and the people. That something can't be read makes the review say less, no more. */
async function facts(stack: string): Promise<{ exported?: string; people?: string }> {
    const exported = await exportStack(stack).catch((error: Error) => {
        printError(`note: ${error.message}`);
        return undefined;
    });
    const read = await readPeople();
    if ("failure" in read) {
        printError(`note: the directory was not read: ${read.failure}`);
    }
    return { ...(exported === undefined ? {} : { exported }), ...("people" in read ? { people: read.people } : {}) };
}

const differs = (stack: string) =>
    `error: --approved: the preview of ${stack} is not the one that was approved: the clouds or the state have changed since. ` +
    "Nothing was deployed. Run the workflow again, and look at the new review";

/** Shows what the preview was refused for at its lines of the stack file. */
export function annotate(stackFile: string, { checks }: StackReview, format: Format): void {
    const file = relative(process.env.GITHUB_WORKSPACE ?? projectFolder(), stackFile);
    for (const line of annotationLines(
        annotationsOfChecks(checks, { file, text: readFileSync(stackFile, "utf8") }),
        format,
    )) {
        printCommand(line);
    }
}

/** The page of the run. */
export function summarize(markdown: string): void {
    const { GITHUB_STEP_SUMMARY: summary } = process.env;
    if (summary !== undefined && summary !== "") {
        appendFileSync(summary, `${markdown}\n`);
    }
}

export function isReview(value: unknown): value is StackReview {
    return typeof value === "object" && value !== null && "stack" in value && "verdict" in value && "checks" in value;
}

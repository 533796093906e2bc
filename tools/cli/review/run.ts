/** What `connect-sso review` does once its options are read. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { reviewInMarkdown } from "../../review/markdown/markdown";
import type { Review } from "../../review/review";
import { together } from "../../review/together";
import { UsageError } from "../errors";
import { print } from "../output";
import { terminalWidth } from "../wrap";
import { type InputOptions, reviewFiles } from "./files";
import { renderReview, verdictInTerminal } from "./terminal";

export interface ReviewOptions extends InputOptions {
    /** A stack of the rehearsal. */
    stack?: string;
    /** Values that its stack file takes from elsewhere. */
    values?: string;
    format?: "markdown" | "terminal";
    json?: boolean;
    output?: string;
}

/** Returns the exit code. */
export async function runReview(options: ReviewOptions): Promise<number> {
    const now = new Date(options.now ?? Date.now());
    const review = together(await stacksOf(options, now));
    const text = shown(review, options);
    if (options.output === undefined) {
        print(text.trimEnd());
    } else {
        write(options.output, text);
        print(verdictInTerminal(review, terminalWidth()));
    }
    return exitCodeOf(review);
}

async function stacksOf(options: ReviewOptions, now: Date) {
    const { stack, preview } = options;
    if (stack === undefined) {
        return reviewFiles(options, now);
    }
    if (preview !== undefined || options.deployment !== undefined || options.previewText !== undefined) {
        throw new UsageError(
            "give --stack (a stack of the rehearsal, which is previewed now) or --preview with --deployment, not both",
        );
    }
    if (options.servicePrincipal !== undefined) {
        throw new UsageError(
            "leave out --service-principal for a stack of the rehearsal: what its clouds hold is read from them",
        );
    }
    const { reviewRehearsed } = require("./rehearsed") as typeof import("./rehearsed");
    return [await reviewRehearsed(stack, options, now)];
}

function shown(review: Review, { json, format }: ReviewOptions): string {
    if (json) {
        return `${JSON.stringify(review, null, 2)}\n`;
    }
    return format === "markdown" ? reviewInMarkdown(review) : `${renderReview(review, terminalWidth())}\n`;
}

/** A refusal, and what a preview does not reach, is no answer on which to merge. */
function exitCodeOf({ verdict, stacks }: Review): number {
    const isIncomplete = stacks.some(({ reasons }) => reasons.some(({ kind }) => kind === "previewIncomplete"));
    if (verdict === "refused" || isIncomplete) {
        return 3;
    }
    return verdict === "noChange" || verdict === "safe" ? 0 : 1;
}

function write(path: string, text: string): void {
    try {
        writeFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), path), text);
    } catch (error) {
        throw new UsageError(`--output ${path}: it can't be written: ${(error as Error).message}`);
    }
}

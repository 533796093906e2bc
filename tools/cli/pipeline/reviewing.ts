/** A stack's preview as a review, and reviews as a comment: what the steps of a pipeline pass on. */
import { visible } from "../../../rules/text";
import { DirectoryUnreadable, readDirectory } from "../../deployment/readDirectory";
import { withoutLongRuns } from "../../review/markdown/escape";
import { reviewInMarkdown } from "../../review/markdown/markdown";
import type { Check, StackReview } from "../../review/review";
import { DeploymentUnreadable, reviewStack } from "../../review/reviewStack";
import { together } from "../../review/together";
import { printError } from "../output";
import { errorsIn, parsedPreview } from "./refusals";

export interface Previewed {
    stack: string;
    /** What `pulumi preview --json` printed. */
    preview: string;
    /** What it printed beside that. */
    text: string;
    /** How it ended. */
    code: number;
    /** The engine's event log, where a policy pack wrote violations into it. */
    eventLog?: string | undefined;
    /** The state before, as exported; and everybody in the directory. Without them less can be judged, and the review says so. */
    exported?: string | undefined;
    people?: string | undefined;
}

/** What the preview does; refused where there is none, or where it failed, with what was printed instead. */
export function reviewOf(previewed: Previewed): StackReview {
    const { stack, preview, text, code } = previewed;
    const parsed = parsedPreview(preview);
    if (parsed === undefined) {
        return notBegun(stack, errorsIn(undefined, text).join("\n") || text.trim() || "pulumi preview printed nothing");
    }
    const review = reviewOfWhole(previewed);
    // Its JSON is whole where it failed at the end: it has no error then, as if everything were well.
    return code === 0 || review.verdict === "refused"
        ? review
        : refusedFor(review, errorsIn(parsed, text).join("\n") || `pulumi preview ended with exit code ${code}`);
}

function refusedFor(review: StackReview, why: string): StackReview {
    const checks: Check[] = [{ id: "refusal", text: why }, ...review.checks];
    return { ...review, verdict: "refused", reasons: [{ kind: "refusal" }], checks };
}

function reviewOfWhole({ stack, preview, eventLog, exported, people }: Previewed): StackReview {
    const now = new Date();
    const directory = usable(people, (content) => readDirectory(content, "the directory"));
    const deployment = usable(exported, (content) => content);
    const given = {
        ...(directory === undefined ? {} : { directory }),
        ...(eventLog === undefined ? {} : { eventLog }),
    };
    const input = { stack, preview, now, ...given };
    if (deployment === undefined) {
        return reviewStack(input);
    }
    try {
        return reviewStack({ ...input, deployment, deploymentSource: `the export of ${stack}` });
    } catch (error) {
        if (error instanceof DeploymentUnreadable) {
            printError(`note: ${error.message}`);
            return reviewStack(input);
        }
        throw error;
    }
}

/** What only helps must not hinder. */
function usable<Result>(text: string | undefined, read: (content: unknown) => Result): Result | undefined {
    if (text === undefined) {
        return undefined;
    }
    try {
        return read(JSON.parse(text));
    } catch (error) {
        if (error instanceof DirectoryUnreadable || error instanceof SyntaxError) {
            printError(`note: ${error.message}`);
            return undefined;
        }
        throw error;
    }
}

function notBegun(stack: string, why: string): StackReview {
    return {
        stack,
        verdict: "refused",
        reasons: [{ kind: "refusal" }],
        counts: { create: 0, update: 0, replace: 0, delete: 0 },
        people: [],
        access: { gains: [], loses: [], addedInVain: [], unknown: [] },
        permanent: [],
        trust: [],
        others: [],
        checks: [{ id: "refusal", text: why }],
        picture: { nodes: [], edges: [] },
        notJudged: [],
    };
}

/** Markdown that begins with the marker, and fits into a comment. */
export function commentOf(stacks: readonly StackReview[]): string {
    return reviewInMarkdown(together(stacks));
}

/** Nothing within a fence is read as Markdown; the fence is longer than any in the text. */
export function fenced(text: string): string {
    const shown = withoutLongRuns(visible(text));
    const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}text\n${shown}\n${fence}`;
}

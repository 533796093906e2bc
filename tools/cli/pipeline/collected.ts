/** The reviews of several jobs as one comment. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { visibleLine } from "../../../rules/text";
import type { StackReview } from "../../review/review";
import { UsageError } from "../errors";
import { commentOf } from "./reviewing";
import { isReview } from "./reviewStep";

/** Every `review.json` in a folder and its folders, in the order of their paths. */
export function readReviews(folder: string): StackReview[] {
    if (!existsSync(folder)) {
        return [];
    }
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /(^|[/\\])review\.json$/.test(name))
        .sort()
        .map((name) => {
            const content: unknown = JSON.parse(readFileSync(join(folder, name), "utf8"));
            if (!isReview(content)) {
                throw new UsageError(
                    `${join(folder, name)}: is no review; give a folder that \`pipeline review\` wrote`,
                );
            }
            return content;
        });
}

export interface Footer {
    /** Stacks that should have a review. */
    stacks: readonly string[];
    commit: string;
    runUrl?: string;
}

/** A stack whose job ended before it had a review is named, so that nobody takes an older review for this one. */
export function collect(reviews: readonly StackReview[], { stacks, commit, runUrl }: Footer): string {
    const missing = stacks.filter((name) => !reviews.some(({ stack }) => stack === name));
    const run = runUrl === undefined ? "the run" : `[the run](${runUrl})`;
    const lines = [
        ...(missing.length === 0
            ? []
            : [`❌ No review: ${missing.map((name) => `\`${visibleLine(name)}\``).join(", ")}. See ${run}.`]),
        `<sub>Commit ${commit.slice(0, 12)}, ${run}.</sub>`,
    ];
    return `${commentOf(reviews).trimEnd()}\n\n${lines.join("\n\n")}\n`;
}

/** The reviews of several jobs as one comment. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { visibleLine } from "../../../rules/text";
import type { StackReview } from "../../review/review";
import { UsageError } from "../errors";
import { longestText } from "./ownText";
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
    const comment = commentOf(reviews).trimEnd();
    const about = `<sub>Commit ${commit.slice(0, 12)}, ${run}.</sub>`;
    const text = (names: string) =>
        `${[comment, ...(names === "" ? [] : [`❌ No review: ${names}. See ${run}.`]), about].join("\n\n")}\n`;
    return text(namesWithin(missing, longestText - text("?").length));
}

/** As many names as have room, and the number of the others. */
function namesWithin(names: readonly string[], most: number): string {
    const shown = names.map((name) => `\`${visibleLine(name)}\``);
    const all = shown.join(", ");
    if (all.length <= most) {
        return all;
    }
    const room = most - ` and ${shown.length} more`.length;
    let units = 0;
    const fits = shown.findIndex((name) => {
        units += name.length + ", ".length;
        return units > room;
    });
    return fits === 0 ? `${shown.length} stacks` : `${shown.slice(0, fits).join(", ")} and ${shown.length - fits} more`;
}

/** A stack's preview as a review, and reviews as a comment: what the steps of a pipeline pass on. */
import { visible } from "../../../rules/text";
import type { Review, StackReview } from "../../review/review";
import { errorsIn } from "./refusals";

export const marker = "<!-- connect-sso review -->";

export interface Previewed {
    stack: string;
    /** What `pulumi preview --json` printed, parsed; undefined where it could not begin. */
    preview: unknown;
    /** What it printed beside that. */
    text: string;
}

const operations = {
    create: "create",
    import: "create",
    update: "update",
    replace: "replace",
    delete: "delete",
} as const;

export function reviewOf({ stack, preview, text }: Previewed): StackReview {
    const { steps = [] } = (preview ?? {}) as { steps?: { op: string; urn: string }[] };
    const refusals = preview === undefined ? [text.trim() || "the preview printed nothing"] : errorsIn(preview, text);
    const counts = { create: 0, update: 0, replace: 0, delete: 0 };
    for (const { op } of steps) {
        const kind = operations[op as keyof typeof operations];
        if (kind !== undefined) {
            counts[kind] += 1;
        }
    }
    const isChanged = Object.values(counts).some((count) => count > 0);
    return {
        stack,
        verdict: refusals.length > 0 ? "refused" : isChanged ? "lookAtThis" : "noChange",
        reasons: refusals.length > 0 ? [{ kind: "refusal" }] : [],
        counts,
        people: [],
        access: { gains: [], loses: [], unknown: [] },
        permanent: [],
        trust: [],
        checks: refusals.map((message) => ({ id: "refusal", text: message })),
        picture: { nodes: [], edges: [] },
        notJudged: [],
    };
}

const verdicts: Record<StackReview["verdict"], string> = {
    noChange: "no change",
    safe: "safe",
    lookAtThis: "look at this",
    cannotBeUndone: "cannot be undone",
    refused: "refused",
};

const longestCheck = 2000;

/** Markdown that begins with the marker. */
export function commentOf({ stacks }: Pick<Review, "stacks">): string {
    const blocks = stacks.map(({ stack, verdict, counts, checks }) => {
        const { create, update, replace, delete: deleted } = counts;
        const changes = `${create} to create, ${update} to update, ${replace} to replace, ${deleted} to delete`;
        const messages = checks.map(({ text }) => fenced(text.slice(0, longestCheck)));
        return [`### ${stack}: ${verdicts[verdict]}`, `Resources: ${changes}.`, ...messages].join("\n\n");
    });
    return `${[marker, ...blocks].join("\n\n")}\n`;
}

/** Nothing within a fence is read as Markdown; the fence is longer than any in the text. */
export function fenced(text: string): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}text\n${visible(text)}\n${fence}`;
}

/** Whether the clouds still have what the stack says, and who will no longer be able to sign in soon. */
import { code, proseInMarkdown } from "../../review/markdown/escape";
import { asRefreshed } from "./asRefreshed";
import { exportStack, previewStack } from "./calls";
import { parsedPreview } from "./refusals";
import { commentOf, reviewOf } from "./reviewing";
import { type Lost, lostBetween, readState, standingOf } from "./standing";

export interface Drift {
    title: string;
    /** Markdown; its first line is the marker of the stack's issue. */
    body: string;
    isClean: boolean;
}

const dayMs = 24 * 60 * 60_000;
/** With these an issue is never longer than GitHub takes. */
const mostNames = 25;
const longestName = 100;
const longestReason = 200;
const longestNote = 1000;

/** Throws where it can't be known, as without credentials: an issue that nobody could check stays as it is. */
export async function findDrift(stack: string, days: number, nowMs = Date.now()): Promise<Drift> {
    const { code: ended, stdout, stderr } = await previewStack(stack, "--refresh", "--expect-no-changes");
    const preview = parsedPreview(stdout);
    if (preview === undefined) {
        throw new Error(`pulumi preview --stack ${stack}: exit code ${ended}: ${stderr.trim()}`);
    }
    const held = (exported: string | undefined) =>
        exported === undefined ? undefined : asRefreshed(exported, preview);
    // For the issue the one without secrets; who can sign in depends on them.
    const exported = held(await exportStack(stack));
    const read = await readState(stack);
    const state = { ...read, exported: held(read.exported) };
    const now = await standingOf(state, nowMs);
    const soon = await standingOf(state, nowMs + days * dayMs);
    const cannot = Object.entries(now.people)
        .filter(([, { verdict }]) => verdict === "no")
        .map(([user, standing]) => ({ user, ...standing }));
    const ending = lostBetween(now, soon);
    const isDrifted = ended !== 0;
    // The exit code is for what differs, which is no failure here.
    const review = withoutMarker(
        commentOf([reviewOf({ stack, preview: stdout, text: stderr, code: 0, exported, people: state.people })]),
    );
    const parts = [
        `<!-- connect-sso drift: ${stack} -->`,
        ...(isDrifted
            ? ["## The clouds are not as the stack says", whatToDo, review.length > longestReview ? tooLong : review]
            : []),
        ...section("## These people cannot sign in", cannot),
        ...section(`## These people cannot sign in any more in ${days} days`, ending),
        ...(isDrifted || cannot.length + ending.length > 0
            ? []
            : ["Everything is as the stack says, and everybody can sign in."]),
        ...now.notes.map((note) => `Note: ${proseInMarkdown(note, longestNote)}`),
    ];
    return {
        title: `${stack}: what runs differs from the stack, or sign-in ends soon`,
        body: `${parts.join("\n\n")}\n`,
        isClean: !isDrifted && cannot.length === 0 && ending.length === 0,
    };
}

/** Leaves room for two lists of names in an issue. */
const longestReview = 35_000;
const tooLong = "What differs is too long for an issue. Look at the output of `pulumi preview --refresh --diff`.";

const whatToDo =
    "Somebody changed it by hand, or an update ended half way. Either change the stack file so that it says what is there, " +
    "or deploy again: that brings back what the stack says. If a deployment was under way, look again after it. " +
    "The next deployment would do this:";

const withoutMarker = (markdown: string) => markdown.split("\n").slice(1).join("\n").trim();

function section(heading: string, people: readonly Lost[]): string[] {
    if (people.length === 0) {
        return [];
    }
    const lines = people.slice(0, mostNames).map(({ user, because }) => {
        const why = because === undefined ? "" : `: ${proseInMarkdown(because, longestReason)}`;
        return `- ${code(user, longestName)}${why}`;
    });
    const more = people.length - lines.length;
    return [heading, [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n")];
}

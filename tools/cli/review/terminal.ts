/** A review for people at a terminal. */
import { visibleLine } from "../../../rules/text";
import type { Review, StackReview } from "../../review/review";
import type { Item, Section } from "../../review/words/outline";
import { sectionsOf } from "../../review/words/stack";
import { say, sentence, type Text, value } from "../../review/words/text";
import { countsLine, reasonLine, stacksCounted, verdictNames } from "../../review/words/verdict";
import { wrap } from "../wrap";

const mostNames = 10;
const mostItems = 50;

export function renderReview(review: Review, width: number): string {
    const { stacks } = review;
    const blocks = stacks.map((stack) => renderStack(stack, stacks.length > 1, width));
    return stacks.length === 1
        ? blocks.flat().join("\n")
        : [verdictInTerminal(review, width), ...blocks.flatMap((lines) => ["", ...lines])].join("\n");
}

/** The first line of a review. */
export function verdictInTerminal({ verdict, stacks }: Review, width: number): string {
    const [only, second] = stacks;
    const text =
        only !== undefined && second === undefined
            ? verdictOf(only)
            : say`${verdictNames[verdict]}: ${stacksCounted(stacks.length)}, the worst first.`;
    return wrap("", plain(text), width).join("\n");
}

const verdictOf = (stack: StackReview) => say`${verdictNames[stack.verdict]}: ${reasonLine(stack)}`;

function renderStack(stack: StackReview, isOneOfMany: boolean, width: number): string[] {
    const name = say`Stack ${value(stack.stack)}.`;
    const counts = countsLine(stack);
    const about = counts.length === 0 ? name : say`${name} ${counts}`;
    const titles = isOneOfMany
        ? [say`${name} ${verdictOf(stack)}`, ...(counts.length === 0 ? [] : [counts])]
        : [verdictOf(stack), about];
    return [
        ...titles.flatMap((title) => wrap("", plain(title), width)),
        ...sectionsOf(stack).flatMap((section) => renderSection(section, width)),
    ];
}

function renderSection({ title, items }: Section, width: number): string[] {
    const left = items.length - mostItems;
    return [
        "",
        plain(title),
        ...items.slice(0, mostItems).flatMap((item) => renderItem(item, width)),
        ...(left > 0 ? [`  and ${left} more (--json lists all)`] : []),
    ];
}

function renderItem({ text, names = [], more = [] }: Item, width: number): string[] {
    const left = names.length - mostNames;
    const shown = names.slice(0, mostNames).map(visibleLine).join(", ");
    const named = names.length === 0 ? "" : `: ${shown}${left > 0 ? ` and ${left} more` : ""}`;
    return [
        ...wrap("  ", `${plain(sentence(text))}${named}`, width),
        ...more.flatMap((line) => wrap("      ", plain(sentence(line)), width)),
    ];
}

/** One line: `print` escapes what would move the cursor, not line breaks. */
function plain(text: Text): string {
    return text
        .map((part) => ("own" in part ? part.own : visibleLine("value" in part ? part.value : part.prose)))
        .join("");
}

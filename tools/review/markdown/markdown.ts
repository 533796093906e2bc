/** A review as one comment of a pull request: for GitHub, and plain enough for GitLab and Azure DevOps. */
import { connectSsoCommand } from "../../../rules/commandLine";
import { type Review, type StackReview, type Verdict, verdicts } from "../review";
import { worstFirst } from "../together";
import type { Section } from "../words/outline";
import { sectionsOf } from "../words/stack";
import { allOf, say, value } from "../words/text";
import { countsLine, reasonLine, stacksCounted, verdictNames } from "../words/verdict";
import { inMarkdown } from "./escape";
import { mermaidOf } from "./picture";
import { type Detail, sectionInMarkdown } from "./section";

/** The comment begins with it: so it is found again, and updated in place. */
export const marker = "<!-- connect-sso review -->";

/** GitHub takes 65,536 characters. A character is at most two units here, and four bytes there. */
const mostUnits = 65_000;
/** For the list of many stacks. */
const mostOverview = 20_000;

/** From all to the least; the richest that fits is taken. */
const richestDetail: Detail = { items: 100, names: 500, value: 200, prose: 2000, picture: true };
const details: readonly Detail[] = [
    richestDetail,
    { items: 40, names: 200, value: 120, prose: 1000, picture: true },
    { items: 15, names: 50, value: 80, prose: 400, picture: true },
    { items: 8, names: 5, value: 60, prose: 200, picture: false },
    { items: 3, names: 2, value: 30, prose: 100, picture: false },
];
const forTitles: Detail = { items: 0, names: 0, value: 80, prose: 200, picture: false };

const signs: Readonly<Record<Verdict, string>> = {
    noChange: "⚪",
    safe: "✅",
    lookAtThis: "🟠",
    cannotBeUndone: "⛔",
    refused: "❌",
};

export function reviewInMarkdown(review: Review): string {
    const stacks = worstFirst(review.stacks);
    const head = [marker, ...(stacks.length === 1 ? [] : overview(review.verdict, stacks))];
    const blocks: string[] = [];
    let room = mostUnits - head.join("\n\n").length - shortenedNote.length - 2;
    let isShortened = false;
    for (const [index, stack] of stacks.entries()) {
        const sections = sectionsOf(stack);
        const forms = details.map((detail) => () => stackInMarkdown(stack, sections, detail, stacks.length > 1));
        const share = Math.floor(room / (stacks.length - index)) - 2;
        const { text, isWhole } = richest(forms, share);
        isShortened ||= !isWhole || sections.some(isTooLong);
        if (text !== "") {
            blocks.push(text);
            room -= text.length + 2;
        }
    }
    return `${[...head, ...blocks, ...(isShortened ? [shortenedNote] : [])].join("\n\n")}\n`;
}

const isTooLong = ({ items }: Section) =>
    items.length > richestDetail.items || items.some(({ names = [] }) => names.length > richestDetail.names);

const shortenedNote = `Shortened to fit into a comment. \`${connectSsoCommand("review --json")}\` prints everything.`;

function richest(forms: readonly (() => string)[], most: number): { text: string; isWhole: boolean } {
    for (const [index, form] of forms.entries()) {
        const text = form();
        if (text.length <= most) {
            return { text, isWhole: index === 0 };
        }
    }
    return { text: "", isWhole: false };
}

/** The verdict of all, then of each stack; where there are too many, the rest is counted by verdict. */
function overview(verdict: Verdict, stacks: readonly StackReview[]): string[] {
    const [worst] = stacks;
    if (worst === undefined) {
        return [`### ${signs[verdict]} ${titled(verdict)}: there is no stack to review.`];
    }
    const title = `### ${signs[verdict]} ${titled(verdict)}: ${inMarkdown(say`${stacksCounted(stacks.length)}, the worst first.`, forTitles)}`;
    const lines: string[] = [];
    let units = 0;
    for (const stack of stacks) {
        const line = `- ${signs[stack.verdict]} ${inMarkdown([value(stack.stack)], forTitles)}: **${titled(stack.verdict)}**. ${inMarkdown(reasonLine(stack), forTitles)}`;
        units += line.length + 1;
        if (units > mostOverview) {
            break;
        }
        lines.push(line);
    }
    const rest = stacks.slice(lines.length);
    const kinds = verdicts
        .map((kind) => ({ kind, count: rest.filter((one) => one.verdict === kind).length }))
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => say`${count} × ${verdictNames[kind]}`);
    const more = rest.length > 0 ? [`- and ${rest.length} more: ${inMarkdown(allOf(kinds), forTitles)}`] : [];
    return [title, [...lines, ...more].join("\n")];
}

const titled = (verdict: Verdict) => inMarkdown(verdictNames[verdict], forTitles);

function stackInMarkdown(stack: StackReview, all: readonly Section[], detail: Detail, isOneOfMany: boolean): string {
    const sections = all.map((section) => sectionInMarkdown(section, detail));
    const drawn = detail.picture ? mermaidOf(stack.picture) : undefined;
    const picture = drawn === undefined ? [] : [`\`\`\`mermaid\n${drawn}\n\`\`\``];
    if (isOneOfMany) {
        const title = `#### ${signs[stack.verdict]} ${inMarkdown(say`Stack ${value(stack.stack)}`, forTitles)}`;
        const content = [...counts(stack), ...sections, ...picture];
        return content.length === 0 ? "" : [title, ...content].join("\n\n");
    }
    const title = `### ${signs[stack.verdict]} ${titled(stack.verdict)}: ${inMarkdown(reasonLine(stack), forTitles)}`;
    const about = [inMarkdown(say`Stack ${value(stack.stack)}.`, forTitles), ...counts(stack)].join(" ");
    return [title, about, ...sections, ...picture].join("\n\n");
}

function counts(stack: StackReview): string[] {
    const line = countsLine(stack);
    return line.length === 0 ? [] : [inMarkdown(line, forTitles)];
}

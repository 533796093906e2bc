import type { Item, Section } from "../words/outline";
import { sentence, type Text } from "../words/text";
import { code, inMarkdown, type Lengths } from "./escape";

/** How much is shown of what may be long. */
export interface Detail extends Lengths {
    /** Items of a section, and lines below an item. */
    items: number;
    /** Names of an item. */
    names: number;
    /** Whether the picture is shown. */
    picture: boolean;
}

/** More than these are folded. */
const mostNames = 10;
const mostItems = 12;

export function sectionInMarkdown({ title, items }: Section, detail: Detail): string {
    const open = { ...detail, names: Math.min(detail.names, mostNames), items: Math.min(detail.items, mostItems) };
    const list = listInMarkdown(items, open, detail.items);
    return [`**${inMarkdown(title, detail)}**`, list, ...folded(items, open, detail)].join("\n\n");
}

/** Names that the list leaves out, then the items that it leaves out. */
function folded(items: readonly Item[], open: Detail, detail: Detail): string[] {
    const longer = items.slice(0, open.items).filter(({ names = [] }) => names.length > open.names);
    const named = detail.names > open.names ? longer.map(({ text, names }) => ({ text, names })) : [];
    const rest = detail.items > open.items ? items.slice(open.items) : [];
    if (named.length + rest.length === 0) {
        return [];
    }
    const list = listInMarkdown(
        [...named, ...rest],
        { ...detail, items: named.length + detail.items - open.items },
        detail.items,
    );
    return [`<details><summary>${rest.length === 0 ? "More names" : "More"}</summary>`, list, "</details>"];
}

function listInMarkdown(items: readonly Item[], detail: Detail, lines: number): string {
    const shown = items.slice(0, detail.items).map((item) => itemInMarkdown(item, detail, lines));
    return [...shown, ...left(items.length - shown.length, "- ")].join("\n");
}

function itemInMarkdown({ text, names = [], more = [] }: Item, detail: Detail, lines: number): string {
    const shown = names.slice(0, detail.names).map((name) => code(name, detail.value));
    const others = names.length - shown.length;
    const rest = others > 0 ? [shown.length === 0 ? `${others} names` : `and ${others} more`] : [];
    const named = [...(shown.length > 0 ? [shown.join(", ")] : []), ...rest].join(" ");
    const below = more.slice(0, lines).map((line) => `  - ${inSentence(line, detail)}`);
    return [
        `- ${inSentence(text, detail)}${named === "" ? "" : `: ${named}`}`,
        ...below,
        ...left(more.length - below.length, "  - "),
    ].join("\n");
}

const inSentence = (text: Text, detail: Detail) => inMarkdown(sentence(text), detail);

const left = (count: number, head: string) => (count > 0 ? [`${head}and ${count} more`] : []);

/**
 * Text of others in a comment. What GitHub, GitLab and Azure DevOps make of Markdown, HTML, mentions, references, links and
 * emoji codes, they leave alone in code; entities and backslashes are undone before mentions and references are looked for. So
 * everything foreign is code, except words that are nothing but letters.
 */
import { visibleLine } from "../../../rules/text";
import type { Text } from "../words/text";

/** Most characters of one value, and of one message. */
export interface Lengths {
    value: number;
    prose: number;
}

export function inMarkdown(text: Text, lengths: Lengths): string {
    return text
        .map((part) => {
            if ("own" in part) {
                return part.own;
            }
            return "value" in part ? code(part.value, lengths.value) : proseInMarkdown(part.prose, lengths.prose);
        })
        .join("");
}

/** A code span that holds exactly this text, in one line, with what nobody would see escaped; at most so many characters. */
export function code(text: string, most: number): string {
    return codeOf(shownOf(text, most));
}

const shownOf = (text: string, most: number) => withoutLongRuns(shortened(visibleLine(text), most));

/**
 * With long runs of backticks escaped. GitHub's parser takes no more than 80 for the fence of a code span, and counts 255 of a block's:
 * behind a longer run what follows would be Markdown.
 */
export function withoutLongRuns(text: string): string {
    return text.replace(/`{9,}/g, (run) => "\\u0060".repeat(run.length));
}

function codeOf(shown: string): string {
    if (shown === "") {
        return "(empty)";
    }
    const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    // A blank at each end is taken away again, unless there is nothing but blanks.
    const needsBlanks = /^[` ]|[` ]$/.test(shown) && shown.trim() !== "";
    return needsBlanks ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** What is read in one go: a command in backticks with what clings to it, or a word. */
const pieces = /[^\s`]*`[^`]+`[^\s`]*|\S+/g;
/** Letters, joined by hyphens or apostrophes. */
const word = /^\p{L}+(?:['’-]\p{L}+)*$/u;
/** Seven or more of these may be a commit, also beside letters that are none of ASCII's. */
const hexadecimal = /[0-9a-f]{7}/i;
const sign = /^["'“”().,;:!?…—–→]$/;
const withPunctuation = /^(["'“”(]*)(.*?)(["'“”)]*[.,;:!?…]?)$/su;

export function proseInMarkdown(text: string, most: number): string {
    return [...shownOf(text, most).matchAll(pieces)].map(([piece]) => wordInMarkdown(piece)).join(" ");
}

function wordInMarkdown(piece: string): string {
    const [, open = "", core = "", close = ""] = withPunctuation.exec(piece) ?? [];
    const isPlain = word.test(core) ? !hexadecimal.test(core) : /^\d{1,6}$/.test(core) && /^[,;:]?$/.test(close);
    if (isPlain || sign.test(piece)) {
        return piece;
    }
    if (core === "") {
        return codeOf(piece);
    }
    const quoted = /^`([^`]+)`$/.exec(core)?.[1];
    return open + codeOf(quoted ?? core) + close;
}

/** By characters, never within one. */
function shortened(text: string, most: number): string {
    if (text.length <= most) {
        return text;
    }
    const end = /[\ud800-\udbff]/.test(text.charAt(most - 2)) ? most - 2 : most - 1;
    return `${text.slice(0, end)}…`;
}

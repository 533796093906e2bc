/** A text with several responses, cut into one part for each with the words around it. Never throws; time is linear. */
import { base64Message } from "./base64";
import { base64Blocks } from "./unwrap";

/** More of a kind are not told apart. */
const most = 100;

interface Span {
    start: number;
    end: number;
}

/** Undefined in a text with one response, or none. */
export function responsesApart(text: string): string[] | undefined {
    const xml = elements(text);
    const others = [...fields(text), ...blocks(text)].filter((one) => !xml.some((other) => overlap(one, other)));
    const found: Span[] = [];
    for (const span of [...xml, ...others].sort((one, other) => one.start - other.start)) {
        const last = found.at(-1);
        if (last !== undefined && overlap(last, span)) {
            last.end = Math.max(last.end, span.end);
        } else {
            found.push(span);
        }
    }
    const cuts = found.slice(1).map(({ start }, index) => cutBetween(text, found[index]?.end ?? start, start));
    return cuts.length === 0 ? undefined : [0, ...cuts].map((cut, index) => text.slice(cut, cuts[index]));
}

const overlap = (one: Span, other: Span) => one.start < other.end && other.start < one.end;

/** Responses and assertions, those aside that stand within another. */
function elements(text: string): Span[] {
    const found: Span[] = [];
    let depth = 0;
    let start = 0;
    const tags = /(?:<|&lt;)(\/?)(?:[\w.-]{1,40}:)?(?:Response|Assertion)(?=[\s>&])/g;
    for (const { 0: tag, 1: closes, index } of text.matchAll(tags)) {
        start = depth === 0 ? index : start;
        depth += closes === "" ? 1 : depth === 0 ? 0 : -1;
        if (closes !== "" && depth === 0 && found.length < most) {
            found.push({ start, end: index + tag.length + 1 });
        }
    }
    return found;
}

function fields(text: string): Span[] {
    const found: Span[] = [];
    const begins = /(?<![\w-])SAMLResponse["']?\s{0,3}[=:]\s{0,3}["']?(?=[\w+/=%-]{60})/gi;
    for (let one = begins.exec(text); one !== null && found.length < most; one = begins.exec(text)) {
        begins.lastIndex = endOfLetters(text, begins.lastIndex);
        found.push({ start: one.index, end: begins.lastIndex });
    }
    return found;
}

/** Sought by what ends them: a pattern of the letters themselves has too small a stack for some megabytes. */
function endOfLetters(text: string, start: number): number {
    const other = /[^\w+/=%-]/g;
    other.lastIndex = start;
    return other.exec(text)?.index ?? text.length;
}

function blocks(text: string): Span[] {
    return base64Blocks(text).flatMap((block) => {
        const isResponse = base64Message(block)?.message !== undefined;
        return isResponse ? places(text, block) : [];
    });
}

function places(text: string, block: string): Span[] {
    const found: Span[] = [];
    for (let at = text.indexOf(block); at >= 0 && found.length < most; at = text.indexOf(block, at + block.length)) {
        found.push({ start: at, end: at + block.length });
    }
    return found;
}

/** At the first empty line; else behind the line of the response and its relay state; else where the next one begins. */
function cutBetween(text: string, end: number, start: number): number {
    const between = text.slice(end, start);
    const [behind = ""] = /^[\s\S]{0,20000}?\n\s{0,99}\n/.exec(between) ??
        /^[^\n]{0,5000}\n(?:[ \t]{0,9}&?RelayState[^\n]{0,5000}\n)?/.exec(between) ?? [between];
    return end + behind.length;
}

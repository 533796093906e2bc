/** Words for messages: showing a value, listing words, guessing what was meant. Never throws, whatever it is given. */

const longestQuote = 80;

/**
 * Characters that JSON leaves as they are although nobody can see them: controls, format characters (zero width, reading
 * direction, tags), blanks other than the common one, fillers, halves of a character.
 */
const invisible = /[\u007f-\u009f]|(?! )\p{Z}|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Surrogate}/gu;

/** A text as it can be shown on a terminal: what nobody would see, or what would move the cursor, is escaped; line breaks stay. */
export function visible(text: string): string {
    const shown = (character: string) => (character === "\n" ? character : escapeCharacter(character));
    return text.replace(invisible, escapeCharacter).replace(/\p{Cc}/gu, shown);
}

/** The same in one line: line breaks are escaped too. For a name within a message or a table. */
export function visibleLine(text: string): string {
    return visible(text).replaceAll("\n", "\\n");
}

/**
 * Shows a value in a message: JSON where it has any, invisible characters escaped, at most 80 characters. A backslash is shown as
 * it is where nothing in the text is escaped.
 */
export function quote(value: unknown): string {
    if (typeof value === "string") {
        return quoteText(value);
    }
    const text = describe(value).replace(invisible, escapeCharacter);
    return text.length > longestQuote ? `${cut(text, longestQuote - 1)}…` : text;
}

function quoteText(value: string): string {
    const escaped = JSON.stringify(cut(value, longestQuote)).replace(invisible, escapeCharacter);
    const plain = escaped.replaceAll("\\\\", "");
    const text = plain.includes("\\") ? escaped : escaped.replaceAll("\\\\", "\\");
    if (value.length <= longestQuote && text.length <= longestQuote) {
        return text;
    }
    const withoutHalfEscape = cut(text.replace(/"$/, ""), longestQuote - 2).replace(/\\(u[0-9a-f]{0,3})?$/, "");
    return `${withoutHalfEscape}…"`;
}

function describe(value: unknown): string {
    try {
        if (typeof value === "function") {
            return "a function";
        }
        if (typeof value === "bigint" || typeof value === "symbol" || typeof value === "number") {
            return String(value);
        }
        return JSON.stringify(value) ?? "nothing";
    } catch {
        return Array.isArray(value) ? "a list" : "an object";
    }
}

function cut(text: string, length: number): string {
    const end = length > 0 && /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
    return text.slice(0, end);
}

function escapeCharacter(character: string): string {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/** The candidate that was probably meant: at most a third of the letters differ, upper and lower case are alike. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
    if (typeof word !== "string" || word.length === 0 || word.length > 200) {
        return undefined;
    }
    const limit = Math.max(1, Math.floor(word.length / 3));
    let best: { candidate: string; distance: number } | undefined;
    for (const candidate of candidates) {
        const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
        if (
            distance <= limit &&
            distance < candidate.length &&
            distance < (best?.distance ?? Number.POSITIVE_INFINITY)
        ) {
            best = { candidate, distance };
        }
    }
    return best?.candidate;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(from: string, to: string): number {
    let beforeLast: number[] = [];
    let last = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let row = 1; row <= from.length; row++) {
        const current = [row];
        for (let column = 1; column <= to.length; column++) {
            const same = from[row - 1] === to[column - 1];
            let best = Math.min(
                (last[column] ?? 0) + 1,
                (current[column - 1] ?? 0) + 1,
                (last[column - 1] ?? 0) + (same ? 0 : 1),
            );
            if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
                best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
            }
            current.push(best);
        }
        beforeLast = last;
        last = current;
    }
    return last[to.length] ?? 0;
}

/** `"a", "b" and "c"`. */
export function listOf(words: readonly string[]): string {
    const quoted = words.map((word) => quote(word));
    const last = quoted.pop();
    if (last === undefined) {
        return "nothing";
    }
    return quoted.length === 0 ? last : `${quoted.join(", ")} and ${last}`;
}

/** Half of a surrogate pair: no such text can be written as UTF-8, so no service can be sent it. */
export function hasLoneSurrogate(text: string): boolean {
    return /\p{Surrogate}/u.test(text);
}

/** Control characters, a line break among them: C0, DEL and C1. */
export function hasControlCharacter(text: string): boolean {
    return /\p{Cc}/u.test(text);
}

/** `1 character`, `2 characters`. */
export function characters(text: string): string {
    return text.length === 1 ? "1 character" : `${text.length} characters`;
}

/** A GUID anywhere in a text. */
export const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

export const isGuid = (text: string): boolean => guid.exec(text)?.[0] === text;

/** A GUID as Entra and AWS write them: 8-4-4-4-12 hexadecimal digits, upper or lower case, no braces. */
export function guidProblem(value: unknown): string | undefined {
    if (typeof value === "string" && isGuid(value)) {
        return undefined;
    }
    return `must be a GUID such as "00000000-1111-2222-3333-444444444444", got ${quote(value)}${guidCure(value)}`;
}

/** What to write instead where a GUID stands in braces, in blanks or at the end of an ARN or address. */
function guidCure(value: unknown): string {
    const found =
        typeof value === "string" && value.length < 1000
            ? new RegExp(`(?:^|[\\s{/])(${guid.source})[\\s}]*$`, "i").exec(value)?.[1]
            : undefined;
    return found === undefined ? "" : `; write ${quote(found)}`;
}

/** A text with at least one visible character. */
export function nonEmptyTextProblem(value: unknown): string | undefined {
    return typeof value === "string" && value.trim() !== ""
        ? undefined
        : `must be a non-empty text, got ${quote(value)}`;
}

/** The URL a text spells, or undefined. (`URL.parse` needs Node 22.) */
export function tryUrl(text: string): URL | undefined {
    return URL.canParse(text) ? new URL(text) : undefined;
}

/** A flag: true or false, not a word that looks like one. */
export function booleanProblem(value: unknown): string | undefined {
    return typeof value === "boolean" ? undefined : `must be true or false, got ${quote(value)}`;
}

/** A list of texts, each of which fits `rule`; the message names the first that doesn't. */
export function listProblem(
    value: unknown,
    what: string,
    rule: (item: unknown) => string | undefined = nonEmptyTextProblem,
): string | undefined {
    if (!Array.isArray(value)) {
        return `must be a list of ${what}, got ${quote(value)}`;
    }
    const wrong = value.findIndex((item) => rule(item) !== undefined);
    return wrong < 0 ? undefined : `must be a list of ${what}; its item ${wrong + 1} ${rule(value[wrong])}`;
}

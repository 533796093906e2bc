/** The words of a paste as they stand there, fit to be shown. */
import { redactText } from "../redact";
import type { Found } from "./search";
import type { Span } from "./textMatch";
import { quotedValue } from "./values";

/** In characters; the longest text of the catalogue has about 450. */
const longest = 600;
/** What stands further away is no part of a secret that begins before the words. */
const around = 2000;

const before = /(?:a[a4]d[s5]t[s5][\s:_-]{0,3}\w{5,7}\s{0,3}:?|bad request[.:!]?|\buser:\s{1,3}\S{1,200})\s{1,3}$/i;
/** What is left of a sentence whose wording goes on. */
const rest = /^[^\n]{0,80}?[.!?](?=\s|$)/;
const value = /^[\s'":(]{0,5}[^\s'"]{1,200}/;
const after = /^[.!?'")\]}]{0,3}(?:\s{0,3}\(service:[^()]{0,200}\)?)?[.]?/i;

/** Where the words that were found are, with the code, title or name before them and the value or AWS's codes behind, on one line. */
export function spanOf({ wording, pieces, start, end }: Found, text: string, at: Uint32Array): Span {
    let from = at[start] ?? 0;
    let to = (at[end - 1] ?? from) + 1;
    to += /^\w{0,200}/.exec(text.slice(to, to + 200))?.[0].length ?? 0;
    const last = pieces.at(-1)?.piece ?? 0;
    if (wording.pieces[last]?.places.length === 1) {
        const behind = last === wording.pieces.length - 1 ? value : quotedValue;
        to += behind.exec(text.slice(to, to + 210))?.[0].length ?? 0;
    }
    if (last < wording.pieces.length - 1) {
        to += rest.exec(text.slice(to, to + 82))?.[0].length ?? 0;
    }
    to += after.exec(text.slice(to, to + 230))?.[0].length ?? 0;
    from -= /\w{0,200}$/.exec(text.slice(Math.max(0, from - 200), from))?.[0].length ?? 0;
    from -= before.exec(text.slice(Math.max(0, from - 220), from))?.[0].length ?? 0;
    return { from, to };
}

export function excerptOf(text: string, from: number, to: number): string {
    const quoted = shownIn(text.slice(Math.max(0, from - around), to + around), text.slice(from, to));
    const line = withoutStrayMark(quoted.replace(/\s+/g, " ").trim());
    return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** A quotation mark at the end that closes what is around the words. */
function withoutStrayMark(line: string): string {
    const [end = "", mark = ""] = /(["'])\W{0,3}$/.exec(line) ?? [];
    const isStray = mark !== "" && line.split(mark).length % 2 === 0;
    return isStray ? line.slice(0, -end.length) : line;
}

/** A word that does not outlast the redaction of what stands around it is, or is part of, a secret. */
function shownIn(surroundings: string, words: string): string {
    const safe = redactText(surroundings);
    const redacted = redactText(words);
    return safe.includes(redacted)
        ? redacted
        : redacted.replace(/\S+/g, (word) => (safe.includes(word) || word.includes("…(") ? word : "…(redacted)"));
}

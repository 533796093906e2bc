/** Lines of prose no wider than a terminal. */

/** What is read in one go: a command in backticks, a quotation, or a word with what clings to it. */
const pieces = /[^\s`]*`[^`]*`[^\s`]*|\S+/g;

const widest = 110;
const narrowest = 60;

/** Wide screens don't make lines longer than the eye follows. */
export const terminalWidth = () => Math.max(narrowest, Math.min(widest, process.stdout.columns ?? widest));

/**
 * Breaks between words, never within a command in backticks, so that one can be copied whole; such a line, or a long word, may be wider. The
 * first line begins with `head`, the others with as many blanks.
 */
export function wrap(head: string, text: string, width: number): string[] {
    const indent = " ".repeat(head.length);
    const lines: string[] = [];
    let line = "";
    for (const [piece] of text.matchAll(pieces)) {
        if (line !== "" && head.length + line.length + 1 + piece.length > width) {
            lines.push(line);
            line = piece;
        } else {
            line = line === "" ? piece : `${line} ${piece}`;
        }
    }
    return [...lines, line].map((one, index) => `${index === 0 ? head : indent}${one}`.trimEnd());
}

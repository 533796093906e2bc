/** A text, and what of it is to be replaced, by positions in the text as it was. */

export interface Span {
    start: number;
    end: number;
}

export class TextSplices {
    readonly newLine: string;
    private readonly splices: (Span & { by: string })[] = [];

    constructor(readonly text: string) {
        this.newLine = text.includes("\r\n") ? "\r\n" : "\n";
    }

    /** The text with everything replaced; what is in something that was replaced as a whole goes with it. */
    get result(): string {
        let [changed, at] = ["", 0];
        for (const { start, end, by } of this.splices.sort((one, other) => one.start - other.start)) {
            changed += this.text.slice(at, Math.max(at, start)) + by;
            at = Math.max(at, end);
        }
        return changed + this.text.slice(at);
    }

    splice({ start, end }: Span, by: string): void {
        if (end > start || by !== "") {
            this.splices.push({ start, end, by });
        }
    }

    /** Below the line of a position. */
    insertLines(position: number, lines: readonly string[]): void {
        const at = this.lineEnd(position);
        this.splice({ start: at, end: at }, lines.map((line) => `${this.newLine}${line}`).join(""));
    }

    lineStart(position: number): number {
        return this.text.lastIndexOf("\n", position - 1) + 1;
    }

    lineEnd(position: number): number {
        const at = this.text.indexOf(this.newLine, position);
        return at < 0 ? this.text.length : at;
    }

    /** With the comments below it that are deeper than its key. */
    blockEnd({ start, end }: Span): number {
        const deeper = new RegExp(`(?:\\r?\\n[ \\t]*)*\\r?\\n {${this.columnOf(start) + 1},}#[^\\r\\n]*`, "y");
        let at = this.lineEnd(end);
        for (deeper.lastIndex = at; deeper.test(this.text); at = deeper.lastIndex) {}
        return at;
    }

    columnOf(position: number): number {
        return position - this.lineStart(position);
    }
}

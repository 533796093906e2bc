// A CSV file's lines, with their numbers, and the lines that can't be read. Not here: what the columns mean.
import { CsvError, type Info, parse } from "csv-parse/sync";
import type { Problem } from "./components/index";

/** How a file of users is parsed. A comment is a line of its own: a value may have the character. */
export function parserOptions(text: string) {
    return {
        ...{ bom: true, delimiter: delimiterOf(text), info: true, relax_column_count: true, skip_empty_lines: true },
        ...{ trim: true, comment: "#", comment_no_infix: true },
    } as const;
}

interface Line {
    number: number;
    cells: string[];
}

/** What is read line by line. After a line whose quotation marks are wrong, reading goes on, except where it is the header. */
export function linesIn(text: string, file: string): { lines: Line[]; problems: Problem[] } {
    const options = parserOptions(text);
    const lines: Line[] = [];
    const problems: Problem[] = [];
    let [rest, before] = [text, 0];
    for (;;) {
        let end = 0;
        const keep = ({ record: cells, info }: { record: string[]; info: Info }): null => {
            lines.push({ number: before + info.lines - cells.join("").split("\n").length + 1, cells });
            end = info.lines;
            return null;
        };
        try {
            parse(rest, { ...options, on_record: keep as never });
            return { lines, problems };
        } catch (error) {
            if (!(error instanceof CsvError)) {
                throw error;
            }
        }
        const wrong = lineAfter(rest, end);
        problems.push({
            path: [`${file}, line ${before + wrong.number}`],
            message:
                "must have quotation marks only around a whole value, in pairs. " +
                'Write a quotation mark within a value twice: "Ann ""Annie"" Agent"',
        });
        if (lines.length === 0) {
            return { lines, problems };
        }
        [rest, before] = [rest.slice(wrong.end), before + wrong.number];
    }
}

/** The first line after `count` lines that holds values: its number, and where the next one begins. */
function lineAfter(text: string, count: number): { number: number; end: number } {
    const line = /([^\r\n]*)(?:\r\n|\r|\n|$)/y;
    for (let number = 1; ; number++) {
        const [, content = ""] = line.exec(text) ?? [];
        if ((number > count && !/^\s*(?:#|$)/.test(content)) || line.lastIndex >= text.length) {
            return { number, end: line.lastIndex };
        }
    }
}

/** What stands between the columns of the header, before which there may be comments. */
export function delimiterOf(text: string): string {
    const header = text.split(/\r?\n/).find((line) => !/^\ufeff?\s*(?:#|$)/.test(line)) ?? "";
    return [",", ";", "\t"].find((it) => header.includes(it)) ?? ",";
}

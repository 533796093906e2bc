/** Users in a CSV file, changed line by line: other lines, comments, columns and the form of line ends stay. */
import { type Info, parse } from "csv-parse/sync";
import { problemReport } from "../../../components/internal/problemReport";
import { quote } from "../../../rules/text";
import { listSeparator, nameColumn, usersInText } from "../../../usersFile";
import { delimiterOf, parserOptions } from "../../../usersFileLines";
import type { Entry } from "../../userSync/fields";
import type { Edit } from "../../userSync/plan";
import { UsageError } from "../errors";
import { edited, sameUsers, type UsersText } from "./edits";

/** Columns that a sync writes. */
const syncColumns = ["objectId", "formerUsername", "signIn", "signInEnded"];

interface Row {
    /** Comments and empty lines before it. */
    before: string;
    body: string;
    lineEnd: string;
    cells: string[];
}

export function openCsvUsers(text: string, file: string): UsersText {
    const entries = entriesIn(text, file);
    return {
        entries,
        withEdits: (edits) => {
            const changed = changeRows(text, edits, file);
            if (!sameUsers(entriesIn(changed, file), edited(entries, edits))) {
                throw new UsageError(`${file}: the changed file would not say what it should; nothing was written`);
            }
            return changed;
        },
    };
}

function entriesIn(text: string, file: string): Map<string, Entry> {
    const { users, problems } = usersInText(text, file);
    if (problems.length > 0) {
        throw new UsageError(problemReport(`${file} can't be used:`, problems));
    }
    return new Map(Object.entries(users));
}

function changeRows(text: string, edits: readonly Edit[], file: string): string {
    const delimiter = delimiterOf(text);
    const { rows, tail } = rowsIn(text);
    const [header, ...people] = rows;
    if (header === undefined) {
        return text;
    }
    const columns = [...header.cells];
    const needed = edits.flatMap((edit) =>
        edit.kind === "delete" ? [] : columnsOf(edit.kind === "add" ? edit.entry : edit.set),
    );
    // All of them with the first, so that every line changes only once.
    const own = needed.some((column) => syncColumns.includes(column)) ? syncColumns : [];
    const added = [...new Set([...needed, ...own])].filter((column) => !columns.includes(column));
    const all = [...columns, ...added];
    const nameAt = columns.indexOf(nameColumn);
    const byName = new Map(edits.map((edit) => [edit.name, edit]));
    const lineEnd = rows.find((row) => row.lineEnd !== "")?.lineEnd ?? "\n";
    const written = people.map(({ before, body, lineEnd: end, cells }) => {
        const edit = byName.get(cells[nameAt] ?? "");
        if (edit?.kind === "delete") {
            return before;
        }
        if (edit?.kind !== "change") {
            return `${before}${body}${delimiter.repeat(added.length)}${end}`;
        }
        const values = new Map(all.map((column, index) => [column, cells[index] ?? ""]));
        for (const key of [...edit.unset, ...Object.keys(edit.set)]) {
            for (const column of all.filter((it) => it === key || (key === "tags" && it.startsWith("tags.")))) {
                values.set(column, "");
            }
        }
        fill(values, edit.set, edit.name, file);
        return `${before}${lineOf(all, values, delimiter)}${end}`;
    });
    const joiners = edits.flatMap((edit) => {
        if (edit.kind !== "add") {
            return [];
        }
        const values = new Map([[nameColumn, edit.name]]);
        fill(values, edit.entry, edit.name, file);
        return [`${lineOf(all, values, delimiter)}${lineEnd}`];
    });
    const head = `${header.before}${[header.body, ...added.map((it) => cell(it, delimiter))].join(delimiter)}${header.lineEnd}`;
    const kept = `${head}${written.join("")}${tail}`;
    const separated = joiners.length > 0 && !/\n$/.test(kept) ? `${kept}${lineEnd}` : kept;
    return `${separated}${joiners.join("")}`;
}

function rowsIn(text: string): { rows: Row[]; tail: string } {
    const records = parse(text, parserOptions(text)) as unknown as { record: string[]; info: Info }[];
    const bytes = Buffer.from(text);
    let at = 0;
    const rows = records.map(({ record, info }): Row => {
        const whole = bytes.subarray(at, info.bytes).toString();
        at = info.bytes;
        const [, before = "", body = "", lineEnd = ""] =
            /^((?:[^\S\n]*(?:#[^\n]*)?\n)*)([\s\S]*?)(\r?\n?)$/.exec(whole) ?? [];
        return { before, body, lineEnd, cells: record };
    });
    return { rows, tail: bytes.subarray(at).toString() };
}

function columnsOf(entry: Entry): string[] {
    return Object.entries(entry).flatMap(([key, value]) =>
        key === "tags" ? Object.keys(value as object).map((tag) => `tags.${tag}`) : [key],
    );
}

function fill(values: Map<string, string>, entry: Entry, name: string, file: string): void {
    for (const [key, value] of Object.entries(entry)) {
        if (key === "tags") {
            for (const [tag, text] of Object.entries(value as object)) {
                values.set(`tags.${tag}`, String(text));
            }
        } else if (Array.isArray(value)) {
            const wrong = value.map(String).find((it) => it.includes(listSeparator) || it.includes(";"));
            if (wrong !== undefined) {
                throw new UsageError(
                    `${file}: ${key} of ${name} has ${quote(wrong)}, which a CSV file can't hold; rename the profile, ` +
                        "or keep the users in YAML",
                );
            }
            values.set(key, value.join(listSeparator));
        } else {
            values.set(key, String(value));
        }
    }
}

function lineOf(columns: readonly string[], values: ReadonlyMap<string, string>, delimiter: string): string {
    return columns.map((column) => cell(values.get(column) ?? "", delimiter)).join(delimiter);
}

/** In quotation marks where it would be read as something else without. */
function cell(text: string, delimiter: string): string {
    return text.includes(delimiter) || /["\r\n]|^#|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// The users of a CSV file: its lines in, entries as those of `users` in a stack file out, and what is wrong, with its line.
// Belongs here: the form of the file. Not here: rules about values, which ConnectSso applies to these users as to all others.
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Problem } from "./components/index";
import { userKeys } from "./configKeys";
import { plainValue } from "./configValues";
import { nearest, quote } from "./rules/text";
import { linesIn } from "./usersFileLines";

export interface UsersFile {
    users: Record<string, Record<string, unknown>>;
    problems: Problem[];
    /** A problem of a user of the file, `["users", <name>, …]`, under the line on which the user stands. */
    atLine(problem: Problem): Problem;
}

/** The column of the user names. */
export const nameColumn = "username";
const required = [nameColumn, ...Object.keys(userKeys).filter((key) => userKeys[key]?.required)];
/** Tags have a column for each of their keys: `tags.Team`. */
const isTag = (column: string) => /^tags\.[^.]/.test(column);
/** Between several names in one value. */
export const listSeparator = "|";

/** Reads the file that `usersFile` names, from the folder of Pulumi.yaml. What can't be read at all is a problem, too. */
export function readUsersFile(path: string): UsersFile {
    const read = readText(path);
    return typeof read === "string"
        ? usersInText(read, basename(path))
        : { users: {}, problems: [read], atLine: (problem) => problem };
}

/** The same of a text; the name of the file is for messages. */
export function usersInText(text: string, file: string): UsersFile {
    const lines = new Map<string, number>();
    const atLine = ({ path: [first = "", name = "", ...field], message }: Problem): Problem => {
        const number = first === "users" ? lines.get(name) : undefined;
        const column = field.length === 0 ? nameColumn : field.join(".");
        return number === undefined
            ? { path: [first, name, ...field].filter((part) => part !== ""), message }
            : { path: [`${file}, line ${number}, ${column}`], message };
    };
    const users: UsersFile["users"] = {};
    const problems: Problem[] = [];
    const read = linesIn(text, file);
    const [header, ...rows] = read.lines;
    const columns = header?.cells ?? [];
    if (header !== undefined || read.problems.length === 0) {
        problems.push(
            ...headerProblems(columns).map((message) => ({ path: [`${file}, line ${header?.number ?? 1}`], message })),
        );
    }
    const isReadable = header !== undefined && problems.length === 0;
    problems.push(...read.problems);
    if (!isReadable) {
        return { users, problems, atLine };
    }
    for (const { number, cells } of rows) {
        const at = (message: string) => problems.push({ path: [`${file}, line ${number}`], message });
        const name = cells[columns.indexOf(nameColumn)] ?? "";
        if (cells.length !== columns.length) {
            at(
                `must have ${columns.length} values, as the header has, got ${cells.length}. ` +
                    "A value with a comma needs quotation marks around it",
            );
        } else if (name === "") {
            at(`must have a ${nameColumn}`);
        } else if (lines.has(name)) {
            at(`must not repeat a user, got ${quote(name)}, who is on line ${lines.get(name)}`);
        } else {
            lines.set(name, number);
            problems.push(
                ...listProblems(columns, cells).map(({ path, message }) =>
                    atLine({ path: ["users", name, ...path], message }),
                ),
            );
            Object.defineProperty(users, name, { value: entryOf(columns, cells), enumerable: true });
        }
    }
    return { users, problems, atLine };
}

function readText(path: string): string | Problem {
    const problem = (message: string): Problem => ({ path: ["usersFile"], message });
    let bytes: Buffer;
    try {
        bytes = readFileSync(resolve(__dirname, path));
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const why = code === "ENOENT" ? "there is none" : `it can't be read (${code})`;
        return problem(
            `must be the path of a CSV file, relative to the folder of Pulumi.yaml, got ${quote(path)}: ${why}`,
        );
    }
    try {
        const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
        return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
    } catch {
        return problem(
            `must be a file in UTF-8, got another encoding in ${quote(path)}. In Excel, save it as "CSV UTF-8"`,
        );
    }
}

function headerProblems(columns: readonly string[]): string[] {
    const known = [nameColumn, ...Object.keys(userKeys).filter((key) => key !== "tags")];
    const missing = required.filter((column) => !columns.includes(column));
    const noHeader = `must be the header, with the columns ${required.join(", ")}; it has no ${missing.join(", no ")}`;
    if (missing.length === required.length) {
        return [noHeader];
    }
    return [
        ...(missing.length === 0 ? [] : [noHeader]),
        ...columns
            .filter((column) => !known.includes(column) && !isTag(column))
            .map((column) => {
                const meant = column === "tags" ? "tags.Team" : nearest(column, known);
                const cure =
                    meant === undefined
                        ? `there are ${known.join(", ")} and tags.<key>`
                        : `did you mean ${quote(meant)}?`;
                return `must not have the unknown column ${quote(column)}; ${cure}`;
            }),
        ...[...new Set(columns.filter((column, index) => columns.indexOf(column) < index))].map(
            (column) => `must not have the column ${quote(column)} twice`,
        ),
    ];
}

/** Lists whose names are separated otherwise; a profile whose name has a semicolon can be given in `users`. */
function listProblems(columns: readonly string[], cells: readonly string[]): Problem[] {
    return columns
        .map((column, index) => ({ column, text: cells[index] ?? "" }))
        .filter(({ column, text }) => userKeys[column]?.kind === "list" && text.includes(";"))
        .map(({ column, text }) => ({
            path: [column],
            message: `must have its names separated by ${listSeparator}, got ${quote(text)}`,
        }));
}

/** The entry of a line. An empty value is one that was left out. */
function entryOf(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
    const entry: Record<string, unknown> = {};
    const tags: Record<string, string> = {};
    for (const [index, column] of columns.entries()) {
        const text = cells[index] ?? "";
        if (text !== "" && isTag(column)) {
            tags[column.slice("tags.".length)] = text;
        } else if (text !== "" && column !== nameColumn) {
            entry[column] = cellValue(text, column);
        }
    }
    return Object.keys(tags).length === 0 ? entry : { ...entry, tags };
}

function cellValue(text: string, column: string): unknown {
    const kind = userKeys[column]?.kind;
    return kind === "list" ? text.split(listSeparator).map((item) => item.trim()) : plainValue(text, kind ?? "text");
}

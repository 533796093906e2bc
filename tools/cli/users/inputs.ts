/** What the options of `users sync` name, read. */
import { basename, extname } from "node:path";
import { parse } from "csv-parse/sync";
import { problemReport } from "../../../components/internal/problemReport";
import { isRecord } from "../../../rules/record";
import { readJsonStream } from "../../adopt/jsonStream";
import type { Mapping } from "../../userSync/mapping";
import { type GroupExport, readExport } from "../../userSync/readExport";
import { readMapping } from "../../userSync/readMapping";
import { UsageError } from "../errors";
import { existingFile } from "../settings";
import { parseJson, readTextInput } from "../signIn/jsonInput";
import { readYaml } from "../yaml";

export function readMappingFile(path: string): Mapping {
    const read = readMapping(readYaml(existingFile("--mapping", path)));
    if ("problems" in read) {
        throw new UsageError(problemReport(`--mapping ${path} can't be used:`, read.problems));
    }
    return read.mapping;
}

/** `NAME=FILE`, or a file that is called as the group. */
export function readGroupFile(typed: string): GroupExport {
    const at = typed.indexOf("=");
    const path = typed.slice(at + 1);
    const which = at < 0 ? basename(path, extname(path)) : typed.slice(0, at);
    if (which === "" || path === "") {
        throw new UsageError(
            `--group ${typed}: must be NAME=FILE, with the group's name in the mapping or its object id`,
        );
    }
    const source = path === "-" ? "the export on standard input" : path;
    try {
        return readExport(readMembers(path), which, source);
    } catch (error) {
        if (!(error instanceof UsageError)) {
            throw error;
        }
        // Beside what is wrong with the other exports.
        const why = error.message.replace(`--group ${path}: `, "");
        const problems = [`can't be read: ${why}`];
        return { which, source, people: [], groups: [], others: new Map(), problems, warnings: [] };
    }
}

/** JSON, pages of it one after the other as a loop prints them, or the table that the portal downloads. */
function readMembers(path: string): unknown {
    const text = readTextInput("--group", path);
    const [header = ""] = text.split("\n", 1);
    if (/^\W*\w/.test(header) && !/^\s*[[{]/.test(header) && /\buserPrincipalName\b/.test(header)) {
        return membersInTable(text, path);
    }
    const pages = readJsonStream(text) ?? [];
    return pages.length > 1 && pages.every(isPage)
        ? { ...pages.at(-1), value: pages.flatMap(({ value }) => value) }
        : parseJson("--group", path, text);
}

const isPage = (page: unknown): page is { value: unknown[] } => isRecord(page) && Array.isArray(page.value);

function membersInTable(text: string, path: string): unknown[] {
    try {
        const options = { bom: true, columns: true, delimiter: [",", ";", "\t"], skip_empty_lines: true, trim: true };
        return parse(text, options).map((row) =>
            Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cellValue(cell)])),
        );
    } catch (error) {
        throw new UsageError(`--group ${path}: ${(error as Error).message}; download it again`);
    }
}

const cellValue = (cell: unknown) =>
    cell === "" ? null : /^(?:true|false)$/i.test(String(cell)) ? /^t/i.test(String(cell)) : cell;

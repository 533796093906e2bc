/** What the options of `users sync` name, read. */
import { basename, extname } from "node:path";
import { problemReport } from "../../../components/internal/problemReport";
import type { Mapping } from "../../userSync/mapping";
import { type GroupExport, readExport } from "../../userSync/readExport";
import { readMapping } from "../../userSync/readMapping";
import { UsageError } from "../errors";
import { existingFile } from "../settings";
import { readJsonInput } from "../signIn/jsonInput";
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
        return readExport(readJsonInput("--group", path), which, source);
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

/** The folder with what `az` and `aws` printed. */
import { existsSync, lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { quote } from "../../../rules/text";
import { type FileName, fileNames } from "../../adopt/files";
import { readJsonStream } from "../../adopt/jsonStream";
import type { FileProblem, Printed } from "../../adopt/reading";
import { UsageError } from "../errors";
import { projectFolder } from "../settings";
import { readTextInput } from "../signIn/jsonInput";

export function folderNamed(typed: string): string {
    const folder = resolve(projectFolder(), typed);
    if (existsSync(folder) && !lstatSync(folder).isDirectory()) {
        throw new UsageError(`--from ${typed}: it is a file; give the folder with the files`);
    }
    return folder;
}

/** What is there, and what of it is no JSON. */
export function readFolder(folder: string): { printed: Printed; problems: FileProblem[] } {
    const problems: FileProblem[] = [];
    const printed: Partial<Record<FileName, readonly unknown[]>> = {};
    for (const file of fileNames) {
        const path = join(folder, file);
        if (!existsSync(path)) {
            continue;
        }
        const text = readTextInput("--from", path);
        const documents = readJsonStream(text);
        if (documents === undefined) {
            const first = text.trim().split("\n", 1)[0] ?? "";
            const what = /^[[{]/.test(first)
                ? "ends in the middle, or is not JSON"
                : `is not JSON: it begins with ${quote(first)}`;
            problems.push({ file, message: what });
        } else {
            printed[file] = documents;
        }
    }
    return { printed, problems };
}

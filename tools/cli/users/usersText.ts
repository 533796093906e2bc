/** A file of users that can be changed entry by entry, with everything else in it kept. */
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { decode } from "../decode";
import { UsageError } from "../errors";
import { existingFile } from "../settings";
import { openCsvUsers } from "./csvUsers";
import type { UsersText } from "./edits";
import { openYamlUsers } from "./yamlUsers";

export interface UsersFileOpened extends UsersText {
    /** Absolute path. */
    file: string;
    bytes: Buffer;
    isCsv: boolean;
}

/** Throws a UsageError with everything that is wrong with the file. */
export function openUsers(path: string): UsersFileOpened {
    const file = existingFile("--users", path);
    const end = extname(file).toLowerCase();
    if (![".csv", ".tsv", ".txt", ".yaml", ".yml"].includes(end)) {
        throw new UsageError(
            `--users ${path}: must be a file of users (.csv), or a stack file or other file with users (.yaml)`,
        );
    }
    const bytes = readFileSync(file);
    const isCsv = !/^\.ya?ml$/.test(end);
    const text = decode(bytes);
    const opened = isCsv ? openCsvUsers(text, basename(file)) : openYamlUsers(text, path);
    return { ...opened, file, bytes, isCsv };
}

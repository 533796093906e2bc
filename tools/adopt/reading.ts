/** Values out of printed JSON, with a problem for each that is not there. */
import { isRecord } from "../../rules/record";
import { quote } from "../../rules/text";
import type { FileName } from "./files";

/** What was read: the documents of each file; undefined for one that is not there. */
export type Printed = Readonly<Partial<Record<FileName, readonly unknown[]>>>;

export interface FileProblem {
    file: FileName;
    /** Goes on from the file's name. */
    message: string;
}

const nextPage = ["NextToken", "Marker", "@odata.nextLink", "nextLink"];

export type Fields = Record<string, unknown>;

/** Reads one file; problems of all files are collected in one list. */
export class Reading {
    constructor(
        readonly file: FileName,
        private readonly problems: FileProblem[],
    ) {}

    problem(message: string): void {
        this.problems.push({ file: this.file, message });
    }

    /** An object under these keys, empty with a problem where there is none. */
    record(holder: unknown, ...keys: string[]): Fields {
        const found = valueAt(holder, keys);
        if (!isRecord(found)) {
            this.problem(`must have ${keys.join(".") || "an object"}, got ${quote(found)}`);
            return {};
        }
        return found;
    }

    text(holder: unknown, ...keys: string[]): string {
        const found = valueAt(holder, keys);
        if (typeof found !== "string" || found === "") {
            this.problem(`must have the text ${keys.join(".")}, got ${quote(found)}`);
            return "";
        }
        return found;
    }

    records(holder: unknown, ...keys: string[]): Fields[] {
        const found = valueAt(holder, keys);
        if (!Array.isArray(found) || !found.every(isRecord)) {
            this.problem(`must have the list ${keys.join(".")}, got ${quote(found)}`);
            return [];
        }
        this.refusePage(holder);
        return found;
    }

    refusePage(holder: unknown): void {
        if (isRecord(holder) && [...nextPage, "IsTruncated"].some((key) => Boolean(holder[key]))) {
            this.problem("is one page of several; print all of them, without --max-items and --no-paginate");
        }
    }
}

export function valueAt(holder: unknown, keys: readonly string[]): unknown {
    let value = holder;
    for (const key of keys) {
        value = isRecord(value) ? value[key] : undefined;
    }
    return value;
}

/** A text that may be left out or be null. */
export function textIn(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

export function textsIn(value: unknown): string[] {
    return Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
}

/** Writing several files so that all are there or none. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../errors";
import type { WorkflowFile } from "./workflows";

/** Writes all; where one can't be written, takes away those that were not there before. */
export function writeAll(root: string, files: readonly WorkflowFile[]): void {
    const written: string[] = [];
    for (const { path, text } of files) {
        const file = join(root, path);
        const isNew = !existsSync(file);
        try {
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, text);
        } catch (error) {
            for (const made of written) {
                rmSync(made, { force: true });
            }
            const reason = error instanceof Error ? error.message : String(error);
            throw new UsageError(`${path} can't be written: ${reason}. Nothing was written.`);
        }
        if (isNew) {
            written.push(file);
        }
    }
}

import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file so that another process sees the old text or the new one, never a part, and leaves it alone where it is so
 * already.
 */
export function writeWhole(file: string, content: string | Buffer): void {
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) {
        return;
    }
    const beside = `${file}.${randomUUID()}`;
    try {
        writeFileSync(beside, content);
        renameSync(beside, file);
    } finally {
        rmSync(beside, { force: true });
    }
}

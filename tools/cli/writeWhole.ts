import { randomUUID } from "node:crypto";
import {
    chmodSync,
    existsSync,
    readFileSync,
    realpathSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { UsageError } from "./errors";

/**
 * Writes a file so that another process sees the old text or the new one, never a part, and leaves it alone where it is so
 * already. Who may read it, and a link that leads to it, stay as they were.
 */
export function writeWhole(file: string, content: string | Buffer): void {
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) {
        return;
    }
    const target = existsSync(file) ? realpathSync(file) : file;
    const mode = existsSync(file) ? statSync(file).mode & 0o7777 : undefined;
    if (mode !== undefined && (mode & 0o222) === 0) {
        throw new UsageError(`${file} may only be read; make it writable, and run this again`);
    }
    const beside = `${target}.${randomUUID()}`;
    try {
        writeFileSync(beside, content, mode === undefined ? {} : { mode: mode & 0o700 });
        if (mode !== undefined) {
            chmodSync(beside, mode);
        }
        renameSync(beside, target);
    } finally {
        rmSync(beside, { force: true });
    }
}

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Lets `use` work with files that only this account can read, and removes them, whatever happens. */
export async function withPrivateFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), "connect-sso-"));
    try {
        return await use(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** Writes a file that only this account can read, also where it was there before. */
export function writePrivate(folder: string, name: string, text: string): string {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    chmodSync(file, 0o600);
    return file;
}

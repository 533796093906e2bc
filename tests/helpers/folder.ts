import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A temporary folder that is removed after each test of the suite that calls this. */
export function temporaryFolder(): {
    path: (...names: string[]) => string;
    write: (name: string, text: string) => string;
} {
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const path = (...names: string[]) => join(folder, ...names);
    return {
        path,
        write: (name, text) => {
            mkdirSync(dirname(path(name)), { recursive: true });
            writeFileSync(path(name), text);
            return path(name);
        },
    };
}

/** An executable shell script. */
export function writeCommand(file: string, body: string): string {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
    return file;
}

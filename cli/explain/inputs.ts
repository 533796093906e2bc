import { readFileSync, statSync } from "node:fs";
import { UsageError } from "../errors";
import { existingFile } from "../settings";

export interface Input {
    /** As it was typed, or `standard input`. */
    name: string;
    bytes: Uint8Array;
}

/** The files, in their order; standard input for `-` and where no file is named. */
export function readInputs(files: readonly string[]): Input[] {
    return (files.length === 0 ? ["-"] : files).map(readInput);
}

function readInput(path: string): Input {
    if (path === "-") {
        if (process.stdin.isTTY) {
            console.error("Paste the error, the SAMLResponse or the HAR, then Ctrl-D (Ctrl-Z and Enter on Windows).");
        }
        return { name: "standard input", bytes: readFileSync(0) };
    }
    const file = existingFile("explain", path);
    if (statSync(file).isDirectory()) {
        throw new UsageError(`explain ${path}: this is a folder; give the file`);
    }
    return { name: path, bytes: readFileSync(file) };
}

import { readFileSync, statSync } from "node:fs";
import type { NotUnderstood } from "../../signin/explain/explain";
import { largestInput, tooLarge } from "../../signin/explain/input/recognized";
import { UsageError } from "../errors";
import { printError } from "../output";
import { existingFile } from "../settings";
import { readStandardInput } from "../standardInput";

interface Input {
    /** As it was typed, or `standard input`. */
    name: string;
    bytes: Uint8Array;
}

/** The files, in their order; standard input for `-` and where no file is named. What can't be read does not hold up the others. */
export function* readInputs(files: readonly string[]): Generator<Input | NotUnderstood> {
    for (const path of files.length === 0 ? ["-"] : files) {
        yield readInput(path);
    }
}

function readInput(path: string): Input | NotUnderstood {
    const name = path === "-" ? "standard input" : path;
    try {
        if (path === "-") {
            if (process.stdin.isTTY) {
                printError("Paste the error, the SAMLResponse or the HAR, then Ctrl-D (Ctrl-Z and Enter on Windows).");
            }
            return { name, bytes: readStandardInput("explain") };
        }
        const file = existingFile("explain", path);
        const stat = statSync(file);
        if (stat.isDirectory()) {
            return { name, problem: "this is a folder; give the file" };
        }
        return stat.size > largestInput ? { name, problem: tooLarge(stat.size) } : { name, bytes: readFileSync(file) };
    } catch (error) {
        if (error instanceof UsageError) {
            return { name, problem: error.message.replace(/^explain .*?: /, "") };
        }
        return { name, problem: `it can't be read: ${error instanceof Error ? error.message : String(error)}` };
    }
}

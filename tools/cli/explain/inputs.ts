import { existsSync, readFileSync, statSync } from "node:fs";
import type { NotUnderstood } from "../../signin/explain/explain";
import { largestInput, tooLarge } from "../../signin/explain/input/recognized";
import { UsageError } from "../errors";
import { printError } from "../output";
import { typedPath } from "../settings";
import { readStandardInput } from "../standardInput";

interface Input {
    /** The file as it was typed, or where else it comes from. */
    name: string;
    bytes: Uint8Array;
    /** That the words are no files, where a text was typed: to be said if it is not understood either. */
    noFile?: string;
}

/**
 * The files, in their order; standard input for `-` and where nothing is typed; and where no word is a file, the text that the words
 * are, quoted or not. What can't be read does not hold up the others.
 */
export function* readInputs(files: readonly string[]): Generator<Input | NotUnderstood> {
    const typed = files.join(" ");
    if (isText(typed) && !files.some((path) => path === "-" || existsSync(typedPath(path)))) {
        const noFile =
            files.length === 1
                ? `there is no file ${typedPath(typed)}`
                : `there are no such files in ${typedPath(".")}`;
        yield { name: "command line", bytes: Buffer.from(typed), noFile };
        return;
    }
    for (const path of files.length === 0 ? ["-"] : files) {
        yield readInput(path);
    }
}

/** Words, or the code of one of Entra's errors, and not a file's name that was mistyped. */
const isText = (typed: string) => /\s/.test(typed.trim()) || /^AADSTS\d+$/i.test(typed);

function readInput(path: string): Input | NotUnderstood {
    const name = path === "-" ? "standard input" : path;
    try {
        if (path === "-") {
            if (process.stdin.isTTY) {
                printError("Paste the error, the SAMLResponse or the HAR, then Ctrl-D (Ctrl-Z and Enter on Windows).");
            }
            return { name, bytes: readStandardInput("explain") };
        }
        const file = typedPath(path);
        if (!existsSync(file)) {
            return { name, problem: `there is no file ${file}` };
        }
        const stat = statSync(file);
        if (stat.isDirectory()) {
            return { name, problem: "this is a folder; give the file" };
        }
        return stat.size > largestInput ? { name, problem: tooLarge(stat.size) } : { name, bytes: readFileSync(file) };
    } catch (error) {
        if (error instanceof UsageError) {
            return { name, problem: error.message.replace("explain -: ", "") };
        }
        return { name, problem: `it can't be read: ${error instanceof Error ? error.message : String(error)}` };
    }
}

import { readFileSync, statSync } from "node:fs";
import { decode } from "../decode";
import { UsageError } from "../errors";
import { existingFile } from "../settings";
import { readStandardInput } from "../standardInput";

/** Longer than the export of a stack with ten thousand users several times over. */
const longestFileBytes = 512 * 1024 * 1024;

/** The JSON in a file, or on standard input for `-`. */
export const readJsonInput = (option: string, path: string): unknown =>
    parseJson(option, path, readTextInput(option, path));

export function parseJson(option: string, path: string, text: string): unknown {
    try {
        return JSON.parse(text);
    } catch (error) {
        throw new UsageError(`${option} ${path}: this is not JSON: ${whyNotJson(option, text, error)}`);
    }
}

/** Without the parser's words, which quote what it stumbled over: an export may hold secrets. */
function whyNotJson(option: string, text: string, error: unknown): string {
    const start = text.trimStart();
    if (start === "") {
        return "it is empty";
    }
    // The names of columns are no sentences.
    if (/^[^\n{[.:]{1,200}[,;\t][^\n{[.:]{1,200}[,;\t]/.test(start)) {
        return `it is a table (CSV); ${insteadOf(option)}`;
    }
    if (/^> \S+@\S+ /.test(start)) {
        return "it begins with the lines that npm prints: write it again with `npm -s start -- …`, or remove them";
    }
    if (!/^[[{"\d-]/.test(start)) {
        return `it does not begin with "{" or "["; ${insteadOf(option)}`;
    }
    const message = error instanceof Error ? error.message : "";
    const position = /at position (\d+)/.exec(message)?.[1];
    if (/end of JSON|Unterminated/.test(message)) {
        return "it ends in the middle; export it again";
    }
    if (/after JSON/.test(message)) {
        return "it has one JSON text behind another; `jq -s '{value: map(.value[])}'` joins the pages that Graph answers with";
    }
    const line = position === undefined ? "" : ` in line ${text.slice(0, Number(position)).split("\n").length}`;
    return `it has a mistake${line}; export it again`;
}

const sources: Readonly<Record<string, string>> = {
    "--deployment": "write the output of `pulumi stack export --show-secrets` to a file and give that",
    "--group":
        "it may be an error or a page for people: look into it, and write the output of `az ad group member list --group ID` to it",
    "--cloud": "write the output of a command that --list-commands prints to it",
    "--directory": "export people as JSON, as docs/sign-in.md#a-stack-in-your-own-accounts says",
};

const insteadOf = (option: string) => sources[option] ?? "give a file with JSON";

/** The text of a file, or of standard input for `-`. */
export function readTextInput(option: string, path: string): string {
    if (path === "-") {
        return decode(readStandardInput(option));
    }
    const file = existingFile(option, path);
    const stat = statSync(file);
    if (stat.isDirectory()) {
        throw new UsageError(`${option} ${path}: this is a folder; give the file`);
    }
    if (stat.size > longestFileBytes) {
        throw new UsageError(
            `${option} ${path}: it has ${stat.size} bytes, and ${longestFileBytes} is the most that is read`,
        );
    }
    try {
        return decode(readFileSync(file));
    } catch (error) {
        throw new UsageError(`${option} ${path}: it can't be read: ${(error as Error).message}`);
    }
}

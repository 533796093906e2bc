/** Runs the listed commands with the caller's own `az` and `aws`. Each of them only reads. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandFor, fileNames, type Named, optionalFiles } from "../../adopt/files";
import { UsageError } from "../errors";
import { printError } from "../output";

/** Every user is asked for by themselves, twice a second at most. */
const limitMs = 60 * 60 * 1_000;

/** Writes the files that are missing; those that are there stay. */
export function runCommands(folder: string, named: Named): void {
    mkdirSync(folder, { recursive: true });
    const failed: string[] = [];
    for (const file of fileNames.filter((name) => !existsSync(join(folder, name)))) {
        const command = commandFor(file, named);
        printError(command);
        const problem = runCommand(command, join(folder, file));
        if (problem !== undefined && !optionalFiles.includes(file)) {
            failed.push(`${file}: \`${command}\` ${problem}`);
        }
    }
    if (failed.length > 0) {
        throw new UsageError(
            `--live: ${failed.length === 1 ? "a command" : `${failed.length} commands`} failed. Log in (\`az login\`, \`aws sso login\`) with an ` +
                `identity that may read, then run this command again: it runs only what is missing.\n${failed.join("\n")}`,
        );
    }
}

/** A loop goes on after a command that failed: what it said is then the only sign. */
function runCommand(command: string, file: string): string | undefined {
    const { error, status, stdout, stderr } = spawnSync("sh", ["-c", command], {
        encoding: "utf8",
        maxBuffer: 512 * 1024 * 1024,
        timeout: limitMs,
    });
    const said = (stderr ?? "").trim();
    if (error !== undefined || status !== 0 || isFailure(said)) {
        return `failed: ${said.split("\n").slice(-3).join(" ") || error?.message || `exit code ${status}`}`;
    }
    writeFileSync(file, stdout, { mode: 0o600 });
    return undefined;
}

/** What `aws`, `az` and the shell say; warnings of both are no failures. */
const isFailure = (said: string) => /An error occurred|^ERROR\b|not found|usage: aws/im.test(said);

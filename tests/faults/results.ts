/** The results of the cases: one on a line, so that a run that is stopped loses none. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Outcome } from "./play";

export interface Result extends Outcome {
    /** What was played: the id of a case, or of one by chance. */
    case: string;
    /** Day of the run. */
    date: string;
    seconds: number;
}

export const resultsFile = join(__dirname, "results.jsonl");

/** By case; of several results of a case, the last. */
export function readResults(file = resultsFile): Map<string, Result> {
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    const results = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Result);
    return new Map(results.map((result) => [result.case, result]));
}

export function addResult(result: Result, file = resultsFile): void {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** One line for each case, in order. */
export function tidyResults(file = resultsFile): void {
    const results = [...readResults(file).values()].sort((a, b) => a.case.localeCompare(b.case, "en"));
    writeFileSync(file, results.map((result) => `${JSON.stringify(result)}\n`).join(""));
}

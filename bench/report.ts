/** What every measurement ends with: a table, JSON, or both kept for docs/benchmarks.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { benchmarksDocument, type Kept } from "./document";
import { type Result, rows } from "./measurement";

const resultsFile = join(__dirname, "results.json");
const document = join(__dirname, "..", "docs", "benchmarks.md");

export interface ReportOptions {
    json?: boolean;
    write?: boolean;
}

export function report(name: string, result: Result, { json, write }: ReportOptions): void {
    if (json) {
        console.log(JSON.stringify(kept(result), undefined, 4));
    } else {
        const table = rows(result);
        const widths = (table[0] ?? []).map((_, column) =>
            Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
        );
        for (const cells of table) {
            console.log(
                cells
                    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
                    .join("  ")
                    .trimEnd(),
            );
        }
        console.log(`Compared with ${result.comparedWith}.`);
    }
    if (write) {
        const results = { ...readResults(), [name]: kept(result) };
        writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 4)}\n`);
        writeFileSync(document, benchmarksDocument(results));
    }
}

export function readResults(): Record<string, Kept> {
    return JSON.parse(readFileSync(resultsFile, "utf8")) as Record<string, Kept>;
}

function kept(result: Result): Kept {
    const memory = Math.round(totalmem() / 2 ** 30);
    const machine = `${availableParallelism()} cores, ${memory} GiB, Node.js ${process.versions.node}`;
    return { ...result, date: new Date().toISOString().slice(0, 10), machine };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { benchmarksDocument } from "../../bench/document";
import { median } from "../../bench/measurement";
import { readResults } from "../../bench/report";

describe("The document of the benchmarks", () => {
    it("has a table for each kept result, with the ratio of its figures", () => {
        const measurements = [
            { what: "preview", size: "300 people", unit: "s" as const, ours: 8.4, other: 10.5 },
            { what: "state", size: "300 people", unit: "kB" as const, ours: 2171.4, other: 2154 },
        ];
        const kept = { comparedWith: "a bare program", measurements, date: "2026-01-31", machine: "2 cores" };
        expect(benchmarksDocument({ stack: kept }).split("## ")[1]?.split("\n<!--")[0]).to.equal(
            [
                "stack",
                "",
                "Compared with a bare program. 2026-01-31, 2 cores.",
                "",
                "| what | size | this project | compared with | ratio |",
                "| --- | --- | --- | --- | --- |",
                "| preview | 300 people | 8.40 s | 11 s | 0.80 |",
                "| state | 300 people | 2171 kB | 2154 kB | 1.01 |",
                "",
            ].join("\n"),
        );
    });

    it("is written from the results that are kept", () => {
        const document = readFileSync(join(__dirname, "..", "..", "docs", "benchmarks.md"), "utf8");
        expect(document).to.equal(benchmarksDocument(readResults()));
    });
});

describe("The middle of several runs", () => {
    for (const [values, middle] of [
        [[3], 3],
        [[3, 1, 2], 2],
        [[4, 1, 3, 2], 3],
    ] as const) {
        it(`of ${values.join(", ")} is ${middle}`, () => {
            expect(median(values)).to.equal(middle);
        });
    }
});

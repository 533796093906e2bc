import { expect } from "chai";
import { reliabilityDocument } from "./document";
import type { End } from "./play";
import type { Result } from "./results";

const results = (...ends: [id: string, end: End][]): Map<string, Result> =>
    new Map(ends.map(([id, end]) => [id, { case: id, end, date: "2026-01-31", seconds: 40 }]));

const rowsOf = (document: string, start: string): string[] =>
    document.split("\n").filter((line) => line.startsWith(`| ${start}`));

describe("The document of the faults", () => {
    const document = reliabilityDocument(
        results(
            ["cli/create/User/lost", "recover"],
            ["start/create/User/lost", "sameRun"],
            ["cli/create/User/engine", "secondRun"],
            ["start/create/User/engine", "secondRun"],
            ["cli/create/User/stale", "recoverFirst"],
            ["start/update/interrupt/7", "secondRun"],
        ),
    );

    it("has one answer where all ways end alike, else each that was played", () => {
        expect(rowsOf(document, "`User`")[0]).to.equal(
            "| `User` | not run | recover (CLI); same run (`npm start`) | second run | not run | not run | **recover first** (CLI) |",
        );
    });

    it("has no column for what can't happen", () => {
        const heads = rowsOf(document, "type |");
        expect(heads.map((head) => head.includes("early read"))).to.deep.equal([
            true,
            true,
            false,
            false,
            false,
            false,
            false,
        ]);
    });

    it("counts", () => {
        expect(document).to.match(/^5 of \d+ cases were played, from 2026-01-31 to 2026-01-31\.$/m);
        const counted = document.slice(document.indexOf("## Numbers"), document.indexOf("## A creation"));
        expect(rowsOf(counted, "second run")).to.deep.equal(["| second run | 1 | 1 | 0 |"]);
        expect(rowsOf(document, "Ctrl-C")).to.deep.equal([
            "| Ctrl-C | CLI | 0 | 0 | 0 | 0 | 0 | 0 |",
            "| Ctrl-C | `npm start` | 1 | 0 | 1 | 0 | 0 | 0 |",
        ]);
    });
});

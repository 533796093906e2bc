import { expect } from "chai";
import { startProgress, tellOf } from "../../../../tools/rehearsal/engine/progress";

describe("Progress", () => {
    const record = (isTTY: boolean) => {
        const written: string[] = [];
        return { written, sink: { isTTY, columns: 40, write: (text: string) => written.push(text) > 0 } };
    };

    it("is one live line on a terminal, never wider than it", () => {
        const { written, sink } = record(true);
        const progress = startProgress("Building", sink);
        progress.step("compiling package number one hundred of many");
        progress.done("done");
        expect(written).to.deep.equal([
            "\r\u001b[KBuilding (0 s)",
            "\r\u001b[KBuilding: compiling package number one ",
            "\r\u001b[KBuilding: done (0 s)\n",
        ]);
    });

    it("is a line at the beginning and the end elsewhere, however many the steps", () => {
        const { written, sink } = record(false);
        const progress = startProgress("Building", sink);
        for (let i = 0; i < 100; i++) {
            progress.step(`package ${i}`);
        }
        progress.done("done");
        expect(written).to.deep.equal(["Building (0 s)\n", "Building: done (0 s)\n"]);
    });

    for (const [what, work, returned, told] of [
        ["nothing, when all is done", async () => {}, undefined, "done"],
        [
            "in one line why a way leads nowhere",
            () => Promise.reject(new Error("no space left")),
            "build: no space left",
            "not possible, no space left",
        ],
    ] as const) {
        it(`returns ${what}, and tells it`, async () => {
            const { write } = process.stderr;
            const { written, sink } = record(false);
            process.stderr.write = sink.write as typeof write;
            const failure = await tellOf("build", "Building", work).finally(() => {
                process.stderr.write = write;
            });
            expect(failure).to.equal(returned);
            expect(written.at(-1)).to.include(`Building: ${told} (0 s)\n`);
        });
    }
});

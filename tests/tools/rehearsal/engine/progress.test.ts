import { expect } from "chai";
import { startProgress } from "../../../../tools/rehearsal/engine/progress";

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
});

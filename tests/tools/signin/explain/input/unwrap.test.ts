import { expect } from "chai";
import { base64Blocks } from "../../../../../tools/signin/explain/input/unwrap";

describe("Blocks of base64 among words", () => {
    const block = "PHNhbWxw".repeat(20_000);

    it("are found wherever they stand in a long text, each once and whole", () => {
        for (const before of [0, 700_000, 850_000, 1_000_000, 3_300_000]) {
            expect(base64Blocks(`${"a word ".repeat(before / 7)}: ${block} and a word`)).to.deep.equal([block]);
        }
    });

    it("are not found where they are longer than any response", () => {
        for (let time = 0; time < 3; time++) {
            const blocks = base64Blocks(`x ${"eyJ-".repeat(2_500_000)} ${block} x`);
            expect(blocks.at(-1)).to.equal(block);
            expect(Math.max(...blocks.map(({ length }) => length))).to.be.lessThan(1_000_000);
        }
    }).timeout(60_000);
});

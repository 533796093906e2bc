import { expect } from "chai";
import fc from "fast-check";
import { wrap } from "../../../tools/cli/wrap";

describe("Lines of prose", () => {
    it("are broken between words, and begin below the first", () => {
        expect(wrap("  cause  ", "one two three four", 18)).to.deep.equal([
            "  cause  one two",
            "         three",
            "         four",
        ]);
    });

    it("keep a command whole, with what clings to it", () => {
        expect(wrap("", "run (`az ad user show --id x`), then wait", 12)).to.deep.equal([
            "run",
            "(`az ad user show --id x`),",
            "then wait",
        ]);
    });

    it("are one where the text is empty", () => {
        expect(wrap("note: ", "", 40)).to.deep.equal(["note:"]);
    });

    it("lose no word, and are no wider than asked for unless a word is", () => {
        const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 });
        fc.assert(
            fc.property(words, fc.integer({ min: 20, max: 80 }), (list, width) => {
                const lines = wrap("  ", list.join(" "), width);
                expect(lines.map((line) => line.trim()).join(" ")).to.equal(list.join(" "));
                expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(width);
            }),
        );
    });
});

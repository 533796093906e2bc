import { expect } from "chai";
import {
    isAnyBase64,
    isBase64,
    isHexadecimal,
    withoutBlanks,
} from "../../../../../tools/signin/explain/input/alphabet";

describe("The alphabet of a text", () => {
    const texts: [text: string, standard: boolean, any: boolean, hexadecimal: boolean][] = [
        ["PHNh", true, true, false],
        ["PHM=", true, true, false],
        ["PA==", true, true, false],
        ["PA=\n=\n", true, true, false],
        ["PA===", false, false, false],
        ["P=HN", false, false, false],
        ["PH Nh\r\nPHNh", true, false, false],
        ["-_Nh", false, true, false],
        ["<a/>", false, false, false],
        ["0aF9", true, true, true],
        ["", true, true, false],
    ];
    for (const [text, standard, any, hexadecimal] of texts) {
        it(`is told of ${JSON.stringify(text)}`, () => {
            expect([isBase64(text), isAnyBase64(text), isHexadecimal(text)]).to.deep.equal([
                standard,
                any,
                hexadecimal,
            ]);
        });
    }

    it("is told of texts as long as a recording, as often as asked", () => {
        for (let time = 0; time < 3; time++) {
            const long = "0a".repeat(15_000_000);
            expect([isBase64(long), isAnyBase64(long), isHexadecimal(long)]).to.deep.equal([true, true, true]);
            expect(withoutBlanks(`${" ".repeat(15_000_000)}x`)).to.equal("x");
        }
    }).timeout(60_000);
});

import { expect } from "chai";
import { duplicateGuids, guidProblem, sameGuid } from "../../rules/guid";

const guid = "0abcdef0-1111-2222-3333-444444444444";
const inCapitals = guid.toUpperCase();
const other = "00000000-1111-2222-3333-444444444444";

describe("sameGuid", () => {
    it("takes capitals and small letters for the same GUID", () => {
        expect(sameGuid(guid, inCapitals)).to.equal(true);
    });

    it("tells two GUIDs apart", () => {
        expect(sameGuid(guid, other)).to.equal(false);
    });

    for (const nothing of [undefined, null, 7, {}]) {
        it(`finds ${JSON.stringify(nothing) ?? "nothing"} equal to nothing, itself included`, () => {
            expect(sameGuid(nothing, nothing)).to.equal(false);
        });
    }
});

describe("duplicateGuids", () => {
    const cases: [title: string, values: unknown[], twice: string[][]][] = [
        ["none in a list without repetition", [guid, other], []],
        ["one written in two cases", [guid, other, inCapitals], [[guid, inCapitals]]],
        ["one written twice alike", [other, other, guid], [[other, other]]],
        ["nothing among what is no text", [7, 7, null, null], []],
    ];
    for (const [title, values, twice] of cases) {
        it(`finds ${title}`, () => {
            expect(duplicateGuids(values)).to.deep.equal(twice);
        });
    }
});

describe("rules/guid", () => {
    it("is the home of the rule for GUIDs too", () => {
        expect(guidProblem(guid)).to.equal(undefined);
    });
});

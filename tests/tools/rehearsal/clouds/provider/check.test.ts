import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudClient, UNKNOWN } from "./client";
import { toyCloud } from "./toyCloud";

const SHELF = "toy:index/shelf:Shelf";

describe("check of the emulated clouds", () => {
    let cloud: CloudClient;
    before(async () => {
        cloud = await CloudClient.start(toyCloud);
    });
    after(() => cloud.stop());

    const refused: [string, Values, string[]][] = [
        [
            "a missing required property",
            {},
            [
                "Missing required argument. The argument \"room\" is required, but no definition was found.. Examine values at 'it.room'.",
            ],
        ],
        [
            "an unknown property",
            { room: "hall", legs: 4 },
            ["\"legs\": Invalid or unknown key. Examine values at 'it.legs'."],
        ],
        [
            "an unknown nested property",
            { room: "hall", size: { width: 1, height: 2 } },
            ["\"height\": Invalid or unknown key. Examine values at 'it.size.height'."],
        ],
        [
            "a missing nested property",
            { room: "hall", size: {} },
            [
                "Missing required argument. The argument \"size.0.width\" is required, but no definition was found.. Examine values at 'it.size.width'.",
            ],
        ],
        [
            "a property that only the cloud sets",
            { room: "hall", code: "x" },
            [
                "Computed attributes cannot be set. Computed attributes cannot be set, but a value was set for \"code\".. Examine values at 'it.code'.",
            ],
        ],
        [
            "conflicting properties",
            { room: "hall", name: "a", namePrefix: "b" },
            ["Conflicting configuration arguments. \"name\": conflicts with name_prefix. Examine values at 'it.name'."],
        ],
        [
            "a value of another kind",
            { room: ["hall"] },
            [
                "Unexpected type at field \"room\": \n           expected string type, got array type. Examine values at 'it.room'.",
            ],
        ],
        [
            "an element of another kind",
            { room: "hall", rows: ["a", {}] },
            [
                "Unexpected type at field \"rows[1]\": \n           expected string type, got object type. Examine values at 'it.rows[1]'.",
            ],
        ],
        [
            "a fraction where a whole number belongs",
            { room: "hall", boards: 1.5 },
            ["expected boards to be an integer, got 1.5. Examine values at 'it.boards'."],
        ],
        ["a malformed value", { room: "" }, ["room is empty. Examine values at 'it.room'."]],
        [
            "what a rule over several properties forbids",
            { room: "cellar", rows: ["a"] },
            ["a cellar has no rows. Examine values at 'it.rows'."],
        ],
    ];
    for (const [what, inputs, failures] of refused) {
        it(`refuses ${what}`, async () => {
            expect((await cloud.check(SHELF, inputs)).failures).to.deep.equal(failures);
        });
    }

    it("reports every failure at once", async () => {
        const { failures } = await cloud.check(SHELF, { legs: 4, boards: "four" });
        expect(failures).to.have.lengthOf(3);
    });

    it("lets unknown values pass wherever they stand", async () => {
        const news = { room: UNKNOWN, boards: UNKNOWN, size: UNKNOWN, subjects: [UNKNOWN], labels: { a: UNKNOWN } };
        const { inputs, failures } = await cloud.check(SHELF, { ...news, name: "a" });
        expect(failures).to.deep.equal([]);
        expect(inputs).to.deep.equal({ ...news, name: "a", __defaults: [] });
    });

    it("fills in defaults, nested ones too, and notes them, but none that is false", async () => {
        const { inputs } = await cloud.check(SHELF, { room: "hall", name: "a", size: { width: 2 } });
        expect(inputs).to.deep.equal({
            room: "hall",
            name: "a",
            boards: 4,
            size: { width: 2, depth: 1, __defaults: ["depth"] },
            __defaults: ["boards"],
        });
    });

    it("takes a text for a number or a switch, and the other way round", async () => {
        const news = { room: 5, name: true, boards: "6", size: { width: "2.5", painted: "true" }, rows: [1] };
        const { inputs, failures } = await cloud.check(SHELF, news);
        expect(failures).to.deep.equal([]);
        expect(inputs).to.deep.include({ room: "5", name: "true", boards: 6, rows: ["1"] });
        expect(inputs.size).to.deep.include({ width: 2.5, painted: true });
    });

    it("names a resource after itself with seven digits that depend on the engine's seed alone", async () => {
        const names = await Promise.all(
            ["one", "one", "two"].map(async (seed) => (await cloud.check(SHELF, { room: "a" }, { seed })).inputs.name),
        );
        expect(names[0]).to.match(/^it-[0-9a-f]{7}$/);
        expect(names[1]).to.equal(names[0]);
        expect(names[2]).not.to.equal(names[0]);
    });

    it("keeps the name it once gave", async () => {
        const { inputs } = await cloud.check(SHELF, { room: "a" });
        const later = await cloud.check(SHELF, { room: "b" }, { olds: inputs, seed: "another" });
        expect(later.inputs.name).to.equal(inputs.name);
    });

    it("gives a new name when the user takes theirs away", async () => {
        const { inputs } = await cloud.check(SHELF, { room: "a", name: "mine" });
        const later = await cloud.check(SHELF, { room: "a" }, { olds: inputs });
        expect(later.inputs.name).to.match(/^it-[0-9a-f]{7}$/);
    });

    it("leaves the name to the cloud where a prefix is given", async () => {
        const { inputs } = await cloud.check(SHELF, { room: "a", namePrefix: "p" });
        expect(inputs.name).to.equal(undefined);
    });

    it("refuses to make a name that is too long", async () => {
        const { failures } = await cloud.check(SHELF, { room: "a" }, { name: "a-very-long-shelf" });
        expect(failures).to.have.lengthOf(1);
        expect(failures[0]).to.match(/exceeds maximum length of 20/);
    });
});

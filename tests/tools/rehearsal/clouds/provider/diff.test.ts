import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudClient, UNKNOWN } from "./client";
import { toyCloud } from "./toyCloud";

const SHELF = "toy:index/shelf:Shelf";
const olds: Values = {
    room: "hall",
    name: "a",
    boards: 4,
    size: { width: 2, material: "oak" },
    subjects: ["art", "law"],
    rows: ["x", "y"],
    labels: { "a.b": "1", c: "2" },
    floor: "first",
    __defaults: ["boards"],
};
const { room: _room, ...withoutRoom } = olds;
const { floor: _floor, ...withoutFloor } = olds;
const { labels: _labels, ...withoutLabels } = olds;

describe("diff of the emulated clouds", () => {
    let cloud: CloudClient;
    before(async () => {
        cloud = await CloudClient.start(toyCloud);
    });
    after(() => cloud.stop());

    const changes: [string, Values, Record<string, string>, string[]][] = [
        ["nothing", { ...olds }, {}, []],
        ["only the order of a set", { ...olds, subjects: ["law", "art"] }, {}, []],
        ["only which values are defaults", { ...olds, __defaults: [] }, {}, []],
        ["a value left to the cloud again", withoutFloor, {}, []],
        ["an empty map where there was none", { ...withoutLabels, labels: { "a.b": "1", c: "2" } }, {}, []],
        ["a text", { ...olds, room: "cellar" }, { room: "update" }, []],
        ["a text to one not known yet", { ...olds, room: UNKNOWN }, { room: "update" }, []],
        ["a text taken away", withoutRoom, { room: "delete" }, []],
        ["a nested number", { ...olds, size: { width: 3, material: "oak" } }, { "size.width": "update" }, []],
        [
            "a nested value that cannot be changed",
            { ...olds, size: { width: 2, material: "elm" } },
            { "size.material": "update-replace" },
            ["size"],
        ],
        [
            "a nested value added that cannot be changed later",
            { ...olds, size: { width: 2, material: "oak", painted: true } },
            { "size.painted": "add" },
            [],
        ],
        ["a set that lost an element", { ...olds, subjects: ["art"] }, { "subjects[1]": "delete" }, []],
        ["a set that gained one", { ...olds, subjects: ["art", "law", "war"] }, { "subjects[2]": "add" }, []],
        ["an element in the place of another", { ...olds, subjects: ["war", "law"] }, { "subjects[0]": "update" }, []],
        [
            "an element gone and another one added elsewhere",
            { ...olds, subjects: ["law", "war"] },
            { "subjects[0]": "delete", "subjects[1]": "add" },
            [],
        ],
        ["the order of a list", { ...olds, rows: ["y", "x"] }, { "rows[0]": "update", "rows[1]": "update" }, []],
        ["a list made longer", { ...olds, rows: ["x", "y", "z"] }, { "rows[2]": "add" }, []],
        [
            "entries of a map",
            { ...olds, labels: { "a.b": "3", d: "4" } },
            { 'labels["a.b"]': "update", "labels.c": "delete", "labels.d": "add" },
            [],
        ],
        ["the name", { ...olds, name: "b" }, { name: "update-replace" }, ["name"]],
    ];
    for (const [what, news, detailed, replaces] of changes) {
        it(`shows ${what} as ${JSON.stringify(detailed)}`, async () => {
            expect(await cloud.diff(SHELF, olds, news)).to.deep.equal({
                changes: Object.keys(detailed).length > 0 ? "some" : "none",
                replaces,
                detailed,
                deleteBeforeReplace: what.includes("cannot be changed") && replaces.length > 0,
            });
        });
    }

    it("sees no difference between an empty map and none", async () => {
        expect((await cloud.diff(SHELF, withoutLabels, { ...withoutLabels, labels: {} })).changes).to.equal("none");
    });

    const ignored: [string, string[], Record<string, string>][] = [
        ["a property", ["room"], { "size.width": "update", 'labels["a.b"]': "delete" }],
        ["a nested property", ["size.width"], { room: "update", 'labels["a.b"]': "delete" }],
        ["everything under a property", ["size", "labels"], { room: "update" }],
        ["a key in brackets", ['labels["a.b"]', "room"], { "size.width": "update" }],
        ["any key", ["labels.*", "room"], { "size.width": "update" }],
    ];
    for (const [what, paths, detailed] of ignored) {
        it(`ignores ${what} on request`, async () => {
            const news = { ...olds, room: "b", size: { width: 3, material: "oak" }, labels: { c: "2" } };
            expect((await cloud.diff(SHELF, olds, news, paths)).detailed).to.deep.equal(detailed);
        });
    }

    const orders: [string, Values, boolean][] = [
        ["keeps the user's name", {}, true],
        ["has a name that was made up", { __defaults: ["name"] }, false],
        ["takes another name", { name: "b" }, false],
    ];
    for (const [what, extra, first] of orders) {
        it(`deletes ${first ? "first" : "last"} when a replaced resource ${what}`, async () => {
            const news = { ...olds, size: { width: 2, material: "elm" }, ...extra };
            expect((await cloud.diff(SHELF, olds, news)).deleteBeforeReplace).to.equal(first);
        });
    }
});

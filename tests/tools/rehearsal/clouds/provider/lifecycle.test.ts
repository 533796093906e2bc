import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CloudClient, refusal, UNKNOWN } from "./client";
import { toyCloud } from "./toyCloud";

const SHELF = "toy:index/shelf:Shelf";
const BOOK = "toy:index/book:Book";

describe("life of a resource in the emulated clouds", () => {
    let cloud: CloudClient;
    beforeEach(async () => {
        cloud = await CloudClient.start(toyCloud);
    });
    afterEach(() => cloud.stop());

    it("creates with the cloud's outputs and reads the same back", async () => {
        const { id, state } = await cloud.make(SHELF, { room: "hall", name: "a" });
        const { code, ...rest } = state;
        expect(id).to.equal("a");
        expect(rest).to.deep.equal({ id: "a", room: "hall", name: "a", boards: 4, floor: "ground" });
        expect((await cloud.read(SHELF, "a")).state).to.deep.equal(state);
        expect(code).to.match(/^[0-9a-f-]{36}$/);
    });

    it("shows a creation in preview with every output of the cloud unknown, and makes nothing", async () => {
        const { inputs } = await cloud.check(SHELF, { room: "hall", name: "a", boards: UNKNOWN });
        const { id, state } = await cloud.create(SHELF, inputs, { preview: true });
        expect(id).to.equal("");
        expect(state).to.deep.equal({
            room: "hall",
            name: "a",
            boards: UNKNOWN,
            namePrefix: UNKNOWN,
            code: UNKNOWN,
            floor: UNKNOWN,
        });
        expect((await cloud.read(SHELF, "a")).id).to.equal("");
    });

    it("shows an update in preview with the outputs it had, and changes nothing", async () => {
        const { id, state } = await cloud.make(SHELF, { room: "hall", name: "a", rows: ["x"] });
        const news = { room: UNKNOWN, name: "a", boards: 4 };
        const shown = await cloud.update(SHELF, id, state, news, { preview: true });
        expect(shown).to.deep.equal({ ...news, id: "a", code: state.code, floor: "ground" });
        expect((await cloud.read(SHELF, id)).state).to.deep.equal(state);
    });

    for (const operation of ["create", "update", "invoke"] as const) {
        it(`refuses an unknown value in a real ${operation}`, async () => {
            const { id, state } = await cloud.make(SHELF, { room: "hall", name: "a" });
            const requests = {
                create: () => cloud.create(SHELF, { room: "hall", name: "b", size: { width: UNKNOWN } }),
                update: () => cloud.update(SHELF, id, state, { room: "hall", name: "a", size: { width: UNKNOWN } }),
                invoke: () => cloud.invoke("toy:index/getShelf:getShelf", { name: UNKNOWN }),
            };
            expect(await refusal(requests[operation]())).to.match(/ is still unknown outside a preview$/);
        });
    }

    it("updates in place", async () => {
        const { id, state } = await cloud.make(SHELF, { room: "hall", name: "a" });
        const later = await cloud.update(SHELF, id, state, { room: "cellar", name: "a", boards: 5 });
        expect(later).to.deep.equal({ ...state, room: "cellar", boards: 5 });
    });

    it("says what is missing when an update finds nothing", async () => {
        expect(await refusal(cloud.update(BOOK, "b1", {}, { shelf: "first", title: "Emma" }))).to.equal("no book b1");
    });

    it("keeps nothing of a change that the cloud refuses", async () => {
        const { state } = await cloud.make(SHELF, { room: "hall", name: "a" });
        const message = await refusal(cloud.make(SHELF, { room: "cellar", name: "a" }));
        expect(message).to.equal("Shelf a already exists");
        expect((await cloud.read(SHELF, "a")).state).to.deep.equal(state);
    });

    it("deletes, reports what is gone with an empty id, and does not mind deleting it again", async () => {
        const { id } = await cloud.make(SHELF, { room: "hall", name: "a" });
        await cloud.delete(SHELF, id);
        expect(await cloud.read(SHELF, id)).to.deep.equal({ id: "", state: {}, inputs: {} });
        await cloud.delete(SHELF, id);
    });

    it("refuses to delete what the cloud would not", async () => {
        await cloud.make(BOOK, { shelf: "first", title: "Emma" });
        expect(await refusal(cloud.delete(SHELF, "first"))).to.equal("Shelf first has books");
        expect((await cloud.read(SHELF, "first")).id).to.equal("first");
    });

    it("reads inputs for an import that a program's own inputs can be compared with", async () => {
        const { id } = await cloud.make(SHELF, { room: "hall", name: "a", size: { width: 2 }, subjects: ["b", "a"] });
        const { inputs } = await cloud.read(SHELF, id);
        expect(inputs).to.deep.equal({
            room: "hall",
            name: "a",
            boards: 4,
            floor: "ground",
            size: { width: 2, depth: 1, __defaults: ["depth"] },
            subjects: ["b", "a"],
            __defaults: ["boards"],
        });
        const program = await cloud.check(SHELF, { room: "hall", name: "a", size: { width: 2 }, subjects: ["a", "b"] });
        expect((await cloud.diff(SHELF, inputs, program.inputs)).changes).to.equal("none");
    });

    it("reads what changed behind Pulumi's back into the inputs of a refresh, and nothing else", async () => {
        const { inputs } = await cloud.check(SHELF, { room: "hall", name: "a", subjects: ["b", "a"], key: "k" });
        const { id, state } = await cloud.create(SHELF, inputs);
        await cloud.update(SHELF, id, state, { room: "cellar", name: "a", subjects: ["a", "b", "c"], rows: ["x"] });
        const refreshed = await cloud.read(SHELF, id, inputs, state);
        expect(refreshed.inputs).to.deep.equal({ ...inputs, room: "cellar", subjects: ["b", "a", "c"] });
        expect(refreshed.state.key).to.equal("k");
    });

    it("marks secret outputs, keeps what the cloud does not give back, and takes secret inputs unwrapped", async () => {
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "k" };
        const request = new pb.CreateRequest().setUrn(`urn:pulumi:dev::p::${SHELF}::it`);
        request.setProperties(Struct.fromJavaScript({ room: "hall", name: "a", key: secret }));
        const response = await cloud.send("create", request);
        const state = response.getProperties()?.toJavaScript() as Record<string, unknown>;
        expect(state.key).to.deep.equal(secret);
        expect(Object.keys(state.code as object)).to.deep.equal(Object.keys(secret));
        expect((await cloud.read(SHELF, "a")).state.key).to.equal(undefined);
    });

    it("answers look-ups and refuses malformed ones", async () => {
        const getShelf = "toy:index/getShelf:getShelf";
        expect(await cloud.invoke(getShelf, { name: "first" })).to.deep.equal({
            result: { room: "hall", floor: "ground" },
            failures: [],
        });
        expect((await cloud.invoke(getShelf, {})).failures).to.deep.equal([
            'Missing required argument. The argument "name" is required, but no definition was found.',
        ]);
        expect(await refusal(cloud.invoke(getShelf, { name: "x" }))).to.equal("no shelf x");
    });
});

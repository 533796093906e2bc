import { expect } from "chai";
import { clearNotChecked, readNotChecked } from "../../../../../tools/rehearsal/clouds/provider/lenient";
import { CloudClient, refusal, UNKNOWN } from "./client";
import { toyCloud } from "./toyCloud";

const ATTIC = "toy:index/attic:Attic";
const GET_ATTIC = "toy:index/getAttic:getAttic";

describe("A lenient cloud", () => {
    let cloud: CloudClient;
    beforeEach(async () => {
        cloud = await CloudClient.start(toyCloud, {}, { lenient: true });
    });
    afterEach(() => cloud.stop());

    it("echoes a type it does not model through its whole life", async () => {
        const { id, state } = await cloud.make(ATTIC, { name: "old", boxes: [{ size: 1 }] });
        expect(state).to.deep.equal({ id, name: "old", boxes: [{ size: 1 }] });
        const after = { name: "old", boxes: [{ size: 2 }], dusty: true };
        expect(await cloud.update(ATTIC, id, state, after)).to.deep.equal({ id, ...after });
        expect(await cloud.read(ATTIC, id, after, { id, ...after })).to.deep.equal({
            id,
            state: { id, ...after },
            inputs: after,
        });
        await cloud.delete(ATTIC, id);
        expect((await cloud.read(ATTIC, id)).id).to.equal("");
    });

    it("keeps what it echoes over a restart", async () => {
        const { id } = await cloud.make(ATTIC, { name: "old" });
        cloud.stop({ keepStore: true });
        cloud = await CloudClient.start(toyCloud, {}, { lenient: true, storeFolder: cloud.folder });
        expect((await cloud.read(ATTIC, id)).state).to.deep.equal({ id, name: "old" });
    });

    it("shows every change of such a type as an update in place", async () => {
        const before = { name: "old", boxes: [1], gone: "x" };
        expect(await cloud.diff(ATTIC, before, { name: "new", boxes: [1], added: UNKNOWN })).to.deep.equal({
            changes: "some",
            replaces: [],
            detailed: { name: "update", gone: "delete", added: "add" },
            deleteBeforeReplace: false,
        });
        expect((await cloud.diff(ATTIC, before, { boxes: [1], gone: "x", name: "old" })).changes).to.equal("none");
    });

    it("plans such a type with its inputs alone", async () => {
        const { id, state } = await cloud.create(ATTIC, { name: UNKNOWN, boxes: 2 }, { preview: true });
        expect([id, state]).to.deep.equal(["", { name: UNKNOWN, boxes: 2 }]);
    });

    it("answers a look-up it does not model with its arguments alone", async () => {
        expect(await cloud.invoke(GET_ATTIC, { name: "old" })).to.deep.equal({ result: { name: "old" }, failures: [] });
    });

    it("lists what it echoed, each token once and sorted, until the list is begun anew", async () => {
        await cloud.invoke(GET_ATTIC, {});
        await cloud.make(ATTIC, { name: "one" });
        await cloud.make(ATTIC, { name: "two" });
        await cloud.make("toy:index/shelf:Shelf", { room: "hall" });
        expect(readNotChecked(cloud.folder)).to.deep.equal([ATTIC, GET_ATTIC]);
        clearNotChecked(cloud.folder);
        expect(readNotChecked(cloud.folder)).to.deep.equal([]);
        await cloud.check(ATTIC, { name: "one" });
        expect(readNotChecked(cloud.folder)).to.deep.equal([ATTIC]);
    });

    it("is as strict as ever with what it models", async () => {
        expect((await cloud.check("toy:index/shelf:Shelf", { room: "hall", door: 1 })).failures).to.deep.equal([
            `"door": Invalid or unknown key. Examine values at 'it.door'.`,
        ]);
        expect(await refusal(cloud.invoke("toy:index/getShelf:getShelf", { name: "none" }))).to.equal("no shelf none");
    });
});

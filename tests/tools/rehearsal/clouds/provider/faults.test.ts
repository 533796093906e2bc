import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { FaultPlan } from "../../../../../tools/rehearsal/clouds/provider/plan/format";
import { CloudClient, halfMade, refusal } from "./client";
import { toyCloud } from "./toyCloud";

const SHELF = "toy:index/shelf:Shelf";
const BOOK = "toy:index/book:Book";
const shelf = (name: string) => ({ room: "hall", name });

describe("faults of the emulated clouds", () => {
    let cloud: CloudClient;
    const start = async (plan: FaultPlan, config = {}) => {
        cloud = await CloudClient.start(toyCloud, config);
        cloud.plan(plan);
    };
    afterEach(() => cloud.stop());

    it("has none without a plan", async () => {
        await start({});
        rmSync(join(cloud.folder, "plan.json"));
        expect((await cloud.make(SHELF, shelf("a"))).id).to.equal("a");
    });

    it("says so when the plan is not JSON", async () => {
        await start({});
        writeFileSync(join(cloud.folder, "plan.json"), "{");
        expect(await refusal(cloud.make(SHELF, shelf("a")))).to.match(/plan\.json is not valid JSON: /);
    });

    for (const token of [SHELF, "*"]) {
        it(`waits where the latency is for ${token}`, async () => {
            await start({ latencyMs: { [token]: 60 } });
            const from = performance.now();
            await cloud.make(SHELF, shelf("a"));
            expect(performance.now() - from).to.be.above(55);
        });
    }

    it("does not wait where the latency is for another type", async () => {
        await start({ latencyMs: { [BOOK]: 3_600_000 } });
        await cloud.make(SHELF, shelf("a"));
    });

    it("fails at the given call of the given operation only, with the given message", async () => {
        await start({ fail: [{ type: SHELF, operation: "create", call: 2, message: "InternalServiceException" }] });
        await cloud.make(SHELF, shelf("a"));
        expect(await refusal(cloud.make(SHELF, shelf("b")))).to.equal("InternalServiceException");
        await cloud.make(SHELF, shelf("b"));
    });

    it("loses the answer of a creation that the cloud has made", async () => {
        await start({ fail: [{ type: SHELF, operation: "create", call: 1, after: true }] });
        expect(await refusal(cloud.make(SHELF, shelf("a")))).to.match(/: connection reset by peer$/);
        expect(await refusal(cloud.make(SHELF, shelf("a")))).to.equal("Shelf a already exists");
    });

    it("fails for one resource of the type only, counting its own calls", async () => {
        await start({ fail: [{ type: SHELF, operation: "create", name: "b", call: 1, message: "down" }] });
        await cloud.make(SHELF, shelf("a"), "a");
        expect(await refusal(cloud.make(SHELF, shelf("b"), "b"))).to.equal("down");
        await cloud.make(SHELF, shelf("b"), "b");
    });

    it("counts calls from the plan's last change on", async () => {
        await start({});
        await cloud.make(SHELF, shelf("a"));
        cloud.plan({ fail: [{ type: SHELF, operation: "create", call: 1, message: "down" }] });
        expect(await refusal(cloud.make(SHELF, shelf("b")))).to.equal("down");
    });

    it("lets a read of the provider's own find nothing, and the provider repeat it", async () => {
        await start({ stale: [{ type: SHELF, operation: "create", call: 1, times: 3 }] });
        expect((await cloud.make(SHELF, shelf("a"))).id).to.equal("a");
    });

    it("leaves the new values in the state with an update that failed, as the bridge does", async () => {
        await start({ fail: [{ type: SHELF, operation: "update", call: 1, message: "down" }] });
        const { id, state } = await cloud.make(SHELF, shelf("a"));
        const failed = await halfMade(cloud.update(SHELF, id, state, { ...shelf("a"), room: "cellar" }));
        expect(failed).to.deep.equal({
            id,
            state: { ...state, room: "cellar" },
            reasons: [`updating urn:pulumi:dev::rehearsal::${SHELF}::it: 1 error occurred:\n\t* down\n\n`],
        });
        expect((await cloud.read(SHELF, id)).state.room).to.equal("hall");
    });

    it("counts no preview as a call", async () => {
        await start({ fail: [{ type: SHELF, operation: "create", call: 1, message: "down" }] });
        await cloud.create(SHELF, shelf("a"), { preview: true });
        expect(await refusal(cloud.create(SHELF, shelf("a")))).to.equal("down");
    });

    it("reads the plan again at each call", async () => {
        await start({});
        await cloud.make(SHELF, shelf("a"));
        cloud.plan({ fail: [{ type: SHELF, operation: "read", call: 1, message: "down" }] });
        expect(await refusal(cloud.read(SHELF, "a"))).to.equal("down");
    });

    it("shows throttling only when the provider's own retries are used up", async () => {
        await start({ throttle: { index: { perSecond: 0.001, burst: 1 } } }, { maxRetries: 0 });
        await cloud.make(SHELF, shelf("a"));
        expect(await refusal(cloud.make(SHELF, shelf("b")))).to.equal(
            `${SHELF} create: too many requests after 1 attempts`,
        );
    });

    it("is only slow when throttled and allowed to retry", async () => {
        await start({ throttle: { index: { perSecond: 20, burst: 1 } } });
        const from = performance.now();
        for (const name of ["a", "b", "c"]) {
            await cloud.make(SHELF, shelf(name));
        }
        expect(performance.now() - from).to.be.above(80);
    });

    it("hides a new object from others for a number of reads, and the provider waits for it where the real one does", async () => {
        await start({ replicationDelayReads: { [SHELF]: 3 } });
        await cloud.make(SHELF, shelf("a"));
        expect(await refusal(cloud.invoke("toy:index/getShelf:getShelf", { name: "a" }))).to.equal("no shelf a");
        expect((await cloud.read(SHELF, "a")).id).to.equal("a");
        const { state } = await cloud.make(BOOK, { shelf: "a", title: "Emma" });
        expect(state.shelf).to.equal("a");
    });
});

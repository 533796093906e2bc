import { expect } from "chai";
import * as fc from "fast-check";
import { awsCloud } from "../../../../../tools/rehearsal/clouds/aws";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread";
import { faultKinds } from "../../../../../tools/rehearsal/clouds/provider/plan/format";
import { randomFault } from "../../../../../tools/rehearsal/clouds/provider/plan/random";
import { readsOf } from "../../../../../tools/rehearsal/clouds/provider/readsOf";
import type { Operation } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudClient, refusal } from "./client";
import { toyCloud } from "./toyCloud";

const SHELF = "toy:index/shelf:Shelf";
const shelf = (name: string) => ({ room: "hall", name });

describe("random faults", () => {
    const operations: Operation[] = ["create", "read", "update", "delete", "invoke"];
    const faultOf = (seed: number, operation: Operation, name: string, chance = 1, kinds = [...faultKinds]) => {
        const [type] = azureadCloud.types;
        return randomFault({ seed, chance, kinds }, type?.token ?? "", operation, name, type);
    };

    it("are the same for the same seed, and one of those that the operation can have", () => {
        const any = fc.tuple(fc.integer(), fc.constantFrom(...operations), fc.string());
        fc.assert(
            fc.property(any, ([seed, operation, name]) => {
                const { fail, crash, stale } = faultOf(seed, operation, name);
                expect(faultOf(seed, operation, name)).to.deep.equal({
                    ...(fail && { fail }),
                    ...(crash && { crash }),
                    ...(stale && { stale }),
                });
                expect([fail, crash, stale].filter(Boolean)).to.have.length(1);
                const isWrite = operation === "create" || operation === "update";
                const reads = isWrite
                    ? readsOf(azureadCloud.types[0] as never, operation).map((read) => read.name)
                    : [undefined];
                expect(stale === undefined || reads.includes(stale.read as never)).to.equal(true);
                expect(operation === "delete" && stale !== undefined).to.equal(false);
                const isLost = fail?.after === true || crash?.after === true;
                expect((operation === "read" || operation === "invoke") && isLost).to.equal(false);
            }),
        );
    });

    it("are as likely as the plan says, of the kinds that it lists", () => {
        const met = Array.from({ length: 2000 }, (_, seed) => faultOf(seed, "create", "sso", 0.25, ["after"]));
        const faults = met.filter((one) => Object.keys(one).length > 0);
        expect(faults.length).to.be.within(400, 600);
        expect(faults.every(({ fail }) => fail?.after)).to.equal(true);
    });

    it("of a look-up leave none where only its answer could be lost", () => {
        expect(faultOf(1, "invoke", "", 1, ["after", "stale"])).to.deep.equal({});
    });
});

describe("a look-up that the provider answers itself", () => {
    it("has no random fault", async () => {
        const aws = await CloudClient.start(awsCloud, { region: "eu-central-1" });
        aws.plan({ random: { seed: 1, chance: 1, kinds: ["before"] } });
        expect((await aws.invoke("aws:index/getRegion:getRegion", {})).result.name).to.equal("eu-central-1");
        expect(await refusal(aws.invoke("aws:index/getCallerIdentity:getCallerIdentity", {}))).to.match(
            /reset by peer$/,
        );
        aws.stop();
    });
});

describe("faults that happen once", () => {
    const start = (folder?: string) =>
        CloudClient.start(toyCloud, {}, folder === undefined ? {} : { storeFolder: folder });

    it("are over for a later process, too, until the plan changes", async () => {
        const first = await start();
        const fail = [{ type: SHELF, operation: "create" as const, call: 1, message: "down" }];
        first.plan({ fail, once: true });
        expect(await refusal(first.make(SHELF, shelf("a")))).to.equal("down");
        first.stop({ keepStore: true });
        const second = await start(first.folder);
        await second.make(SHELF, shelf("a"));
        second.plan({ fail: [{ ...fail[0], message: "down again" }] as never, once: true });
        expect(await refusal(second.make(SHELF, shelf("b")))).to.equal("down again");
        second.stop();
    });

    it("are what a seed decides, so that a later run gets further", async () => {
        const first = await start();
        first.plan({ random: { seed: 3, chance: 1, kinds: ["before"] } });
        expect(await refusal(first.make(SHELF, shelf("a"), "a"))).to.match(/connection reset by peer$/);
        expect(await refusal(first.make(SHELF, shelf("b"), "b"))).to.match(/connection reset by peer$/);
        first.stop({ keepStore: true });
        const second = await start(first.folder);
        await second.make(SHELF, shelf("a"), "a");
        await second.make(SHELF, shelf("b"), "b");
        second.stop();
    });

    it("have their seed from the command line where the plan has none", async () => {
        const chance = 0.5;
        const names = Array.from({ length: 20 }, (_, index) => `shelf-${index}`);
        const failing = async (planSeed: number) => {
            const cloud = await CloudClient.start(toyCloud, {}, { planSeed });
            cloud.plan({ random: { chance, kinds: ["before"] } });
            const answers = [];
            for (const name of names) {
                answers.push(await refusal(cloud.make(SHELF, shelf(name), name)));
            }
            cloud.stop();
            return answers.map((answer) => answer === "accepted");
        };
        const expected = names.map(
            (name) =>
                Object.keys(randomFault({ seed: 9, chance, kinds: ["before"] }, SHELF, "create", name, undefined))
                    .length === 0,
        );
        expect(await failing(9)).to.deep.equal(expected);
    });

    it("are noted before they kill the plugin", async () => {
        let killed = 0;
        const cloud = await CloudClient.start(
            toyCloud,
            {},
            {
                crash: () => {
                    killed += 1;
                },
            },
        );
        cloud.plan({ crash: [{ type: SHELF, operation: "create", call: 1 }], once: true });
        await cloud.make(SHELF, shelf("a"));
        cloud.stop({ keepStore: true });
        const later = await CloudClient.start(
            toyCloud,
            {},
            {
                storeFolder: cloud.folder,
                crash: () => {
                    killed += 1;
                },
            },
        );
        await later.make(SHELF, shelf("b"));
        expect(killed).to.equal(1);
        later.stop();
    });
});

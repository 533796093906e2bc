import { expect } from "chai";
import { awsCloud } from "../../../../../tools/rehearsal/clouds/aws";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread";
import { planProblems } from "../../../../../tools/rehearsal/clouds/provider/plan/check";
import type { Value } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { toyCloud } from "./toyCloud";

const SHELF = "toy:index/shelf:Shelf";
const BOOK = "toy:index/book:Book";
const shelves = { type: SHELF, operation: "create", call: 1 };
const tokens = [SHELF, BOOK, "toy:index/getShelf:getShelf"].join(", ");

describe("a plan of faults", () => {
    const keys = "preset, factor, latencyMs, throttle, fail, crash, stale, replicationDelayReads, once, random";
    const wrong: [plan: Value, problems: string[]][] = [
        [null, ["the file: an object, got null"]],
        [{ latency: 5 }, [`latency: no such key; there are ${keys}`]],
        [{ preset: "slow" }, ['preset: one of realistic, got "slow"']],
        [{ factor: 0 }, ["factor: a number above 0, got 0"]],
        [{ latencyMs: { [SHELF]: -1 } }, [`latencyMs.${SHELF}: a number of milliseconds from 0, got -1`]],
        [
            { latencyMs: { "*": { make: 1 } } },
            ["latencyMs.*.make: no such key; there are create, read, update, delete, invoke"],
        ],
        [
            { latencyMs: { "toy:index/box:Box": 1 } },
            [`latencyMs.toy:index/box:Box: a type or look-up that is emulated: ${tokens}, got "toy:index/box:Box"`],
        ],
        [
            { throttle: { index: { perSecond: 0 } } },
            ["throttle.index.perSecond: a number above 0, got 0", "throttle.index.burst: must be given, got nothing"],
        ],
        [{ fail: {} }, ["fail: a list, got {}"]],
        [
            { fail: [{ type: SHELF }] },
            ["fail[0].operation: must be given, got nothing", "fail[0].call: must be given, got nothing"],
        ],
        [{ fail: [{ ...shelves, call: 0 }] }, ["fail[0].call: a whole number from 1, got 0"]],
        [{ fail: [{ ...shelves, after: "yes" }] }, ['fail[0].after: true or false, got "yes"']],
        [{ fail: [{ ...shelves, message: "" }] }, ['fail[0].message: a text, got ""']],
        [
            { fail: [{ ...shelves, operation: "invoke" }] },
            [`fail[0].operation: ${SHELF} has create, read, update, delete, got "invoke"`],
        ],
        [
            { crash: [{ ...shelves, type: "toy:index/getShelf:getShelf" }] },
            ['crash[0].operation: toy:index/getShelf:getShelf has invoke, got "create"'],
        ],
        [{ crash: [{ ...shelves, kills: "cloud" }] }, ['crash[0].kills: one of plugin, engine, program, got "cloud"']],
        [
            { stale: [{ ...shelves, read: "owners" }] },
            [`stale[0].read: a create of ${SHELF} has readBack, got "owners"`],
        ],
        [
            { stale: [{ ...shelves, operation: "delete" }] },
            ['stale[0].operation: nothing is read back there; create, update or read, got "delete"'],
        ],
        [
            { replicationDelayReads: { "toy:index/getShelf:getShelf": 1.5 } },
            [
                `replicationDelayReads.toy:index/getShelf:getShelf: a type that is emulated: ${SHELF}, ${BOOK}, got "toy:index/getShelf:getShelf"`,
                "replicationDelayReads.toy:index/getShelf:getShelf: a whole number from 1, got 1.5",
            ],
        ],
        [
            { random: { seed: 1.5, chance: 2, kinds: ["flood"] } },
            [
                "random.seed: a whole number, got 1.5",
                "random.chance: a number from 0 to 1, got 2",
                'random.kinds[0]: one of before, after, stale, crashBefore, crashAfter, got "flood"',
            ],
        ],
    ];
    for (const [plan, problems] of wrong) {
        it(`is refused as ${JSON.stringify(plan)}`, () => {
            expect(planProblems(plan, [toyCloud])).to.deep.equal(problems);
        });
    }

    it("may name types of the other cloud to a plugin, but not to those who know both", () => {
        const plan = {
            crash: [{ ...shelves, type: "aws:iam/role:role" }],
            throttle: { sqs: { perSecond: 1, burst: 1 } },
        };
        expect(planProblems(plan, [azureadCloud])).to.deep.equal([]);
        const problems = planProblems(plan, [awsCloud, azureadCloud]).map((problem) => problem.split(":")[0]);
        expect(problems).to.deep.equal(["throttle.sqs", "crash[0].type"]);
    });

    it("knows the reads of each type", () => {
        const place = { type: "azuread:index/servicePrincipal:ServicePrincipal", operation: "create", call: 1 };
        const reads = ["existing", "application", "patch", "readBack", "beta", "owners"];
        const stale = reads.map((read) => ({ ...place, read }));
        expect(planProblems({ stale }, [awsCloud, azureadCloud])).to.deep.equal([]);
    });
});

import { expect } from "chai";
import { awsCloud } from "../../../../../tools/rehearsal/clouds/aws";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread";
import { Pace, type Paced } from "../../../../../tools/rehearsal/clouds/provider/plan/pace";
import type { Cloud } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { refusal } from "./client";

const USER: Paced = { token: "aws:connect/user:User", operation: "create", inputs: {}, maxRetries: 25 };
const SERVICE_PRINCIPAL = "azuread:index/servicePrincipal:ServicePrincipal";

describe("the pace of the emulated clouds", () => {
    let waits: number[];
    beforeEach(() => {
        waits = [];
    });

    /** Time that passes only by waiting. */
    function paceOf(cloud: Cloud): Pace {
        const clock = {
            nowMs: () => waits.reduce((sum, one) => sum + one, 0),
            wait: async (ms: number) => {
                waits.push(Math.round(ms));
            },
        };
        return new Pace(cloud, clock);
    }

    it("is immediate without a plan", async () => {
        await paceOf(awsCloud).keep({}, USER);
        expect(waits).to.deep.equal([]);
    });

    for (const [latencyMs, expected] of [
        [{ [USER.token]: 7, "*": 5 }, 7],
        [{ "*": 5 }, 5],
        [{ [USER.token]: { create: 9, delete: 1 } }, 9],
        [{ [USER.token]: { delete: 1 }, "*": { create: 3 } }, 3],
    ] as const) {
        it(`is ${expected} ms with ${JSON.stringify(latencyMs)}`, async () => {
            await paceOf(awsCloud).keep({ latencyMs }, USER);
            expect(waits).to.deep.equal([expected]);
        });
    }

    for (const [cloud, token, operation, inputs, milliseconds] of [
        [awsCloud, "aws:connect/instance:Instance", "create", {}, 10 * 100 + 56_000],
        [awsCloud, "aws:iam/role:Role", "delete", {}, 100],
        [azureadCloud, SERVICE_PRINCIPAL, "create", {}, 6 * 150],
        [azureadCloud, SERVICE_PRINCIPAL, "delete", {}, 6 * 150 + 20_000],
        [azureadCloud, "azuread:index/getUsers:getUsers", "invoke", { userPrincipalNames: ["a", "b", "c"] }, 3 * 150],
    ] as const) {
        it(`is realistic on request: ${operation} of ${token.split(":").pop()}`, async () => {
            const paced: Paced = { token, operation, inputs: inputs as never, maxRetries: 25 };
            await paceOf(cloud).keep(
                { preset: "realistic", throttle: { connect: { perSecond: 1, burst: 99 } } },
                paced,
            );
            expect(waits).to.deep.equal([milliseconds]);
        });
    }

    it("lets two requests a second into Connect after a burst of five, when realistic", async () => {
        const pace = paceOf(awsCloud);
        for (let user = 0; user < 4; user += 1) {
            await pace.keep({ preset: "realistic", latencyMs: { "*": 0 } }, USER);
        }
        // Eight requests, of which five wait for nothing; the provider asks again at growing intervals.
        expect(waits.reduce((sum, one) => sum + one, 0)).to.be.within(3 * 500, 3 * 500 + 320);
    });

    it("is the same story in less time with a factor", async () => {
        const pace = paceOf(awsCloud);
        const plan = { preset: "realistic", factor: 0.01 } as const;
        for (let user = 0; user < 4; user += 1) {
            await pace.keep(plan, USER);
        }
        expect(waits.filter((ms) => ms === 2)).to.have.length(4);
        expect(waits.reduce((sum, one) => sum + one, 0)).to.be.within(3 * 5, 3 * 5 + 4);
    });

    it("waits as long as Graph's Retry-After says, and asks again", async () => {
        const pace = paceOf(azureadCloud);
        const paced: Paced = { token: SERVICE_PRINCIPAL, operation: "read", inputs: {}, maxRetries: 25 };
        const plan = { throttle: { graph: { perSecond: 0.1, burst: 1, retryAfter: 10 } } };
        await pace.keep(plan, paced);
        await pace.keep(plan, paced);
        expect(waits).to.deep.equal([10_000]);
    });

    it("ends in the cloud's refusal when the provider may not ask again", async () => {
        const pace = paceOf(azureadCloud);
        const paced: Paced = { token: SERVICE_PRINCIPAL, operation: "read", inputs: {}, maxRetries: 0 };
        const plan = { throttle: { graph: { perSecond: 0.1, burst: 1 } } };
        await pace.keep(plan, paced);
        expect(await refusal(pace.keep(plan, paced))).to.match(/^unexpected status 429 /);
    });
});

import { expect } from "chai";
import type { FaultPlan } from "../../../../../../tools/rehearsal/clouds/provider/plan/format";
import { type CloudClient, refusal } from "../../provider/client";
import {
    APPLICATION,
    DEFAULT_ROLE,
    type Made,
    makeApplication,
    makeSamlApplication,
    POLICY,
    POLICY_ASSIGNMENT,
    ROLE_ASSIGNMENT,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "../entra";
import { GraphClient, type Reply } from "./client";

describe("a plan of faults, as requests to Graph meet it", () => {
    let entra: CloudClient;
    let graph: GraphClient;
    let application: Made;
    let servicePrincipal: Made;
    let place: string;
    beforeEach(async () => {
        entra = await startEntra();
        graph = await GraphClient.start(entra);
        ({ application, servicePrincipal } = await makeSamlApplication(entra));
        place = `v1.0${servicePrincipal.id}`;
    });
    afterEach(async () => {
        await graph.stop();
        entra.stop();
    });

    const plan = (faults: FaultPlan) => entra.plan(faults);
    const statuses = async (count: number, ask: () => Promise<Reply>) => {
        const seen: number[] = [];
        for (let index = 0; index < count; index += 1) {
            seen.push((await ask()).status);
        }
        return seen;
    };

    it("has new objects unseen for so many reads of their own, whoever made them; what stood before is seen", async () => {
        plan({ replicationDelayReads: { [APPLICATION]: 2 } });
        const before = `v1.0${application.id}`;
        expect(await statuses(1, () => graph.get(before))).to.deep.equal([200]);
        const { body } = await graph.post("v1.0/applications", { displayName: "new" });
        expect(await statuses(3, () => graph.get(`v1.0/applications/${body.id}`))).to.deep.equal([404, 404, 200]);
        const other = await makeApplication(entra, { displayName: "the provider's" });
        expect(await statuses(3, () => graph.patch(`v1.0${other.id}`, { notes: "x" }))).to.deep.equal([404, 404, 204]);
        const listed = await makeApplication(entra, { displayName: "listed" });
        const find = () => graph.list("v1.0/applications?$filter=displayName eq 'listed'");
        const found = [await find(), await find(), await find()].map((page) => page.map(({ id }) => id));
        expect(found).to.deep.equal([[], [], [text(listed, "objectId")]]);
    });

    it("lets nobody make a second service principal while the first is unseen", async () => {
        plan({ replicationDelayReads: { [SERVICE_PRINCIPAL]: 5 } });
        await graph.get(place);
        const { state } = await makeApplication(entra);
        const make = () => graph.post("v1.0/servicePrincipals", { appId: state.clientId });
        expect(await statuses(2, make)).to.deep.equal([201, 409]);
    });

    it("has the nth read miss its object, and the reads after a creation or a change", async () => {
        plan({
            stale: [
                { type: SERVICE_PRINCIPAL, operation: "read", call: 2 },
                { type: SERVICE_PRINCIPAL, operation: "update", call: 1, times: 2 },
                { type: ROLE_ASSIGNMENT, operation: "create", call: 1 },
            ],
        });
        expect(await statuses(3, () => graph.get(place))).to.deep.equal([200, 404, 200]);
        await graph.patch(place, { notes: "x" });
        expect(await statuses(3, () => graph.get(place))).to.deep.equal([404, 404, 200]);
        const body = {
            appRoleId: DEFAULT_ROLE,
            principalId: userId("alice"),
            resourceId: text(servicePrincipal, "objectId"),
        };
        const { body: made } = await graph.post(`${place}/appRoleAssignedTo`, body);
        expect(await statuses(2, () => graph.get(`${place}/appRoleAssignedTo/${made.id}`))).to.deep.equal([404, 200]);
    });

    it("has the list of a service principal's policies miss the policy", async () => {
        const policy = await entra.make(POLICY, {
            definitions: ['{"ClaimsMappingPolicy":{"Version":1}}'],
            displayName: "claims",
        });
        await entra.make(POLICY_ASSIGNMENT, {
            claimsMappingPolicyId: policy.id,
            servicePrincipalId: servicePrincipal.id,
        });
        plan({ stale: [{ type: POLICY_ASSIGNMENT, operation: "read", call: 1 }] });
        const list = async () => (await graph.list(`${place}/claimsMappingPolicies`)).length;
        expect([await list(), await list()]).to.deep.equal([0, 1]);
    });

    it("answers 429 with the time to wait where there are too many requests", async () => {
        plan({ throttle: { graph: { perSecond: 0.001, burst: 2, retryAfter: 7 } } });
        expect(await statuses(2, () => graph.get(place))).to.deep.equal([200, 200]);
        const { status, headers, body } = await graph.get(place);
        expect([status, headers["retry-after"], body.error.code]).to.deep.equal([429, "7", "TooManyRequests"]);
    });

    it("breaks the connection where an answer is lost, before the work and after it", async () => {
        plan({
            fail: [
                { type: SERVICE_PRINCIPAL, operation: "update", call: 1 },
                { type: SERVICE_PRINCIPAL, operation: "update", call: 2, after: true },
            ],
            crash: [{ type: SERVICE_PRINCIPAL, operation: "update", call: 3 }],
        });
        const notes = async () => (await graph.get(place)).body.notes;
        expect(await refusal(graph.patch(place, { notes: "before" }))).to.match(/hang up|ECONNRESET/);
        expect(await notes()).to.equal(null);
        expect(await refusal(graph.patch(place, { notes: "after" }))).to.match(/hang up|ECONNRESET/);
        expect(await notes()).to.equal("after");
        expect(await refusal(graph.patch(place, { notes: "crash" }))).to.match(/hang up|ECONNRESET/);
        expect([(await graph.patch(place, { notes: "again" })).status, await notes()]).to.deep.equal([204, "again"]);
        expect(graph.lines).to.deep.equal([]);
    });

    it("answers with the plan's own message, and takes one request of the preset's time for each", async () => {
        plan({
            preset: "realistic",
            factor: 0.001,
            fail: [{ type: SERVICE_PRINCIPAL, operation: "read", call: 1, message: "Not today" }],
        });
        const { status, body } = await graph.get(place);
        expect([status, body.error.code, body.error.message]).to.deep.equal([400, "UnknownError", "Not today"]);
        expect((await graph.get(place)).status).to.equal(200);
    });
});

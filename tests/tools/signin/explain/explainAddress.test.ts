import { expect } from "chai";
import { explainAddress } from "../../../../tools/signin/explain/explainAddress";
import { instanceId, makeWorld } from "../../../helpers/world";

const federate = (region: string, destination: string) =>
    `https://${region}.console.aws.amazon.com/connect/federate/${instanceId}?destination=${encodeURIComponent(destination)}`;

describe("A relay state that was pasted", () => {
    it("of an old address is told, with the page to write instead", async () => {
        const answer = await explainAddress(`> ${federate("eu-central-1", "/connect/ccp-v2")}\n`, undefined);
        expect(answer?.findings.map(({ error, seen, expected }) => ({ error, seen, expected }))).to.deep.equal([
            { error: "oldRelayState", seen: "/connect/ccp-v2", expected: "/ccp-v2" },
        ]);
    });

    it("stands beside the deployment's", async () => {
        const answer = await explainAddress(federate("us-east-1", "/ccp-v2/chat"), await makeWorld());
        expect(answer?.findings).to.deep.equal([]);
        expect(answer?.comparisons.map(({ what, same, remark }) => ({ what, same, remark }))).to.deep.equal([
            { what: "relay state", same: false, remark: "another Region" },
        ]);
    });

    for (const [title, text] of [
        ["another address of the console", "https://eu-central-1.console.aws.amazon.com/connect/home"],
        ["prose", "see /connect/federate/ in the console"],
        ["an address far down in a log", `${"x ".repeat(3000)}${federate("eu-central-1", "/ccp-v2")}`],
    ] as const) {
        it(`is not what ${title} is taken for`, async () => {
            expect(await explainAddress(text, undefined)).to.equal(undefined);
        });
    }
});

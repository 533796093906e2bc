import { expect } from "chai";
import { connectRelayState, landingPages } from "../../../rules/relayState";
import type { Call } from "../../../tools/rehearsal/clouds/provider/resourceType";
import { enterInstance } from "../../../tools/rehearsal/clouds/signIn/connect";
import { MemoryStore } from "../../helpers/emulated";

const place = { region: "eu-central-1", partition: "aws", instanceId: "11111111-2222-4333-8444-555555555555" };

/** Opens a landing page as a user with one security profile. */
function open(landingPage: string, permissions: string[]): string {
    const store = new MemoryStore();
    const { instanceId } = place;
    const arn = `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}`;
    const session = {
        roleArn: "arn:aws:iam::123456789012:role/sso",
        name: "alice",
        userId: "AROAEXAMPLE:alice",
        policies: ['{"Statement":[{"Effect":"Allow","Action":"connect:GetFederationToken","Resource":"*"}]}'],
    };
    store.put("aws:connect/instance:Instance", instanceId, { arn, status: "ACTIVE", identityManagementType: "SAML" });
    store.put("aws:connect/securityProfile:SecurityProfile", "p", { instanceId, securityProfileId: "p", permissions });
    store.put("aws:connect/user:User", "u", { instanceId, name: "alice", securityProfileIds: ["p"] });
    const call: Call = { store, config: {}, find: store.get, misses: () => false };
    return enterInstance(call, connectRelayState({ ...place, landingPage }), session);
}

describe("The landing pages in the emulated Connect", () => {
    for (const landingPage of Object.keys(landingPages)) {
        it(`need a permission: ${landingPage}`, () => {
            expect(() => open(landingPage, [])).to.throw("the user's security profiles do not open the page");
            expect(open(landingPage, ["BasicAgentAccess"])).to.match(/^\//);
        });
    }
});

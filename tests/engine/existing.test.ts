import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectRefusal, expectSuccess, federation, resourcesOf } from "../helpers/federation";

const instanceId = "11111111-2222-4333-8444-555555555555";
const otherInstanceId = "11111111-2222-4333-8444-777777777777";
const aliceId = "22222222-3333-4444-8555-666666666666";
const otherAliceId = "22222222-3333-4444-8555-888888888888";
const INSTANCE = "aws:connect/instance:Instance";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const oldProvider = "arn:aws:iam::123456789012:saml-provider/OldProvider";
const user = (instance: string, id: string) => ({
    type: "aws:connect/user:User",
    id,
    inputs: {
        instanceId: instance,
        name: "alice@contoso.example",
        identityInfo: { firstName: "Alice", lastName: "Before" },
        phoneConfig: { phoneType: "SOFT_PHONE" },
        securityProfiles: ["Agent"],
        routingProfile: "Basic Routing Profile",
    },
});
const instance = (id: string, instanceAlias: string) => ({
    type: INSTANCE,
    id,
    inputs: { identityManagementType: "SAML", instanceAlias, inboundCallsEnabled: true, outboundCallsEnabled: true },
});
const account = {
    accountId: "123456789012",
    existing: [
        instance(instanceId, "contoso-old"),
        instance(otherInstanceId, "contoso-other"),
        user(instanceId, aliceId),
        user(otherInstanceId, otherAliceId),
        {
            type: "aws:iam/role:Role",
            inputs: {
                name: "ConnectAgents",
                description: "Made by hand",
                maxSessionDuration: 3600,
                assumeRolePolicy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { Federated: oldProvider },
                            Action: "sts:AssumeRoleWithSAML",
                            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
                        },
                    ],
                }),
            },
        },
    ],
};
const { instanceAlias: _, ...others } = federation;
const adopted = {
    ...others,
    existingInstanceId: instanceId,
    users: {
        "admin@contoso.example": federation.users["admin@contoso.example"],
        "alice@contoso.example": { ...federation.users["alice@contoso.example"], userId: aliceId },
    },
};

const deployed = { ...adopted, existingRoleName: "ConnectAgents", retiredSamlProviders: [oldProvider] };

describe("an instance that exists already", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: adopted, account });
    });
    after(() => stack.remove());

    it("is refused without a word on the role its people are bound to", async () => {
        await expectRefusal(stack, adopted, ["existingRoleName must be set for an existing instance"]);
    });

    it("is adopted with its role and user, which are changed in place and keep what is not single sign-on's", async () => {
        // The old provider is gone, but the role trusts it still.
        stack.configure(deployed);
        const steps = await stack.steps();
        expect(steps.filter(({ type }) => type === "aws:connect/instance:Instance")).to.deep.equal([]);
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        const resources = (await resourcesOf(stack)) as {
            type: string;
            id?: string;
            outputs?: Record<string, unknown>;
        }[];
        const role = resources.find(({ type }) => type === "aws:iam/role:Role");
        expect([role?.id, role?.outputs?.description, role?.outputs?.maxSessionDuration]).to.deep.equal([
            "ConnectAgents",
            "Made by hand",
            43_200,
        ]);
        const users = resources.filter(({ type }) => type === "aws:connect/user:User").map(({ id }) => id);
        expect(users).to.contain(`${instanceId}:${aliceId}`);
    });

    it("shares its role with another stack, whose policy on it is another one, and a policy from before keeps its name", async () => {
        const policies = () => Object.keys(stack.clouds().aws?.[POLICY] ?? {}).sort();
        const [own = ""] = policies();
        const other = await stack.sibling("other", {
            ...deployed,
            users: { "bob@contoso.example": federation.users["alice@contoso.example"] },
            identifier: "https://signin.aws.amazon.com/saml",
            alsoTrustedSamlProviders: ["arn:aws:iam::123456789012:saml-provider/connect-entra-sso-test"],
            protection: false,
        });
        expectSuccess(await other.up());
        expect(policies()).to.deep.equal([
            "ConnectAgents:amazon-connect-federation-connect-entra-sso-other",
            "ConnectAgents:amazon-connect-federation-connect-entra-sso-test",
        ]);
        expectSuccess(await other.destroy());
        expect(policies()).to.deep.equal([own]);
        const exported = await stack.export();
        const before = JSON.stringify(exported).replaceAll(own.split(":")[1] ?? "", "amazon-connect-federation");
        await stack.import({ version: 3, deployment: JSON.parse(before) });
        const steps = await stack.steps();
        expect(steps.filter(({ type, op }) => type === POLICY && op !== "same")).to.deep.equal([]);
        await stack.import({ version: 3, deployment: exported });
    });

    it("can't be exchanged for another one, nor for one that is created", async () => {
        const moved = { ...deployed, existingInstanceId: otherInstanceId };
        const { existingInstanceId: __, ...dropped } = deployed;
        await expectRefusal(stack, { ...moved, users: { ...deployed.users, ...users(otherAliceId) } }, [
            `existingInstanceId can't change from "${instanceId}" to "${otherInstanceId}"`,
        ]);
        await expectRefusal(stack, { ...dropped, users: federation.users, instanceAlias: "contoso-new" }, [
            `existingInstanceId can't change from "${instanceId}" to nothing`,
        ]);
    });

    it("outlives an exchange without protection, which says what it does, and the user who was taken over does, too", async () => {
        stack.configure({
            ...deployed,
            existingInstanceId: otherInstanceId,
            users: { ...deployed.users, ...users(otherAliceId) },
            protection: false,
        });
        const run = await stack.up();
        expectSuccess(run);
        expect(run.output).to.contain(`existingInstanceId can't change from "${instanceId}" to "${otherInstanceId}"`);
        expect(Object.keys(stack.clouds().aws?.["aws:connect/user:User"] ?? {})).to.include.members([
            `${instanceId}:${aliceId}`,
            `${otherInstanceId}:${otherAliceId}`,
        ]);
        expect(Object.keys(stack.clouds().aws?.[INSTANCE] ?? {})).to.have.members([instanceId, otherInstanceId]);
    });

    it("stops every change once somebody deleted it by hand, but not the destroy, which leaves role and user", async () => {
        const all = stack.clouds().aws ?? {};
        const gone = Object.entries(all["aws:connect/user:User"] ?? {}).filter(
            ([, it]) => (it as { instanceId: string }).instanceId === otherInstanceId,
        );
        stack.deleteByHand("aws", INSTANCE, otherInstanceId);
        stack.deleteByHand("aws", "aws:connect/user:User", ...gone.map(([id]) => id));
        const before = stack.clouds();
        for (const run of [await stack.preview(), await stack.up()]) {
            expect(run.code).not.to.equal(0);
            expect(run.output).to.contain("existingInstanceId must be an Amazon Connect instance in the account");
        }
        expect(stack.clouds()).to.deep.equal(before);
        expectSuccess(await stack.destroy());
        const left = JSON.stringify(stack.clouds().aws);
        expect([left.includes("contoso-old"), left.includes("ConnectAgents"), left.includes(aliceId)]).to.deep.equal([
            true,
            true,
            true,
        ]);
    });
});

/** Alice, taken over by this id. */
function users(userId: string) {
    return { "alice@contoso.example": { ...federation.users["alice@contoso.example"], userId } };
}

describe("a role that trusts a provider people may come through", () => {
    it("is not taken over until that provider is kept or retired", async () => {
        const stack = await makeStack({ config: { ...adopted, existingRoleName: "ConnectAgents" }, account });
        const run = await stack.preview();
        expect(run.output).to.contain(
            `alsoTrustedSamlProviders must list "${oldProvider}", which the role trusts today`,
        );
        expect(run.code).not.to.equal(0);
        stack.remove();
    });
});

import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectRefusal, expectSuccess, federation, resourcesOf } from "../helpers/federation";

const instanceId = "11111111-2222-4333-8444-555555555555";
const aliceId = "22222222-3333-4444-8555-666666666666";
const oldProvider = "arn:aws:iam::123456789012:saml-provider/OldProvider";
const account = {
    accountId: "123456789012",
    existing: [
        {
            type: "aws:connect/instance:Instance",
            id: instanceId,
            inputs: {
                identityManagementType: "SAML",
                instanceAlias: "contoso-old",
                inboundCallsEnabled: true,
                outboundCallsEnabled: true,
            },
        },
        {
            type: "aws:connect/user:User",
            id: aliceId,
            inputs: {
                instanceId,
                name: "alice@contoso.example",
                identityInfo: { firstName: "Alice", lastName: "Before" },
                phoneConfig: { phoneType: "SOFT_PHONE" },
                securityProfiles: ["Agent"],
                routingProfile: "Basic Routing Profile",
            },
        },
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
        stack.configure({ ...adopted, existingRoleName: "ConnectAgents", retiredSamlProviders: [oldProvider] });
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

    it("outlives the deployment with its role and user", async () => {
        stack.configure({
            ...adopted,
            existingRoleName: "ConnectAgents",
            retiredSamlProviders: [oldProvider],
            protection: false,
        });
        expectSuccess(await stack.up());
        expectSuccess(await stack.destroy());
        const left = JSON.stringify(stack.clouds().aws);
        expect([left.includes("contoso-old"), left.includes("ConnectAgents"), left.includes(aliceId)]).to.deep.equal([
            true,
            true,
            true,
        ]);
    });
});

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

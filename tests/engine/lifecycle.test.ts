import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cloudsFolder } from "../../tools/cli/cloudStores";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectRefusal, expectSuccess, federation, resourcesOf } from "../helpers/federation";

const everythingChanged = {
    ...federation,
    displayName: "Renamed contact centre",
    landingPage: "agentWorkspace",
    sessionDurationSeconds: 3600,
    inboundCallsEnabled: true,
    outboundCallsEnabled: false,
    contactFlowLogsEnabled: false,
    contactLensEnabled: false,
    notificationEmailAddresses: ["security@contoso.example"],
    users: {
        "admin@contoso.example": { firstName: "Adele", lastName: "Admin", securityProfiles: ["Admin", "Agent"] },
        "alice@contoso.example": {
            firstName: "Alice",
            lastName: "Auditor",
            securityProfiles: ["QualityAnalyst"],
            phoneType: "DESK_PHONE",
            deskPhoneNumber: "+4930123456",
            afterContactWorkTimeLimitSeconds: 30,
            autoAccept: true,
            secondaryEmail: "alice.private@contoso.example",
            tags: { team: "quality" },
        },
    },
};

interface Stored {
    type: string;
    custom: boolean;
    stackTrace?: { sourcePosition?: string }[];
}

describe("the life of a federation", () => {
    let stack: EngineStack;
    before(async () => {
        // From the sources, as `npm start` and `pulumi up` run it.
        stack = await makeStack({ config: federation, program: join(__dirname, "..", "..") });
    });
    after(() => stack.remove());

    it("is previewed with nothing known, comes up, and then has nothing to change", async () => {
        const steps = await stack.steps();
        expect([...new Set(steps.map(({ op }) => op))]).to.deep.equal(["create"]);
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
    });

    it("changes every input that may change in one run, in place, and then has nothing to change", async () => {
        stack.configure(everythingChanged);
        const changed = (await stack.steps()).filter(({ op }) => op !== "same");
        expect([...new Set(changed.map(({ op }) => op))]).to.deep.equal(["update"]);
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        expectSuccess(await stack.refresh());
        expectSuccess(await stack.preview("--expect-no-changes"));
    });

    it("keeps in the state what people are only with their Connect user, and the line of the program alone", async () => {
        const { resources = [] } = (await stack.export()) as { resources?: Stored[] };
        const personal = /Adele|Auditor|\+4930123456|alice\.private@/;
        const types = resources.filter((it) => personal.test(JSON.stringify(it))).map(({ type }) => type);
        expect([...new Set(types)]).to.deep.equal(["aws:connect/user:User"]);
        const created = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
        const places = created.map(({ stackTrace = [] }) =>
            stackTrace.map(({ sourcePosition }) => sourcePosition?.replace(/#.*/, "")),
        );
        expect(places).to.deep.equal(created.map(() => ["project:///index.ts"]));
    });

    it("comes back after everything was deleted behind Pulumi's back", async () => {
        rmSync(cloudsFolder(stack.home), { recursive: true });
        expectSuccess(await stack.refresh());
        const left = (await resourcesOf(stack)) as { custom: boolean; type: string }[];
        expect(left.filter(({ custom }) => custom).map(({ type }) => type)).to.deep.equal([]);
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
    });

    it("refuses the same identifier to a second stack in the directory, before anything is made, and takes AWS's other one", async () => {
        const second = { ...federation, instanceAlias: "contoso-second", users: federation.users };
        const sibling = await stack.sibling("second", federation);
        await expectRefusal(sibling, second, [
            'already has the identifier "urn:amazon:webservices", which must be unique in the tenant',
        ]);
        sibling.configure({ ...second, identifier: "https://signin.aws.amazon.com/saml" });
        expectSuccess(await sibling.up());
        expectSuccess(await sibling.preview("--expect-no-changes"));
        expectSuccess(await stack.preview("--expect-no-changes"));
    });
});

describe("a run that fails half way", () => {
    it("is finished by the next one, which then has nothing to change", async () => {
        const stack = await makeStack({
            config: federation,
            plan: {
                fail: [
                    { type: "aws:iam/role:Role", operation: "create", call: 1, message: "Throttling: Rate exceeded" },
                ],
            },
        });
        const run = await stack.up();
        expect(run.output).to.contain("Rate exceeded");
        expect(run.code).not.to.equal(0);
        stack.plan();
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        stack.remove();
    });
});

describe("a federation in GovCloud", () => {
    it("uses that partition's endpoints, ARNs and identifier", async () => {
        const stack = await makeStack({ config: { ...federation, "aws:region": "us-gov-west-1" } });
        expectSuccess(await stack.up());
        const outputs = await stack.outputs();
        expect(String(outputs.roleArn)).to.match(/^arn:aws-us-gov:iam::\d{12}:role\/connect-entra-sso-test$/);
        expect(outputs.ccpUrl).to.equal("https://contoso-test.govcloud.connect.aws/ccp-v2/");
        expect(JSON.stringify(await resourcesOf(stack))).to.contain("urn:amazon:webservices:govcloud");
        expectSuccess(await stack.preview("--expect-no-changes"));
        stack.remove();
    });
});

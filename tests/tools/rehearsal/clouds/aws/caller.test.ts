import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { awsCloud } from "../../../../../tools/rehearsal/clouds/aws";
import type { Call, Operation, Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { MemoryStore } from "../../../../helpers/emulated";
import { CloudClient, halfMade, refusal } from "../provider/client";
import { answer, makeInstance, ROLE, SAML_PROVIDER, samlInstance, startAws, USER } from "./fixtures";

const who = "User: arn:aws:sts::123456789012:assumed-role/deployer/rehearsal is not authorized to perform:";
const identity = { Effect: "Allow", Action: ["connect:*", "iam:*"], Resource: "*" };
const policyOf = (...statements: Values[]) => ({ Version: "2012-10-17", Statement: statements });
const trust = JSON.stringify(
    policyOf({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole" }),
);

describe("the caller of the emulated AWS", () => {
    const clouds: CloudClient[] = [];
    const start = async (allowed: unknown) => {
        const cloud = await startAws({ account: { caller: { allowed } } as Values });
        clouds.push(cloud);
        return cloud;
    };
    afterEach(() => {
        for (const cloud of clouds.splice(0)) {
            cloud.stop();
        }
    });

    it("is refused by IAM in its words, before anything is made", async () => {
        const cloud = await start(["iam:Get*", "iam:List*"]);
        expect(answer(await refusal(cloud.make(ROLE, { name: "people", assumeRolePolicy: trust })))).to.equal(
            "creating IAM Role (people): operation error IAM: CreateRole, https response error StatusCode: 403, RequestID: …, " +
                `api error AccessDenied: ${who} iam:CreateRole on resource: arn:aws:iam::123456789012:role/people because no ` +
                "identity-based policy allows the iam:CreateRole action",
        );
        expect((await cloud.read(ROLE, "people")).id).to.equal("");
    });

    it("is refused by Connect in its words, which say less", async () => {
        const cloud = await start(policyOf(identity, { Effect: "Deny", Action: "connect:*User", Resource: "*" }));
        const { id, user } = await makeInstance(cloud);
        expect(answer(await refusal(cloud.make(USER, user)))).to.equal(
            "creating Connect User (alice@contoso.example): operation error Connect: CreateUser, https response error " +
                `StatusCode: 403, RequestID: …, AccessDeniedException: ${who} connect:CreateUser on resource: ` +
                `arn:aws:connect:eu-central-1:123456789012:instance/${id}/agent/* with an explicit deny`,
        );
    });

    it("leaves a thing half made that it may create and not read", async () => {
        const cloud = await start(["iam:CreateRole", "iam:GetRole", "iam:ListRolePolicies"]);
        const { id, state, reasons } = await halfMade(cloud.make(ROLE, { name: "people", assumeRolePolicy: trust }));
        expect([id, state.arn]).to.deep.equal(["people", "arn:aws:iam::123456789012:role/people"]);
        expect(reasons.join()).to.include("iam:ListAttachedRolePolicies");
    });

    it("may do what its policy says of each resource", async () => {
        const cloud = await start(
            policyOf(
                { Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::123456789012:role/own-*" },
                { Effect: "Deny", Action: "iam:CreateRole", Resource: "arn:aws:iam::123456789012:role/own-not" },
            ),
        );
        const make = (name: string) => refusal(cloud.make(ROLE, { name, assumeRolePolicy: trust }, name));
        expect(await make("own-people")).to.equal("accepted");
        expect(await make("others")).to.include("because no identity-based policy allows the iam:CreateRole action");
        expect(await make("own-not")).to.include("with an explicit deny in an identity-based policy");
    });

    it("needs the right to tag for what is created with tags", async () => {
        const cloud = await start(["connect:CreateInstance", "connect:Describe*"]);
        expect(await refusal(cloud.make("aws:connect/instance:Instance", samlInstance))).to.equal("accepted");
        const tagged = { ...samlInstance, instanceAlias: "tagged", tags: { team: "a" } };
        expect(await refusal(cloud.make("aws:connect/instance:Instance", tagged))).to.include(
            "connect:TagResource on resource: arn:aws:connect:eu-central-1:123456789012:instance/*",
        );
    });

    it("needs the calls for what it changes, and no others", async () => {
        const cloud = await start(["connect:*", "iam:*"]);
        const { user } = await makeInstance(cloud);
        const { id, state } = await cloud.make(USER, user);
        const limited = await CloudClient.start(awsCloud, { region: "eu-central-1" }, { storeFolder: cloud.folder });
        clouds.push(limited);
        const file = join(cloud.folder, "account.json");
        writeFileSync(file, JSON.stringify({ caller: { allowed: ["connect:Describe*", "connect:UpdateUserPhone*"] } }));
        process.env.CONNECT_ENTRA_SSO_ACCOUNT = file;
        const narrow = await CloudClient.start(awsCloud, { region: "eu-central-1" }, { storeFolder: cloud.folder });
        delete process.env.CONNECT_ENTRA_SSO_ACCOUNT;
        clouds.push(narrow);
        const change = (inputs: Values) => refusal(narrow.update(USER, id, state, { ...user, ...inputs }));
        expect(await change({ phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: true } })).to.equal("accepted");
        expect(await change({ identityInfo: { firstName: "A", lastName: "B" } })).to.include(
            "connect:UpdateUserIdentityInfo",
        );
        expect(await change({ tags: { team: "a" } })).to.include("connect:TagResource");
    });

    it("may do everything if the account file of this run does not say otherwise", async () => {
        const cloud = await start([]);
        expect(await refusal(cloud.make(ROLE, { name: "people", assumeRolePolicy: trust }))).to.include("AccessDenied");
        const next = await CloudClient.start(awsCloud, { region: "eu-central-1" }, { storeFolder: cloud.folder });
        clouds.push(next);
        expect(await refusal(next.make(ROLE, { name: "people", assumeRolePolicy: trust }))).to.equal("accepted");
    });

    for (const [what, caller, rule] of [
        ["a caller that is no object", "me", "caller must be an object with the one key allowed, got "],
        ["an unknown key", { allow: [] }, "caller must be an object with the one key allowed, got "],
        ["a text", { allowed: "iam:*" }, "caller.allowed must be a list of actions or a policy document, got "],
        ["an action without a service", { allowed: ["GetRole"] }, "Actions/Conditions must be prefaced by a vendor"],
        [
            "a policy that IAM refuses",
            { allowed: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "iam:*" }] } },
            "Policy statement must contain resources.",
        ],
        [
            "a policy with a condition",
            { allowed: policyOf({ ...identity, Condition: { StringEquals: { "aws:SourceIp": "1" } } }) },
            "the rehearsal does not model Condition in the caller's policy",
        ],
    ] as const) {
        it(`is refused if the account file has ${what}`, async () => {
            expect(await refusal(startAws({ account: { caller } as never }))).to.include(rule);
        });
    }

    it("is asked for something by every operation of every type and look-up but those that need no permission", () => {
        const store = new MemoryStore();
        store.put("caller", "this", { policy: '{"Statement":[]}' });
        const call: Call = { store, config: { region: "eu-central-1" }, find: store.get, misses: () => false };
        const asks = (token: string, operation: Operation) => {
            const inputs = { name: "n", instanceId: "i", samlMetadataDocument: "d", permissions: ["p"], timeZone: "z" };
            const asked = { token, operation, id: operation === "create" ? "" : "i:x", inputs, before: {} };
            return (awsCloud.requests?.(call, asked) ?? []).length > 0;
        };
        const operations = ["create", "read", "update", "delete"] as const;
        const silent = [
            ...awsCloud.types.flatMap(({ token }) => operations.map((operation) => [token, operation] as const)),
            ...awsCloud.lookUps.map(({ token }) => [token, "invoke"] as const),
        ].filter(([token, operation]) => !asks(token, operation));
        expect(silent.map(([token]) => token)).to.deep.equal([
            "aws:index/getRegion:getRegion",
            "aws:index/getPartition:getPartition",
            // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
            "aws:index/getCallerIdentity:getCallerIdentity",
        ]);
        expect(awsCloud.types.map(({ token }) => token)).to.include(SAML_PROVIDER);
    });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectEverybodySignsIn, expectRefusal, expectSuccess, federation } from "../helpers/federation";

const directoryFile = join(__dirname, "..", "..", "tools", "rehearsal", "directory.json");
const servicePrincipals = "azuread:index/servicePrincipal:ServicePrincipal";
const assignments = "azuread:index/appRoleAssignment:AppRoleAssignment";
const { "admin@contoso.example": admin, "alice@contoso.example": alice } = federation.users;

describe("one person under a new user name", () => {
    it("keeps their assignment with formerUsername, which the failure without it names", async () => {
        const stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
        const before = assigned(stack);
        stack.changeByHand("azuread", "user", (person) => {
            if (person.userPrincipalName === "alice@contoso.example") {
                person.userPrincipalName = "alice.agent@contoso.example";
            }
        });
        const renamed = (fields: object) => ({
            ...federation,
            users: { "admin@contoso.example": admin, "alice.agent@contoso.example": { ...alice, ...fields } },
            removedUsers: ["alice@contoso.example"],
        });
        stack.configure(renamed({}));
        const failed = await stack.up();
        expect(failed.output).to.contain("Permission being assigned already exists");
        expect(failed.output).to.contain("set formerUsername in the entry");
        expect(failed.code).not.to.equal(0);
        await expectRefusal(stack, renamed({ formerUsername: "admin@contoso.example" }), [
            'users["alice.agent@contoso.example"].formerUsername must not be the name of a user in users',
        ]);
        stack.configure(renamed({ formerUsername: "alice@contoso.example" }));
        expectSuccess(await stack.up());
        expect(assigned(stack)).to.deep.equal(before);
        stack.configure(renamed({}));
        expectSuccess(await stack.up());
        expect(assigned(stack)).to.deep.equal(before);
        // The same as if somebody had assigned them in the portal.
        const urns = await assignmentUrns(stack);
        await stack.forget(urns.find((urn) => urn.endsWith("alice.agent@contoso.example")) ?? "");
        const refused = await stack.up();
        expect(refused.code).not.to.equal(0);
        expectSuccess(await stack.shell(commandsIn(refused.output)));
        expectSuccess(await stack.up());
        expect(assigned(stack)).to.deep.equal(before);
        stack.remove();
    });
});

describe("a user and a role that were taken over", () => {
    const instanceId = "11111111-2222-4333-8444-555555555555";
    const aliceId = "22222222-3333-4444-8555-666666666666";
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
                    maxSessionDuration: 43200,
                    assumeRolePolicy: JSON.stringify({
                        Version: "2012-10-17",
                        Statement: [
                            { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
                        ],
                    }),
                },
            },
        ],
    };
    const { instanceAlias: _, ...others } = federation;
    const takenOver = {
        ...others,
        existingInstanceId: instanceId,
        existingRoleName: "ConnectAgents",
        users: { "admin@contoso.example": admin, "alice@contoso.example": { ...alice, userId: aliceId } },
    };
    const { existingRoleName: __, ...roleDropped } = takenOver;

    it("outlive the stack also when the line that says so is dropped first, protected or not", async () => {
        const stack = await makeStack({ config: takenOver, account });
        expectSuccess(await stack.up());
        for (const protection of [true, false]) {
            stack.configure({ ...takenOver, protection });
            expectSuccess(await stack.up());
            await expectRefusal(stack, { ...takenOver, protection, users: federation.users }, [
                'users["alice@contoso.example"].userId is missing',
            ]);
            await expectRefusal(stack, { ...roleDropped, protection, roleName: "ConnectAgents", newRole: true }, [
                "existingRoleName is missing",
            ]);
        }
        // The line is dropped, its refusal is ignored, and the stack destroyed.
        stack.configure({ ...roleDropped, newRole: true, protection: false, users: federation.users });
        await stack.destroy();
        const { aws = {} } = stack.clouds();
        expect([
            JSON.stringify(aws["aws:connect/user:User"] ?? {}).includes(aliceId),
            JSON.stringify(aws["aws:iam/role:Role"] ?? {}).includes("ConnectAgents"),
            JSON.stringify(aws["aws:connect/instance:Instance"] ?? {}).includes("contoso-old"),
        ]).to.deep.equal([true, true, true]);
        stack.remove();
    });
});

describe("groups as the only way in, without the look-up", () => {
    const agents = "7c16d8f2";
    let stack: EngineStack;
    let ids: string[];
    const config = (groups: Record<string, string | undefined>, more: object = {}) => ({
        ...federation,
        directoryLookup: false,
        groups,
        ...more,
    });
    before(async () => {
        const { groups } = JSON.parse(readFileSync(directoryFile, "utf8")) as { groups: { id: string }[] };
        ids = groups.map(({ id }) => id);
        stack = await makeStack({ config: config({ agents: ids[0] }) });
        expectSuccess(await stack.up());
        expect(assigned(stack).join()).to.contain(agents);
    });
    after(() => stack.remove());

    it("stay assigned when an id is written in another case or under another name, and change places only once the successor stands", async () => {
        const before = assigned(stack);
        stack.configure(config({ staff: ids[0]?.toUpperCase() }));
        expectSuccess(await stack.upAfterPreview());
        expect(assigned(stack)).to.deep.equal(before);
        stack.configure(config({ agents: ids[0] }));
        expectSuccess(await stack.up());
        expect(assigned(stack)).to.deep.equal(before);
        await expectRefusal(stack, config({ agents: ids[1], staff: ids[0] }), [
            `groups.agents can't change from "${ids[0]}" to "${ids[1]}" while "staff" becomes the first`,
        ]);
        stack.configure(config({ staff: ids[1] }));
        expectSuccess(await stack.up());
        expect(assigned(stack).join()).to.contain(String(ids[1]));
    });

    it("keep their assignment under the old name when the deployment that renames them fails", async () => {
        stack.configure(config({ agents: ids[0] }));
        expectSuccess(await stack.up());
        const before = assigned(stack);
        stack.plan({ fail: [{ type: servicePrincipals, operation: "update", call: 1, message: "Planned" }] });
        stack.configure(config({ staff: ids[0] }, { notificationEmailAddresses: ["it@contoso.example"] }));
        expect((await stack.up()).code).not.to.equal(0);
        stack.plan();
        const refused = await stack.up();
        expect(refused.code).not.to.equal(0);
        expect(refused.output).to.contain("If the group had another name under groups, write that name again.");
        stack.configure(config({ agents: ids[0] }));
        expectSuccess(await stack.up());
        expect(assigned(stack)).to.deep.equal(before);
    });

    it("are taken over when somebody assigned them by hand, with the commands that the message prints, never two of one", async () => {
        await stack.forget((await assignmentUrns(stack))[0] ?? "");
        const before = assigned(stack);
        stack.configure(config({ staff: before[0]?.split(" ")[1] }));
        const refused = await stack.up();
        expect(refused.code).not.to.equal(0);
        expectSuccess(await stack.shell(commandsIn(refused.output)));
        expectSuccess(await stack.up());
        expect(assigned(stack)).to.deep.equal(before);
    });

    it("are not let go under an old name when the state has them under the new one, too", async () => {
        const before = assigned(stack);
        const [urn = ""] = await assignmentUrns(stack);
        const { resources = [], ...others } = (await stack.export()) as { resources?: { urn: string }[] };
        const twin = resources
            .filter((it) => it.urn === urn)
            .map((it) => ({ ...it, urn: urn.replace(/staff$/, "old") }));
        await stack.import({ version: 3, deployment: { ...others, resources: [...resources, ...twin] } });
        const refused = await stack.up();
        expect([refused.code === 0, assigned(stack)], refused.output).to.deep.equal([false, before]);
        const [command = ""] = /pulumi state delete '[^']+'/.exec(refused.output) ?? [];
        expectSuccess(await stack.shell(command));
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        expect(assigned(stack)).to.deep.equal(before);
    });

    for (const options of [[], ["--continue-on-error"], ["--target"], ["--exclude"]]) {
        it(`keep the last assignment when the successor's creation fails (${options[0] ?? "plain"})`, async () => {
            stack.configure(config({ agents: ids[0] }));
            await stack.up();
            const before = assigned(stack);
            expect(before).to.have.lengthOf(1);
            const [option] = options;
            const urn = option === "--target" || option === "--exclude" ? [await ssoUrn(stack)] : [];
            stack.plan({
                fail: [1, 2].map((call) => ({ type: assignments, operation: "create", call, message: "Planned" })),
            });
            stack.configure(config({ other: ids[1] }));
            const run = await stack.up(...options, ...urn);
            stack.plan();
            expect([run.code === 0, assigned(stack)]).to.deep.equal([false, before]);
        });
    }
});

describe("a deliberate move to another SAML provider and identifier, without protection", () => {
    const old = "arn:aws:iam::123456789012:saml-provider/connect-entra-sso-test";
    const moved = {
        ...federation,
        samlProviderName: "moved",
        identifier: "https://signin.aws.amazon.com/saml",
        alsoTrustedSamlProviders: [old],
    };
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
    });
    after(() => stack.remove());

    it("warns of what has no step between, such as another role", async () => {
        stack.configure({ ...federation, protection: false, roleName: "other-role" });
        const { code, output } = await stack.preview();
        expect([
            code,
            output.includes("protection is false. These changes are made anyway"),
            output.includes("roleName can't change"),
        ]).to.deep.equal([0, true, true]);
    });

    for (const [where, type, operation] of [
        ["before Entra sends the new claims", "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy", "update"],
        ["before the old provider goes", "aws:iam/samlProvider:SamlProvider", "delete"],
    ] as const) {
        it(`lets everybody sign in when it stops ${where}`, async () => {
            stack.plan({ fail: [{ type, operation, call: 1, message: "Planned" }] });
            stack.configure({ ...moved, protection: false });
            const run = await stack.up();
            expect([run.code === 0, run.output.includes("Planned")], run.output).to.deep.equal([false, true]);
            await expectEverybodySignsIn(stack);
        });
    }

    it("lets everybody sign in at its end, when the old provider is retired, too", async () => {
        stack.plan();
        expectSuccess(await stack.up());
        await expectEverybodySignsIn(stack);
        stack.configure({ ...moved, alsoTrustedSamlProviders: [], retiredSamlProviders: [old] });
        expectSuccess(await stack.up());
        await expectEverybodySignsIn(stack);
        expect(Object.keys(stack.clouds().aws?.["aws:iam/samlProvider:SamlProvider"] ?? {})).to.deep.equal([
            old.replace(/[^/]+$/, "moved"),
        ]);
    });
});

/** What a message tells to type. */
function commandsIn(output: string): string {
    return [/id=\$\(az rest .+\)/, /pulumi import .+/].map((line) => line.exec(output)?.[0] ?? "").join("\n");
}

async function assignmentUrns(stack: EngineStack): Promise<string[]> {
    const { resources = [] } = (await stack.export()) as { resources?: { urn: string; type: string }[] };
    return resources.filter(({ type }) => type === assignments).map(({ urn }) => urn);
}

function assigned(stack: EngineStack): string[] {
    return Object.values(stack.clouds().azuread?.[assignments] ?? {})
        .map((it) => {
            const { id, principalId } = it as { id: string; principalId: string };
            return `${id} ${principalId}`;
        })
        .sort();
}

async function ssoUrn(stack: EngineStack): Promise<string> {
    const { resources = [] } = (await stack.export()) as { resources?: { urn: string; type: string }[] };
    return resources.find(({ type }) => type === "connect-entra-sso:index:ConnectSso")?.urn ?? "";
}

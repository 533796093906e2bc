import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectEverybodySignsIn, expectRefusal, expectSuccess, federation } from "../helpers/federation";
import { deleteObject } from "../helpers/graph";
import { notInDirectory } from "../helpers/refusals";

// Each refusal, and what a failed deployment leaves: what the message says to do is done here, to its end.

const { "admin@contoso.example": admin, "alice@contoso.example": alice } = federation.users;
const withoutAlice = { ...federation, users: { "admin@contoso.example": admin } };
const asAlice = (fields: object) => ({
    ...federation,
    users: { "admin@contoso.example": admin, "alice@contoso.example": { ...alice, ...fields } },
});

const types = {
    user: "aws:connect/user:User",
    certificate: "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
    servicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
    application: "azuread:index/application:Application",
};

describe("the way out for a user", () => {
    let stack: EngineStack;
    let user: Resource;
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
        user = await resource(stack, types.user, "sso-alice@contoso.example");
    });
    after(() => stack.remove());

    it("who leaves: the entry put back, then signIn: false", async () => {
        await expectRefusal(stack, withoutAlice, ['users["alice@contoso.example"] is missing', "signIn: false"]);
        await deployed(stack, federation);
        await deployed(stack, asAlice({ signIn: false }));
        expect(connectUsers(stack)).to.deep.equal(["admin@contoso.example", "alice@contoso.example"]);
        await deployed(stack, federation);
    });

    it("who leaves together with a certificate while protection is off: one deployment, and protection is on again", async () => {
        await deployed(stack, {
            ...federation,
            users: { ...federation.users, "bob@contoso.example": alice },
            certificates: { "2026": {}, "2027": {} },
            signingCertificate: "2026",
        });
        await deployed(stack, { ...federation, protection: false });
        expect(connectUsers(stack)).to.deep.equal(["admin@contoso.example", "alice@contoso.example"]);
        await deployed(stack, federation);
        await expectRefusal(stack, withoutAlice, ['users["alice@contoso.example"] is missing']);
    });

    it("whom somebody made by hand in this stack's instance: a wrong userId, none, then the right one", async () => {
        await stack.forget(user.urn);
        stack.changeByHand("aws", types.user, (object) => {
            if (object.name === "alice@contoso.example") {
                object.identityInfo = { firstName: "Alice", lastName: "By Hand" };
            }
        });
        const [instanceId] = user.id.split(":");
        const failures: [config: object, text: string][] = [
            [federation, "DuplicateResourceException"],
            [asAlice({ userId: `${instanceId}:22222222-3333-4444-8555-666666666666` }), "does not exist"],
            [federation, "DuplicateResourceException"],
        ];
        for (const [config, text] of failures) {
            stack.configure(config as Record<string, unknown>);
            const run = await stack.up();
            expect([run.code === 0, run.output.includes(text)], run.output).to.deep.equal([false, true]);
        }
        await deployed(stack, asAlice({ userId: user.id }));
        expectSuccess(await stack.preview("--expect-no-changes"));
    });

    it("who was taken over: they leave, and their Connect user stays", async () => {
        await deployed(stack, { ...withoutAlice, removedUsers: ["alice@contoso.example"] });
        expect(connectUsers(stack)).to.deep.equal(["admin@contoso.example", "alice@contoso.example"]);
    });

    it("who was imported with the CLI: they are managed, and deleted when removedUsers says so", async () => {
        expectSuccess(await stack.importResource(types.user, "sso-alice@contoso.example", user.id, user.parent));
        await deployed(stack, federation);
        expectSuccess(await stack.preview("--expect-no-changes"));
        await deployed(stack, { ...withoutAlice, removedUsers: ["alice@contoso.example"] });
        expect(connectUsers(stack)).to.deep.equal(["admin@contoso.example"]);
    });
});

describe("the way out when the directory can't be asked", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
    });
    after(() => stack.remove());

    it("for want of the right to read users: objectId for each and directoryLookup: false", async () => {
        const message = "Authorization_RequestDenied: Insufficient privileges to complete the operation.";
        const call = { type: "azuread:index/getUsers:getUsers", operation: "invoke", message };
        stack.plan({ fail: [1, 2, 3].map((number) => ({ ...call, call: number })) });
        await expectRefusal(stack, { ...federation, displayName: "Renamed" }, [
            "Insufficient privileges",
            "set objectId for each user",
        ]);
        const people = Object.values(stack.clouds().azuread?.user ?? {}) as Record<string, string>[];
        const users = Object.fromEntries(
            Object.entries(federation.users).map(([name, entry]) => [
                name,
                { ...entry, objectId: people.find(({ userPrincipalName }) => userPrincipalName === name)?.id },
            ]),
        );
        await deployed(stack, { ...federation, users, directoryLookup: false });
        await expectEverybodySignsIn(stack);
        stack.plan();
        await deployed(stack, federation);
    });

    it("about somebody who left while a certificate must be rotated: signIn: false for them alone", async () => {
        stack.changeByHand("azuread", "user", (person) => {
            if (person.userPrincipalName === "alice@contoso.example") {
                person.userPrincipalName = "left@contoso.example";
            }
        });
        const rotation = { certificates: { "2026": {}, "2027": {} }, signingCertificate: "2026" };
        await expectRefusal(stack, { ...federation, ...rotation }, [
            `users["alice@contoso.example"] ${notInDirectory("alice@contoso.example")}`,
            "signIn: false",
        ]);
        await deployed(stack, { ...asAlice({ signIn: false }), ...rotation });
        const { stdout } = await stack.connectSso("sign-in", "--json", "--user", "admin@contoso.example");
        expect(JSON.parse(stdout).summary.yes).to.equal(1);
    });
});

describe("the way out for a certificate", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
    });
    after(() => stack.remove());

    for (const how of ["replaced with up --replace", "cut out of the state"]) {
        it(`that was ${how}: kept trusted, another one activated, retired by its thumbprint, and everybody signs in all along`, async () => {
            const { urn, outputs } = await resource(stack, types.certificate, "sso-2026");
            const thumbprint = String(outputs.thumbprint);
            const isReplaced = how.includes("--replace");
            if (!isReplaced) {
                await cutOut(stack, urn);
            }
            const refused = await stack.up(...(isReplaced ? ["--replace", urn] : []));
            expect(refused.code, refused.output).not.to.equal(0);
            await expectEverybodySignsIn(stack);
            const [, value = ""] = /alsoTrustedCertificates: \["([^"]+)"\]/.exec(refused.output) ?? [];
            await deployed(stack, { ...federation, alsoTrustedCertificates: [value] });
            await expectEverybodySignsIn(stack);
            await activate(stack, "2026");
            await expectEverybodySignsIn(stack);
            const signing = { ...federation, signingCertificate: "2026" };
            stack.configure(signing);
            const early = await stack.up();
            expect([early.code === 0, early.output.includes(`list "${thumbprint}"`)]).to.deep.equal([false, true]);
            await deployed(stack, { ...signing, retiredCertificates: [thumbprint] });
            await expectEverybodySignsIn(stack);
            await deployed(stack, federation);
        });
    }

    it("that somebody deleted in Entra, the only one: one deployment with its thumbprint under retiredCertificates", async () => {
        stack.changeByHand("azuread", types.servicePrincipal, (principal) => {
            principal.keyCredentials = [];
            principal.preferredTokenSigningKeyThumbprint = null;
        });
        expectSuccess(await stack.refresh());
        const refused = await stack.preview();
        const [, thumbprint = ""] =
            /If it was deleted in Entra, list "([0-9A-F]{40})"/.exec((await stack.up()).output) ?? [];
        expect([refused.code, thumbprint.length]).to.deep.equal([0, 40]);
        await deployed(stack, { ...federation, retiredCertificates: [thumbprint] });
        await expectEverybodySignsIn(stack);
        await deployed(stack, federation);
    });

    it("whose whole application somebody deleted in Entra: one deployment", async () => {
        const store = `${stack.home.rehearsal}/clouds/azuread`;
        for (const type of [types.servicePrincipal, types.application]) {
            await deleteObject(store, (await resource(stack, type, "sso")).id);
        }
        expectSuccess(await stack.refresh());
        await deployed(stack, federation);
        await expectEverybodySignsIn(stack);
    });

    it("that must go at once: its thumbprint under retiredCertificates beside the new name", async () => {
        const { outputs } = await resource(stack, types.certificate, "sso-2026");
        const renewed = { ...federation, certificates: { "2027": {} } };
        await expectRefusal(stack, { ...renewed, retiredCertificates: ["2026"] }, ["certificates must keep"]);
        await deployed(stack, { ...renewed, retiredCertificates: [String(outputs.thumbprint)] });
        await deployed(stack, renewed);
        expectSuccess(await stack.preview("--expect-no-changes"));
    });
});

interface Resource {
    urn: string;
    id: string;
    parent: string;
    outputs: Record<string, unknown>;
}

async function resource(stack: EngineStack, type: string, name: string): Promise<Resource> {
    const { resources = [] } = (await stack.export()) as { resources?: (Resource & { type: string })[] };
    const found = resources.find((it) => it.type === type && it.urn.endsWith(`::${name}`));
    return found as Resource;
}

async function deployed(stack: EngineStack, config: Record<string, unknown>): Promise<void> {
    stack.configure(config);
    expectSuccess(await stack.up());
}

/** Edits the state as somebody would with `pulumi stack export` and `import`: the resource stays in its cloud. */
async function cutOut(stack: EngineStack, urn: string): Promise<void> {
    const { resources = [], ...others } = (await stack.export()) as { resources?: Record<string, unknown>[] };
    const without = (value: unknown): unknown => (Array.isArray(value) ? value.filter((it) => it !== urn) : value);
    const kept = resources
        .filter((it) => it.urn !== urn)
        .map(({ dependencies, propertyDependencies, ...it }) => ({
            ...it,
            dependencies: without(dependencies),
            propertyDependencies: Object.fromEntries(
                Object.entries(propertyDependencies ?? {}).map(([key, urns]) => [key, without(urns)]),
            ),
        }));
    await stack.import({ version: 3, deployment: { ...others, resources: kept } });
}

function connectUsers(stack: EngineStack): string[] {
    return Object.values(stack.clouds().aws?.[types.user] ?? {})
        .map((user) => String((user as { name?: unknown }).name))
        .sort();
}

async function activate(stack: EngineStack, name: string): Promise<void> {
    const { certificates } = (await stack.outputs()) as { certificates: Record<string, { activateCommand: string }> };
    const [, ...words] = certificates[name]?.activateCommand.match(/'[^']*'|\S+/g) ?? [];
    expectSuccess(await stack.az(...words.map((word) => word.replace(/^'|'$/g, ""))));
}

import { rmSync } from "node:fs";
import { expect } from "chai";
import { awsPermissions } from "../../../rules/awsPermissionPolicy";
import { cognitoPermissionList } from "../../../rules/cognitoPermissions";
import { isFor, permissionPurposes } from "../../../rules/permissions";
import { awsCloud } from "../../../tools/rehearsal/clouds/aws";
import type { Values } from "../../../tools/rehearsal/clouds/provider/resourceType";
import { metadata } from "../../tools/rehearsal/clouds/aws/fixtures";
import type { CloudClient } from "../../tools/rehearsal/clouds/provider/client";
import { endOf, type Life, neededOf, storeAfter, type World } from "./lives";

const target = {
    ...{ region: "eu-central-1", accountId: "123456789012" },
    ...{ roleName: "contoso", samlProviderName: "contoso", cognito: {} },
};
const rehearsed = ["preview", "up", "destroy"] as const;
const [POOL, PROVIDER, CLIENT, DOMAIN] = ["UserPool", "IdentityProvider", "UserPoolClient", "UserPoolDomain"].map(
    (name) => `aws:cognito/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
) as [string, string, string, string];
const allOf = (name: (typeof rehearsed)[number]) => [
    ...new Set(cognitoPermissionList.filter(isFor([name])).map(({ action }) => action)),
];

const world: World = {
    cloud: awsCloud,
    variable: "CONNECT_ENTRA_SSO_ACCOUNT",
    config: { region: "eu-central-1" },
    fileOf: (actions) => {
        if (actions === undefined) {
            return {};
        }
        const { Version, Statement } = awsPermissions(rehearsed, target);
        const left = Statement.map((one) => ({ ...one, Action: one.Action.filter((each) => actions.includes(each)) }));
        return { caller: { allowed: { Version, Statement: left.filter(({ Action }) => Action.length > 0) } } };
    },
};

const certificate = (id: string) => `arn:aws:acm:us-east-1:123456789012:certificate/${id}`;
const domain = (userPoolId: string) => ({ userPoolId, domain: "auth.contoso.example" });
const client = (userPoolId: string) => ({ userPoolId, name: "desktop", supportedIdentityProviders: ["COGNITO"] });
const provider = async (userPoolId: string): Promise<Values> => ({
    ...{ userPoolId, providerName: "EntraID", providerType: "SAML" },
    providerDetails: { MetadataFile: await metadata() },
});

async function poolOf(cloud: CloudClient): Promise<{ userPoolId: string; clientId: string }> {
    const found = (await cloud.invoke("aws:cognito/getUserPools:getUserPools", { name: "contoso" })).result;
    const [userPoolId = ""] = found.ids as string[];
    const clients = (await cloud.invoke("aws:cognito/getUserPoolClients:getUserPoolClients", { userPoolId })).result;
    return { userPoolId, clientId: (clients.clientIds as string[])[0] ?? "" };
}

async function read(cloud: CloudClient, { userPoolId, clientId }: { userPoolId: string; clientId: string }) {
    await cloud.invoke("aws:cognito/getUserPool:getUserPool", { userPoolId });
    await cloud.read(POOL, userPoolId);
    await cloud.read(PROVIDER, `${userPoolId}:EntraID`);
    await cloud.read(CLIENT, clientId, {}, { userPoolId });
    await cloud.read(DOMAIN, "auth.contoso.example");
}

const create: Life = async (cloud) => {
    const { id } = await cloud.make(POOL, { name: "contoso", tags: { team: "a" } });
    await cloud.make(PROVIDER, await provider(id));
    await cloud.make(CLIENT, client(id));
    await cloud.make(DOMAIN, { ...domain(id), certificateArn: certificate("1") });
};

/** Who asks for the names needs to list, which only an interrupted run does: the caller here knows them from another one. */
const lives = (known: () => { userPoolId: string; clientId: string }): Record<(typeof rehearsed)[number], Life> => ({
    preview: (cloud) => read(cloud, known()),
    up: async (cloud) => {
        const { id, state } = await cloud.make(POOL, { name: "contoso", tags: { team: "a" } });
        await cloud.update(POOL, id, state, { name: "contoso", deletionProtection: "ACTIVE", tags: { desk: "b" } });
        const made = await cloud.make(PROVIDER, await provider(id));
        await cloud.update(PROVIDER, made.id, made.state, await provider(id));
        const desktop = await cloud.make(CLIENT, client(id));
        await cloud.update(CLIENT, desktop.id, desktop.state, {
            ...client(id),
            callbackUrls: ["https://contoso.example/"],
        });
        const own = await cloud.make(DOMAIN, { ...domain(id), certificateArn: certificate("1") });
        await cloud.update(DOMAIN, own.id, own.state, { ...domain(id), certificateArn: certificate("2") });
        await read(cloud, { userPoolId: id, clientId: desktop.id });
        await cloud.delete(CLIENT, desktop.id, desktop.state);
    },
    destroy: async (cloud) => {
        const { userPoolId, clientId } = known();
        await read(cloud, { userPoolId, clientId });
        await cloud.delete(DOMAIN, "auth.contoso.example", { userPoolId });
        await cloud.delete(CLIENT, clientId, { userPoolId });
        await cloud.delete(PROVIDER, `${userPoolId}:EntraID`, { userPoolId, providerName: "EntraID" });
        await cloud.delete(POOL, userPoolId);
    },
});

describe("The IAM actions of a caller with a user pool", function () {
    this.timeout(120_000);
    let deployed = "";
    let known = { userPoolId: "", clientId: "" };
    before(async () => {
        deployed = await storeAfter(world, async (cloud, file) => {
            await create(cloud, file);
            known = await poolOf(cloud);
        });
    });
    after(() => rmSync(deployed, { recursive: true }));

    for (const name of rehearsed) {
        const store = () => (name === "up" ? undefined : deployed);
        const life = lives(() => known)[name];

        it(`are enough for ${name}`, async () => {
            expect(await endOf(world, store(), allOf(name), life)).to.equal("accepted");
        });

        it(`are each needed for ${name}, except those of which the list says that it can't be shown`, async () => {
            const isNamed = (text: string, action: string) => text.includes(`perform: ${action} on resource: `);
            const needed = await neededOf(world, store(), allOf(name), life, isNamed);
            const shown = cognitoPermissionList.filter(isFor([name])).filter(({ unproved }) => unproved === undefined);
            expect(needed).to.deep.equal([...new Set(shown.map(({ action }) => action))].sort());
        });
    }

    it("only read for a preview", () => {
        expect(allOf("preview").filter((action) => !/:(Describe|Get|List)/.test(action))).to.deep.equal([]);
    });

    it("fit into a managed policy, together with all others", () => {
        expect(JSON.stringify(awsPermissions(permissionPurposes, target)).length).to.be.lessThan(6144);
    });

    it("are of the existing user pool alone, without what only a new one needs", () => {
        const cognito = { existingUserPoolId: "eu-central-1_Contoso01" };
        const { Statement } = awsPermissions(["up"], { ...target, cognito });
        const { Action, Resource } = Statement.find(({ Sid }) => Sid === "UserPool") ?? {};
        expect({ Action, Resource }).to.deep.equal({
            Action: [
                ...["DescribeUserPool", "DescribeUserPoolClient", "DescribeIdentityProvider"],
                ...["CreateIdentityProvider", "UpdateIdentityProvider", "CreateUserPoolClient", "UpdateUserPoolClient"],
                ...["CreateUserPoolDomain", "UpdateUserPoolDomain", "DeleteUserPoolClient"],
            ].map((name) => `cognito-idp:${name}`),
            Resource: ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Contoso01"],
        });
    });
});

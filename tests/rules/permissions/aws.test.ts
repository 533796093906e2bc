import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { awsPermissions } from "../../../rules/awsPermissionPolicy";
import { awsPermissionList } from "../../../rules/awsPermissions";
import { isFor, type PermissionPurpose, permissionPurposes } from "../../../rules/permissions";
import { awsCloud } from "../../../tools/rehearsal/clouds/aws";
import type { Values } from "../../../tools/rehearsal/clouds/provider/resourceType";
import {
    INSTANCE,
    metadata,
    permission,
    policy,
    ROLE,
    ROLE_POLICY,
    SAML_PROVIDER,
    samlInstance,
    statement,
    trustPolicy,
    USER,
} from "../../tools/rehearsal/clouds/aws/fixtures";
import type { CloudClient } from "../../tools/rehearsal/clouds/provider/client";
import { endOf, type Life, neededOf, storeAfter, type World } from "./lives";

const target = {
    ...{ region: "eu-central-1", accountId: "123456789012" },
    ...{ roleName: "contoso", samlProviderName: "contoso" },
};
const allOf = (...purposes: PermissionPurpose[]) => [
    ...new Set(awsPermissionList.filter(isFor(purposes)).map(({ action }) => action)),
];
const rehearsed = ["preview", "up", "destroy"] as const;

const world: World = {
    cloud: awsCloud,
    variable: "CONNECT_ENTRA_SSO_ACCOUNT",
    config: { region: "eu-central-1" },
    /** The policy of the purposes, without what is not among the actions. */
    fileOf: (actions) => {
        if (actions === undefined) {
            return {};
        }
        const { Version, Statement } = awsPermissions(rehearsed, target);
        const left = Statement.map((one) => ({ ...one, Action: one.Action.filter((each) => actions.includes(each)) }));
        return { caller: { allowed: { Version, Statement: left.filter(({ Action }) => Action.length > 0) } } };
    },
};

const ids = { provider: "arn:aws:iam::123456789012:saml-provider/contoso", role: "contoso", policy: "contoso:connect" };

async function found(cloud: CloudClient, name: string, args: Values): Promise<Values> {
    return (await cloud.invoke(`aws:${name}:${name.split("/")[1]}`, args)).result;
}

async function lookUps(cloud: CloudClient): Promise<{ instanceId: string; user: Values }> {
    const { id = "" } = await found(cloud, "connect/getInstance", { instanceAlias: "contoso" });
    const instanceId = String(id);
    await found(cloud, "connect/getInstance", { instanceId });
    await found(cloud, "index/getCallerIdentity", {});
    const security = await found(cloud, "connect/getSecurityProfile", { instanceId, name: "Agent" });
    const routing = await found(cloud, "connect/getRoutingProfile", { instanceId, name: "Basic Routing Profile" });
    const user = {
        ...{ instanceId, name: "alice@contoso.example", identityInfo: { firstName: "A", lastName: "B" } },
        phoneConfig: { phoneType: "SOFT_PHONE" },
        routingProfileId: routing.routingProfileId ?? "",
        securityProfileIds: [security.securityProfileId ?? ""],
        tags: { team: "a" },
    };
    return { instanceId, user };
}

async function standing(cloud: CloudClient, instanceId: string): Promise<string> {
    await found(cloud, "iam/getRole", { name: "contoso" });
    await found(cloud, "iam/getSamlProvider", { arn: ids.provider });
    const { userId } = await found(cloud, "connect/getUser", { instanceId, name: "alice@contoso.example" });
    return `${instanceId}:${userId}`;
}

async function refresh(cloud: CloudClient, instanceId: string, userId: string): Promise<void> {
    const all = [
        [INSTANCE, instanceId],
        [USER, userId],
        [SAML_PROVIDER, ids.provider],
        [ROLE, ids.role],
        [ROLE_POLICY, ids.policy],
    ] as const;
    for (const [token, id] of all) {
        await cloud.read(token, id);
    }
}

const create: Life = async (cloud) => {
    const tags = { team: "a" };
    await cloud.make(INSTANCE, { ...samlInstance, tags });
    const { user } = await lookUps(cloud);
    await cloud.make(SAML_PROVIDER, { name: "contoso", samlMetadataDocument: await metadata(), tags });
    await cloud.make(ROLE, { name: "contoso", assumeRolePolicy: trustPolicy, tags });
    await cloud.make(ROLE_POLICY, { name: "connect", role: "contoso", policy: policy(permission) });
    await cloud.make(USER, user);
};

/** Each property by itself, so that each asks for its own action. */
async function change(cloud: CloudClient, instanceId: string, userId: string, user: Values): Promise<void> {
    const changes: [token: string, id: string, ...inputs: Values[]][] = [
        [INSTANCE, instanceId, { ...samlInstance, contactFlowLogsEnabled: true, tags: {} }],
        [SAML_PROVIDER, ids.provider, { name: "contoso", samlMetadataDocument: `${await metadata()}<!-- -->` }],
        [
            ...([ROLE, ids.role] as const),
            { name: "contoso", assumeRolePolicy: trustPolicy, description: "Agents", tags: { team: "a" } },
            { name: "contoso", assumeRolePolicy: trustPolicy, maxSessionDuration: 43_200, tags: { team: "a" } },
            { name: "contoso", assumeRolePolicy: policy({ ...statement, Sid: "Agents" }), tags: { team: "a" } },
            { name: "contoso", assumeRolePolicy: trustPolicy },
        ],
        [ROLE_POLICY, ids.policy, { name: "connect", role: "contoso", policy: policy({ ...permission, Sid: "A" }) }],
        [
            ...([USER, userId] as const),
            { ...user, identityInfo: { firstName: "A", lastName: "C" } },
            { ...user, phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: true } },
            { ...user, securityProfileIds: await profileIds(cloud, instanceId, "Agent", "Admin") },
            { ...user, tags: {} },
        ],
    ];
    for (const [token, id, ...inputs] of changes) {
        for (const next of inputs) {
            const { state } = await cloud.read(token, id);
            await cloud.update(token, id, state, next);
        }
    }
    // An instance begins with one routing profile: that the user had another one is what the state says.
    const { state } = await cloud.read(USER, userId);
    await cloud.update(USER, userId, { ...state, routingProfileId: "another" }, { ...user, tags: {} });
}

async function profileIds(cloud: CloudClient, instanceId: string, ...names: string[]): Promise<string[]> {
    const profiles = names.map((name) => found(cloud, "connect/getSecurityProfile", { instanceId, name }));
    return (await Promise.all(profiles)).map(({ securityProfileId }) => String(securityProfileId));
}

const lives: Record<(typeof rehearsed)[number], Life> = {
    preview: async (cloud) => {
        const { instanceId } = await lookUps(cloud);
        await refresh(cloud, instanceId, await standing(cloud, instanceId));
    },
    up: async (cloud) => {
        await create(cloud, "");
        const { instanceId, user } = await lookUps(cloud);
        const userId = await standing(cloud, instanceId);
        await refresh(cloud, instanceId, userId);
        await change(cloud, instanceId, userId, user);
        await cloud.delete(USER, userId);
    },
    destroy: async (cloud) => {
        const { instanceId } = await lookUps(cloud);
        const userId = await standing(cloud, instanceId);
        await refresh(cloud, instanceId, userId);
        await cloud.delete(USER, userId);
        await cloud.delete(ROLE_POLICY, ids.policy);
        await cloud.delete(ROLE, ids.role);
        await cloud.delete(SAML_PROVIDER, ids.provider);
        await cloud.delete(INSTANCE, instanceId);
    },
};

describe("The IAM actions of a caller", function () {
    this.timeout(120_000);
    let deployed = "";
    before(async () => {
        deployed = await storeAfter(world, create);
    });
    after(() => rmSync(deployed, { recursive: true }));

    for (const name of rehearsed) {
        const actions = allOf(name);
        const store = () => (name === "up" ? undefined : deployed);

        it(`are enough for ${name}`, async () => {
            expect(await endOf(world, store(), actions, lives[name])).to.equal("accepted");
        });

        it(`are each needed for ${name}, except those of which the list says that it can't be shown`, async () => {
            const isNamed = (text: string, action: string) => text.includes(`perform: ${action} on resource: `);
            const needed = await neededOf(world, store(), actions, lives[name], isNamed);
            // An action on several things is shown to be needed if it is for one of them.
            const shown = awsPermissionList.filter(isFor([name])).filter(({ unproved }) => unproved === undefined);
            expect(needed).to.deep.equal([...new Set(shown.map(({ action }) => action))].sort());
        });
    }

    it("only read for a preview, and to find the cause of an error", () => {
        const writes = allOf("preview", "findErrors", "recover").filter(
            (action) => !/:(Describe|Get|List|Lookup|Search|Simulate)/.test(action),
        );
        expect(writes).to.deep.equal([]);
    });

    const commandsIn = (text: string) => [...text.matchAll(/\baws (iam|connect|ds|cloudtrail) ([a-z-]+)/g)];
    for (const [purpose, file, changing] of [
        ["findErrors", "docs/sign-in-errors.md", ["associate-approved-origin"]],
        ["recover", "tools/recover/looks.ts", []],
    ] as const) {
        it(`allow the commands of ${file} that read`, () => {
            const allowed = allOf(purpose).map((action) => action.toLowerCase());
            const missing = commandsIn(readFileSync(join(__dirname, "..", "..", "..", file), "utf8"))
                .filter(([, , command = ""]) => !changing.some((one) => one === command))
                .map(([, service, command = ""]) => `${service}:${command.replaceAll("-", "")}`)
                .filter((action) => !allowed.includes(action));
            expect([...new Set(missing)]).to.deep.equal([]);
        });
    }

    it("fit into a managed policy, all together", () => {
        const document = JSON.stringify(awsPermissions(permissionPurposes, target));
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        expect(document.length).to.be.lessThan(6144);
    });

    it("make a policy of the things of one stack, without what only a new instance needs", () => {
        expect(
            awsPermissions(["preview"], { ...target, partition: "aws-us-gov", existingInstanceId: "i-1" }),
        ).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Role",
                    Effect: "Allow",
                    Action: [
                        ...["iam:GetRole", "iam:ListRolePolicies", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies"],
                        "iam:ListRoleTags",
                    ],
                    Resource: ["arn:aws-us-gov:iam::123456789012:role/contoso"],
                },
                {
                    Sid: "SamlProvider",
                    Effect: "Allow",
                    Action: ["iam:GetSAMLProvider", "iam:ListSAMLProviderTags"],
                    Resource: ["arn:aws-us-gov:iam::123456789012:saml-provider/contoso"],
                },
                {
                    Sid: "Instance",
                    Effect: "Allow",
                    Action: [
                        ...["connect:DescribeInstance", "connect:DescribeInstanceAttribute"],
                        ...["connect:ListSecurityProfiles", "connect:DescribeSecurityProfile"],
                        ...["connect:ListSecurityProfilePermissions", "connect:ListRoutingProfiles"],
                        ...["connect:DescribeRoutingProfile", "connect:ListRoutingProfileQueues"],
                        ...["connect:ListUsers", "connect:DescribeUser"],
                        ...["connect:ListInstanceAttributes", "connect:ListTagsForResource"],
                    ],
                    Resource: [
                        "arn:aws-us-gov:connect:eu-central-1:123456789012:instance/i-1",
                        "arn:aws-us-gov:connect:eu-central-1:123456789012:instance/i-1/*",
                    ],
                },
                { Sid: "Account", Effect: "Allow", Action: ["ds:DescribeDirectories"], Resource: ["*"] },
            ],
        });
    });
});

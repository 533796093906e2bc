import { expect } from "chai";
import { readDeployment } from "../../helpers/readDeployment";
import { ciphertext, deploymentOf, entry, type StateEntry, stackOf, urnOf } from "../../helpers/stackExport";

const ofCipher = {
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
};

describe("A Connect instance of a stack", () => {
    const arn = "arn:aws:connect:eu-central-1:123456789012:instance/i-1";
    const outputs = { name: "alice", arn: `${arn}/agent/u-1`, securityProfileIds: ["p-1"] };
    const user = entry("aws:connect/user:User", "alice", { id: "i-1:u-1", outputs });

    it("is known by its own resource before all others", () => {
        const instance = entry("aws:connect/instance:Instance", "contact-centre", {
            id: "i-1",
            outputs: { arn, instanceAlias: "contoso", identityManagementType: "CONNECT_MANAGED" },
        });
        expect(deploymentOf(user, instance).instances).to.deep.equal([
            { instanceId: "i-1", arn, alias: "contoso", identityManagementType: "CONNECT_MANAGED" },
        ]);
    });

    it("is known by the component that adopted it, which takes none but SAML instances", () => {
        const component = entry("connect-entra-sso:index:ConnectInstance", "sso", {
            outputs: { instanceId: "i-1", instanceArn: arn, alias: "contoso" },
        });
        expect(deploymentOf(user, component).instances).to.deep.equal([
            { instanceId: "i-1", arn, alias: "contoso", identityManagementType: "SAML", isAdopted: true },
        ]);
    });

    const missing = (what: string) => ({
        unreadable: `the ${what} of the instance that the ConnectInstance sso makes`,
        why: "the stack does not hold it: it was deleted, or is to be made again",
        supply: "run `pulumi up` to the end, then export the stack again",
    });
    for (const [inputs, isAdopted] of [
        [{ existingInstanceId: "i-1" }, true],
        [{ existingInstanceId: ciphertext }, true],
        [{ existingInstanceId: null, instanceAlias: "contoso" }, false],
        [{ instanceAlias: "contoso" }, false],
        [{ instanceAlias: ciphertext }, false],
    ] as const) {
        it(`${isAdopted ? "is adopted" : "is missing where its resource is"} by a component with ${JSON.stringify(inputs)}`, () => {
            const component = entry("connect-entra-sso:index:ConnectInstance", "sso", {
                ...{ inputs, outputs: { instanceId: "i-1", instanceArn: arn, alias: "contoso" } },
            });
            const gone = entry("aws:connect/instance:Instance", "sso", {
                ...{ id: "i-1", parent: component.urn, pendingReplacement: true },
            });
            expect(deploymentOf(user, component, gone).instances).to.deep.equal([
                isAdopted
                    ? { instanceId: "i-1", arn, alias: "contoso", identityManagementType: "SAML", isAdopted: true }
                    : {
                          instanceId: "i-1",
                          arn: missing("ARN"),
                          alias: missing("alias"),
                          identityManagementType: missing("identity management type"),
                      },
            ]);
        });
    }

    it("is what the program owns, where it reads it, too; so are its users and security profiles", () => {
        const instance = (instanceAlias: string, more: StateEntry = {}) =>
            entry("aws:connect/instance:Instance", "sso", {
                ...{ id: "i-1", outputs: { arn, instanceAlias, identityManagementType: "SAML" }, ...more },
            });
        const profile = (permission: string, more: StateEntry = {}) =>
            entry("aws:connect/securityProfile:SecurityProfile", "p", {
                ...{ id: "i-1:p-1", outputs: { name: "p", permissions: [permission] }, ...more },
            });
        const read = { external: true };
        const copies = [instance("old", read), { ...user, ...read, outputs: { name: "old" } }, profile("old", read)];
        const owned = [instance("new"), { ...user, outputs: { name: "new" } }, profile("new")];
        for (const resources of [
            [...copies, ...owned],
            [...owned, ...copies],
        ]) {
            const { instances, connectUsers, securityProfiles } = deploymentOf(...resources);
            expect([
                instances.map(({ alias }) => alias),
                connectUsers.map(({ username }) => username),
                securityProfiles.map(({ permissions }) => permissions),
            ]).to.deep.equal([["new"], ["new"], [["new"]]]);
        }
    });

    it("is known by its users else, as far as they tell", () => {
        const gap = (what: string) => ({
            unreadable: `the ${what} of the Connect instance i-1`,
            why: "the stack holds what belongs to the instance, not the instance",
            supply:
                'read it into the stack with `aws.connect.Instance.get("<a name>", "i-1")`, run `pulumi up`, ' +
                "then export the stack again",
        });
        expect(deploymentOf(user).instances).to.deep.equal([
            {
                instanceId: "i-1",
                arn,
                alias: gap("alias"),
                identityManagementType: gap("identity management type"),
            },
        ]);
    });

    it("has users whose ids are in their resource's id", () => {
        expect(deploymentOf(user).connectUsers).to.deep.equal([
            { username: "alice", userId: "u-1", instanceId: "i-1", securityProfileIds: ["p-1"] },
        ]);
    });

    it("has users whose ids are in their resource's id where the properties are ciphertext", () => {
        const hidden = { ...user, outputs: { ...outputs, userId: ciphertext, instanceId: ciphertext } };
        expect(deploymentOf(hidden).connectUsers).to.deep.equal([
            { username: "alice", userId: "u-1", instanceId: "i-1", securityProfileIds: ["p-1"] },
        ]);
    });

    it("has users of whom nothing says to which instance they belong, if nothing does", () => {
        const hidden = { ...user, id: "u-1", outputs: { ...outputs, userId: "u-1", instanceId: ciphertext } };
        expect(deploymentOf(hidden).connectUsers).to.deep.equal([
            {
                username: "alice",
                userId: "u-1",
                instanceId: { unreadable: "the instance id of the Connect user alice", ...ofCipher },
                securityProfileIds: ["p-1"],
            },
        ]);
    });

    it("is known without its id where a component adopted it and the id is ciphertext", () => {
        const component = entry("connect-entra-sso:index:ConnectInstance", "sso", {
            outputs: { instanceId: ciphertext, instanceArn: arn, alias: "contoso" },
        });
        expect(deploymentOf(component).instances).to.deep.equal([
            {
                instanceId: { unreadable: "the instance id of the ConnectInstance sso", ...ofCipher },
                ...{ arn, alias: "contoso", identityManagementType: "SAML", isAdopted: true },
            },
        ]);
    });

    for (const [what, status, read] of [
        ["a status", "ACTIVE", { status: "ACTIVE" }],
        [
            "a secret status",
            ciphertext,
            { status: { unreadable: "the status of the Connect instance sso", ...ofCipher } },
        ],
        ["no status", undefined, {}],
    ] as const) {
        it(`has ${what} as its resource says`, () => {
            const outputs = { arn, instanceAlias: "contoso", identityManagementType: "SAML", status };
            const instance = entry("aws:connect/instance:Instance", "sso", { id: "i-1", outputs });
            expect(deploymentOf(instance).instances).to.deep.equal([
                { instanceId: "i-1", arn, alias: "contoso", identityManagementType: "SAML", ...read },
            ]);
        });
    }

    const inUsers = { parent: urnOf("connect-entra-sso:index:ConnectUsers", "sso") };
    const users = (outputs: object) => entry("connect-entra-sso:index:ConnectUsers", "sso", { outputs });
    const named: [what: string, resources: StateEntry[], names: unknown][] = [
        ["no component", [user], undefined],
        [
            "another component",
            [
                entry("my:index:Users", "sso", { outputs: { securityProfileIds: { Agent: "p-1" } } }),
                { ...user, parent: urnOf("my:index:Users", "sso") },
            ],
            undefined,
        ],
        ["a component without them", [users({}), { ...user, ...inUsers }], undefined],
        [
            "a component, as a secret",
            [users({ securityProfileIds: ciphertext }), { ...user, ...inUsers }],
            { unreadable: "the names of the security profiles of users.alice", ...ofCipher },
        ],
        ["a component, in an odd form", [users({ securityProfileIds: "Agent" }), { ...user, ...inUsers }], undefined],
        ["a component", [users({ securityProfileIds: { Agent: "p-1" } }), { ...user, ...inUsers }], ["Agent"]],
    ];
    for (const [what, resources, names] of named) {
        it(`has users with the names of profiles from ${what}`, () => {
            expect(deploymentOf(...resources).connectUsers[0]?.securityProfileNames).to.deep.equal(names);
        });
    }

    it("has the security profiles of the stack beside those read from Connect, which win", () => {
        const profile = (securityProfileId: string, name: string) =>
            entry("aws:connect/securityProfile:SecurityProfile", name, {
                id: `i-1:${securityProfileId}`,
                outputs: { name, permissions: ["BasicAgentAccess"] },
            });
        const read = { securityProfileId: "p-1", name: "Read", permissions: [] };
        const { securityProfiles } = readDeployment(stackOf(profile("p-1", "Old"), profile("p-2", "Other")), {
            source: "dev",
            securityProfiles: [read],
        });
        expect(securityProfiles).to.deep.equal([
            read,
            { securityProfileId: "p-2", name: "Other", permissions: ["BasicAgentAccess"] },
        ]);
    });
});

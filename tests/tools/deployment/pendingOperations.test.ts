import { expect } from "chai";
import { connectSsoCommand } from "../../../rules/commandLine";
import { isUnreadable } from "../../../tools/deployment/unreadable";
import { readDeployment } from "../../helpers/readDeployment";
import { entry, type StateEntry, stackOf } from "../../helpers/stackExport";

const supply = `run \`${connectSsoCommand("recover")}\`, which finds out what has become of it, then export the stack again`;
const gap = (unreadable: string, doing: string) => ({
    ...{ unreadable, why: `an update was interrupted while it was ${doing}`, supply },
});

const roleNamed = (name: string, more: StateEntry = {}) =>
    entry("aws:iam/role:Role", name, {
        id: name,
        outputs: { name, arn: `arn:aws:iam::123456789012:role/${name}`, uniqueId: "AROA1", assumeRolePolicy: "{}" },
        ...more,
    });
const policyOf = (role: string, more: StateEntry = {}) =>
    entry("aws:iam/rolePolicy:RolePolicy", `of-${role}`, {
        inputs: { name: "a", role, policy: "{}" },
        ...more,
    });
const arn = "arn:aws:iam::123456789012:role/sso";
const whole = { arn, uniqueId: "AROA1", trustPolicy: "{}", policies: [] };
const withheld = (what: string) => {
    const doing = `${what} the IAM role sso`;
    return {
        arn,
        uniqueId: gap("the unique id of the IAM role sso", doing),
        trustPolicy: gap("the trust policy of the IAM role sso", doing),
        policies: [
            { name: "inlinePolicies", document: gap("the inline policies of the IAM role sso", doing) },
            { name: "managedPolicyArns", document: gap("the attached policies of the IAM role sso", doing) },
        ],
    };
};

/** Of each role what is looked at here. */
function read(resources: StateEntry[], pending_operations: unknown): unknown[] {
    const exported = stackOf(...resources);
    Object.assign(exported.deployment, { pending_operations });
    const { roles } = readDeployment(exported, { source: "the stack dev" });
    return roles.map(({ arn, uniqueId, trustPolicy, policies }) => ({ arn, uniqueId, trustPolicy, policies }));
}

describe("An update that was interrupted", () => {
    const cases: [what: string, pending: unknown, roles: object[]][] = [
        ["the deletion of it", [{ resource: roleNamed("sso"), type: "deleting" }], [withheld("deleting")]],
        ["a change of it", [{ resource: roleNamed("sso"), type: "updating" }], [withheld("updating")]],
        [
            "the creation of its successor",
            [
                {
                    resource: { ...roleNamed("sso"), inputs: { name: "other" }, id: undefined, outputs: undefined },
                    type: "creating",
                },
            ],
            [withheld("creating")],
        ],
        [
            "its creation, which a later run has finished",
            [
                {
                    resource: { ...roleNamed("sso"), inputs: { name: "sso" }, id: undefined, outputs: undefined },
                    type: "creating",
                },
            ],
            [whole],
        ],
        ["something without a name", [{ resource: roleNamed("sso") }], [withheld("changing")]],
        [
            "two things, the first of them",
            [
                { resource: roleNamed("sso"), type: "updating" },
                { resource: roleNamed("sso"), type: "deleting" },
            ],
            [withheld("updating")],
        ],
        ["a look at it", [{ resource: roleNamed("sso"), type: "reading" }], [whole]],
        [
            "the deletion of its predecessor",
            [{ resource: roleNamed("sso", { delete: true }), type: "deleting" }],
            [whole],
        ],
        ["something of another resource", [{ resource: policyOf("other"), type: "creating" }], [whole]],
        ["nothing", null, [whole]],
        ["what is no resource", [null, 17, { resource: { urn: 3 }, type: "updating" }], [whole]],
    ];
    for (const [what, pending, roles] of cases) {
        it(`leaves a role's values open where they hang on it, which was ${what}`, () => {
            expect(read([roleNamed("sso", { inputs: { name: "sso" } })], pending)).to.deep.equal(roles);
        });
    }

    it("knows an application that a later run has adopted, whose inputs differ where the program ignores changes", () => {
        const clientId = "22222222-2222-4222-8222-222222222222";
        const application = entry("azuread:index/application:Application", "sso", {
            inputs: { displayName: "sso", owners: ["a"] },
            outputs: { clientId, displayName: "sso" },
        });
        const exported = stackOf(application);
        const pending = {
            resource: { ...application, inputs: { displayName: "sso" }, outputs: undefined },
            type: "creating",
        };
        Object.assign(exported.deployment, { pending_operations: [pending] });
        const [read] = readDeployment(exported, { source: "the stack dev" }).applications;
        expect(read?.displayName).to.equal("sso");
    });

    it("knows a role that a later run has adopted, with its policy in the order of AWS", () => {
        const assumeRolePolicy = '{"Version":"2012-10-17","Statement":[]}';
        const inputs = { name: "sso", assumeRolePolicy: '{"Statement":[],"Version":"2012-10-17"}' };
        const creating = (asked: object) => ({
            resource: { ...roleNamed("sso"), inputs: { ...asked, tags: {} }, id: undefined, outputs: undefined },
            type: "creating",
        });
        const readAfter = (asked: object) => read([roleNamed("sso", { inputs })], [creating(asked)]);
        expect(readAfter({ name: "sso", assumeRolePolicy })).to.deep.equal([whole]);
        expect(readAfter({ name: "sso", assumeRolePolicy: "{}" })).to.deep.equal([withheld("creating")]);
    });

    it("knows a user pool with its app client that a later run has adopted, with what Cognito added", () => {
        const userPoolId = "eu-central-1_abcdefghi";
        const pool = entry("aws:cognito/userPool:UserPool", "sso", {
            ...{ id: userPoolId, inputs: { name: "sso", mfaConfiguration: "OFF" }, outputs: { name: "sso" } },
        });
        const client = entry("aws:cognito/userPoolClient:UserPoolClient", "sso", {
            id: "client",
            inputs: { __defaults: ["region"], region: "eu-central-1", name: "sso", userPoolId, authSessionValidity: 3 },
            outputs: { name: "sso", userPoolId, callbackUrls: ["https://desktop.contoso.example/"] },
        });
        const creating = (resource: StateEntry, inputs: object) => ({
            ...{ resource: { ...resource, id: undefined, inputs, outputs: undefined }, type: "creating" },
        });
        const poolsOf = (pending_operations: unknown[]) => {
            const exported = stackOf(pool, client);
            Object.assign(exported.deployment, { pending_operations });
            return readDeployment(exported, { source: "the stack dev" }).userPools;
        };
        const left = [
            creating(pool, { name: "sso" }),
            creating(client, { __defaults: [], name: "sso", userPoolId, generateSecret: false }),
        ];
        expect(poolsOf(left)).to.deep.equal(poolsOf([]));
        const successor = creating(client, { __defaults: [], name: "sso", userPoolId, generateSecret: true });
        expect(poolsOf([successor])).not.to.deep.equal(poolsOf([]));
    });

    it("leaves a certificate open whose creation a later run has finished: the first one may be there, too, and sign", () => {
        const principal = entry("azuread:index/servicePrincipal:ServicePrincipal", "sso", {
            id: "/servicePrincipals/11111111-1111-4111-8111-111111111111",
            outputs: { clientId: "22222222-2222-4222-8222-222222222222" },
        });
        const certificate = entry(
            "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
            "sso",
            {
                inputs: { servicePrincipalId: principal.id, displayName: "CN=sso" },
                outputs: { servicePrincipalId: principal.id, thumbprint: "A".repeat(40), value: "AA==" },
            },
        );
        const exported = stackOf(principal, certificate);
        const pending = { resource: { ...certificate, outputs: undefined }, type: "creating" };
        Object.assign(exported.deployment, { pending_operations: [pending] });
        const [application] = readDeployment(exported, { source: "the stack dev" }).applications;
        expect(isUnreadable(application?.servicePrincipal?.signingCertificates[0]?.thumbprint)).to.equal(true);
    });

    it("leaves it open whether a role has the policy that was being made", () => {
        expect(read([roleNamed("sso")], [{ resource: policyOf("sso"), type: "creating" }])).to.deep.equal([
            {
                ...whole,
                policies: [
                    {
                        name: "a",
                        document: gap("the document of the role policy of-sso", "creating the role policy of-sso"),
                    },
                ],
            },
        ]);
    });

    it("may have made a role, which is there without its values", () => {
        const creating = roleNamed("sso", { id: undefined, inputs: { name: "sso" }, outputs: undefined });
        expect(read([roleNamed("other")], [{ resource: creating, type: "creating" }])[1]).to.deep.equal({
            ...withheld("creating"),
            arn: gap("the ARN of the IAM role sso", "creating the IAM role sso"),
        });
    });

    it("may have left a role that a replacement was to make again", () => {
        const old = roleNamed("sso", { pendingReplacement: true });
        expect(read([old, roleNamed("other")], [{ resource: old, type: "deleting" }])[1]).to.deep.equal(
            withheld("deleting"),
        );
    });

    it("leaves a Connect user their name, for everybody to be counted", () => {
        const user = entry("aws:connect/user:User", "alice", {
            id: "i-1:u-1",
            outputs: { name: "alice", userId: "u-1", instanceId: "i-1", securityProfileIds: ["p-1"] },
        });
        const exported = stackOf(user);
        Object.assign(exported.deployment, { pending_operations: [{ resource: user, type: "deleting" }] });
        const doing = "deleting the Connect user alice";
        const { connectUsers, instances } = readDeployment(exported, { source: "the stack dev" });
        expect({ connectUsers, instances }).to.deep.equal({
            connectUsers: [
                {
                    username: "alice",
                    userId: gap("the user id of the Connect user alice", doing),
                    instanceId: gap("the instance id of the Connect user alice", doing),
                    securityProfileIds: gap("the security profiles of the Connect user alice", doing),
                },
            ],
            instances: [],
        });
    });

    it("is plain data", () => {
        const exported = stackOf(roleNamed("sso"));
        Object.assign(exported.deployment, { pending_operations: [{ resource: roleNamed("sso"), type: "deleting" }] });
        const deployment = readDeployment(exported, { source: "the stack dev" });
        expect(structuredClone(deployment)).to.deep.equal(deployment);
        expect(deployment.roles.map(({ trustPolicy }) => isUnreadable(trustPolicy))).to.deep.equal([true]);
    });
});

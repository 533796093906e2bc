import { expect } from "chai";
import type { Resource } from "../../policy/resource";
import { unknown } from "../../policy/values";
import { findings, made, to } from "../helpers/policy";

const id = "8f0e3a52-6f5e-4c1a-9d0b-2a7c1e4f5b60";
const arn = `arn:aws:connect:eu-central-1:123456789012:instance/${id}`;
const instance = (identityManagementType: unknown = "SAML") =>
    made("instance", "connect", { identityManagementType }, { outputs: { arn } });
const user = (name: string, inputs: object = {}, extras: object = {}) =>
    made("connectUser", name, { name: `${name}@contoso.example`, instanceId: id, ...inputs }, extras);
const ours = { within: "connect-entra-sso:index:ConnectSso$connect-entra-sso:index:ConnectUsers$" };
/** What makes a stack one of a sign-in to Connect. */
const application = made("application", "app", { web: { redirectUris: ["https://signin.aws.amazon.com/saml"] } });

describe("user-names", () => {
    it("wants a name that the program gives", () => {
        expect(findings("user-names", [user("alice", { name: "alice-1a2b3c4" })])).to.deep.equal([
            'alice: name is not set, so the provider has invented "alice-1a2b3c4"; write the user\'s own name',
        ]);
        const given = ["alice", "alice-1a2b3c", "alice-1a2b3cz", "bob-1a2b3c4", unknown].map((name) =>
            user("alice", { name }),
        );
        expect(given.flatMap((one) => findings("user-names", [one]))).to.deep.equal([]);
    });

    it("wants names that a sign-in by SAML can have, and none twice but for case", () => {
        const stack = [
            instance(),
            user("one", { name: "alice@contoso.example" }),
            user("two", { name: "Alice@contoso.example" }),
            user("three", { name: "bob@contoso" }),
        ];
        expect(findings("user-names", stack)).to.deep.equal([
            'three: name may contain "@" only as part of an e-mail address with a full domain, got "bob@contoso"; write it like "alice@contoso.example"',
            'two: name is "Alice@contoso.example", and another user is "alice@contoso.example": only case tells them apart; rename one',
        ]);
        expect(findings("user-names", [instance("CONNECT_MANAGED"), ...stack.slice(1)])).to.deep.equal([]);
    });
});

describe("user-credentials", () => {
    const own = {
        password: "Not-Shown-1",
        identityInfo: { firstName: "A", lastName: "B", email: "a@contoso.example" },
    };
    const says = [
        "alice: password is set; remove it",
        "alice: identityInfo.email is set; remove it, or write identityInfo.secondaryEmail",
    ];

    it("wants none on users who come by SAML, as far as the stack tells, and shows none", () => {
        const linked = { links: { instanceId: to(instance()) } };
        expect({
            saml: findings("user-credentials", [instance(), user("alice", own)]),
            newInstance: findings("user-credentials", [
                instance(),
                user("alice", { ...own, instanceId: unknown }, linked),
            ]),
            ours: findings("user-credentials", [user("alice", own, ours)]),
            elsewhere: findings("user-credentials", [application, user("alice", own)]),
            ofConnect: findings("user-credentials", [instance("CONNECT_MANAGED"), application, user("alice", own)]),
            directory: findings("user-credentials", [instance(), user("alice", { directoryUserId: "x" })]),
            none: findings("user-credentials", [
                instance(),
                user("alice", { identityInfo: { secondaryEmail: "a@contoso.example" } }),
            ]),
        }).to.deep.equal({
            saml: says,
            newInstance: says,
            ours: says,
            elsewhere: says,
            ofConnect: [],
            directory: ["alice: directoryUserId is set; remove it"],
            none: [],
        });
    });

    it("does not know the kind of an instance that is in no stack", () => {
        const unchecked = "is set, and whether the instance takes SAML is not in the stack";
        for (const stack of [[user("alice", own)], [instance(unknown), user("alice", own)]]) {
            expect(findings("user-credentials", stack)).to.deep.equal([
                `alice? password ${unchecked}`,
                `alice? identityInfo.email ${unchecked}`,
            ]);
        }
    });
});

describe("The rules about administrators", () => {
    const profile = made("securityProfile", "admin", { name: "Admin" }, { outputs: { securityProfileId: "admin-id" } });
    const agents = made("securityProfile", "agent", { name: "Agent" }, { outputs: { securityProfileId: "agent-id" } });
    const administrator = (name: string) => user(name, { securityProfileIds: ["admin-id"] });
    const agent = (name: string) => user(name, { securityProfileIds: ["agent-id"] });
    const two = (...resources: Resource[]) => findings("two-administrators", [instance(), ...resources]);
    const noNames =
        "which security profiles are an administrator's is not in the stack: list them in administratorProfileIds";

    it("want two in a stack that creates an instance and users", () => {
        const says = (who: string) =>
            `connect: it must have 2 administrators, got ${who}; give another user such a security profile`;
        expect({
            two: two(profile, administrator("a"), administrator("b")),
            one: two(profile, agents, administrator("a"), agent("b")),
            none: two(profile, agents, agent("a")),
            noUsers: two(),
            ofAnExistingInstance: findings("two-administrators", [profile, administrator("a")]),
            unknownNames: two(administrator("a"), agent("b")),
        }).to.deep.equal({
            two: [],
            one: [says('only "a@contoso.example"')],
            none: [says("none")],
            noUsers: [],
            ofAnExistingInstance: [],
            unknownNames: [`connect? ${noNames}`],
        });
    });

    it("take names from the components, and ids from parameters", () => {
        const users = made(
            "connect-entra-sso:index:ConnectUsers",
            "sso",
            {},
            {
                outputs: { securityProfileIds: { Admin: "admin-id", Agent: "agent-id" } },
            },
        );
        const stack = [instance(), administrator("a"), agent("b")];
        const says =
            'connect: it must have 2 administrators, got only "a@contoso.example"; give another user such a security profile';
        expect(findings("two-administrators", [...stack, users])).to.deep.equal([says]);
        expect(findings("two-administrators", stack, { administratorProfileIds: ["admin-id"] })).to.deep.equal([says]);
        expect(
            findings("two-administrators", stack, { administratorProfileIds: ["admin-id"], least: 1 }),
        ).to.deep.equal([]);
    });

    it("see in a first preview which profile a user's is made from", () => {
        const fromProfile = (name: string, one: Resource) =>
            user(name, { securityProfileIds: [unknown] }, { links: { securityProfileIds: to(one) } });
        const outputs = { securityProfileId: unknown };
        const unmade: [Resource, Resource] = [
            { ...profile, outputs },
            { ...agents, outputs },
        ];
        expect(two(...unmade, fromProfile("a", unmade[0]), fromProfile("b", unmade[0]))).to.deep.equal([]);
        expect(two(...unmade, fromProfile("a", unmade[0]), fromProfile("b", unmade[1]))).to.have.length(1);
        expect(two(user("a", { securityProfileIds: unknown }))).to.deep.equal([
            "connect? the securityProfileIds of its users are known only after the deployment",
        ]);
    });

    it("let only people on the list be administrators, if there is a list", () => {
        const stack = [
            profile,
            agents,
            administrator("a"),
            agent("b"),
            user("c", { securityProfileIds: ["other-id"] }),
        ];
        expect(findings("known-administrators", stack)).to.deep.equal([]);
        expect(findings("known-administrators", stack, { administrators: ["ada@contoso.example"] })).to.deep.equal([
            'a: securityProfileIds makes "a@contoso.example" an administrator, who is not in the list; remove the profile, or add the name to administrators',
            `c? ${noNames}`,
        ]);
        const listed = { administrators: ["a@contoso.example"], administratorProfileIds: ["admin-id"] };
        expect(findings("known-administrators", stack, listed)).to.deep.equal([]);
    });
});

describe("protection", () => {
    const trust = JSON.stringify({
        Statement: {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithSAML",
            Principal: { Federated: "arn:aws:iam::1:saml-provider/e" },
        },
    });
    const stack = (isProtected: boolean) => [
        { ...instance(), isProtected },
        { ...application, isProtected },
        made("servicePrincipal", "sp", { clientId: "c" }, { isProtected, links: { clientId: to(application) } }),
        made("role", "sso", { name: "sso", assumeRolePolicy: trust }, { isProtected }),
        made("role", "lambda", { name: "lambda", assumeRolePolicy: "{}" }),
        made("role", "console", {
            name: "console",
            assumeRolePolicy: trust,
            managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        }),
        made("application", "wiki", { displayName: "Wiki" }),
    ];

    it("wants it on what can't be made again as it was", () => {
        const says = (name: string) => `${name}: its option protect is not set; write protect: true`;
        expect(findings("protection", stack(true))).to.deep.equal([]);
        expect(findings("protection", stack(false))).to.deep.equal(["connect", "sso", "app", "sp"].map(says));
    });

    it("says nothing about what the program only reads", () => {
        expect(findings("protection", [{ ...instance(), inputs: undefined }])).to.deep.equal([]);
    });
});

describe("no-entra-keys", () => {
    const lists = (Action: unknown) => JSON.stringify({ Statement: { Effect: "Allow", Action, Resource: "*" } });
    const iamUser = (name: string, resource = "user") => made("iamUser", resource, { name });
    const key = (name: string) => made("accessKey", "key", { user: name });
    const policy = (user: string, Action: unknown) => made("iamUserPolicy", "policy", { user, policy: lists(Action) });
    const says = [
        "user: it is an IAM user for Entra; remove it, and name the role in the claims",
        "key: it is an access key for Entra; remove it, and name the role in the claims",
    ];

    it("finds a user by name or by the one right that Entra's provisioning needs, and the user's key", () => {
        for (const name of ["AzureADRoleManager", "azure-ad", "entra-provisioning", "svc-aad"]) {
            expect(findings("no-entra-keys", [iamUser(name), key(name)]), name).to.deep.equal(says);
        }
        expect(findings("no-entra-keys", [iamUser("svc"), policy("svc", "iam:ListRoles"), key("svc")])).to.deep.equal(
            says,
        );
        expect(findings("no-entra-keys", [key("AzureADRoleManager")])).to.deep.equal([says[1]]);
    });

    it("says nothing about other users", () => {
        const others = ["ses-smtp", "central-logs", "azuredevops"].map((name) => [iamUser(name), key(name)]);
        const scanner = [iamUser("scanner"), policy("scanner", ["iam:List*", "iam:Get*"]), key("scanner")];
        expect([...others, scanner].flatMap((stack) => findings("no-entra-keys", stack))).to.deep.equal([]);
    });

    it("finds a provisioning job's key", () => {
        const sp = made("servicePrincipal", "sp", { clientId: "c" }, { links: { clientId: to(application) } });
        const secret = made("synchronizationSecret", "secret", {}, { links: { servicePrincipalId: to(sp) } });
        expect(findings("no-entra-keys", [application, sp, secret])).to.deep.equal([
            "secret: it gives Entra a key of AWS; remove it with the provisioning job",
        ]);
    });
});

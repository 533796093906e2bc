import { expect } from "chai";
import type { Resource } from "../../policy/resource";
import { unknown } from "../../policy/values";
import { findings, made, to } from "../helpers/policy";

const account = "arn:aws:iam::123456789012";
const provider = `${account}:saml-provider/entra`;
const instanceArn = "arn:aws:connect:eu-central-1:123456789012:instance/8f0e3a52-6f5e-4c1a-9d0b-2a7c1e4f5b60";
const ownUser = `${instanceArn}/user/\${aws:userid}`;
const aud = { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } };

const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const saml = (changes: object = {}) => ({
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithSAML",
    Condition: aud,
    ...changes,
});
const token = (changes: object = {}) => ({
    Effect: "Allow",
    Action: "connect:GetFederationToken",
    Resource: ownUser,
    ...changes,
});

/** A role for Connect as people write it, with another trust policy or other permissions. */
function roleWith(changes: { trust?: unknown; permissions?: unknown } = {}): Resource[] {
    const { trust = policy(saml()), permissions = policy(token()) } = changes;
    const role = made("role", "sso", { name: "sso", assumeRolePolicy: trust });
    return [role, made("rolePolicy", "token", { role: "sso", policy: permissions }, { links: { role: to(role) } })];
}

const iam = ["federation-token-scope", "role-permissions", "trust-audience", "trust-saml-only"];

describe("The rules about IAM", () => {
    it("say nothing about the role that AWS documents", () => {
        expect(iam.flatMap((id) => findings(id, roleWith()))).to.deep.equal([]);
    });

    it("say nothing about a role that people do not come to by SAML, and about one of another service", () => {
        const lambda = made("role", "lambda", {
            name: "lambda",
            assumeRolePolicy: policy({
                Effect: "Allow",
                Principal: { Service: "lambda.amazonaws.com" },
                Action: "sts:AssumeRole",
            }),
        });
        const console = made("role", "console", { name: "console", assumeRolePolicy: policy(saml()) });
        const attached = made("rolePolicyAttachment", "admin", {
            role: "console",
            policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
        });
        const everything = made("rolePolicy", "all", {
            role: "lambda",
            policy: policy(token({ Action: "*", Resource: "*" })),
        });
        const stack = [...roleWith(), lambda, console, attached, everything];
        expect(iam.flatMap((id) => findings(id, stack))).to.deep.equal([]);
    });

    it("take the only role by SAML for Connect's where an instance has sign-in by SAML, and not beside users that Connect manages", () => {
        const [role, grant] = roleWith({ permissions: policy(token({ Action: "s3:GetObject" })) }) as [
            Resource,
            Resource,
        ];
        const beside = (identityManagementType: string) => [
            role,
            grant,
            made("instance", "connect", { identityManagementType }),
            made("connectUser", "alice", { name: "alice" }),
        ];
        const says =
            'token: policy allows "s3:GetObject" to the role "sso", which everybody who signs in gets; remove it, or list it in alsoAllowed';
        const found = ["SAML", "CONNECT_MANAGED"].map((kind) => findings("role-permissions", beside(kind)));
        expect(found).to.deep.equal([[says], []]);
    });

    it("say what is not known yet, and about what a component writes nothing", () => {
        const [role, grant] = roleWith({ trust: unknown, permissions: unknown }) as [Resource, Resource];
        const saml = made("samlProvider", "entra", { name: "entra" });
        const instance = made("instance", "connect", {});
        const linked: Resource[] = [
            { ...role, links: { assumeRolePolicy: to(saml) } },
            { ...grant, links: { ...grant.links, policy: to(instance) } },
        ];
        const unchecked = (name: string, property: string) => `${name}? ${property} is known only after the deployment`;
        expect(Object.fromEntries(iam.map((id) => [id, findings(id, [...linked, saml, instance])]))).to.deep.equal({
            "federation-token-scope": [unchecked("token", "policy")],
            "role-permissions": [unchecked("token", "policy")],
            "trust-audience": [unchecked("sso", "assumeRolePolicy")],
            "trust-saml-only": [unchecked("sso", "assumeRolePolicy")],
        });
        const within = "connect-entra-sso:index:ConnectSso$";
        const ours = linked.map(({ type, name, inputs = {}, links }) => {
            const kind = type as `${string}:${string}`;
            return made(kind, name, { ...inputs }, { within, links });
        });
        expect(iam.flatMap((id) => findings(id, [...ours, saml, instance]))).to.deep.equal([]);
    });

    it("see a policy wherever it is: attached, in the role, in a list of roles", () => {
        const wrong = policy(token({ Resource: "*" }), { Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
        const role = made("role", "sso", {
            name: "sso",
            assumeRolePolicy: policy(saml()),
            inlinePolicies: [{ name: "token", policy: wrong }],
        });
        const managed = made(
            "policy",
            "managed",
            { policy: wrong },
            { outputs: { policy: wrong, arn: `${account}:policy/m` } },
        );
        const attachments = [
            made("rolePolicyAttachment", "one", { role: "sso", policyArn: `${account}:policy/m` }),
            made(
                "policyAttachment",
                "two",
                { roles: ["sso"], policyArn: unknown },
                { links: { policyArn: to(managed) } },
            ),
        ];
        const found = findings("federation-token-scope", [role, managed]).map((one) => one.slice(0, 61));
        expect(found).to.deep.equal([
            "sso: inlinePolicies[0].policy: the Resource of connect:GetFed",
            "managed: policy: the Resource of connect:GetFederationToken m",
        ]);
        const further =
            'allows "s3:GetObject" to the role "sso", which everybody who signs in gets; remove it, or list it in alsoAllowed';
        for (const attachment of attachments) {
            expect(findings("role-permissions", [role, managed, attachment])).to.deep.equal([
                `managed: policy ${further}`,
                `sso: inlinePolicies ${further}`,
            ]);
        }
        expect(findings("role-permissions", [role], { alsoAllowed: ["s3:GetObject"] })).to.deep.equal([]);
    });

    it("find further permissions: AWS's own policies, wildcards, everything but", () => {
        const [role] = roleWith() as [Resource];
        const full = "arn:aws:iam::aws:policy/AmazonConnect_FullAccess";
        const end = 'to the role "sso", which everybody who signs in gets; remove it, or list it in alsoAllowed';
        expect(
            findings("role-permissions", [
                role,
                made("rolePolicyAttachment", "full", { role: "sso", policyArn: full }),
            ]),
        ).to.deep.equal([`full: policyArn attaches "${full}" ${end}`]);
        for (const [statement, shown] of [
            [{ Effect: "Allow", Action: "connect:*", Resource: "*" }, '"connect:*"'],
            [token({ Action: ["connect:GetFederationToken", "connect:List*"] }), '"connect:List*"'],
        ] as const) {
            expect(findings("role-permissions", roleWith({ permissions: policy(statement) }))).to.deep.equal([
                `token: policy allows ${shown} ${end}`,
            ]);
        }
        const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };
        expect(findings("role-permissions", roleWith({ permissions: policy(token(), deny) }))).to.deep.equal([]);
    });

    it("take the only SAML role of a stack with a Connect instance for its role, even with all rights", () => {
        const stack = [
            ...roleWith({ permissions: policy({ Effect: "Allow", Action: "*", Resource: "*" }) }),
            made("instance", "connect", { identityManagementType: "SAML" }),
        ];
        expect(findings("role-permissions", stack)).to.have.length(1);
        expect(findings("role-permissions", stack.slice(0, 2))).to.deep.equal([]);
    });

    it("tell roles of one name in two accounts apart by what they are made from", () => {
        const [first, second] = ["a", "b"].map((name) =>
            made("role", name, { name: "sso", assumeRolePolicy: policy(saml()) }),
        ) as [Resource, Resource];
        const wide = policy({ Effect: "Allow", Action: "connect:*", Resource: "*" });
        const stack = [
            first,
            second,
            made("rolePolicy", "pa", { role: "sso", policy: policy(token()) }, { links: { role: to(first) } }),
            made("rolePolicy", "pb", { role: "sso", policy: wide }, { links: { role: to(second) } }),
        ];
        expect(findings("role-permissions", stack).map((one) => one.slice(0, 50))).to.deep.equal([
            'pb: policy allows "connect:*" to the role "b", whi',
        ]);
    });

    const others: [string, object, string][] = [
        [
            "the account",
            { ...saml(), Action: "sts:AssumeRole", Principal: { AWS: `${account}:root` } },
            `AWS ${account}:root`,
        ],
        ["everybody", { ...saml(), Principal: "*" }, "*"],
        [
            "another kind of identity provider",
            saml({ Principal: { Federated: "cognito-identity.amazonaws.com" } }),
            "Federated cognito-identity.amazonaws.com",
        ],
        [
            "every SAML provider of the account",
            saml({ Principal: { Federated: `${account}:saml-provider/*` } }),
            `Federated ${account}:saml-provider/*`,
        ],
        [
            "a service beside it",
            saml({ Principal: { Federated: provider, Service: "ec2.amazonaws.com" } }),
            "Service ec2.amazonaws.com",
        ],
    ];
    for (const [title, statement, shown] of others) {
        it(`find ${title} in the trust policy, unless it is listed`, () => {
            const stack = roleWith({ trust: policy(saml(), statement) });
            expect(findings("trust-saml-only", stack)).to.deep.equal([
                `sso: assumeRolePolicy also trusts "${shown}"; remove it, or list it in alsoTrusted`,
            ]);
            expect(findings("trust-saml-only", stack, { alsoTrusted: [shown] })).to.deep.equal([]);
        });
    }

    it("allow the tags and the source identity of a SAML sign-in", () => {
        const tags = saml({ Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"] });
        const trust = policy(tags, { ...saml(), Action: "sts:SetSourceIdentity" });
        expect(findings("trust-saml-only", roleWith({ trust }))).to.deep.equal([]);
    });

    it("ask the rule about SAML:aud for every role that people come to by SAML", () => {
        const stack = roleWith({ trust: policy(saml({ Condition: undefined })) });
        expect(findings("trust-audience", stack).map((one) => one.slice(0, 62))).to.deep.equal([
            "sso: assumeRolePolicy: the condition SAML:aud is missing, so t",
        ]);
    });
});

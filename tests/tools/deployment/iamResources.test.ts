import { expect } from "chai";
import { ciphertext, deploymentOf, entry, type StateEntry } from "../../helpers/stackExport";

const ofCipher = {
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
};
const refresh = "run `pulumi refresh`, then export the stack again";
const boundary = "arn:aws:iam::123456789012:policy/boundary";

describe("A role of a stack", () => {
    const role = (outputs: object = {}, more: StateEntry = {}) =>
        entry("aws:iam/role:Role", "sso", {
            id: "Sso",
            outputs: { arn: "arn:aws:iam::123456789012:role/Sso", name: "Sso", uniqueId: "AROA1", ...outputs },
            ...more,
        });
    const inline = (name: string, policy: unknown, more: StateEntry = {}) =>
        entry("aws:iam/rolePolicy:RolePolicy", name, {
            id: `Sso:${name}`,
            outputs: { name, policy, role: "Sso" },
            ...more,
        });
    const attached = (policyArn: unknown, more: object = {}) =>
        entry("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {
            id: "Sso-2026",
            inputs: { policyArn, role: "arn:aws:iam::123456789012:role/team/sso", ...more },
        });
    const managed = entry("aws:iam/policy:Policy", "boundary", {
        id: boundary,
        outputs: { arn: boundary, policy: '{"managed":1}' },
    });
    const read = (...resources: unknown[]) => deploymentOf(...resources).roles[0];

    it("has IAM's defaults, and no boundary, where the export says nothing of them", () => {
        expect(read(role({ assumeRolePolicy: "{}", permissionsBoundary: "" }))).to.deep.equal({
            arn: "arn:aws:iam::123456789012:role/Sso",
            name: "Sso",
            uniqueId: "AROA1",
            trustPolicy: "{}",
            maxSessionDurationSeconds: 3600,
            policies: [],
        });
    });

    const gapOf = (arn: string) => ({
        name: arn,
        document: {
            unreadable: `the document of the managed policy ${arn}`,
            why: "the stack holds its ARN alone",
            supply: `read it into the stack with \`aws.iam.Policy.get("<a name>", "${arn}")\`, run \`pulumi up\`, then export the stack again`,
        },
    });
    const awsManaged = "arn:aws:iam::aws:policy/AmazonConnect_FullAccess";
    const cases: [what: string, resources: StateEntry[], policies: object[]][] = [
        ["a resource of its own", [role(), inline("a", "{}")], [{ name: "a", document: "{}" }]],
        [
            "a resource that names it in its id alone",
            [role(), inline("a", "{}", { outputs: { policy: "{}", role: ciphertext } })],
            [{ name: "a", document: "{}" }],
        ],
        ["a resource of another role", [role(), inline("a", "{}", { id: "x:a", outputs: { role: "other" } })], []],
        [
            "the role itself, where the program writes them there",
            [
                role(
                    { inlinePolicies: [{ name: "a", policy: "{}" }, {}, { policy: { Version: "2012-10-17" } }] },
                    { inputs: { inlinePolicies: [{ name: "a", policy: "{}" }, { policy: "{}" }] } },
                ),
            ],
            [
                { name: "a", document: "{}" },
                { name: "inlinePolicies[2]", document: '{"Version":"2012-10-17"}' },
            ],
        ],
        [
            "a resource of its own before the role's older copy",
            [role({ inlinePolicies: [{ name: "a", policy: "old" }] }), inline("a", "new")],
            [{ name: "a", document: "new" }],
        ],
        [
            "the role itself, as a secret",
            [role({ inlinePolicies: [{ name: "a", policy: ciphertext }] })],
            [{ name: "a", document: { unreadable: "the inline policies of the IAM role sso", ...ofCipher } }],
        ],
        [
            "the role itself, all of them secret",
            [role({ inlinePolicies: ciphertext, managedPolicyArns: ciphertext })],
            [
                {
                    name: "inlinePolicies",
                    document: { unreadable: "the inline policies of the IAM role sso", ...ofCipher },
                },
                {
                    name: "managedPolicyArns",
                    document: { unreadable: "the attached policies of the IAM role sso", ...ofCipher },
                },
            ],
        ],
        [
            "the role itself, in an odd form",
            [role({ inlinePolicies: [{ name: "a", policy: 7 }], managedPolicyArns: [7] })],
            [
                {
                    name: "a",
                    document: {
                        unreadable: "an inline policy of the IAM role sso",
                        why: "the export holds a number there, where a JSON document belongs",
                        supply: refresh,
                    },
                },
                {
                    name: "managedPolicyArns",
                    document: {
                        unreadable: "the attached policies of the IAM role sso",
                        why: "the export holds something else there than a list of ARNs",
                        supply: refresh,
                    },
                },
            ],
        ],
        [
            "an attachment, once, whose document is in the stack",
            [managed, role({ managedPolicyArns: [boundary] }), attached(boundary)],
            [{ name: boundary, document: '{"managed":1}' }],
        ],
        ["an attachment whose document is not in the stack", [role(), attached(boundary)], [gapOf(boundary)]],
        [
            "an attachment of AWS's own",
            [role(), attached(awsManaged)],
            [
                {
                    name: awsManaged,
                    document: {
                        unreadable: `the document of the managed policy ${awsManaged}`,
                        why: "it is AWS's own, and the stack holds its ARN alone",
                        supply: `read it into the stack with \`aws.iam.Policy.get("<a name>", "${awsManaged}")\`, run \`pulumi up\`, then export the stack again`,
                    },
                },
            ],
        ],
        [
            "an attachment whose ARN is a secret",
            [role(), attached(ciphertext)],
            [
                {
                    name: "attached",
                    document: { unreadable: "the policy of the role policy attachment attached", ...ofCipher },
                },
            ],
        ],
        [
            "an attachment to several roles",
            [
                managed,
                role(),
                entry("aws:iam/policyAttachment:PolicyAttachment", "p", {
                    inputs: { roles: ["other", "Sso"], policyArn: boundary },
                }),
            ],
            [{ name: boundary, document: '{"managed":1}' }],
        ],
    ];
    for (const [what, resources, policies] of cases) {
        it(`has the policies that come from ${what}`, () => {
            expect(read(...resources)?.policies).to.deep.equal(policies);
        });
    }

    it("is what the program owns, where it reads it, too", () => {
        const copy = role({ assumeRolePolicy: "{}" }, { external: true });
        const owned = role({ assumeRolePolicy: "{1}" });
        const trust = (...resources: StateEntry[]) => deploymentOf(...resources).roles.map((it) => it.trustPolicy);
        expect([trust(copy, owned), trust(owned, copy), trust(copy, copy)]).to.deep.equal([["{1}"], ["{1}"], ["{}"]]);
    });

    it("has its permissions boundary, and the document where the stack holds it", () => {
        expect([
            read(managed, role({ permissionsBoundary: boundary }))?.permissionsBoundary,
            read(role({ permissionsBoundary: boundary }))?.permissionsBoundary,
            read(role({ permissionsBoundary: ciphertext }))?.permissionsBoundary,
        ]).to.deep.equal([
            { name: boundary, document: '{"managed":1}' },
            gapOf(boundary),
            {
                name: "the permissions boundary",
                document: { unreadable: "the permissions boundary of the IAM role sso", ...ofCipher },
            },
        ]);
    });
});

describe("A SAML provider of a stack", () => {
    const id = "arn:aws:iam::123456789012:saml-provider/sso";
    const provider = (samlMetadataDocument: string, more: StateEntry = {}) =>
        entry("aws:iam/samlProvider:SamlProvider", "sso", { id, outputs: { samlMetadataDocument }, ...more });

    it("is what the program owns, where it reads it, too", () => {
        const copy = provider("old", { external: true });
        const owned = [{ arn: id, metadataDocument: "new" }];
        expect(
            [deploymentOf(copy, provider("new")), deploymentOf(provider("new"), copy)].map((it) => it.samlProviders),
        ).to.deep.equal([owned, owned]);
    });
});

import { expect } from "chai";
import { readDeployments } from "../../../tools/deployment/readDeployment";
import { ciphertext, deploymentOf, entry, type StateEntry, stackOf, urnOf } from "../../helpers/stackExport";

const ofCipher = {
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
};
const [one, two] = ["123456789012", "210987654321"];

const by = (provider: string) => ({ provider: `${urnOf("pulumi:providers:aws", provider)}::id` });
const providerNamed = (name: string, inputs: object) => entry("pulumi:providers:aws", name, { id: "id", inputs });
const role = (account: string, provider: string, more: StateEntry = {}) =>
    entry("aws:iam/role:Role", `sso-${account}`, {
        id: "Sso",
        outputs: { arn: `arn:aws:iam::${account}:role/Sso`, name: "Sso", uniqueId: "AROA1" },
        ...by(provider),
        ...more,
    });
const inline = (name: string, provider: string, more: StateEntry = {}) =>
    entry("aws:iam/rolePolicy:RolePolicy", `${name}-${provider}`, {
        id: `Sso:${name}`,
        outputs: { name, policy: `"${name} by ${provider}"`, role: "Sso" },
        ...by(provider),
        ...more,
    });
const attachment = (more: StateEntry) =>
    entry("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", { ...by("p"), ...more });
const instance = (account: string, provider: string) =>
    entry("aws:connect/instance:Instance", account, {
        id: account,
        outputs: { arn: `arn:aws:connect:eu-central-1:${account}:instance/${account}` },
        ...by(provider),
    });
const doc = (name: string, provider: string) => ({ name, document: `"${name} by ${provider}"` });
const unclear = (name: string, provider: string, account: string) => ({
    name: `${name}-${provider}`,
    document: {
        unreadable: `whether the role policy ${name}-${provider} is for the IAM role sso-${account}`,
        why: "several accounts have a role of this name, and nothing says in which of them the policy is",
        supply: `set \`allowedAccountIds\` of the aws provider ${provider} to its account, run \`pulumi up\`, then export the stack again`,
    },
});

const leftBehind = (unreadable: string) => ({
    unreadable,
    why: "it was replaced, and counts until it is deleted",
    supply: "run `pulumi up` to the end, then export the stack again",
});

/** The policies of the roles, by account. */
const read = (...resources: StateEntry[]) => policiesIn(deploymentOf(...resources));
const policiesIn = ({ roles }: ReturnType<typeof deploymentOf>) =>
    Object.fromEntries(roles.map(({ arn, policies }) => [String(arn).split(":")[4], policies]));

describe("A policy of a stack", () => {
    const cases: [what: string, resources: StateEntry[], policies: Record<string, object[]>][] = [
        [
            "of the only role of its name, made by a provider for another Region or of another version",
            [role(one, "default_7_48_0"), inline("a", "default_7_47_0"), inline("b", "frankfurt")],
            { [one]: [doc("a", "default_7_47_0"), doc("b", "frankfurt")] },
        ],
        [
            "of the only role of its name, beside one that the role's own provider made",
            [role(one, "p"), inline("a", "p"), inline("b", "q")],
            { [one]: [doc("a", "p"), doc("b", "q")] },
        ],
        [
            "of another account, by what its provider has made, though its role is not in the stack",
            [role(one, "p"), instance(two, "q"), inline("a", "q")],
            { [one]: [] },
        ],
        [
            "of the only role of its name, whose provider has made something that bears the account of others",
            [
                role(one, "p"),
                entry("aws:sns/topicSubscription:TopicSubscription", "s", {
                    ...{ outputs: { arn: `arn:aws:sns:eu-central-1:${two}:topic:1` }, ...by("q") },
                }),
                inline("a", "q"),
            ],
            { [one]: [doc("a", "q")] },
        ],
        [
            "of one of two accounts, by the role that its provider made",
            [role(one, "p"), role(two, "q"), inline("a", "q")],
            { [one]: [], [two]: [doc("a", "q")] },
        ],
        [
            "of one of two accounts, by another resource that its provider made",
            [role(one, "p"), role(two, "q"), instance(one, "r"), inline("a", "r")],
            { [one]: [doc("a", "r")], [two]: [] },
        ],
        [
            "of one of two accounts, by the accounts that its provider is bound to",
            [
                role(one, "p"),
                role(two, "q"),
                providerNamed("r", { allowedAccountIds: `["${two}"]` }),
                inline("a", "r"),
                providerNamed("s", { allowedAccountIds: [one] }),
                inline("b", "s"),
            ],
            { [one]: [doc("b", "s")], [two]: [doc("a", "r")] },
        ],
        [
            "of one of two accounts, by the role that its provider assumes",
            [
                role(one, "p"),
                role(two, "q"),
                providerNamed("r", { assumeRoles: `[{"roleArn":"arn:aws:iam::${two}:role/deploy"}]` }),
                inline("a", "r"),
            ],
            { [one]: [], [two]: [doc("a", "r")] },
        ],
        [
            "of one of two accounts, by its own ARN",
            [
                role(one, "p"),
                role(two, "q"),
                attachment({ ...by("r"), inputs: { role: "Sso", policyArn: `arn:aws:iam::${two}:policy/a` } }),
                entry("aws:iam/policy:Policy", "a", {
                    id: `arn:aws:iam::${two}:policy/a`,
                    outputs: { arn: `arn:aws:iam::${two}:policy/a`, policy: '"a"' },
                }),
            ],
            { [one]: [], [two]: [{ name: `arn:aws:iam::${two}:policy/a`, document: '"a"' }] },
        ],
        [
            "of either of two accounts for all that the stack says, as what can't be told",
            [role(one, "p"), role(two, "q"), inline("a", "r")],
            { [one]: [unclear("a", "r", one)], [two]: [unclear("a", "r", two)] },
        ],
        [
            "of either of two accounts since its provider has made something in both, as what can't be told",
            [role(one, "p"), role(two, "q"), instance(one, "r"), instance(two, "r"), inline("a", "r")],
            { [one]: [unclear("a", "r", one)], [two]: [unclear("a", "r", two)] },
        ],
        [
            "both made and read, as it was made",
            [role(one, "p"), inline("a", "q", { external: true }), inline("a", "p")],
            { [one]: [doc("a", "p")] },
        ],
        [
            "made twice under one name, as what can't be told",
            [role(one, "p"), inline("a", "p"), inline("a", "q")],
            {
                [one]: [
                    {
                        name: "a",
                        document: {
                            unreadable: "the document of the role policy a-q",
                            why: "another resource writes another document under the same name, and the last one counts",
                            supply: "give one of the two another name, run `pulumi up`, then export the stack again",
                        },
                    },
                ],
            },
        ],
        [
            "replaced and not deleted yet, with what to do about it",
            [
                role(one, "p"),
                inline("new", "p"),
                inline("old", "p", { delete: true }),
                attachment({ id: "Sso-1", inputs: { role: "Sso", policyArn: "a" }, delete: true }),
            ],
            {
                [one]: [
                    doc("new", "p"),
                    { ...doc("old", "p"), doubt: leftBehind("the role policy old-p") },
                    {
                        name: "a",
                        document: {
                            unreadable: "the document of the managed policy a",
                            why: "the stack holds its ARN alone",
                            supply: 'read it into the stack with `aws.iam.Policy.get("<a name>", "a")`, run `pulumi up`, then export the stack again',
                        },
                        doubt: leftBehind("the role policy attachment attached"),
                    },
                ],
            },
        ],
        [
            "replaced and not deleted yet, but overwritten by the successor or for another role",
            [
                role(one, "p"),
                inline("a", "p"),
                inline("a", "p", { delete: true }),
                inline("b", "p", { delete: true, id: "Other:b", outputs: { name: "b", role: "Other" } }),
            ],
            { [one]: [doc("a", "p")] },
        ],
        [
            "for a role in ciphertext, by its id",
            [
                role(one, "p"),
                attachment({ id: "Sso-20261124080221123400000001", inputs: { role: ciphertext, policyArn: "a" } }),
                inline("b", "p", { outputs: { name: "b", policy: '"b by p"', role: ciphertext } }),
                inline("c", "p", { id: "Other:c", outputs: { name: "c", policy: "{}", role: ciphertext } }),
            ],
            {
                [one]: [
                    doc("b", "p"),
                    {
                        name: "a",
                        document: {
                            unreadable: "the document of the managed policy a",
                            why: "the stack holds its ARN alone",
                            supply: 'read it into the stack with `aws.iam.Policy.get("<a name>", "a")`, run `pulumi up`, then export the stack again',
                        },
                    },
                ],
            },
        ],
        [
            "for a role in ciphertext, of every role of its account where the id says nothing",
            [
                role(one, "p"),
                role(two, "q"),
                attachment({ id: "terraform-1", inputs: { role: ciphertext, policyArn: "a" } }),
            ],
            {
                [one]: [
                    {
                        name: "attached",
                        document: { unreadable: "the role of the role policy attachment attached", ...ofCipher },
                    },
                ],
                [two]: [],
            },
        ],
        ...[ciphertext, ["Other", ciphertext]].map((roles): (typeof cases)[number] => [
            `for roles of which ${roles === ciphertext ? "all are" : "one is"} ciphertext, of every role`,
            [role(one, "p"), entry("aws:iam/policyAttachment:PolicyAttachment", "many", { inputs: { roles } })],
            {
                [one]: [
                    {
                        name: "many",
                        document: { unreadable: "the roles of the policy attachment many", ...ofCipher },
                    },
                ],
            },
        ]),
        [
            "for roles that can be read, beside one that is ciphertext",
            [
                role(one, "p"),
                entry("aws:iam/policy:Policy", "a", { id: "a", outputs: { policy: '"a"' } }),
                entry("aws:iam/policyAttachment:PolicyAttachment", "many", {
                    inputs: { roles: ["Sso", ciphertext], policyArn: "a" },
                }),
            ],
            {
                [one]: [
                    { name: "a", document: '"a"' },
                    {
                        name: "many",
                        document: { unreadable: "the roles of the policy attachment many", ...ofCipher },
                    },
                ],
            },
        ],
    ];
    for (const [what, resources, policies] of cases) {
        it(`is read where it is ${what}`, () => {
            expect(read(...resources)).to.deep.equal(policies);
        });
    }

    it("is the role's where another stack makes it", () => {
        const other = { ...inline("a", "q"), urn: "urn:pulumi:dev::other::aws:iam/rolePolicy:RolePolicy::a" };
        const exports = [stackOf(role(one, "p")), stackOf(other)].map((exported, index) => ({
            ...{ exported, source: `stack ${index}` },
        }));
        expect(policiesIn(readDeployments(exports, {}))).to.deep.equal({ [one]: [doc("a", "q")] });
    });
});

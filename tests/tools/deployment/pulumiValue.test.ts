import { expect } from "chai";
import { ciphertext, deploymentOf, entry, shown, signed } from "../../helpers/stackExport";

const cipher = {
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
};
const refresh = "run `pulumi refresh`, then export the stack again";
const unknown = {
    why: "Pulumi does not know it before the next update",
    supply: "run `pulumi up` to the end, then export the stack again",
};

describe("A value of a state", () => {
    const document = (value: unknown) =>
        deploymentOf(entry("aws:iam/samlProvider:SamlProvider", "sso", { outputs: { samlMetadataDocument: value } }))
            .samlProviders[0]?.metadataDocument;

    const odd: [what: string, value: unknown, gap: { why: string; supply: string }][] = [
        ["that is a secret", ciphertext, cipher],
        ["within a shown secret that is a secret itself", shown(ciphertext), cipher],
        [
            "that is a broken secret",
            { ...shown(1), plaintext: "{" },
            { why: "the export holds it as a secret whose text is not JSON", supply: refresh },
        ],
        ["that was not known", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", unknown],
        ["that is a secret, and was not known", shown("04da6b54-80e4-46f7-96ec-b56ff0331ba9"), unknown],
        ["that is an output without a value", signed("d0e6a833031e9bbcd3f4e8bde6ca49a4", { secret: true }), unknown],
        [
            "that is an asset",
            signed("c44067f5952c0a294b673a41bacd8c17", { text: "<xml/>" }),
            { why: "the export holds an asset there", supply: refresh },
        ],
        [
            "that is an archive",
            signed("0def7320c3a5731c473e5ecbe6d01bc7"),
            { why: "the export holds an archive there", supply: refresh },
        ],
        [
            "that is a resource",
            signed("5cf8f73096256a8f31e491e813e4eb8e"),
            { why: "the export holds a reference to a resource there", supply: refresh },
        ],
        [
            "of a kind that Pulumi has not got yet",
            signed("toString"),
            { why: "the export holds a value of an unknown kind there", supply: refresh },
        ],
        ["that is missing", undefined, { why: "the export does not have it", supply: refresh }],
        ["that is null", null, { why: "the export does not have it", supply: refresh }],
        [
            "of another type",
            shown(["hush"]),
            { why: "the export holds a list there, where a text belongs", supply: refresh },
        ],
    ];
    for (const [what, value, gap] of odd) {
        it(`${what} is unreadable, with what supplies it`, () => {
            expect(document(value)).to.deep.equal({
                unreadable: "the metadata document of the SAML provider sso",
                ...gap,
            });
        });
    }

    for (const [what, value] of [
        ["as it is", "<xml/>"],
        ["of a shown secret", shown("<xml/>")],
        ["of a secret within a secret", shown(shown("<xml/>"))],
        ["of an output that is known", signed("d0e6a833031e9bbcd3f4e8bde6ca49a4", { value: "<xml/>" })],
    ] as const) {
        it(`${what} is read`, () => {
            expect(document(value)).to.equal("<xml/>");
        });
    }

    it("comes from the inputs where the outputs do not have it", () => {
        const { samlProviders } = deploymentOf(
            entry("aws:iam/samlProvider:SamlProvider", "sso", {
                inputs: { arn: "input", samlMetadataDocument: "input" },
                outputs: { arn: "output" },
            }),
        );
        expect(samlProviders).to.deep.equal([{ arn: "output", metadataDocument: "input" }]);
    });

    it("is unreadable where all outputs are one secret, and readable where that is shown", () => {
        const outputs = { arn: "the ARN", samlMetadataDocument: "<xml/>" };
        const read = (value: unknown) =>
            deploymentOf(entry("aws:iam/samlProvider:SamlProvider", "sso", { outputs: value })).samlProviders;
        expect([read(ciphertext), read(shown(outputs))]).to.deep.equal([
            [
                {
                    arn: { unreadable: "the ARN of the SAML provider sso", ...cipher },
                    metadataDocument: { unreadable: "the metadata document of the SAML provider sso", ...cipher },
                    uuid: { unreadable: "the sign-in URL id of the SAML provider sso", ...cipher },
                },
            ],
            [{ arn: "the ARN", metadataDocument: "<xml/>" }],
        ]);
    });

    const user = (more: object) =>
        deploymentOf(
            entry("aws:connect/user:User", "alice", {
                outputs: { name: "alice", instanceId: "i", userId: "u", ...more },
            }),
        ).connectUsers[0]?.securityProfileIds;

    it("is read where an element of a list is a shown secret", () => {
        expect(user({ securityProfileIds: ["a", shown("b")] })).to.deep.equal(["a", "b"]);
    });

    for (const [what, list, gap] of [
        ["an element of a list is a secret", ["a", ciphertext], cipher],
        [
            "an element of a list has another type",
            ["a", 1],
            { why: "the export holds a list there, where a list of texts belongs", supply: refresh },
        ],
    ] as const) {
        it(`is unreadable as a whole where ${what}`, () => {
            expect(user({ securityProfileIds: list })).to.deep.equal({
                unreadable: "the security profiles of the Connect user alice",
                ...gap,
            });
        });
    }

    const trust = (assumeRolePolicy: unknown) =>
        deploymentOf(entry("aws:iam/role:Role", "sso", { inputs: { assumeRolePolicy } })).roles[0]?.trustPolicy;

    it("that is a document as an object becomes its JSON", () => {
        expect(trust({ Version: shown("2012-10-17"), Statement: [{ Effect: "Allow" }] })).to.equal(
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}',
        );
    });

    it("that is a document with a secret in it is unreadable", () => {
        expect(trust({ Statement: [{ Principal: ciphertext }] })).to.deep.equal({
            unreadable: "the trust policy of the IAM role sso",
            ...cipher,
        });
    });

    it("that is a document of endless depth is unreadable", () => {
        const deep = Array.from({ length: 5000 }).reduce((inner: object) => ({ inner }), {});
        expect(trust(deep)).to.deep.equal({
            unreadable: "the trust policy of the IAM role sso",
            why: "the export nests it more than 100 levels deep",
            supply: refresh,
        });
    });
});

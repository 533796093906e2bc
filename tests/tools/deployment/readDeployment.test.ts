import { expect } from "chai";
import { connectSsoCommand } from "../../../rules/commandLine";
import { DeploymentUnreadable } from "../../../tools/deployment/readDeployment";
import { readDeployment } from "../../helpers/readDeployment";
import { deploymentOf, entry, stackOf, urnOf } from "../../helpers/stackExport";

describe("The reader of deployments", () => {
    const write = "write the output of `pulumi stack export` to a file and give that";
    const nothing =
        "under resources: nothing is deployed there; run `pulumi up` first, or write the name of another stack";
    const must = "dev.json must be what `pulumi stack export` prints, got";
    const refused: [what: string, content: unknown, message: string][] = [
        ["nothing", null, `${must} nothing; ${write}`],
        ["a text", "sso", `${must} a text; ${write}`],
        ["a list", [1], `${must} a list; ${write}`],
        ["an empty object", {}, `${must} an empty object; ${write}`],
        [
            "a directory",
            { tenantId: "t", users: [{ userPrincipalName: "alice@contoso.example" }] },
            `${must} people of a directory; give that file as the directory (--directory), and ${write} as the deployment`,
        ],
        [
            "a list of people",
            [{ userPrincipalName: "alice@contoso.example" }],
            `${must} people of a directory; give that file as the directory (--directory), and ${write} as the deployment`,
        ],
        [
            "a preview",
            { config: {}, steps: [], changeSummary: {} },
            `${must} what \`pulumi preview --json\` prints, which says what would be, not what is; ${write}`,
        ],
        [
            "a Terraform state",
            { version: 4, terraform_version: "1.9.0", resources: [] },
            `${must} a state of Terraform, which is not modelled; import the resources into a Pulumi stack and ${write}`,
        ],
        [
            "a HAR file",
            { log: { entries: [] } },
            `${must} what looks like a HAR file; explain it with \`${connectSsoCommand("explain FILE")}\`, or ${write}`,
        ],
        [
            "the inner part of an export",
            { manifest: {}, resources: [] },
            `${must} the inner part of an export; give the whole of it, with the line "deployment", as \`pulumi stack export\` prints it`,
        ],
        [
            "the outputs of a stack",
            { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 },
            `${must} an object with the keys "a", "b", "c", "d" and "e" and 1 more; ${write}`,
        ],
        [
            "a stack without a deployment",
            { version: 3, deployment: null },
            `dev.json must hold the resources of a stack, got nothing ${nothing}`,
        ],
        [
            "an empty checkpoint",
            { checkpoint: { latest: null } },
            `dev.json must hold the resources of a stack, got nothing ${nothing}`,
        ],
        [
            "a stack that was destroyed",
            { version: 3, deployment: { manifest: {} } },
            `dev.json must hold the resources of a stack, got nothing ${nothing}`,
        ],
        [
            "a stack without resources",
            stackOf(),
            `dev.json must hold the resources of a stack, got an empty list ${nothing}`,
        ],
        [
            "resources that are no list",
            { deployment: { resources: { a: 1 } } },
            `dev.json must hold the resources of a stack, got an object ${nothing}`,
        ],
    ];
    for (const [what, content, message] of refused) {
        it(`refuses ${what}, and says what to write`, () => {
            expect(() => readDeployment(content, { source: "dev.json" }))
                .to.throw(DeploymentUnreadable)
                .with.property("message", message);
        });
    }

    const roleNamed = (name: string, more = {}) =>
        entry("aws:iam/role:Role", name, { id: name, outputs: { name, arn: `arn:aws:iam::1:role/${name}` }, ...more });

    it("passes over what a replacement left behind, and keeps what was only read", () => {
        const { roles, notModelled } = deploymentOf(
            roleNamed("old", { delete: true }),
            roleNamed("read", { external: true }),
            roleNamed("new"),
            roleNamed("gone", { pendingReplacement: true }),
        );
        expect({ names: roles.map(({ name }) => name), notModelled }).to.deep.equal({
            names: ["read", "new"],
            notModelled: ['aws:iam/role:Role "gone", which a replacement has deleted and not made again yet'],
        });
    });

    it("keeps a SAML provider that a replacement left behind, as long as no other has its ARN", () => {
        const provider = (name: string, more = {}) =>
            entry("aws:iam/samlProvider:SamlProvider", "sso", {
                id: name,
                outputs: { arn: name, samlMetadataDocument: "" },
                ...more,
            });
        const { samlProviders } = deploymentOf(
            provider("old", { delete: true }),
            provider("same", { delete: true }),
            provider("same"),
        );
        expect(samlProviders.map(({ arn }) => arn)).to.deep.equal(["same", "old"]);
    });

    it("lists entries that are no resource, and reads the others", () => {
        const { roles, notModelled } = deploymentOf(17, null, { type: "aws:iam/role:Role" }, roleNamed("sso"));
        expect({ names: roles.map(({ name }) => name), notModelled }).to.deep.equal({
            names: ["sso"],
            notModelled: [0, 1, 2].map((index) => `entry ${index} of resources, which has no urn`),
        });
    });

    it("takes type and name from the URN, colons in the name included", () => {
        const { roles } = deploymentOf({
            urn: `${urnOf("my:index:Site$aws:iam/role:Role", "a")}::b`,
            outputs: { arn: 1 },
        });
        expect(roles.map(({ arn }) => arn)).to.deep.equal([
            {
                unreadable: 'the ARN of the IAM role "a::b"',
                why: "the export holds a number there, where a text belongs",
                supply: "run `pulumi refresh`, then export the stack again",
            },
        ]);
    });

    it("lists what bears on sign-in and is outside the model, and nothing else", () => {
        const group = "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53";
        const { notModelled } = deploymentOf(
            entry("aws:s3/bucket:Bucket", "logs"),
            entry("azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy", "mfa"),
            entry("aws-native:iam:Role", "sso"),
            entry("aws-native:connect:User", "alice"),
            entry("aws-native:connect:Queue", "sales"),
            entry("aws:organizations/policy:Policy", "guard"),
            entry("azuread:index/servicePrincipal:ServicePrincipal", "sso", {
                id: "/servicePrincipals/f19e1369",
                outputs: { objectId: "f19e1369", clientId: "5ad8a355" },
            }),
            entry("azuread:index/appRoleAssignment:AppRoleAssignment", "agents", {
                outputs: { principalObjectId: group, resourceObjectId: "f19e1369" },
            }),
            entry("azuread:index/group:Group", "agents", { outputs: { objectId: group } }),
            entry("azuread:index/groupMember:GroupMember", "alice", { inputs: { groupObjectId: group } }),
            entry("azuread:index/group:Group", "others", { outputs: { objectId: "d94e0a7b" } }),
            entry(
                "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
                "2026",
                { inputs: { servicePrincipalId: "/servicePrincipals/another" } },
            ),
        );
        expect(notModelled).to.deep.equal([
            'azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy "mfa"',
            'aws-native:iam:Role "sso"',
            'aws-native:connect:User "alice"',
            'aws:organizations/policy:Policy "guard"',
            'azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate "2026", of a service principal that the stack does not hold',
        ]);
    });

    it("lists where an update was interrupted", () => {
        const exported = stackOf(roleNamed("sso"));
        Object.assign(exported.deployment, {
            pending_operations: [
                { resource: roleNamed("second"), type: "creating" },
                { resource: entry("aws:s3/bucket:Bucket", "logs"), type: "creating" },
                { resource: entry("aws-native:iam:Role", "native") },
                null,
            ],
        });
        expect(readDeployment(exported, { source: "dev" }).notModelled).to.deep.equal([
            'aws:iam/role:Role "second", which an interrupted update left creating',
            'aws-native:iam:Role "native", which an interrupted update left changing',
        ]);
    });
});

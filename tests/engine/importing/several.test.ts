import { expect } from "chai";
import { type EngineStack, makeStack } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { type Importer, makeImporter } from "../../helpers/importer";

const config = { "aws:region": "eu-central-1", identifier: "other" };
const assignments = "azuread:index/appRoleAssignment:AppRoleAssignment";
const group = "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53";
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("several components in one program", () => {
    let importer: Importer;
    let stack: EngineStack;
    before(async () => {
        importer = await makeImporter("tests/importers/several");
        stack = await makeStack({ program: importer.folder, config });
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    for (const identifier of ["default", "output"]) {
        it(`are refused in preview when two have one identifier (${identifier})`, async () => {
            stack.configure({ ...config, identifier });
            const run = await stack.preview();
            expect(run.code).not.to.equal(0);
            expect(run.output).to.include(
                'identifier is the same as that of ConnectSso "sso", got "urn:amazon:webservices"',
            );
        });
    }

    it("may have one identifier in two tenants", async () => {
        stack.configure({ ...config, identifier: "default", otherTenant: "72f988bf-0000-4000-8000-2d7cd011db47" });
        expectSuccess(await stack.preview());
    });

    it("are refused in words when two have one name under the same parents", async () => {
        stack.configure({ ...config, twins: true });
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.output).to.match(/EntraSamlApp "wiki" can't be deployed:\n +- This program already has a component/);
    });

    it("deploy under parents, names and Regions of the importer's own, and leave nothing to change", async () => {
        stack.configure(config);
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        const { first, second, userObjectIds } = await stack.outputs();
        const { userIds, entityId, samlMetadataDocument, servicePrincipalId, servicePrincipalObjectId, roleArn } =
            first as Record<string, string> & { userIds: Record<string, string> };
        expect(Object.keys(userIds as object)).to.deep.equal(["admin@contoso.example"]);
        expect(servicePrincipalObjectId).to.match(guid);
        expect(servicePrincipalId).to.equal(`/servicePrincipals/${servicePrincipalObjectId}`);
        expect(entityId).to.match(/^https:\/\/sts\.windows\.net\//);
        expect(samlMetadataDocument).to.include(`entityID="${entityId}"`);
        expect([roleArn, (second as { roleArn: string }).roleArn]).to.deep.equal([
            "arn:aws:iam::123456789012:role/several-test",
            "arn:aws:iam::123456789012:role/several-test-sso",
        ]);
        expect(userObjectIds).to.deep.equal({ "alice@contoso.example": "4d9a6f30-71b8-4c2e-a5d3-0f8c2b9e6714" });
    });

    it("change nothing when the component around them gets another name and an alias", async () => {
        stack.configure({ ...config, renamed: "hamburg" });
        expectSuccess(await stack.preview("--expect-no-changes"));
    });

    it("have the tags and transforms that the importer gave them", async () => {
        const { resources = [] } = await stack.export();
        const tagged = resources.filter(
            ({ type, urn }) => /:(Site|Branch)\$/.test(urn) && /:(Instance|SamlProvider|Role)$/.test(type),
        );
        expect(tagged.map(({ inputs }) => (inputs?.tags as { team: string } | undefined)?.team).sort()).to.deep.equal(
            ["berlin", "boston"].flatMap((team) => [team, team, team]),
        );
        const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
        expect(roles.map(({ inputs }) => inputs?.description === "Transformed").sort()).to.deep.equal([
            false,
            false,
            true,
        ]);
    });

    const refused: [part: string, change: object, texts: string[]][] = [
        [
            "app",
            { replyUrl: "https://wiki.contoso.example/other", appRoleAssignmentRequired: true },
            ["replyUrl can't change from", "appRoleAssignmentRequired can't change from false to true"],
        ],
        [
            "federation",
            { issuer: "https://idp.contoso.example/", maxSessionDurationSeconds: 3600, region: "us-west-2" },
            [
                "issuer can't change from nothing to",
                "maxSessionDurationSeconds can't change from 43200 to 3600",
                'region can\'t change from "eu-central-1" to "us-west-2"',
            ],
        ],
        ["claims", { sessionDurationSeconds: 7200 }, ["sessionDurationSeconds can't change from 3600 to 7200"]],
        [
            "assignments",
            { groups: { agents: "3e9b5a14-0d7c-4f68-9b21-6a8f4c0d2e75", staff: group } },
            ["groups.agents can't change from"],
        ],
    ];
    for (const [part, change, texts] of refused) {
        it(`refuse each alone what would lock people out (${part})`, async () => {
            stack.configure({ ...config, changed: { [part]: change } });
            const run = await stack.preview();
            expect(run.code, run.output).not.to.equal(0);
            for (const text of texts) {
                expect(run.output).to.include(text);
            }
        });
    }

    it("keep the assignments of a user and a group under other names", async () => {
        const before = Object.keys(stack.clouds().azuread?.[assignments] ?? {}).sort();
        stack.changeByHand("azuread", "user", (person) => {
            if (person.userPrincipalName === "alice@contoso.example") {
                person.userPrincipalName = "alice.agent@contoso.example";
            }
        });
        const renamed = { users: ["alice.agent@contoso.example"], groups: { staff: group } };
        stack.configure({ ...config, changed: { assignments: renamed } });
        expectSuccess(await stack.up());
        expect(Object.keys(stack.clouds().azuread?.[assignments] ?? {}).sort()).to.deep.equal(before);
    });
});

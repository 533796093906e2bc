import { expect } from "chai";
import type { SignInReport } from "../../../tools/cli/signIn/report";
import { makeStack } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { makeImporter } from "../../helpers/importer";

const instanceId = "11111111-2222-4333-8444-555555555555";
const account = {
    accountId: "123456789012",
    existing: [
        {
            type: "aws:connect/instance:Instance",
            id: instanceId,
            inputs: {
                identityManagementType: "SAML",
                instanceAlias: "contoso-old",
                inboundCallsEnabled: true,
                outboundCallsEnabled: true,
            },
        },
    ],
};
const region = "eu-central-1";
const agreed = { instanceId, federationName: "connect-sso" };
const users = {
    "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] },
    "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] },
};

describe("examples/twoTeams, Entra and AWS as stacks of two teams", () => {
    it("is whole after one deployment of each: everybody can sign in, and nothing is left to change", async () => {
        const [entraProgram, awsProgram] = [
            await makeImporter("examples/twoTeams/entra"),
            await makeImporter("examples/twoTeams/aws"),
        ];
        const entraConfig = { ...agreed, accountId: account.accountId, region, users: Object.keys(users) };
        const entra = await makeStack({ name: "prod", program: entraProgram.folder, config: entraConfig, account });
        expectSuccess(await entra.up());
        const awsConfig = { "aws:region": region, ...agreed, entraStack: "organization/two-teams-entra/prod", users };
        const aws = await entra.sibling("prod", awsConfig, awsProgram.folder);
        expectSuccess(await aws.up());
        for (const stack of [entra, aws]) {
            expectSuccess(await stack.preview("--expect-no-changes"));
        }
        const other = await aws.exportFile();
        const { stdout, stderr } = await entra.connectSso("sign-in", "--json", "--deployment", other);
        expect(stderr).to.equal("");
        const { signIns } = JSON.parse(stdout) as SignInReport;
        expect(signIns.map(({ user, verdict }) => [user, verdict])).to.deep.equal([
            ["admin@contoso.example", "yes"],
            ["alice@contoso.example", "yes"],
        ]);
        entra.remove();
        entraProgram.remove();
        awsProgram.remove();
    });
});

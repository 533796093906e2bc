import { expect } from "chai";
import type { SignInReport } from "../../../tools/cli/signIn/report";
import { makeStack } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { makeImporter } from "../../helpers/importer";

const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const alice = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const region = { "aws:region": "eu-central-1" };

describe("examples/people, users in a stack beside the federation's", () => {
    it("adds users who can sign in, and leaves the federation's stack as it is", async () => {
        const program = await makeImporter("examples/people");
        const federation = await makeStack({
            name: "prod",
            config: { ...region, instanceAlias: "contoso-many", users: { "admin@contoso.example": admin } },
        });
        expectSuccess(await federation.up());
        const people = await federation.sibling(
            "team",
            {
                ...region,
                federationStack: "organization/connect-entra-sso/prod",
                users: { "alice@contoso.example": alice },
            },
            program.folder,
        );
        expectSuccess(await people.up());
        for (const stack of [federation, people]) {
            expectSuccess(await stack.preview("--expect-no-changes"));
        }
        const { stdout, stderr } = await federation.connectSso(
            ...["sign-in", "--json", "--deployment", await people.exportFile()],
        );
        expect(stderr).to.equal("");
        const { signIns } = JSON.parse(stdout) as SignInReport;
        expect(signIns.map(({ user, verdict }) => [user, verdict])).to.deep.equal([
            ["admin@contoso.example", "yes"],
            ["alice@contoso.example", "yes"],
        ]);
        federation.remove();
        program.remove();
    });
});

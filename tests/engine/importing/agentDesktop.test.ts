import { expect } from "chai";
import { makeStack } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { makeImporter } from "../../helpers/importer";

const config = {
    "aws:region": "eu-central-1",
    instanceAlias: "contoso-desk",
    domainPrefix: "contoso-desk",
    desktopUrl: "https://desktop.contoso.example/",
};

describe("examples/agentDesktop, a user pool beside Connect on one tenant", () => {
    it("is brought up, leaves nothing to change, and people can sign in to both", async () => {
        const program = await makeImporter("examples/agentDesktop");
        const stack = await makeStack({ program: program.folder, config });
        expectSuccess(await stack.preview());
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--refresh", "--expect-no-changes"));
        const { pageConfig } = await stack.outputs();
        expect(Object.keys(pageConfig as object)).to.deep.equal([
            ...["ccpUrl", "clientId", "domain", "identityProvider", "loginUrl", "redirectUri"],
        ]);
        stack.remove();
        program.remove();
    });
});

import { join } from "node:path";
import { expect } from "chai";
import { chooseProviders } from "../../../tools/cli/providers";
import { temporaryFolder } from "../../helpers/folder";

const project = join(__dirname, "..", "..", "..");

describe("--provider", () => {
    const temporary = temporaryFolder();
    const choose = (choice?: string) => chooseProviders({ project }, choice, { PULUMI_HOME: temporary.path("pulumi") });

    it("is the emulated ones unless it says otherwise", () => {
        expect([choose(), choose("azuread=emulated")]).to.deep.equal([{}, {}]);
    });

    it("finds the plugin that the Pulumi CLI has installed, of the SDK's version", () => {
        temporary.write("pulumi/plugins/resource-azuread-v6.9.1/pulumi-resource-azuread", "");
        expect(choose("azuread=real")).to.deep.equal({
            azuread: temporary.path("pulumi/plugins/resource-azuread-v6.9.1/pulumi-resource-azuread"),
        });
    });

    const refused: [string, string][] = [
        ["aws=real", "--provider aws=real: must be azuread=real or azuread=emulated"],
        ["azuread", "--provider azuread: must be azuread=real or azuread=emulated"],
        ["", "--provider : must be azuread=real or azuread=emulated"],
    ];
    for (const [choice, message] of refused) {
        it(`refuses ${JSON.stringify(choice)}`, () => {
            expect(() => choose(choice)).to.throw(message);
        });
    }

    it("says what to install where there is none, or one of another version only", () => {
        temporary.write("pulumi/plugins/resource-azuread-v6.8.0/pulumi-resource-azuread", "");
        const file = temporary.path("pulumi/plugins/resource-azuread-v6.9.1/pulumi-resource-azuread");
        expect(() => choose("azuread=real")).to.throw(
            `--provider azuread=real: there is no ${file}; install it with \`pulumi plugin install resource azuread 6.9.1\``,
        );
    });
});

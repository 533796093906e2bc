import { expect } from "chai";
import type { EngineResource } from "../../tools/cli/stateFile";
import { type EngineStack, makeStack, type Run } from "../helpers/engine";
import { expectEverybodySignsIn, expectSuccess } from "../helpers/federation";
import { type Importer, makeImporter } from "../helpers/importer";
import { notInDirectory } from "../helpers/refusals";

const lastName = "Admin-as-a-secret";
const ada = { firstName: "Ada", securityProfiles: ["Admin"] };
const alice = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const args = {
    instanceAlias: "contoso-berlin",
    users: { "admin@contoso.example": ada, "alice@contoso.example": alice },
};
const config = { "aws:region": "us-east-1", lastName, args };
const componentType = "connect-entra-sso:index:ConnectSso";

/** Expects a refusal with these lines, and without what only the machinery says. */
async function expectRefused(run: () => Promise<Run>, ...lines: string[]): Promise<void> {
    const { code, output } = await run();
    expect(code).not.to.equal(0);
    for (const line of lines) {
        expect(output).to.include(line);
    }
    expect(output).not.to.match(/grpc|rpc error|^\s+at .+:\d+:\d+\)?$/m);
}

describe("the plugin of the packed package constructs components for programs in other languages", () => {
    let importer: Importer;
    let stack: EngineStack;
    before(async () => {
        importer = await makeImporter("tests/importers/plugin");
        const refused = { type: "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy", operation: "create", call: 1 };
        const message = "Could not create Claims Mapping Policy: unexpected status 429";
        const plan = { fail: [{ ...refused, message }], once: true };
        stack = await makeStack({ program: importer.folder, config, plan });
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    it("previews what is not known yet, deploys, tries again what a cloud refused for now, and then changes nothing", async () => {
        expectSuccess(await stack.upAfterPreview());
        expectSuccess(await stack.preview("--expect-no-changes"));
        expect((await stack.outputs()).notChecked).to.deep.equal([]);
        await expectEverybodySignsIn(stack);
    });

    it("gives its resources the parent, the providers and the protection that they should have, and keeps secrets", async () => {
        const exported = await stack.export();
        expect(JSON.stringify(exported)).not.to.include(lastName);
        const resources = (exported.resources ?? []) as (EngineResource & { provider?: string })[];
        const of = (type: string) => resources.filter((it) => it.type === type);
        expect(of("aws:iam/role:Role")[0]?.inputs).to.deep.include({ name: "plugin-test-contoso" });
        const [instance] = of("aws:connect/instance:Instance");
        expect(instance).to.deep.include({ protect: true });
        expect(instance?.urn).to.include(
            "importer:index:Site$connect-entra-sso:index:ConnectSso$connect-entra-sso:index:ConnectInstance$",
        );
        const providers = resources.filter(({ type }) => /^(aws|azuread):/.test(type)).map((it) => it.provider ?? "");
        const names = new Set(providers.map((provider) => provider.split("::")[3]));
        expect([...names].sort()).to.deep.equal(["contoso", "default_6_9_1", "frankfurt"]);
    });

    it("refuses arguments, all at once", async () => {
        stack.configure({ ...config, args: { ...args, instanceAlias: "a", unheardOf: 1 } });
        await expectRefused(
            () => stack.preview(),
            `ConnectSso "contoso" has invalid args:`,
            "- unheardOf is not a known key",
            "- instanceAlias must be 2 to 45 letters",
        );
    });

    it("refuses what a look-up finds", async () => {
        const users = { ...args.users, "nobody@contoso.example": alice };
        stack.configure({ ...config, args: { ...args, users } });
        await expectRefused(
            () => stack.up(),
            `ConnectSso "contoso" can't be deployed:`,
            `users["nobody@contoso.example"] ${notInDirectory("nobody@contoso.example")}`,
        );
    });

    it("refuses a change that ends people's sign-in, by a hook", async () => {
        stack.configure({ ...config, args: { ...args, instanceAlias: "contoso-munich" } });
        await expectRefused(
            () => stack.up(),
            `ConnectSso "contoso" can't be deployed like this. Nothing was changed:`,
            `instanceAlias can't change from "contoso-berlin" to "contoso-munich"`,
        );
    });

    it("refuses to leave out a user, by a hook", async () => {
        stack.configure({ ...config, args: { ...args, users: { "admin@contoso.example": ada } } });
        const before = stack.clouds();
        await expectRefused(() => stack.up(), `users["alice@contoso.example"] is missing`);
        expect(stack.clouds()).to.deep.equal(before);
    });

    it("says itself why it refuses a deletion at the end of the run, when the component is made already", async () => {
        stack.configure({ ...config, args: { ...args, users: { "admin@contoso.example": ada } } });
        const exported = await stack.export();
        // As after an interrupted run: then only the guards of single resources refuse.
        const resources = (exported.resources ?? []) as EngineResource[];
        const torn = resources.map((it) => (it.type === componentType ? { ...it, outputs: {} } : it));
        await stack.import({ version: 3, deployment: { ...exported, resources: torn } });
        await expectRefused(
            () => stack.up(),
            `ConnectSso "contoso" would delete a Connect user:`,
            `users["alice@contoso.example"] is missing`,
        );
    });

    it("names the components that it has for a type that it has not", async () => {
        stack.configure({ ...config, type: "ConnectSSO" });
        await expectRefused(
            () => stack.preview(),
            `has no component "connect-entra-sso:index:ConnectSSO"`,
            "ConnectUsers",
        );
    });
});

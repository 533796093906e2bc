import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { cloudsFolder } from "../../tools/cli/cloudStores";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectSuccess } from "../helpers/federation";

/** What the first version of the components deployed: its configuration, `pulumi stack export`, and the clouds' journals. */
interface FirstVersion {
    config: Record<string, unknown> & { groups: string[] };
    export: unknown;
    clouds: Record<string, string[]>;
}

describe("a stack that the first version of the components deployed", () => {
    let stack: EngineStack;
    before(async () => {
        const file = join(__dirname, "fixtures", "firstVersion.json.gz");
        const first = JSON.parse(gunzipSync(readFileSync(file)).toString()) as FirstVersion;
        // As it was: that version had no signingCertificate, and no deployment that makes Entra sign.
        const signing = { signingCertificate: "2026", certificateActivation: false };
        stack = await makeStack({
            config: { ...first.config, groups: { agents: first.config.groups[0] }, ...signing },
        });
        for (const [cloud, journal] of Object.entries(first.clouds)) {
            const folder = join(cloudsFolder(stack.home), cloud);
            mkdirSync(folder, { recursive: true });
            writeFileSync(join(folder, "journal.jsonl"), journal.join("\n"));
        }
        await stack.import(first.export);
    });
    after(() => stack.remove());

    it("previews with changes of components' inputs only, and then has nothing to change", async () => {
        const steps = (await stack.steps()).filter(({ op }) => op !== "same");
        expect(steps.map(({ op, type }) => `${op} ${type}`).sort()).to.deep.equal([
            "update connect-entra-sso:index:AwsSamlFederation",
            "update connect-entra-sso:index:ConnectInstance",
            "update connect-entra-sso:index:ConnectSso",
            "update connect-entra-sso:index:ConnectUsers",
            "update connect-entra-sso:index:EntraAwsClaims",
            "update connect-entra-sso:index:EntraSamlApp",
        ]);
        const before = stack.clouds();
        expectSuccess(await stack.up());
        expect(stack.clouds()).to.deep.equal(before);
        expectSuccess(await stack.preview("--expect-no-changes"));
    });
});

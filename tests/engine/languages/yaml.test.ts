import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { expectSuccess } from "../../helpers/federation";
import { type Importer, makeImporter } from "../../helpers/importer";
import { describeWith } from "../../helpers/languages";
import { notInDirectory } from "../../helpers/refusals";

describeWith(["yaml"], "examples/yaml, with the plugin of the packed package", () => {
    let importer: Importer;
    before(async () => {
        importer = await makeImporter("examples/yaml");
    });
    after(() => importer.remove());

    it("previews, deploys, then has nothing to change, and everybody can sign in", async () => {
        const run = await importer.connectSso("rehearse");
        expectSuccess(run);
        expect(run.output)
            .to.include("2 of 2 can sign in")
            .and.to.match(/Resources:\s+21 unchanged/);
    });

    it("is refused in words, without a trace of the machinery", async () => {
        const program = readFileSync(join(importer.folder, "Pulumi.yaml"), "utf8");
        importer.write("Pulumi.yaml", program.replace("alice@contoso.example", "nobody@contoso.example"));
        const { code, output } = await importer.connectSso("rehearse", "preview");
        expect(code).not.to.equal(0);
        expect(output).to.include(`users["nobody@contoso.example"] ${notInDirectory("nobody@contoso.example")}`);
        expect(output).not.to.match(/grpc|rpc error|^\s+at .+:\d+:\d+\)?$/m);
    });
});

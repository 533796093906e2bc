import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { finished, type Run } from "../../helpers/engine";
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

    /** Runs `npx connect-sso` in the project. */
    function connectSso(...words: string[]): Promise<Run> {
        const command = join(
            importer.folder,
            "node_modules",
            "connect-entra-sso",
            "dist",
            "tools",
            "cli",
            "connect-sso.js",
        );
        const env = { ...process.env, NO_COLOR: "1" };
        return finished(spawn(process.execPath, [command, ...words], { cwd: importer.folder, env }));
    }

    it("previews, deploys, then has nothing to change, and everybody can sign in", async () => {
        const run = await connectSso("rehearse");
        expectSuccess(run);
        expect(run.output)
            .to.include("2 of 2 can sign in")
            .and.to.match(/Resources:\s+21 unchanged/);
    });

    it("is refused in words, without a trace of the machinery", async () => {
        const program = readFileSync(join(importer.folder, "Pulumi.yaml"), "utf8");
        importer.write("Pulumi.yaml", program.replace("alice@contoso.example", "nobody@contoso.example"));
        const { code, output } = await connectSso("rehearse", "preview");
        expect(code).not.to.equal(0);
        expect(output).to.include(`users["nobody@contoso.example"] ${notInDirectory("nobody@contoso.example")}`);
        expect(output).not.to.match(/grpc|rpc error|^\s+at .+:\d+:\d+\)?$/m);
    });
});

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type EngineStack, finished, makeStack, type Run } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { type Importer, makeImporter } from "../../helpers/importer";
import { describeWith, installPythonSdk, python } from "../../helpers/languages";
import { notInDirectory } from "../../helpers/refusals";

describeWith(["python", "generator"], "examples/python, with a generated SDK and the Automation API", () => {
    let importer: Importer;
    let stack: EngineStack;
    let sdk: string;
    before(async () => {
        importer = await makeImporter("examples/python");
        sdk = await installPythonSdk(importer.folder);
        stack = await makeStack({ program: importer.folder });
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    function deploy(operation: string): Promise<Run> {
        const env = { ...stack.env, PYTHONPATH: sdk, PYTHONDONTWRITEBYTECODE: "1" };
        return finished(spawn(python, ["deploy.py", operation], { cwd: importer.folder, env }));
    }

    it("deploys, and then has nothing to change", async () => {
        const up = await deploy("up");
        expectSuccess(up);
        expect(up.output).to.match(/People sign in at https:\/\/myapps\.microsoft\.com\/signin\//);
        const preview = await deploy("preview");
        expectSuccess(preview);
        expect(preview.output).to.match(/Resources:\s+21 unchanged/);
    });

    it("is refused with the whole message before Python's own words", async () => {
        const program = readFileSync(join(importer.folder, "__main__.py"), "utf8");
        importer.write("__main__.py", program.replace("alice@contoso.example", "nobody@contoso.example"));
        const { code, output } = await deploy("preview");
        expect(code).not.to.equal(0);
        const [before = ""] = output.split("Traceback");
        expect(before).to.include(`users["nobody@contoso.example"] ${notInDirectory("nobody@contoso.example")}`);
        expect(output).not.to.include("client connection is closing");
    });
});

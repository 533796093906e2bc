import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { typeProblems } from "../../helpers/importer";
import { describeWith, generateSdk, installPythonSdk, python, schema } from "../../helpers/languages";

const checkout = join(__dirname, "..", "..", "..");
const run = promisify(execFile);

describe("generated SDKs", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-sdk-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    describeWith(["generator"], "a generated SDK for Node.js", () => {
        it("has types that hold", async () => {
            const directory = join(folder, "sdk");
            await generateSdk("nodejs", directory);
            symlinkSync(join(checkout, "node_modules"), join(directory, "node_modules"));
            expect(await typeProblems(directory)).to.equal("");
        });
    });

    describeWith(["generator", "python"], "a generated SDK for Python", () => {
        it("can be imported, and has each component", async () => {
            const site = await installPythonSdk(folder);
            const names = Object.keys(schema.resources).map((token) => token.split(":")[2]);
            const program = `from pulumi_connect_entra_sso import ${names.join(", ")}`;
            await run(python, ["-c", program], { env: { ...process.env, PYTHONPATH: site } });
        });
    });

    describeWith(["generator", "go"], "a generated SDK for Go", () => {
        it("passes go vet", async () => {
            const directory = join(folder, "sdk");
            await generateSdk("go", directory);
            const env = { ...process.env, GOWORK: "off" };
            await run("go", ["mod", "tidy"], { cwd: directory, env });
            await run("go", ["vet", "./..."], { cwd: directory, env });
        }).timeout(600_000);
    });
});

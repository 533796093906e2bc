import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Generation, generate } from "../../../tools/rehearsal/engine/packages";
import { typeProblems } from "../../helpers/importer";
import { describeWith, python } from "../../helpers/languages";
import { expect } from "chai";

const checkout = join(__dirname, "..", "..", "..");
const schema: unknown = JSON.parse(readFileSync(join(checkout, "plugin", "schema.json"), "utf8"));
const run = promisify(execFile);

describe("a generated SDK", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-sdk-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    async function make(language: Generation["language"]): Promise<string> {
        const directory = join(folder, language);
        mkdirSync(directory);
        await generate({ language, directory, schema, local: true });
        return directory;
    }

    describeWith(["generator"], "for Node.js", () => {
        it("has types that hold", async () => {
            const directory = await make("nodejs");
            symlinkSync(join(checkout, "node_modules"), join(directory, "node_modules"));
            expect(await typeProblems(directory)).to.equal("");
        });
    });

    describeWith(["generator", "python"], "for Python", () => {
        it("can be imported, and has each component", async () => {
            const directory = await make("python");
            const { resources } = schema as { resources: object };
            const names = Object.keys(resources).map((token) => token.split(":")[2]);
            const program = `from pulumi_connect_entra_sso import ${names.join(", ")}`;
            await run(python, ["-c", program], { env: { ...process.env, PYTHONPATH: directory } });
        });
    });

    describeWith(["generator", "go"], "for Go", () => {
        it("passes go vet", async () => {
            const directory = await make("go");
            const env = { ...process.env, GOWORK: "off" };
            await run("go", ["mod", "tidy"], { cwd: directory, env });
            await run("go", ["vet", "./..."], { cwd: directory, env });
        }).timeout(600_000);
    });
});

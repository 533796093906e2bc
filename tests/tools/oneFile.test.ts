import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const checkout = join(__dirname, "..", "..");

describe("A program that is run as one file", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "one-file-"));
        symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
        mkdirSync(join(folder, "parts"));
    });
    after(() => rmSync(folder, { recursive: true }));

    /** As Pulumi does: the source maps first, then the program. */
    function run(files: Record<string, string>) {
        for (const [name, text] of Object.entries(files)) {
            writeFileSync(join(folder, name), text);
        }
        const load = `require("source-map-support/register"); require(${JSON.stringify(join(folder, "index.ts"))})`;
        return spawnSync(process.execPath, ["--require", join(checkout, "tools", "oneFile.cjs"), "-e", load], {
            cwd: folder,
            encoding: "utf8",
        });
    }

    it("reads what it imports, and the types go", () => {
        const { stdout, stderr } = run({
            "index.ts": 'import { greet } from "./parts/greet";\nconsole.log(greet("Entra" as string), __dirname);\n',
            "parts/greet.ts": "export const greet = (whom: string): string => 'hello ' + whom;\n",
        });
        expect({ stdout, stderr }).to.deep.equal({ stdout: `hello Entra ${folder}\n`, stderr: "" });
    });

    it("says in a stack trace the line of the file that it was written in", () => {
        const { stderr } = run({
            "index.ts": 'import { fail } from "./parts/fail";\n\n\nfail();\n',
            "parts/fail.ts":
                'interface Unused {\n    a: string;\n}\nexport function fail(): never {\n    throw new Error("no");\n}\n',
        });
        expect(stderr).to.include(`at fail (${join(folder, "parts", "fail.ts")}:5:11)`);
        expect(stderr).to.include(`${join(folder, "index.ts")}:4:1`);
    });

    it("names the place of a mistake in the text", () => {
        const { status, stderr } = run({ "index.ts": "export const a = ;\n" });
        expect(status).to.equal(1);
        expect(stderr).to.include('index.ts:1:17: ERROR: Unexpected ";"');
    });
});

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Importer, makeImporter, typeProblems } from "../helpers/importer";

const options = {
    ...{ strict: true, skipLibCheck: true, module: "nodenext", target: "es2022", noEmit: true },
    types: ["node", "mocha"],
};

describe("examples/unitTests", () => {
    let importer: Importer;
    before(async function () {
        this.timeout(180_000);
        importer = await makeImporter("examples/unitTests", {
            "documentedMocks.spec.ts": readFileSync(join(__dirname, "../importers/documentedMocks.spec.ts"), "utf8"),
            "tsconfig.json": JSON.stringify({ compilerOptions: options, include: ["*.ts"] }),
        });
    });
    after(() => importer.remove());

    const runners: [name: string, script: string, passed: RegExp][] = [
        ["mocha", "mocha/bin/mocha.js", /4 passing/],
        ["jest", "jest/bin/jest.js", /Tests: +4 passed, 4 total/],
        ["vitest", "vitest/vitest.mjs", /Tests +4 passed \(4\)/],
    ];
    for (const [name, script, passed] of runners) {
        it(`passes in ${name}, as its script says, beside a test with the mocks of Pulumi's documentation`, () => {
            const { scripts } = require(join(importer.folder, "package.json")) as { scripts: Record<string, string> };
            const [command, ...words] = scripts[`test:${name}`]?.split(" ") ?? [];
            const place = join(importer.folder, "node_modules", script);
            const run = spawnSync(process.execPath, [place, ...words], {
                cwd: importer.folder,
                encoding: "utf8",
                env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1", FORCE_COLOR: "0" },
            });
            const output = `${run.stdout}${run.stderr}`;
            expect({ command, status: run.status }, output).to.deep.equal({ command: name, status: 0 });
            expect(output).to.match(passed);
            expect(output).not.to.match(/error:/);
        });
    }

    it("has the types of a strict program", async () => {
        expect(await typeProblems(importer.folder)).to.equal("");
    });
});

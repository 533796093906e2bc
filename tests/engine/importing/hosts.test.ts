import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { makeCertificate } from "../../helpers/certificates";
import { type EngineStack, finished, makeStack } from "../../helpers/engine";
import { type Importer, makeImporter } from "../../helpers/importer";
import { notInDirectory } from "../../helpers/refusals";

/** All that is said of a user whom the directory does not have. */
const refusal = [
    `ConnectSso "contoso" can't be deployed:`,
    `users["nobody@contoso.example"] ${notInDirectory("nobody@contoso.example")}`,
];
/** Only one that waits for what never comes takes as long. */
const limitMs = 240_000;

describe("a refusal after a look-up ends its host, with its whole message", () => {
    let importer: Importer;
    let stack: EngineStack;
    before(async () => {
        importer = await makeImporter("tests/importers/hosts");
        stack = await makeStack({
            program: importer.folder,
            config: { "aws:region": "eu-central-1", program: "refused" },
        });
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    it("in the CLI, in preview and update", async () => {
        for (const run of [await stack.preview(), await stack.up()]) {
            expect(run.code).not.to.equal(0);
            expect(run.output).to.include(refusal[0]).and.to.include(refusal[1]);
        }
        const { resources = [] } = await stack.export();
        expect(resources.filter(({ type }) => /^(aws|azuread):/.test(type))).to.deep.equal([]);
    });

    it("in the CLI, with all that other components are refused for, at once or after their look-ups", async () => {
        stack.configure({ "aws:region": "eu-central-1", program: "severalRefused" });
        const { code, output } = await stack.preview();
        expect(code).not.to.equal(0);
        expect(output).to.include(refusal[0]).and.to.include(refusal[1]);
        expect(output).to.match(/EntraAppAssignments "wiki" can't be deployed:\n +- users\["nobody@contoso.example"\]/);
        expect(output).to.match(/ConnectSso "bad" has invalid args:\n +- instanceAlias must/);
    });

    for (const program of ["mistakenAtOnce", "mistakenLater"]) {
        it(`in the CLI, where a mistake of the importer's own shows its own message (${program})`, async () => {
            stack.configure({ "aws:region": "eu-central-1", program });
            const run = await stack.up();
            expect(run.code).not.to.equal(0);
            expect(run.output).to.include("Error: thrown by the importer");
            expect(run.output).not.to.match(/can't be looked up|connection is closing/);
        });
    }

    const runners: [name: string, words: string[], counts: RegExp][] = [
        ["mocha", ["mocha/bin/mocha.js", "--node-option", "import=tsx", "mocha.spec.ts"], /3 passing[\s\S]*2 failing/],
        ["jest", ["jest/bin/jest.js"], /Tests: +2 failed, 3 passed, 5 total/],
        ["vitest", ["vitest/vitest.mjs", "run", "vitest.spec.ts"], /Tests +5 passed[\s\S]*Errors +2 errors/],
    ];
    for (const [name, [script = "", ...words], counts] of runners) {
        it(`in ${name}'s unit tests under mocks, each of which fails with its own message before its time is over`, async () => {
            const { value } = await makeCertificate();
            const options = { cwd: importer.folder, env: { ...stack.env, CERTIFICATE: value }, timeout: limitMs };
            const place = join(importer.folder, "node_modules", script);
            const run = await finished(spawn(process.execPath, [place, ...words], options));
            expect(run.code).not.to.equal(0);
            expect(run.output).to.match(counts);
            expect(run.output.split(refusal[0] as string).length - 1).to.be.at.least(2);
            expect(run.output).to.include(refusal[1]);
        });
    }

    it("in an inline program of the Automation API, whose preview rejects", async () => {
        const options = { cwd: importer.folder, env: stack.env, timeout: limitMs };
        const run = await finished(spawn(process.execPath, ["--import", "tsx", "automation.ts"], options));
        expect(run.output).to.match(/^rejected: /);
        expect(run.output).to.include(refusal[0]).and.to.include(refusal[1]);
        expect(run.code).to.equal(0);
    });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { expectSuccess } from "../../helpers/federation";
import { type Importer, makeImporter, typeProblems } from "../../helpers/importer";

describe("A project that connect-sso init writes", () => {
    let importer: Importer;
    before(async () => {
        importer = await makeImporter();
    });
    after(() => importer.remove());

    it("has right types, passes its unit test, is rehearsed, and tells who can sign in", async () => {
        expectSuccess(await importer.connectSso("init", "--name", "phones"));
        expect(await typeProblems(importer.folder)).to.equal("");
        const { scripts } = JSON.parse(readFileSync(join(importer.folder, "package.json"), "utf8"));
        const [, ...words] = scripts.test.split(" ");
        const tests = await importer.run("mocha/bin/mocha.js", ...words);
        expectSuccess(tests);
        expect(tests.output).to.include("3 passing");

        const rehearsal = await importer.connectSso("rehearse");
        expectSuccess(rehearsal);
        expect(rehearsal.output).to.include("Deployed. A second run has nothing to change.");
        const signIn = await importer.connectSso("sign-in");
        expectSuccess(signIn);
        expect(signIn.output).to.match(/^2 of 2 can sign in\.$/m);
        // Where the documents name npm's scripts, an importer has none.
        expect(`${rehearsal.output}${signIn.output}`).not.to.match(/npm (?:start|run)|(?<!npx )connect-sso (?!review)/);
    });
});

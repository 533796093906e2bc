import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

/** What importers get of an entry point, by name: `npm test` compares the report with what is built. */
function published(entryPoint: string): Map<string, string> {
    const report = readFileSync(join(__dirname, "..", "..", "etc", `${entryPoint}.api.md`), "utf8");
    const blocks = report.split(/^(?=\/\/ @)/m).slice(1);
    const name = (block: string) => /\b(?:class|interface|type|function|const|namespace) (\w+)/.exec(block)?.[1] ?? "";
    return new Map(blocks.map((block) => [name(block), block]));
}

describe("The published types", () => {
    const components = published("components");
    const kit = published("testing");
    const all = [...components, ...kit];
    const linesWith = (pattern: RegExp, blocks: Iterable<[string, string]> = all) =>
        [...blocks].flatMap(([name, block]) =>
            block
                .split("\n")
                .filter((line) => pattern.test(line))
                .map((line) => `${name}: ${line.trim()}`),
        );
    const classes = ["AwsSamlFederation", "CognitoFederation", "ConnectInstance", "ConnectSso", "ConnectUsers"].concat([
        "EntraAppAssignments",
        "EntraAwsClaims",
        "EntraSamlApp",
        "EntraSigningCertificate",
    ]);
    const ofComponents = [...components].filter(([name]) => classes.includes(name.replace(/Args$/, "")));

    it("have each component and its arguments", () => {
        const expected = classes.flatMap((name) => [name, `${name}Args`]);
        expect(ofComponents.map(([name]) => name).sort()).to.deep.equal(expected.sort());
    });

    it("have no argument that only this package can give", () => {
        expect(linesWith(/\b(ready|profiles|instanceWatched|identifierHolder|fieldStyle|context)\??:/)).to.deep.equal(
            [],
        );
    });

    it("take lists and maps that an importer may have typed as mutable or not, and none that are read-only", () => {
        const args = ofComponents.filter(([name]) => name.endsWith("Args"));
        expect(linesWith(/readonly|Readonly/, args)).to.deep.equal([]);
    });

    it("have neither any nor a private member", () => {
        expect(linesWith(/^(?!\/\/).*\b(any|private|protected)\b/)).to.deep.equal([]);
    });

    it("say of every argument and output what it is", () => {
        expect(linesWith(/\(undocumented\)/, ofComponents)).to.deep.equal([]);
    });
});

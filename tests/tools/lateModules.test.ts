import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const checkout = join(__dirname, "..", "..");
const late = ["--require", "./tools/lateModules.cjs"];

/** What a program prints as JSON, with these words of Node.js. */
function printedBy(words: string[], program: string): unknown {
    const start =
        'const loaded = () => ["typescript", "@npmcli/arborist"].filter((name) => require.cache[require.resolve(name)] !== undefined);';
    const { status, stdout, stderr } = spawnSync(process.execPath, [...words, "-e", `${start}${program}`], {
        cwd: checkout,
        encoding: "utf8",
    });
    expect(status, stderr).to.equal(0);
    return JSON.parse(stdout);
}

describe("A program whose SDK loads late what turns functions into text", () => {
    it("loads neither the compiler nor the package manager with the SDK", () => {
        const program = 'require("@pulumi/pulumi"); console.log(JSON.stringify(loaded()));';
        expect(printedBy([], program)).to.deep.equal(["typescript", "@npmcli/arborist"]);
        expect(printedBy(late, program)).to.deep.equal([]);
    });

    for (const [what, made] of [
        ["a function turned into text", 'serializeFunction((whom) => require("node:path").join("hello", whom))'],
        ["the packages that it needs", "computeCodePaths().then((paths) => [...paths.keys()].sort())"],
    ]) {
        it(`has ${what} as without the delay`, () => {
            const program = `require("@pulumi/pulumi").runtime.${made}.then((it) => console.log(JSON.stringify(it)));`;
            expect(printedBy(late, program)).to.deep.equal(printedBy([], program));
        });
    }

    it("gives everybody else both at once", () => {
        const program = 'require("typescript"); require("@npmcli/arborist"); console.log(JSON.stringify(loaded()));';
        expect(printedBy(late, program)).to.deep.equal(["typescript", "@npmcli/arborist"]);
    });
});

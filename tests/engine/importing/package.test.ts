import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import { type EngineStack, makeStack } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { type Importer, makeImporter, typeProblems } from "../../helpers/importer";
import { blocksOf } from "../../helpers/markdown";

/** The program that docs/importing.md shows. */
const example = blocksOf("docs/importing.md").find(({ marks }) => marks[0] === "ts")?.text ?? "";

const aws = { "aws:region": "eu-central-1" };
const project = "name: contoso\nruntime: nodejs\n";
const tsconfig = JSON.stringify({
    compilerOptions: {
        ...{ target: "es2022", module: "nodenext", moduleResolution: "nodenext", strict: true },
        ...{ skipLibCheck: false, exactOptionalPropertyTypes: true, types: ["node"], noEmit: true },
    },
});
const commonJs = JSON.stringify({ name: "contoso", private: true, main: "index.ts" });

/** The kinds of resources that stand in a state, each with their number. */
async function census(stack: EngineStack): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { type } of (await stack.export()).resources ?? []) {
        counts[type] = (counts[type] ?? 0) + 1;
    }
    return counts;
}

describe("The example of docs/importing.md, from the packed package in a project of its own", () => {
    let importer: Importer;
    let stack: EngineStack;
    before(async () => {
        importer = await makeImporter(undefined, {
            "Pulumi.yaml": project,
            "package.json": commonJs,
            "tsconfig.json": tsconfig,
            "index.ts": example,
        });
        stack = await makeStack({ program: importer.folder, config: aws });
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    it("previews, deploys and then has nothing to change", async () => {
        expectSuccess(await stack.upAfterPreview());
        expectSuccess(await stack.preview("--expect-no-changes"));
        const outputs = await stack.outputs();
        expect(outputs.ccpUrl).to.equal("https://contoso-support.my.connect.aws/ccp-v2/");
        expect(await census(stack)).to.include({ "aws:connect/user:User": 2, "aws:iam/role:Role": 1 });
    });

    it("has types that hold in a strict project that checks its libraries, too", async () => {
        expect(await typeProblems(importer.folder)).to.equal("");
    });
});

describe("the same program in other forms", () => {
    const calls = example.replace(/import .*\n/, "").replace(/export const \{(.*)\} = (\w+);/, "const {$1} = $2;");
    const commonJsText = `const { ConnectSso } = require("connect-entra-sso");\n${calls}\nmodule.exports = { signInUrl, ccpUrl };\n`;
    const forms: [title: string, manifest: object, write: (importer: Importer) => void][] = [
        ["a CommonJS module", { main: "index.js" }, ({ write }) => write("index.js", commonJsText)],
        ["an ES module", { main: "index.js", type: "module" }, ({ write }) => write("index.js", example)],
        [
            "an ES module in TypeScript",
            { main: "program.ts", type: "module" },
            ({ write }) => write("program.ts", `${example}export const typed: string = "typed";\n`),
        ],
        [
            "a bundle",
            { main: "bundle.js" },
            ({ folder, write }) => {
                write("index.ts", example);
                buildSync({
                    absWorkingDir: folder,
                    entryPoints: ["index.ts"],
                    outfile: "bundle.js",
                    ...{ bundle: true, minify: true, platform: "node", external: ["@pulumi/*"] },
                });
                rmSync(join(folder, "node_modules", "connect-entra-sso"), { recursive: true });
            },
        ],
    ];
    let importer: Importer;
    let stack: EngineStack;
    before(async () => {
        const options = '{typescript: false, nodeargs: "--import tsx"}';
        importer = await makeImporter(undefined, {
            "Pulumi.yaml": `name: contoso\nruntime: {name: nodejs, options: ${options}}\n`,
        });
        stack = await makeStack({ program: importer.folder, config: aws });
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    for (const [title, manifest, write] of forms) {
        it(`previews the same resources as ${title}`, async () => {
            importer.write("package.json", JSON.stringify({ name: "contoso", private: true, ...manifest }));
            write(importer);
            const types = (await stack.steps()).map(({ type }) => type);
            expect(types.filter((type) => type === "aws:connect/user:User")).to.have.lengthOf(2);
        });
    }
});

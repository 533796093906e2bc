import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import { bundleOf } from "../../../../tools/rehearsal/engine/bundles";
import { temporaryFolder } from "../../../helpers/folder";

const checkout = join(__dirname, "..", "..", "..", "..");
const entries = ["clouds/aws/main.ts", "clouds/azuread/main.ts", "engine/languageHost.ts"].map((file) =>
    join(checkout, "tools", "rehearsal", file),
);

describe("Bundles of what an engine starts", () => {
    const temporary = temporaryFolder();
    const project = (name: string): string => {
        temporary.write(`${name}/package.json`, "{}");
        temporary.write(`${name}/node_modules/.package-lock.json`, "{}");
        temporary.write(`${name}/tools/rehearsal/main.ts`, 'console.log("first", __dirname as string);');
        return temporary.path(name);
    };
    const run = (file: string) => spawnSync(process.execPath, [file], { encoding: "utf8" }).stdout;

    it("run without a loader, and know the folder of their source", () => {
        const root = project("runs");
        symlinkSync(join(checkout, "node_modules", "esbuild"), join(root, "node_modules", "esbuild"));
        const main = join(root, "tools", "rehearsal", "main.ts");
        const bundle = bundleOf(root, main) as string;
        expect(run(bundle)).to.equal(`first ${dirname(main)}\n`);
        expect(bundleOf(root, main)).to.equal(bundle);
        temporary.write("runs/tools/rehearsal/main.ts", 'console.log("second, longer");');
        const next = bundleOf(root, main) as string;
        expect(run(next)).to.equal("second, longer\n");
        expect(next).not.to.equal(bundle);
        // A program that starts at this moment may still read it.
        expect(existsSync(bundle)).to.equal(true);
    });

    it("are not made where esbuild is not installed", () => {
        const root = project("bare");
        expect(bundleOf(root, join(root, "tools", "rehearsal", "main.ts"))).to.equal(undefined);
    });

    for (const entry of entries) {
        it(`find what is beside ${entry.slice(checkout.length + 1)}: no source of it in another folder asks for its own`, () => {
            const { metafile } = buildSync({
                absWorkingDir: checkout,
                entryPoints: [entry],
                bundle: true,
                platform: "node",
                write: false,
                metafile: true,
                logLevel: "silent",
            });
            const asking = Object.keys(metafile.inputs)
                .filter((file) => !file.includes("node_modules"))
                .filter((file) => /\b__dirname\b|import\.meta/.test(readFileSync(join(checkout, file), "utf8")))
                .filter((file) => dirname(join(checkout, file)) !== dirname(entry));
            expect(asking).to.deep.equal([]);
        });
    }
});

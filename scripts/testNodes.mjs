/**
 * `npm run test:nodes`: tests importing projects on each major version of Node.js that the package supports: those that npm installs
 * (`testImporters.mjs`), then the tests of the checkout. It installs npm's package `node` in a temporary folder, so it needs the
 * network. `npm run test:nodes -- importers 22` runs only the former, on one version; `npm test` runs the same tests on the Node.js at hand.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

requireSupportedNode();
await ensureDependencies();
const { testImporters } = await import("./testImporters.mjs");

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const [only, ...chosen] = process.argv.slice(2);
const majors = chosen.length > 0 ? chosen : [20, 22, 24];
const mocha = [
    join(project, "node_modules", "mocha", "bin", "mocha.js"),
    "--no-config",
    "--exit",
    "--extension",
    "ts",
    "--node-option",
    "import=tsx",
    "--timeout",
    "300000",
    "tests/engine/importing/*.test.ts",
    "tests/components/publishedTypes.test.ts",
];
const options = { stdio: "inherit", shell: process.platform === "win32" };

const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-nodes-"));
const nodes = Object.fromEntries(majors.map((major) => [major, installNode(major)]));
const failed = testImporters(folder, nodes);
if (only !== "importers") {
    for (const [major, bin] of Object.entries(nodes)) {
        const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
        console.log(`\nNode.js ${major}`);
        if (spawnSync("node", mocha, { ...options, cwd: project, env }).status !== 0) {
            failed.push(`Node.js ${major}, tests of the checkout`);
        }
    }
}
rmSync(folder, { recursive: true });
console.log(failed.length === 0 ? "All passed" : `Failed:\n${failed.map((title) => `  ${title}`).join("\n")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** The folder with a major version's `node`. */
function installNode(major) {
    const home = join(folder, `node-${major}`);
    mkdirSync(home);
    writeFileSync(join(home, "package.json"), JSON.stringify({ private: true }));
    const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund", `node@${major}`], {
        ...options,
        cwd: home,
    });
    if (status !== 0) {
        console.error(`Node.js ${major} can't be installed`);
        process.exit(1);
    }
    return join(home, "node_modules", "node", "bin");
}

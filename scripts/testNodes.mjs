/**
 * `npm run test:nodes`: runs the tests of importing projects on each major version of Node.js that the package supports. It installs
 * npm's package `node` in a temporary folder, so it needs the network; `npm test` runs the same tests on the Node.js at hand.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const majors = [20, 22, 24];
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

const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-nodes-"));
const failed = majors.filter((major) => {
    const home = join(folder, `node-${major}`);
    mkdirSync(home);
    writeFileSync(join(home, "package.json"), JSON.stringify({ private: true }));
    const options = { stdio: "inherit", shell: process.platform === "win32" };
    if (
        spawnSync("npm", ["install", "--no-audit", "--no-fund", `node@${major}`], { ...options, cwd: home }).status !==
        0
    ) {
        return true;
    }
    const bin = join(home, "node_modules", "node", "bin");
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    console.log(`\nNode.js ${major}`);
    return spawnSync("node", mocha, { ...options, cwd: project, env }).status !== 0;
});
rmSync(folder, { recursive: true });
console.log(failed.length === 0 ? "All versions passed" : `Failed: Node.js ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/**
 * `npm run test:browser`: the websites of `npm start -- browse` in a Chromium, which must be installed. `--images` writes the pictures of
 * docs/browse.md.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

requireSupportedNode();
await ensureDependencies();
require("tsx/cjs/api").register();
const { findChromium } = require("../tests/browser/chromium.ts");

const chromium = findChromium();
if (chromium === undefined || !existsSync(chromium)) {
    const place = chromium === undefined ? "in the usual places" : `at ${chromium}`;
    console.error(
        `There is no Chromium ${place}. Install Chromium, Chrome or Edge (Debian and Ubuntu: \`apt-get install chromium\`), or set ` +
            "CHROME_PATH to the program.",
    );
    process.exit(1);
}
console.log(`Testing in ${chromium}`);
const mocha = join(project, "node_modules", ".bin", "mocha");
const words = ["--no-config", "--exit", "--extension", "ts", "--node-option", "import=tsx", "--timeout", "60000"];
const only = process.argv.slice(2).filter((word) => word !== "--images");
const { status } = spawnSync(mocha, [...words, "tests/browser/**/*.test.ts", ...only], {
    cwd: project,
    env: { ...process.env, ...(process.argv.includes("--images") ? { BROWSE_IMAGES: "write" } : {}) },
    stdio: "inherit",
});
process.exitCode = status ?? 1;

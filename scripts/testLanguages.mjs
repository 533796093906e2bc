/**
 * `npm run test:languages`: gets what the tests of other languages need into the user's cache (the language host of YAML and the
 * generator of SDKs by Go, the Pulumi SDK of Python from PyPI), and runs them. `npm test` runs those for which it is there.
 */
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

requireSupportedNode();
await ensureDependencies();
require("tsx/cjs/api").register();
const { findEngine, requireLanguage } = require("../tools/rehearsal/engine/index.ts");
const { requireGenerator } = require("../tools/rehearsal/engine/languages.ts");
const { engineCache, pinnedFolder } = require("../tools/rehearsal/engine/cache.ts");
const { python } = require("../tests/helpers/languages.ts");

await attempt("YAML", async () => requireLanguage(await findEngine(), "yaml"));
await attempt("generated SDKs", () => requireGenerator(pinnedFolder(engineCache())));
await attempt("Python", makePython);

const mocha = join(project, "node_modules", ".bin", "mocha");
const words = ["--no-config", "--exit", "--extension", "ts", "--node-option", "import=tsx", "--timeout", "300000"];
const { status } = spawnSync(mocha, [...words, "tests/engine/languages/*.test.ts"], {
    cwd: project,
    env: { ...process.env, TEST_LANGUAGES: "all" },
    stdio: "inherit",
});
process.exitCode = status ?? 1;

/** What can't be got is not tested; the tests say so. */
async function attempt(what, get) {
    try {
        await get();
    } catch (error) {
        console.log(`${what}: ${error.message}`);
    }
}

function makePython() {
    if (existsSync(python)) {
        return;
    }
    const folder = dirname(dirname(python));
    console.log(`Installing the Pulumi SDK of Python into ${folder}`);
    for (const [command, ...args] of [
        ["python3", "-m", "venv", folder],
        [join(folder, "bin", "pip"), "install", "--quiet", "pulumi>=3.252.0,<4", "parver", "setuptools", "wheel"],
    ]) {
        const { status: code, error } = spawnSync(command, args, { stdio: "inherit" });
        if (code !== 0) {
            rmSync(folder, { recursive: true, force: true });
            throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? `exit code ${code}`}`);
        }
    }
}

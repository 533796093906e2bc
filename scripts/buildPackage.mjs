/** Builds dist/, which is what the package holds: the components with their types, and the commands. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

requireSupportedNode();
await ensureDependencies();
const { buildCommands } = await import("./buildCommands.mjs");
const { buildLibrary, entryPoints } = await import("./buildLibrary.mjs");
const { buildTypes } = await import("./buildTypes.mjs");

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const dist = join(project, "dist");

rmSync(dist, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [compiler, "-p", join(project, "tsconfig.build.json")], {
    // What `npm pack --json` prints must stay JSON.
    stdio: ["ignore", process.stderr, process.stderr],
});
if (status !== 0) {
    process.exit(1);
}
buildTypes(entryPoints());
await buildCommands(await buildLibrary());

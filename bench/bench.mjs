/** `npm run bench -- <name>`: runs one measurement. */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

requireSupportedNode();
await ensureDependencies();

const folder = dirname(fileURLToPath(import.meta.url));
const [name = "", ...args] = process.argv.slice(2);
const notMeasurements = ["largeWorld.ts"];
const names = readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !notMeasurements.includes(file))
    .map((file) => file.slice(0, -3));
if (!/^\w+$/.test(name) || !names.includes(name) || !existsSync(join(folder, `${name}.ts`))) {
    console.error(`error: say what to measure: ${names.join(", ")}`);
    process.exit(2);
}
const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
await require(`./${name}.ts`).run(args);

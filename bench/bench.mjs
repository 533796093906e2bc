/** `npm run bench -- <name>`: installs what is missing, and measures. */
import { createRequire } from "node:module";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

requireSupportedNode();
await ensureDependencies();

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
await require("./bench.ts").main(process.argv.slice(2));

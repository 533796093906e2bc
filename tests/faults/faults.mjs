/** `npm run test:faults`: installs what is missing, and plays the cases. */
import { createRequire } from "node:module";
import { ensureDependencies, requireSupportedNode } from "../../tools/cli/setup.mjs";

requireSupportedNode();
await ensureDependencies();

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
process.exitCode = await require("./main.ts").main(process.argv.slice(2));

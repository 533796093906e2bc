/** `npm run pipeline`: sets the checkout up, then runs the command line, which is TypeScript. */
import { createRequire } from "node:module";
import { ensureDependencies, requireSupportedNode } from "./setup.mjs";

requireSupportedNode();
await ensureDependencies();

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
process.exitCode = await require("./pipeline.ts").pipeline(process.argv.slice(2));

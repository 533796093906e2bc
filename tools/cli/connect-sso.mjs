/** `npm run connect-sso`: sets the checkout up, then runs the command line, which is TypeScript. */
import { createRequire } from "node:module";
import { ensureDependencies, requireSupportedNode } from "./setup.mjs";

requireSupportedNode();
await ensureDependencies();

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
process.exitCode = await require("./connectSso.ts").connectSso(process.argv.slice(2));

/** `npm start`: sets the checkout up, then runs the command line, which is TypeScript. */
import { createRequire } from "node:module";
import { ensureDependencies, requireSupportedNode } from "./setup.mjs";

requireSupportedNode();
await ensureDependencies();

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
// Not among the commands of the package, which has no room for it.
const { browse } = require("./commands/browse.ts");
process.exitCode = await require("./main.ts").main(process.argv.slice(2), [browse]);

/**
 * npm runs this after `npm ci` in a checkout, and before it packs a dependency that somebody has from git. Only the latter needs
 * dist/: there INIT_CWD is the project that depends on this one.
 */
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const from = relative(project, process.env.INIT_CWD ?? "/");
if (from.startsWith("..")) {
    await import("./buildPackage.mjs");
}

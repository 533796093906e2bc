/** Builds the package as it would be published and lets publint and attw judge what importers would get. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(project, "node_modules", ".bin", name);
const steps = [
    ["npm", ["run", "--silent", "build"]],
    [bin("publint"), ["--strict"]],
    // Types are looked for as CommonJS and ES modules of Node.js look, not as bundlers and TypeScript before 4.7 did.
    [bin("attw"), ["--pack", ".", "--profile", "node16", "--format", "ascii"]],
];
for (const [command, args] of steps) {
    const { status, error } = spawnSync(command, args, { cwd: project, stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0) {
        console.error(error?.message ?? `${command} ${args.join(" ")} ends with exit code ${status}`);
        process.exit(1);
    }
}

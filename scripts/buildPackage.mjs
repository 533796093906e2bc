/** Builds dist/, which is what the package holds: the components with their types, and the commands. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildCommands } from "./buildCommands.mjs";
import { buildLibrary, entryPoints } from "./buildLibrary.mjs";

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
const described = new Set();
for (const path of entryPoints()) {
    typesFrom(join(dist, `${path}.d.ts`), described);
}
for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" }).map((name) => join(dist, name))) {
    if (file.endsWith(".d.ts") && !described.has(file)) {
        rmSync(file);
    }
}
await buildCommands(await buildLibrary());

/** The declarations that the public ones refer to; nobody can come to others. */
function typesFrom(file, found) {
    if (!found.has(file)) {
        found.add(file);
        for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)) {
            typesFrom(join(dirname(file), `${path}.d.ts`), found);
        }
    }
}

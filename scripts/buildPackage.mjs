/** Builds dist/, which is what the package holds: the components with their types, and the commands. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { buildCommands } from "./buildCommands.mjs";

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
// Comments are for those who read the types.
const compilerOptions = { removeComments: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
const built = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((file) => join(dist, file));
for (const file of built.filter((name) => name.endsWith(".js"))) {
    writeFileSync(file, ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions }).outputText);
}
const described = typesFrom(join(dist, "components", "index.d.ts"));
for (const file of built.filter((name) => name.endsWith(".d.ts") && !described.has(name))) {
    rmSync(file);
}
await buildCommands();

/** The declarations that the public ones refer to; nobody can come to others. */
function typesFrom(file, found = new Set()) {
    if (!found.has(file)) {
        found.add(file);
        for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)) {
            typesFrom(join(dirname(file), `${path}.d.ts`), found);
        }
    }
    return found;
}

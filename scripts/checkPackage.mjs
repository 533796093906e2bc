/** Packs the package as it would be published, compares its API with the reports, and lets publint and attw judge what importers would get. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-package-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

/** Bytes that npm downloads. */
const largest = 400_000;

const [{ filename, size, files }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder]));
const archive = join(folder, filename);
const tests = files.filter(({ path }) => /(^|\/)tests?\//.test(path));
if (size > largest || tests.length > 0) {
    console.error(`the package has ${size} bytes, ${largest} are allowed, and ${tests.length} files of tests`);
    process.exit(1);
}
// After the build that packing began with.
console.log(run(process.execPath, [join(project, "scripts", "apiReport.mjs")]));
const bin = (name) => join(project, "node_modules", ".bin", name);
console.log(run(bin("publint"), ["--strict", archive]));
// Types are looked for as CommonJS and ES modules of Node.js look, not as bundlers and TypeScript before 4.7 did.
console.log(run(bin("attw"), [archive, "--profile", "node16", "--format", "ascii"]));

function run(command, args) {
    const { status, stdout, error } = spawnSync(command, args, {
        cwd: project,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) {
        console.error(
            `${stdout ?? ""}${error?.message ?? `${command} ${args.join(" ")} ends with exit code ${status}`}`,
        );
        process.exit(1);
    }
    return stdout;
}

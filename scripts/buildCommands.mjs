/**
 * The commands as the package has them: one JavaScript file, in which each part is evaluated only when it is asked for, and a
 * small file where a checkout has each program. `dist/` is laid out like the checkout, so that files are found in the same places.
 */
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { shrink, unshrunk } from "./shrink.mjs";
import { withoutReasons } from "./withoutReasons.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(project, "dist");

/** What people and engines start, with the expression that runs it. */
const programs = {
    "tools/cli/connect-sso":
        '(require("./tools/cli/nodeVersion.mjs").requireSupportedNode(), ' +
        'require("./tools/cli/connectSso.ts").connectSso(process.argv.slice(2)).then((code) => { process.exitCode = code; }))',
    "tools/rehearsal/clouds/aws/main": 'require("./tools/rehearsal/clouds/aws/main.ts")',
    "tools/rehearsal/clouds/azuread/main": 'require("./tools/rehearsal/clouds/azuread/main.ts")',
    "tools/rehearsal/clouds/unmodelled/main": 'require("./tools/rehearsal/clouds/unmodelled/main.ts")',
    "tools/rehearsal/engine/languageHost": 'require("./tools/rehearsal/engine/languageHost.ts")',
};

/** What they read as files. */
const assets = [
    "tools/rehearsal/account.json",
    "tools/rehearsal/directory.json",
    "tools/rehearsal/engine/largeConfiguration.cjs",
    ".github/workflows/preview.yml",
    ".github/workflows/deploy.yml",
    ".github/workflows/drift.yml",
    "examples/pipelines/gitlab-ci.yml",
    "examples/pipelines/azure-pipelines.yml",
    "examples/pipelines/azure-step.sh",
    "examples/unitTests/index.ts",
    "examples/unitTests/contactCentre.ts",
    "examples/unitTests/contactCentre.spec.ts",
    "examples/unitTests/Pulumi.dev.yaml",
];

/** Writes the commands into dist/. They take from the library what it has. */
export async function buildCommands(library) {
    const entries = Object.entries(programs).map(([path, run]) => `exports[${JSON.stringify(path)}] = () => ${run};`);
    const { metafile } = await build({
        absWorkingDir: project,
        stdin: { contents: entries.join("\n"), resolveDir: project },
        outfile: join(dist, "commands.js"),
        ...{ bundle: true, ...unshrunk, platform: "node", target: "node20", packages: "external" },
        plugins: [withoutReasons, { name: "places", setup: (hooks) => setup(hooks, library) }],
    });
    // The commands catch every error.
    await shrink(join(dist, "commands.js"), { metafile, longestLine: 200_000 });
    for (const path of Object.keys(programs)) {
        const file = join(dist, `${path}.js`);
        mkdirSync(dirname(file), { recursive: true });
        const commands = relative(dirname(file), join(dist, "commands.js"));
        writeFileSync(file, `#!/usr/bin/env node\nrequire(${JSON.stringify(commands)})[${JSON.stringify(path)}]();\n`);
        chmodSync(file, 0o755);
    }
    for (const path of assets) {
        cpSync(join(project, path), join(dist, path), { recursive: true });
        if (path.endsWith(".json")) {
            writeFileSync(join(dist, path), JSON.stringify(JSON.parse(readFileSync(join(project, path), "utf8"))));
        }
    }
}

function setup({ onLoad, onResolve }, library) {
    onLoad({ filter: /\/tools\/.*\.ts$/ }, inPlace);
    // Only a checkout has the Go modules, and programs in TypeScript; without them nobody comes to these files.
    onResolve({ filter: /^\.\/(?:goBuild|goPrograms|bundles)$/ }, ({ path }) => ({ path, namespace: "left out" }));
    onLoad({ filter: /./, namespace: "left out" }, () => ({ contents: "module.exports = {};" }));
    onResolve({ filter: /^\.\/checkoutCommands$/ }, () => ({ path: join(project, "tools", "cli", "notInPackage.ts") }));
    // A rule that the components have, too, stands in the package once.
    onResolve({ filter: /\/rules\/\w+$/ }, ({ path, resolveDir }) => {
        const file = relative(project, join(resolveDir, path));
        return library.has(file) ? { path: file, namespace: "library" } : undefined;
    });
    onLoad({ filter: /./, namespace: "library" }, ({ path }) => ({
        contents: `const [${library.get(path).join(", ")}] = require("./library.js")[${JSON.stringify(path)}](); export { ${library.get(path).join(", ")} };`,
    }));
    onResolve({ filter: /^\.\/library\.js$/, namespace: "library" }, ({ path }) => ({ path, external: true }));
}

/** A source's folder is the one in dist/ that stands for it, wherever the package is installed. */
function inPlace({ path }) {
    const folder = `require("node:path").join(__dirname, ${JSON.stringify(relative(project, dirname(path)))})`;
    return { contents: readFileSync(path, "utf8").replace(/\b__dirname(?=[,)])/g, folder), loader: "ts" };
}

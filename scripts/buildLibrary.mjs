/**
 * What programs import from the package, as one JavaScript file in which each part is evaluated only when it is asked for, and a
 * small file for each entry point of package.json.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { shrink, unshrunk } from "./shrink.mjs";
import { withoutReasons } from "./withoutReasons.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(project, "dist");

/** The entry points, as paths of their sources without an ending. */
export function entryPoints() {
    const { exports } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
    return Object.values(exports)
        .map(({ default: file }) => file && relative("dist", file.replace(/\.js$/, "")))
        .filter((path) => path !== undefined);
}

/** What the plugin for other languages starts. */
const pluginMain = "plugin/main";

/** Writes the library into dist/; returns the rules in it, with their exports: the commands need not have them a second time. */
export async function buildLibrary() {
    const rules = readdirSync(join(project, "rules")).map((name) => `rules/${name.replace(/\.ts$/, "")}`);
    const used = await rulesOf([...entryPoints(), pluginMain]);
    const shared = await exportsOf(rules.filter((path) => used.has(`${path}.ts`)));
    const { metafile } = await bundle([...entryPoints(), pluginMain], { outfile: join(dist, "library.js") }, shared);
    await shrink(join(dist, "library.js"), { metafile, longestLine: 5000 });
    const library = createRequire(import.meta.url)(join(dist, "library.js"));
    for (const path of entryPoints()) {
        const names = Object.keys(library[path]()).join(", ");
        const file = join(dist, `${path}.js`);
        mkdirSync(dirname(file), { recursive: true });
        const place = JSON.stringify(relative(dirname(file), join(dist, "library.js")));
        // The second line never runs: from it an ES module that imports this file knows the names.
        const evaluated = `module.exports = require(${place})[${JSON.stringify(path)}]();`;
        writeFileSync(file, `${evaluated}\n0 && (module.exports = { ${names} });\n`);
    }
    writePlugin();
    return shared;
}

/** What each file exports, by its path: a list of values in this order takes less room than an object with names. */
async function exportsOf(paths) {
    const { metafile } = await build({
        absWorkingDir: project,
        entryPoints: paths.map((path) => `${path}.ts`),
        ...{ outdir: dist, outbase: ".", write: false, metafile: true, format: "esm" },
    });
    const outputs = Object.values(metafile.outputs);
    return new Map(outputs.map((one) => [one.entryPoint.replace(/\.ts$/, ""), one.exports]));
}

/** The plugin as Pulumi finds it in an installed package: a folder of its own, in which `npm install` has nothing to install. */
function writePlugin() {
    const folder = join(dist, "plugin");
    mkdirSync(folder, { recursive: true });
    const schema = JSON.parse(readFileSync(join(project, "plugin", "schema.json"), "utf8"));
    const { name, version } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
    const files = {
        "index.js": `void require("../library.js")[${JSON.stringify(pluginMain)}]().serve(require("./schema.json"));\n`,
        "schema.json": JSON.stringify(schema),
        "package.json": JSON.stringify({ name: `${name}-plugin`, version, private: true }),
        "PulumiPlugin.yaml": readFileSync(join(project, "plugin", "PulumiPlugin.yaml")),
    };
    for (const [file, text] of Object.entries(files)) {
        writeFileSync(join(folder, file), text);
    }
}

/** The files of rules that the entry points come to. */
async function rulesOf(paths) {
    const { metafile } = await bundle(paths, { write: false, outfile: join(dist, "library.js") });
    return new Set(Object.keys(metafile.inputs).filter((file) => file.startsWith("rules/")));
}

function bundle(paths, options, lists = new Map()) {
    const contents = [
        ...paths.map((path) => `exports[${JSON.stringify(path)}] = () => require("./${path}.ts");`),
        ...[...lists.keys()].map((path) => `exports[${JSON.stringify(path)}] = () => require("list:${path}").list;`),
    ].join("\n");
    const inLists = {
        name: "lists",
        setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /^list:/ }, ({ path }) => ({ path: path.slice("list:".length), namespace: "list" }));
            onLoad({ filter: /./, namespace: "list" }, ({ path }) => ({
                contents: `import { ${lists.get(path).join(", ")} } from "./${path}.ts"; export const list = [${lists.get(path).join(", ")}];`,
                resolveDir: project,
            }));
        },
    };
    return build({
        absWorkingDir: project,
        stdin: { contents, resolveDir: project },
        ...{ bundle: true, ...unshrunk, platform: "node", target: "node20", packages: "external" },
        plugins: [withoutReasons, inLists],
        ...options,
    });
}

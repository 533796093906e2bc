/**
 * `node scripts/parsePictures.mjs`: lets the real Mermaid parse the pictures of the documents and of reviews, hostile names included. It is
 * installed once into the user's cache (some 180 MB, too much for every checkout). Exit code 3: it could not be installed, so nothing
 * was parsed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
const { userCache } = require("../tools/rehearsal/engine/cache.ts");
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = { mermaid: "11.17.2", jsdom: "26.1.0" };
const installLimitMs = 240_000;

const folder = install();
const mermaid = await load(folder);
const wrong = [];
const pictures = [...inDocuments(), ...ofReviews()];
for (const { where, text } of pictures) {
    try {
        await mermaid.parse(text);
    } catch (error) {
        wrong.push(`${where}: ${error.message}\n${text}`);
    }
}
// Else nothing would be parsed, and nobody would know.
const isStrict = await mermaid.parse("flowchart LR\n    a[").then(
    () => false,
    () => true,
);
if (wrong.length > 0 || pictures.length < 15 || !isStrict) {
    console.log([`${pictures.length} pictures, strict: ${isStrict}`, ...wrong].join("\n\n"));
    process.exitCode = 1;
}

function inDocuments() {
    const files = ["README.md", ...readdirSync(join(project, "docs")).map((name) => join("docs", name))];
    return files
        .filter((file) => file.endsWith(".md"))
        .flatMap((file) => {
            // In a quotation each line begins with a mark.
            const lines = readFileSync(join(project, file), "utf8").replace(/^> ?/gm, "");
            return [...lines.matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, text]) => ({ where: file, text }));
        });
}

/** Those of the tests' reviews, and one of each name that has broken something somewhere. */
function ofReviews() {
    const { mermaidOf } = require("../tools/review/markdown/picture.ts");
    const { large, ordinary } = require("../tests/tools/review/samples.ts");
    const names = [
        '"]',
        "end",
        "--> x",
        "%%{init: {}}%%",
        "<script>",
        "#quot;",
        "a\nb",
        "`x`",
        "subgraph",
        "click a",
        "\u202e",
        "x".repeat(500),
    ];
    const named = names.map((name) => ({
        nodes: [
            { kind: "application", name, change: "create" },
            { kind: "role", name, change: "delete" },
        ],
        edges: [{ from: 0, to: 1, change: "create", count: 3 }],
    }));
    return [ordinary.picture, large(500).picture, large(5000).picture, ...named].map((picture, index) => ({
        where: `the review ${index}`,
        text: mermaidOf(picture),
    }));
}

/** Mermaid cleans labels with a library that needs a browser's document. */
async function load(root) {
    const { JSDOM } = createRequire(join(root, "package.json"))("jsdom");
    const { window } = new JSDOM("");
    globalThis.window = window;
    globalThis.document = window.document;
    const manifest = JSON.parse(readFileSync(join(root, "node_modules", "mermaid", "package.json"), "utf8"));
    const main = join(root, "node_modules", "mermaid", manifest.module ?? manifest.main);
    return (await import(pathToFileURL(main).href)).default;
}

/** The folder with both packages; it appears in one rename, so if it is there it is whole. */
function install() {
    const cache = join(userCache(), "pictures");
    const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    const target = join(cache, wanted.join("-"));
    if (existsSync(target)) {
        return target;
    }
    mkdirSync(cache, { recursive: true });
    const draft = mkdtempSync(join(cache, ".draft-"));
    const args = ["install", "--prefix", draft, "--ignore-scripts", "--no-audit", "--no-fund", ...wanted];
    const { status, stderr, error } = spawnSync("npm", args, { encoding: "utf8", timeout: installLimitMs, cwd: draft });
    if (status !== 0) {
        rmSync(draft, { recursive: true, force: true });
        const reason = error?.message ?? stderr.trim().split("\n")[0];
        console.log(`${wanted.join(" and ")} can't be installed, so no picture was parsed: ${reason}`);
        process.exit(3);
    }
    try {
        renameSync(draft, target);
    } catch {
        // Another run was first.
        rmSync(draft, { recursive: true, force: true });
    }
    return target;
}

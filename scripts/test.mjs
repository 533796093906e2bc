/**
 * `npm test`: sets the checkout up and runs every check; `fast` leaves out the tests that drive the engine, `engine`
 * runs only those. The last line is `N passed, N failed`: each test counts, and each static check as one.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(project, "node_modules", ".bin", name);
const require = createRequire(import.meta.url);
// A process that a failed test left behind must not keep the run from ending.
const mocha = ["--no-config", "--exit", "--extension", "ts", "--node-option", "import=tsx"];
const jobs = ["--parallel", "--jobs", "3"];
/** The files that take longest begin first, so that none is left alone at the end. */
const longest = [
    "moves",
    "deadEnds",
    "importing/examples",
    "lockouts",
    "existing",
    "importing/forms",
    "cure",
    "lifecycle",
];
const reporter = ["--reporter", join(project, "scripts", "countingReporter.cjs")];

requireSupportedNode();
await ensureDependencies();
const only = process.argv[2];
const totals = { passed: 0, failed: 0 };

if (only !== "engine") {
    // Side by side, since each leaves a core idle; what the quiet ones say is shown when they have ended.
    const quiet = [
        check("lint and format (biome ci)", bin("biome"), [
            "ci",
            "--error-on-warnings",
            `--colors=${process.stdout.isTTY ? "force" : "off"}`,
        ]),
        check("types (tsc)", bin("tsc"), ["--noEmit", "-p", "."]),
        check("package (build, publint)", process.execPath, [join(project, "scripts", "checkPackage.mjs")]),
        check("pictures (mermaid)", process.execPath, [join(project, "scripts", "parsePictures.mjs")]),
        ...["actionlint", "zizmor"].map((linter) =>
            check(`workflows (${linter})`, process.execPath, [join(project, "scripts", "lintWorkflows.mjs"), linter]),
        ),
    ];
    const tests = await runMocha("tests without the engine", [
        "--timeout",
        "60000",
        ...jobs,
        "--ignore",
        "tests/engine/**",
        "--ignore",
        "tests/browser/**",
        "tests/**/*.test.ts",
    ]);
    add(tests);
    for (const finished of quiet) {
        add(await finished);
    }
}
if (only !== "fast") {
    await fetchEngine();
    add(await runMocha("tests on the engine", ["--timeout", "300000", ...jobs, ...engineTests()]));
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;

function engineTests() {
    const folder = join("tests", "engine");
    const found = readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".test.ts"))
        .sort();
    const first = longest.map((name) => join(...`${name}.test.ts`.split("/"))).filter((name) => found.includes(name));
    return [...first, ...found.filter((name) => !first.includes(name))].map((name) => join(folder, name));
}

function add({ passed, failed }) {
    totals.passed += passed;
    totals.failed += failed;
}

/** A check that says nothing when all is well. One that could not be made (exit code 3) says so and counts for nothing. */
async function check(title, command, args) {
    const { code, output } = await run(command, args, "pipe");
    if (code === 3) {
        console.log(`⚠ NOT CHECKED: ${title}\n${output.trim()}`);
        return { passed: 0, failed: 0 };
    }
    console.log(`${code === 0 ? "✔" : "✘"} ${title}${code === 0 ? "" : `\n${output.trim()}`}`);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** A run that ends without counts has crashed, and one without tests has checked nothing: each is a failure. */
async function runMocha(title, args) {
    console.log(`\n${title}`);
    const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-counts-"));
    const counts = join(folder, "counts.json");
    const { code } = await run(bin("mocha"), [...mocha, ...reporter, ...args], "inherit", { MOCHA_COUNTS: counts });
    const { passed, failed } = readCounts(counts);
    rmSync(folder, { recursive: true });
    if (passed + failed === 0) {
        console.log(`✘ ${title}: no test was run (mocha ended with exit code ${code})`);
    }
    const silentFailure = passed + failed === 0 || (code !== 0 && failed === 0);
    return { passed, failed: silentFailure ? 1 : failed };
}

function readCounts(file) {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch {
        return { passed: 0, failed: 0 };
    }
}

/** Before the tests, whose time limits are not for a download or a build. Without an engine they fail and say why. */
async function fetchEngine() {
    require("tsx/cjs/api").register();
    try {
        const { version, origin } = await require("../tools/rehearsal/engine/index.ts").findEngine();
        console.log(`\nPulumi engine ${version}, ${origin}`);
    } catch (error) {
        console.log(`\n${error.message}`);
    }
}

function run(command, args, stdio, extra = {}) {
    return new Promise((resolve) => {
        const child = spawn(command, args, {
            cwd: project,
            env: { ...process.env, ...extra },
            stdio: ["ignore", stdio, stdio],
        });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream?.setEncoding("utf8").on("data", (text) => {
                output += text;
            });
        }
        child.on("error", (error) => resolve({ code: 127, output: error.message }));
        child.on("close", (code) => resolve({ code: code ?? 1, output }));
    });
}

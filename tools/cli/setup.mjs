/**
 * Gets a fresh checkout ready: the pinned libraries, installed from the lockfile when they are not there or not those.
 * Plain JavaScript without dependencies, since it runs before there are any.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export { requireSupportedNode } from "./nodeVersion.mjs";

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Installs what package-lock.json names, unless exactly that is installed. */
export async function ensureDependencies() {
    if (isInstalled()) {
        return;
    }
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    console.error("Installing the pinned libraries (npm ci), once …");
    const timer = setInterval(() => console.error(`  still installing (${seconds()} s)`), 15_000);
    const { code, output } = await npmCi();
    clearInterval(timer);
    if (code !== 0) {
        console.error(output.trim());
        console.error(`The libraries could not be installed: \`npm ci\` ended with exit code ${code}.`);
        process.exit(1);
    }
    console.error(`  installed (${seconds()} s)`);
}

/** npm writes its own record last, so an installation that was interrupted has none. */
function isInstalled() {
    const record = join(project, "node_modules", ".package-lock.json");
    if (!existsSync(record)) {
        return false;
    }
    const installed = packagesOf(record);
    return Object.entries(packagesOf(join(project, "package-lock.json")))
        .filter(([path, { optional, devOptional }]) => path !== "" && !optional && !devOptional)
        .every(([path, { version }]) => installed[path]?.version === version);
}

function packagesOf(lockfile) {
    return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

function npmCi() {
    const args = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    // npm says where it is when it has started us; a plain `node tools/cli/start.mjs` takes the one on PATH.
    const npm = process.env.npm_execpath?.endsWith("npm-cli.js")
        ? [process.execPath, process.env.npm_execpath]
        : ["npm"];
    return new Promise((resolve) => {
        const child = spawn(npm[0], [...npm.slice(1), ...args], { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text) => {
                output += text;
            });
        }
        child.on("error", (error) => resolve({ code: 127, output: error.message }));
        child.on("close", (code) => resolve({ code: code ?? 1, output }));
    });
}

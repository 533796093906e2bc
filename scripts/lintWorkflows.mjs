/**
 * `node scripts/lintWorkflows.mjs actionlint|zizmor`: lets one linter judge the workflows, also those for importers. It is taken from PATH, or installed once
 * into the user's cache. Exit code 3: it could not be installed, so nothing was judged; with WORKFLOW_LINTERS=required that is 1.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
const { userCache } = require("../tools/rehearsal/engine/cache.ts");
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const installLimitMs = 240_000;
const lintLimitMs = 60_000;

const linters = {
    actionlint: {
        version: "1.7.12",
        command: "actionlint",
        install(folder, version) {
            const module = `github.com/rhysd/actionlint/cmd/actionlint@v${version}`;
            must("go", ["install", module], { GOBIN: folder, GOWORK: "off", GOFLAGS: "", CGO_ENABLED: "0" });
        },
        // Without the tools that it would call if a machine happens to have them: the same answer everywhere.
        args: (files) => ["-no-color", "-shellcheck=", "-pyflakes=", ...files],
    },
    zizmor: {
        version: "1.32.0",
        command: join("bin", "zizmor"),
        install(folder, version) {
            must("python3", ["-m", "venv", folder]);
            const python = join(folder, "bin", "python");
            must(python, [
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-deps",
                "--only-binary",
                ":all:",
                `zizmor==${version}`,
            ]);
        },
        args: (files) => ["--offline", "--no-progress", "--color=never", "--persona=pedantic", ...files],
    },
};

const name = process.argv[2];
const linter = linters[name];
if (linter === undefined) {
    console.error(`Name a linter: ${Object.keys(linters).join(" or ")}`);
    process.exit(2);
}
const command = find();
const workflows = join(project, ".github", "workflows");
const own = readdirSync(workflows).map((file) => join(workflows, file));
const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-workflows-"));
try {
    const { status, stdout, stderr } = run(command, linter.args([...own, ...importers(folder)]), lintLimitMs);
    if (status !== 0) {
        console.log(`${stdout}${stderr}`.trim());
        process.exitCode = 1;
    }
} finally {
    rmSync(folder, { recursive: true });
}

/** The files that `connect-sso init` writes. */
function importers(root) {
    const { importersWorkflows } = require("../tools/cli/init/workflows.ts");
    const target = {
        repository: "contoso/connect-entra-sso",
        commit: "0123456789abcdef0123456789abcdef01234567",
        folder: "infra",
    };
    return importersWorkflows("github", target).map(({ path, text }) => {
        const file = join(root, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        return file;
    });
}

/** The linter's command: the one on PATH, the one in the cache, or the one that is installed now. */
function find() {
    if (run(name, ["--version"], 10_000).status === 0) {
        return name;
    }
    const cache = join(userCache(), "linters");
    const folder = join(cache, `${name}-${linter.version}`);
    if (!existsSync(join(folder, linter.command))) {
        mkdirSync(cache, { recursive: true });
        install(cache, folder);
    }
    return join(folder, linter.command);
}

/** A virtual environment knows its own path, so it is made where it stays; the linter itself comes last, and only whole. */
function install(cache, folder) {
    try {
        if (name === "zizmor") {
            rmSync(folder, { recursive: true, force: true });
            linter.install(folder, linter.version);
            return;
        }
        const draft = mkdtempSync(join(cache, ".draft-"));
        try {
            linter.install(draft, linter.version);
            rmSync(folder, { recursive: true, force: true });
            renameSync(draft, folder);
        } finally {
            rmSync(draft, { recursive: true, force: true });
        }
    } catch (error) {
        console.log(`${name} ${linter.version} can't be installed, so it judged nothing: ${error.message}`);
        process.exit(process.env.WORKFLOW_LINTERS === "required" ? 1 : 3);
    }
}

function must(program, args, env = {}) {
    const { status, stderr, error } = run(program, args, installLimitMs, env);
    if (status !== 0) {
        const last = stderr?.trim().split("\n").at(-1);
        throw new Error(error?.message ?? `${program} ${args[0]} ends with exit code ${status}: ${last}`);
    }
}

function run(program, args, timeout, env = {}) {
    return spawnSync(program, args, {
        cwd: dirname(project),
        encoding: "utf8",
        timeout,
        env: { ...process.env, ...env },
    });
}

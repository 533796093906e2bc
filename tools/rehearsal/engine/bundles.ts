/**
 * The programs that an engine starts, each as one JavaScript file. Every command starts three of them; from TypeScript each would
 * take half a second of CPU time, from a bundle a quarter of that.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";

/** How long a bundle of older sources is kept: a program that starts from it has loaded it by then. */
const keptMs = 24 * 60 * 60 * 1000;

/** The bundle of a TypeScript file of `project`, made anew when a source has changed; undefined where esbuild is not installed. */
export function bundleOf(project: string, entry: string): string | undefined {
    const esbuild = loadEsbuild(project);
    if (esbuild === undefined) {
        return undefined;
    }
    const folder = join(project, "node_modules", ".cache", "connect-entra-sso");
    const version = versionOf(project);
    const name = `${basename(dirname(entry))}-${basename(entry, ".ts")}.cjs`;
    const file = join(folder, version, name);
    if (statSync(file, { throwIfNoEntry: false }) === undefined) {
        mkdirSync(join(folder, version), { recursive: true });
        const draft = `${file}.${process.pid}`;
        const { warnings } = esbuild.buildSync({
            absWorkingDir: project,
            entryPoints: [entry],
            outfile: draft,
            bundle: true,
            platform: "node",
            target: "node20",
            logLevel: "silent",
            // Files beside the sources are found from there. All that ask for it are in the folder of their entry.
            define: { __dirname: JSON.stringify(dirname(entry)) },
        });
        if (warnings.length > 0) {
            rmSync(draft);
            return undefined;
        }
        renameSync(draft, file);
        sweep(folder, version);
    }
    return file;
}

function loadEsbuild(project: string): typeof import("esbuild") | undefined {
    try {
        return createRequire(join(project, "package.json"))("esbuild") as typeof import("esbuild");
    } catch {
        return undefined;
    }
}

/** What bundles are made from: the sources of the rehearsal, the installed packages, and where they are. */
function versionOf(project: string): string {
    const hash = createHash("sha256").update(project);
    const note = (file: string) => {
        const { size = 0, mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
        hash.update(`\n${relative(project, file)} ${size} ${mtimeMs}`);
    };
    note(join(project, "node_modules", ".package-lock.json"));
    const root = join(project, "tools", "rehearsal");
    for (const file of readdirSync(root, { recursive: true, encoding: "utf8" }).sort()) {
        if (file.endsWith(".ts")) {
            note(join(root, file));
        }
    }
    return hash.digest("hex").slice(0, 16);
}

/** Removes bundles of older sources. */
function sweep(folder: string, version: string): void {
    for (const name of readdirSync(folder)) {
        const stats = statSync(join(folder, name), { throwIfNoEntry: false });
        if (name !== version && stats !== undefined && Date.now() - stats.mtimeMs > keptMs) {
            rmSync(join(folder, name), { recursive: true, force: true });
        }
    }
}

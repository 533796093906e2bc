/**
 * Programs that import the components as a user of the package does: in a folder of their own, from the package as it would be
 * published. Nothing is downloaded: what the package asks its importers to install is linked from the checkout.
 */
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { builtOnce, checkout } from "./builtOnce";
import { finished, type Run } from "./engine";
import { blocksOf } from "./markdown";

const manifest = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
};
const run = promisify(execFile);

/** The package's command, among what is installed. */
export const commandOfPackage = "connect-entra-sso/dist/tools/cli/connect-sso.js";

/** What an importer has installed beside the package. */
const installed = [
    ...["@pulumi", "@types/node", "@types/mocha", "undici-types", "typescript", "tsx", "mocha", "jest", "vitest"],
    ...Object.keys(manifest.dependencies),
];

/** A program in a folder of its own. */
export interface Importer {
    folder: string;
    /** Writes a file of the program, over the one that was copied. */
    write(file: string, text: string): void;
    /** Runs a script of what is installed, in the program's folder. */
    run(script: string, ...words: string[]): Promise<Run>;
    /** Runs `npx connect-sso` there. */
    connectSso(...words: string[]): Promise<Run>;
    remove(): void;
}

/** Copies a program (a folder of the checkout) and installs the package in it. */
export async function makeImporter(source?: string, files: Readonly<Record<string, string>> = {}): Promise<Importer> {
    const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-importer-"));
    const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
    if (source !== undefined) {
        cpSync(join(checkout, source), folder, { recursive: true });
    }
    for (const [file, text] of Object.entries(files)) {
        write(file, text);
    }
    const modules = join(folder, "node_modules");
    for (const name of installed) {
        mkdirSync(join(modules, name, ".."), { recursive: true });
        symlinkSync(join(checkout, "node_modules", name), join(modules, name));
    }
    cpSync(await publishedPackage(), join(modules, "connect-entra-sso"), { recursive: true });
    const runInstalled = (script: string, ...words: string[]) => {
        const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", CONNECT_ENTRA_SSO_REHEARSAL_DIR: undefined };
        return finished(spawn(process.execPath, [join(modules, script), ...words], { cwd: folder, env }));
    };
    return {
        folder,
        write,
        run: runInstalled,
        connectSso: (...words) => runInstalled(commandOfPackage, ...words),
        remove: () => rmSync(folder, { recursive: true, force: true }),
    };
}

/** Checks a program's types with its own tsconfig.json; returns what the compiler says. */
export async function typeProblems(folder: string): Promise<string> {
    const compiler = join(checkout, "node_modules", "typescript", "bin", "tsc");
    return run(process.execPath, [compiler, "--noEmit", "-p", folder], { cwd: folder }).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
    );
}

let published: Promise<string> | undefined;

const sources = [
    ...["components", "plugin", "policy", "rules", "testing", "tools", "scripts"],
    ...[".github/workflows", "examples/pipelines", "examples/unitTests"],
    ...["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json", "README.md", "CHANGELOG.md"],
];

/** The package's folder after `npm pack` and unpacking. */
function publishedPackage(): Promise<string> {
    published ??= builtOnce("package", sources, packAndUnpack);
    return published;
}

async function packAndUnpack(folder: string): Promise<void> {
    // Built beside the checkout, whose dist/ may be somebody else's at this moment, and outside of node_modules.
    const draft = mkdtempSync(join(tmpdir(), "connect-entra-sso-package-"));
    const copy = join(draft, "checkout");
    for (const file of [...sources, "LICENSE"]) {
        cpSync(join(checkout, file), join(copy, file), { recursive: true });
    }
    symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
    // As docs/importing.md says.
    const commands = blocksOf("docs/importing.md").filter(({ marks }) => marks.includes("package"));
    await run("sh", ["-ec", commands.map(({ text }) => text).join("\n")], { cwd: copy });
    const archive = readdirSync(copy).find((name) => name.endsWith(".tgz")) ?? "";
    await run("tar", ["-xzf", join(copy, archive), "-C", folder, "--strip-components=1"]);
    rmSync(draft, { recursive: true });
}

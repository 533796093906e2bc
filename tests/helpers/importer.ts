/**
 * Programs that import the components as a user of the package does: in a folder of their own, from the package as it would be
 * published. Nothing is downloaded: what the package asks its importers to install is linked from the checkout.
 */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { finished, type Run } from "./engine";
import { blocksOf } from "./markdown";

const checkout = join(__dirname, "..", "..");
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

/** The package's folder after `npm pack` and unpacking. It is built once for each state of the sources. */
function publishedPackage(): Promise<string> {
    published ??= build();
    return published;
}

async function build(): Promise<string> {
    const sources = [
        ...["components", "plugin", "policy", "rules", "testing", "tools", "scripts"],
        ...[".github/workflows", "examples/pipelines", "examples/unitTests"],
        ...["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json", "README.md", "CHANGELOG.md"],
    ];
    const hash = createHash("sha256");
    for (const file of sources.flatMap(filesOf)) {
        hash.update(file).update(readFileSync(join(checkout, file)));
    }
    const cache = join(checkout, "node_modules", ".cache", "connect-entra-sso");
    const folder = join(cache, `package-${hash.digest("hex").slice(0, 16)}`);
    if (existsSync(folder)) {
        return folder;
    }
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
    mkdirSync(cache, { recursive: true });
    const unpacked = mkdtempSync(join(cache, "draft-"));
    await run("tar", ["-xzf", join(copy, archive), "-C", unpacked]);
    try {
        renameSync(join(unpacked, "package"), folder);
    } catch (error) {
        // Another process was faster.
        if (!existsSync(folder)) {
            throw error;
        }
    }
    rmSync(draft, { recursive: true });
    rmSync(unpacked, { recursive: true });
    return folder;
}

function filesOf(path: string): string[] {
    if (/\.\w+$/.test(path)) {
        return [path];
    }
    return readdirSync(join(checkout, path), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1))
        .sort();
}

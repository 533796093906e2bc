/** What tests of other languages need, which `npm run test:languages` gets into the user's cache and no other command does. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { engineCache, pinnedFolder, userCache } from "../../tools/rehearsal/engine/cache";
import { findOnPath } from "../../tools/rehearsal/engine/find";
import { generatorFile, hasLanguage } from "../../tools/rehearsal/engine/languages";
import { type Generation, generate } from "../../tools/rehearsal/engine/packages";

/** The interpreter of a virtual environment that has the Pulumi SDK. */
export const python = join(userCache(), "languages", "python", "bin", "python");

const engine = join(pinnedFolder(engineCache()), "pulumi");

/** What is there. */
export const available = {
    yaml:
        findOnPath("pulumi-language-yaml") !== undefined ||
        (existsSync(engine) && hasLanguage({ command: engine }, "yaml")),
    generator: existsSync(join(pinnedFolder(engineCache()), generatorFile)),
    python: existsSync(python),
    /** Slow where Go has not compiled the Pulumi SDK yet. */
    go: process.env.TEST_LANGUAGES === "all",
};

const needed: Record<keyof typeof available, string> = {
    yaml: "the language host of YAML",
    generator: "the generator of SDKs",
    python: "the Pulumi SDK of Python",
    go: "the compiled Pulumi SDK of Go",
};

/** A suite that needs some of it. Where that is missing, nothing is tested, which is said and counts for nothing. */
export function describeWith(needs: (keyof typeof available)[], title: string, suite: () => void): void {
    const missing = needs.filter((need) => !available[need]);
    if (missing.length === 0) {
        describe(title, suite);
        return;
    }
    console.log(
        `⚠ NOT CHECKED: ${title}, because this machine lacks for it: ${missing.map((it) => needed[it]).join(", ")}. ` +
            "Get it with: npm run test:languages",
    );
}

/** What the SDKs are generated from. */
export const schema = JSON.parse(readFileSync(join(__dirname, "..", "..", "plugin", "schema.json"), "utf8")) as {
    resources: Record<string, unknown>;
};

/** Generates an SDK in a folder, as `pulumi package add` does. */
export function generateSdk(language: Generation["language"], directory: string): Promise<void> {
    return generate({ language, directory, schema, local: true });
}

/** Generates the SDK of Python beside a folder, into which it is installed: a PYTHONPATH. */
export async function installPythonSdk(folder: string): Promise<string> {
    const sdk = join(folder, "sdks", "connect-entra-sso");
    const site = join(folder, "site");
    await generateSdk("python", sdk);
    const words = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"];
    await promisify(execFile)(join(dirname(python), "pip"), [...words, "--target", site, sdk]);
    return site;
}

/**
 * What a program, and the commands on it, need of this checkout, as JavaScript: without a compiler in each of its processes, a
 * command needs half of the CPU time.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { isMapping, readYaml, toYaml } from "../../tools/cli/yaml";
import { cloudPlugin, languageHost } from "../../tools/rehearsal/engine/ours";
import { builtOnce, checkout } from "./builtOnce";

const program = ["index.ts", "config.ts", "configKeys.ts", "configValues.ts", "usersFile.ts", "usersFileLines.ts"];
const folders = ["components", "rules", "tools"];
const copied = ["Pulumi.yaml", "package.json", "package-lock.json", ...folders];

/** The folder of the compiled checkout, to be copied: a link to what is installed is still missing. */
export const compiledCheckout = (): Promise<string> =>
    builtOnce("checkout", ["tsconfig.json", ...program, ...copied], compile);

async function compile(folder: string): Promise<void> {
    for (const part of copied) {
        cpSync(join(checkout, part), join(folder, part), { recursive: true });
    }
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => file.endsWith(".ts"));
    const options = {
        absWorkingDir: checkout,
        outbase: ".",
        outdir: folder,
        platform: "node",
        target: "node20",
    } as const;
    await build({ ...options, entryPoints: [...program, ...sources], format: "cjs" });
    // Each engine starts these, so that their time is loading.
    const started = [languageHost, ...["aws", "azuread"].map(cloudPlugin)].map((path) => `${path}.ts`);
    await build({ ...options, entryPoints: started, bundle: true, allowOverwrite: true });
    for (const source of sources) {
        rmSync(join(folder, source));
    }
    for (const entry of files.filter((file) => file.endsWith(".mjs"))) {
        const text = readFileSync(join(folder, entry), "utf8");
        const plain = text.replace(/^require\("tsx.*\n/m, "").replace(/(require\("\..*)\.ts"\)/g, '$1.js")');
        writeFileSync(join(folder, entry), plain);
    }
    const project = readYaml(join(checkout, "Pulumi.yaml"));
    const runtime = { name: "nodejs", options: { packagemanager: "npm", typescript: false } };
    const rest = isMapping(project) ? project : {};
    writeFileSync(join(folder, "Pulumi.yaml"), toYaml({ ...rest, main: "index.js", runtime }));
}

/** A program that imports the components from the sources of this checkout, as one file. */
export async function compileProgram(source: string, outfile: string): Promise<void> {
    await build({
        entryPoints: [source],
        outfile,
        bundle: true,
        platform: "node",
        target: "node20",
        packages: "external",
    });
}

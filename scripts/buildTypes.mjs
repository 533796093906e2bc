/** The types of the package: one file for each entry point, with what the public ones refer to and nothing else. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(project, "dist");

/** Replaces the declarations that the compiler has written into dist/, one for each source. */
export function buildTypes(entryPoints) {
    const rolled = mkdtempSync(join(dist, "types-"));
    const drafts = entryPoints.map((path) => ({ path, file: join(rolled, `${path.replaceAll("/", "-")}.d.ts`) }));
    for (const { path, file } of drafts) {
        extract(path, { dtsRollup: { enabled: true, untrimmedFilePath: file }, apiReport: { enabled: false } });
    }
    for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
        if (name.endsWith(".d.ts") && !join(dist, name).startsWith(rolled)) {
            rmSync(join(dist, name));
        }
    }
    for (const { path, file } of drafts) {
        // API Extractor takes what lies in somebody's node_modules for another package, and leaves it out.
        if (/^(?:import|export) .* from '\./m.test(readFileSync(file, "utf8"))) {
            throw new Error(`the types of ${path} are not in one file: build outside of a folder node_modules`);
        }
        renameSync(file, join(dist, `${path}.d.ts`));
    }
    rmSync(rolled, { recursive: true });
}

/** Runs API Extractor on the declarations of an entry point in dist/. */
export function extract(path, outputs, options = {}) {
    const silent = { default: { logLevel: "none" } };
    const config = ExtractorConfig.prepare({
        configObject: {
            projectFolder: project,
            mainEntryPointFilePath: join(dist, `${path}.d.ts`),
            compiler: { tsconfigFilePath: join(project, "tsconfig.build.json") },
            docModel: { enabled: false },
            tsdocMetadata: { enabled: false },
            messages: { extractorMessageReporting: silent, tsdocMessageReporting: silent },
            ...outputs,
        },
        configObjectFullPath: join(project, "etc", "api-extractor.json"),
        packageJsonFullPath: join(project, "package.json"),
    });
    return Extractor.invoke(config, {
        localBuild: true,
        // What npm prints must stay JSON; what changed is said by who calls.
        messageCallback: (message) => {
            message.logLevel = message.logLevel === "error" ? "error" : "none";
        },
        ...options,
    });
}

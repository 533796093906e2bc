/** The programs of ours that an engine starts, and what starts them: from TypeScript in a checkout, compiled in the package. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleOf } from "./bundles";

/** The root of this checkout; in the package, the folder that is laid out like it. */
export const ourFolder = join(__dirname, "..", "..", "..");

const compiled = !__filename.endsWith(".ts");

export const cloudPlugin = (cloud: string) => join("tools", "rehearsal", "clouds", cloud, "main");
export const languageHost = join("tools", "rehearsal", "engine", "languageHost");

/** A program of ours, by its path without an ending: the file that Node.js starts, and the loader it needs. */
export function ourProgram(path: string, from = ourFolder): { file: string; loader?: string } {
    if (compiled) {
        return { file: join(from, `${path}.js`) };
    }
    const source = join(from, `${path}.ts`);
    const bundle = bundleOf(from, source);
    return bundle === undefined ? { file: source, loader: tsxLoader(from) } : { file: bundle };
}

/** tsx by its own address: a short name would be looked up in whatever folder the engine starts a process. */
function tsxLoader(from: string): string {
    return pathToFileURL(createRequire(join(from, "package.json")).resolve("tsx")).href;
}

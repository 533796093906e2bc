/** What tests build from the sources of this checkout: once for each state of them, by whichever process comes first. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";

export const checkout = join(__dirname, "..", "..");

/** The folder that `fill` has filled. `sources`: the files and folders of the checkout that it is made from. */
export async function builtOnce(
    name: string,
    sources: readonly string[],
    fill: (folder: string) => Promise<void>,
): Promise<string> {
    const cache = join(checkout, "node_modules", ".cache", "connect-entra-sso");
    const folder = join(cache, `${name}-${stateOf(sources)}`);
    if (existsSync(folder)) {
        return folder;
    }
    mkdirSync(cache, { recursive: true });
    const draft = mkdtempSync(join(cache, "draft-"));
    await fill(draft);
    try {
        renameSync(draft, folder);
    } catch (error) {
        // Another process was faster.
        rmSync(draft, { recursive: true });
        if (!existsSync(folder)) {
            throw error;
        }
    }
    return folder;
}

function stateOf(sources: readonly string[]): string {
    const hash = createHash("sha256").update(checkout);
    for (const file of sources.flatMap(filesOf)) {
        hash.update(file).update(readFileSync(join(checkout, file)));
    }
    return hash.digest("hex").slice(0, 16);
}

function filesOf(path: string): string[] {
    if (statSync(join(checkout, path)).isFile()) {
        return [path];
    }
    return readdirSync(join(checkout, path), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(checkout, join(entry.parentPath, entry.name)))
        .sort();
}

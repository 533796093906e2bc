/** Makes built files smaller. Terser takes a tenth off what esbuild alone leaves, once it may rename what stands at the top of a file. */
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

/** What esbuild is told for it: the comments that name the parts stay. */
export const unshrunk = { minifyIdentifiers: true, minifySyntax: true, metafile: true };

/** Replaces a CommonJS file by a smaller one that does the same. Node.js shows the whole line of an error that nobody caught. */
export async function shrink(file, { metafile, longestLine }) {
    const { code } = await minify(inOrderOfPaths(readFileSync(file, "utf8"), Object.keys(metafile.inputs)), {
        ecma: 2022,
        // It may rename what stands at the top, and leaves out the strict mode of each part: the whole file has it.
        module: true,
        // No getter here does more than answer, and no function without a name is called with `new`.
        compress: { passes: 3, keep_fargs: false, pure_getters: true, unsafe_arrows: true },
        format: { max_line_len: longestLine },
    });
    writeFileSync(file, `"use strict";${code}`);
}

/** gzip finds again what stands close: parts of one folder next to each other. Each part is evaluated only when it is asked for. */
function inOrderOfPaths(text, paths) {
    const known = new Set(paths.map((path) => `// ${path}`));
    const parts = [[]];
    for (const line of text.split("\n")) {
        if (known.has(line)) {
            parts.push([]);
        }
        parts.at(-1).push(line);
    }
    const [helpers, ...sources] = parts;
    const entry = sources.pop();
    return [helpers, ...sources.sort(([one], [other]) => (one < other ? -1 : 1)), entry].flat().join("\n");
}

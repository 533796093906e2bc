/** Loaded before the stack program (Pulumi.yaml): runs it as one file, which takes less time than one file after another. */
const { dirname } = require("node:path");
const { createRequire } = require("node:module");
const { buildSync } = require("esbuild");

/** Pulumi's, which writes the places in stack traces. */
const sourceMaps = createRequire(require.resolve("@pulumi/pulumi"))("source-map-support");

require.extensions[".ts"] = (module, filename) => {
    const { outputFiles } = buildSync({
        ...{ entryPoints: [filename], bundle: true, write: false, outdir: dirname(filename) },
        ...{ platform: "node", target: "node20", packages: "external", sourcemap: "external" },
    });
    const [map, code] = outputFiles;
    sourceMaps.install({
        retrieveSourceMap: (file) => (file === filename ? { url: filename, map: map.text } : null),
    });
    module._compile(code.text, filename);
};

/**
 * Loaded before the stack program (Pulumi.yaml): a compiler and a package manager, which the Pulumi SDK uses only to turn functions into
 * text (dynamic providers, callbacks of Lambda), are loaded at their first use. Loading them takes as long as a small preview's own work.
 */
const Module = require("node:module");

const users = /[\\/]@pulumi[\\/]pulumi[\\/](typescript-shim|runtime[\\/]closure[\\/]\w+)\.js$/;
const late = ["typescript", "@npmcli/arborist"];
const load = Module._load;

Module._load = function (request, parent, isMain) {
    const whole = () => load.call(this, request, parent, isMain);
    if (!late.includes(request) || !users.test(parent?.filename)) {
        return whole();
    }
    let loaded;
    return new Proxy(
        {},
        {
            get(_, name) {
                // `import * as` asks for it at once, and takes a module that has it as it is.
                if (name === "__esModule") {
                    return true;
                }
                loaded ??= whole();
                return loaded[name];
            },
        },
    );
};

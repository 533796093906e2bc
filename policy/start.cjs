/** The policy pack: what the engine starts, in a checkout and in the package. */
const { existsSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

let policyPackage;
try {
    policyPackage = require.resolve("@pulumi/policy");
} catch {
    console.error("The policy pack of connect-entra-sso needs the package @pulumi/policy, which is not installed.");
    console.error("Run `npm install --save-dev @pulumi/policy` in the project that has connect-entra-sso.");
    process.exit(1);
}
const { policies } = load();
const { PolicyPack } = require("@pulumi/policy");

const all = policies();
refuseUnknownNames(all.map(({ name }) => name));
new PolicyPack("connect-entra-sso", {
    policies: all,
    description: "Single sign-on from Entra ID to Amazon Connect: who can sign in, as whom, and with which rights.",
});

/** The sources in a checkout, what was built of them in the package. */
function load() {
    if (!existsSync(join(__dirname, "index.ts"))) {
        return require(join(__dirname, "..", "dist", "policy", "index.js"));
    }
    // Pulumi's own way with TypeScript checks the types first, which takes ten seconds.
    delete require.extensions[".ts"];
    require("tsx/cjs/api").register();
    return require("./index.ts");
}

/** A rule that is misspelled in the file would go on with its defaults: neither the engine nor `@pulumi/policy` looks at the names. */
function refuseUnknownNames(names) {
    const { Server } = createRequire(policyPackage)("@grpc/grpc-js");
    const { addService } = Server.prototype;
    Server.prototype.addService = function (service, handlers) {
        const configure = (call, callback) => {
            const given = [...call.request.getPolicyconfigMap().keys()];
            const wrong = given.filter((name) => !names.includes(name) && name !== "all");
            if (wrong.length === 0) {
                return handlers.configure(call, callback);
            }
            const which = wrong.map((name) => `"${name}"`).join(", ");
            callback(
                new Error(
                    `no rule is called ${which}, got in the file of --policy-pack-config; the rules are ${names.join(", ")}`,
                ),
            );
        };
        addService.call(this, service, { ...handlers, configure });
    };
}

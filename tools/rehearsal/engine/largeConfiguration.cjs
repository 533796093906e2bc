/**
 * Loaded before a program whose configuration is too large for an environment variable (see configuration.ts). It reads the
 * configuration from a pipe, so that no file holds it, and shows it to the program as the variable PULUMI_CONFIG. The real
 * environment stays as it is: with such a variable in it, no process could be started from the program.
 */
const { readFileSync } = require("node:fs");

const pipe = process.env.CONNECT_ENTRA_SSO_CONFIGURATION_FD;

if (pipe !== undefined) {
    delete process.env.CONNECT_ENTRA_SSO_CONFIGURATION_FD;
    const configuration = readFileSync(Number(pipe), "utf8");
    const isIt = (key) => key === "PULUMI_CONFIG";
    process.env = new Proxy(process.env, {
        get: (env, key) => (isIt(key) ? configuration : env[key]),
        has: (env, key) => isIt(key) || key in env,
        set: (env, key, value) => {
            env[key] = value;
            return true;
        },
    });
}

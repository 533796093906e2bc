import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { engineEnvironment, prepareHome } from "../../../../tools/rehearsal/engine/home";
import { temporaryFolder, writeCommand } from "../../../helpers/folder";

describe("The engine's home", () => {
    const temporary = temporaryFolder();
    const engine = { command: "/opt/pulumi/pulumi", version: "3.259.0", origin: "cached" };
    const checkout = join(__dirname, "..", "..", "..", "..");

    it("takes nothing of the caller's that leads to a real account", () => {
        const caller = {
            HOME: "/home/me",
            PATH: "/usr/bin",
            AWS_PROFILE: "production",
            AWS_ACCESS_KEY_ID: "key",
            ARM_CLIENT_SECRET: "secret",
            AZURE_TENANT_ID: "tenant",
            PULUMI_ACCESS_TOKEN: "token",
            PULUMI_BACKEND_URL: "https://api.pulumi.com",
            PULUMI_STACK: "production",
        };
        const env = engineEnvironment(engine, { project: checkout, rehearsal: "/tmp/re hearsal" }, caller);
        const ours = ["CONNECT_ENTRA_SSO_NODE", "CONNECT_ENTRA_SSO_LANGUAGE_HOST"];
        expect(Object.fromEntries(Object.entries(env).filter(([name]) => !ours.includes(name)))).to.deep.equal({
            HOME: "/home/me",
            PATH: "/opt/pulumi:/usr/bin",
            PULUMI_HOME: "/tmp/re hearsal/engine/home",
            PULUMI_BACKEND_URL: "file:///tmp/re%20hearsal/engine/state",
            PULUMI_CONFIG_PASSPHRASE: "rehearsal",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_CREDENTIAL_STORE: "plaintext",
            CONNECT_ENTRA_SSO_REHEARSAL_DIR: "/tmp/re hearsal",
            CONNECT_ENTRA_SSO_RETRY_PACE: "0.01",
        });
    });

    it("has a plugin that models nothing for each other provider whose SDK the project depends on", () => {
        const sdk = (name: string, content: object) =>
            temporary.write(`importer/node_modules/${name}/package.json`, JSON.stringify(content));
        sdk("@pulumi/random", { version: "4.21.2", pulumi: { resource: true, name: "random" } });
        sdk("@pulumi/tls", { version: "5.0.0", pulumi: { resource: true, name: "tls" } });
        sdk("@pulumi/aws", { version: "7.48.0", pulumi: { resource: true, name: "aws" } });
        sdk("left-pad", { version: "1.0.0" });
        const dependencies = { "@pulumi/aws": "7", "@pulumi/random": "4", "left-pad": "1", "not-installed": "1" };
        const project = temporary.path("importer");
        temporary.write("importer/package.json", JSON.stringify({ dependencies }));
        const rehearsal = temporary.path("rehearsal");
        prepareHome({ project, rehearsal });
        const plugins = join(rehearsal, "engine", "home", "plugins");
        expect(readdirSync(plugins)).to.include("resource-random-v4.21.2");
        expect(readdirSync(plugins)).not.to.include.members(["resource-tls-v5.0.0"]);
        const script = readFileSync(join(plugins, "resource-random-v4.21.2", "pulumi-resource-random"), "utf8");
        expect(script).to.match(/'[^']*unmodelled[^']*' 'random' '4\.21\.2' "\$@"\n$/);
    });

    it("has the emulated clouds as the installed plugins of the SDKs' versions", () => {
        const project = temporary.path("it's a checkout");
        for (const [cloud, version] of [
            ["aws", "7.48.0"],
            ["azuread", "6.9.1"],
        ]) {
            temporary.write(`it's a checkout/node_modules/@pulumi/${cloud}/package.json`, JSON.stringify({ version }));
            temporary.write(
                `it's a checkout/tools/rehearsal/clouds/${cloud}/main.ts`,
                `console.log("${cloud}", process.argv[2])`,
            );
        }
        temporary.write("it's a checkout/package.json", "{}");
        symlinkSync(join(checkout, "node_modules", "tsx"), join(project, "node_modules", "tsx"));
        const rehearsal = temporary.path("rehearsal");
        prepareHome({ project, rehearsal }, {}, project);
        const plugins = join(rehearsal, "engine", "home", "plugins");
        expect(readdirSync(plugins).sort()).to.deep.equal(["resource-aws-v7.48.0", "resource-azuread-v6.9.1"]);
        const aws = join(plugins, "resource-aws-v7.48.0", "pulumi-resource-aws");
        expect(execFileSync(aws, ["127.0.0.1:1"], { encoding: "utf8" })).to.equal("aws 127.0.0.1:1\n");
        const before = statSync(aws).ino;
        prepareHome({ project, rehearsal }, {}, project);
        expect(statSync(aws).ino).to.equal(before);
        const real = writeCommand(temporary.path("it's real"), 'echo real "$1"');
        prepareHome({ project, rehearsal }, { azuread: real }, project);
        const azuread = join(plugins, "resource-azuread-v6.9.1", "pulumi-resource-azuread");
        expect(execFileSync(azuread, ["127.0.0.1:1"], { encoding: "utf8" })).to.equal("real 127.0.0.1:1\n");
        expect(statSync(aws).ino).to.equal(before);
    });
});

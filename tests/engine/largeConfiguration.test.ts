import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectSuccess } from "../helpers/federation";

/** Reads the configuration as any program does, and starts a process of its own. */
const program = `
const { execFileSync } = require("node:child_process");
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const users = config.getObject("users");
exports.count = Object.keys(users).length;
exports.bytes = config.get("users").length;
exports.last = users["user1499@contoso.example"].firstName;
exports.secret = config.getSecret("token");
exports.started = execFileSync(process.execPath, ["-p", "1 + 1"], { encoding: "utf8" }).trim();
`;

const users = Object.fromEntries(
    Array.from({ length: 1500 }, (_, index) => [
        `user${index}@contoso.example`,
        {
            firstName: `First${index}`,
            lastName: "Archer",
            securityProfiles: ["Agent"],
            routingProfile: "Basic Routing Profile",
            autoAccept: true,
            tags: { team: "support" },
        },
    ]),
);

describe("a configuration larger than Linux passes in one environment variable", () => {
    let folder: string;
    let stack: EngineStack;
    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-program-"));
        symlinkSync(join(__dirname, "..", "..", "node_modules"), join(folder, "node_modules"));
        writeFileSync(
            join(folder, "Pulumi.yaml"),
            "name: connect-entra-sso\nmain: index.js\nruntime:\n    name: nodejs\n    options:\n        typescript: false\n",
        );
        writeFileSync(join(folder, "package.json"), '{ "name": "large" }\n');
        writeFileSync(join(folder, "index.js"), program);
        stack = await makeStack({ config: { users, token: "plain" }, program: folder });
    });
    after(() => {
        stack?.remove();
        rmSync(folder, { recursive: true, force: true });
    });

    it("reaches the program whole, and what a real deployment does is said", async () => {
        const run = await stack.up();
        expectSuccess(run);
        const bytes = JSON.stringify(users).length;
        expect(bytes).to.be.greaterThan(131_072);
        expect(await stack.outputs()).to.deep.equal({
            count: 1500,
            bytes,
            last: "First1499",
            secret: "[secret]",
            started: "2",
        });
        expect(run.output).to.include("https://github.com/pulumi/pulumi/issues/8680");
    });
});

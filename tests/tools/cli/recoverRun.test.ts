import { chmodSync, existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { awsTypes } from "../../../tools/deployment/types";
import { runConnectSso } from "../../helpers/command";
import { temporaryFolder } from "../../helpers/folder";
import { type Case, cases, exportOf, parent, previewOf, resourceOf } from "../recover/cases";

const role = cases.find(({ type }) => type === awsTypes.role) as Case;
const cloud = {
    Roles: [{ RoleName: "sso", Path: "/", AssumeRolePolicyDocument: role.held.values.assumeRolePolicy }],
};
const interrupted = exportOf([], [{ type: "creating", resource: resourceOf(role) }]);
const repaired = exportOf([{ ...resourceOf(role), id: "sso" }]);

/** Notes what it is called with; what it prints of the stack changes with the import. */
const pulumi = `#!/usr/bin/env node
const { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const args = process.argv.slice(2);
const file = (name) => join(__dirname, name);
const step = existsSync(file("imported")) ? "after" : "before";
appendFileSync(file("calls"), args.join(" ").replace(/\\S+file\\.json/, "FILE") + "\\n");
if (args[0] === "import") {
    const lock = file("locked");
    if (existsSync(lock)) {
        console.error("error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.");
        process.exit(255);
    }
    copyFileSync(args[args.indexOf("--file") + 1], file("import.json"));
    writeFileSync(file("imported"), "");
}
if (args[0] === "stack" && args[1] === "import") {
    copyFileSync(args[args.indexOf("--file") + 1], file("state.json"));
}
if (args[0] === "stack" && args[1] === "export") {
    process.stdout.write(readFileSync(file("export-" + step + ".json")));
}
if (args[0] === "preview") {
    process.stdout.write(readFileSync(file("preview-" + step + ".json")));
}
`;

describe("connect-sso recover --run", () => {
    const temporary = temporaryFolder();
    const write = (name: string, content: unknown) => temporary.write(name, JSON.stringify(content));
    const written = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
    const path = process.env.PATH;
    let folder = "";

    beforeEach(() => {
        const program = temporary.write("pulumi", pulumi);
        chmodSync(program, 0o755);
        folder = dirname(program);
        process.env.PATH = `${folder}:${path}`;
        write("export-before.json", interrupted);
        write("preview-before.json", previewOf());
        write("export-after.json", repaired);
        write("preview-after.json", previewOf());
    });
    afterEach(() => {
        process.env.PATH = path;
    });

    const recover = (...more: string[]) => {
        const files = ["--deployment", write("stale.json", interrupted), "--cloud", write("roles.json", cloud)];
        return runConnectSso(["recover", ...files, "--run", ...more]);
    };

    it("repairs the state with the user's pulumi and previews; it runs no up", async () => {
        const run = await recover("--yes");
        expect([run.code, run.stderr.includes("Removing pending operations")]).to.deep.equal([0, true]);
        expect(run.stdout).to.include(
            "The state is repaired. The preview replaces and deletes nothing. It has no change.",
        );
        const where = "--stack dev --non-interactive --color never";
        expect(written("calls").trim().split("\n").slice(1)).to.deep.equal([
            `stack export --show-secrets ${where}`,
            `preview --json --show-secrets ${where}`,
            `stack import --file FILE ${where}`,
            `import --file FILE --protect=false --generate-code=false --yes --skip-preview ${where}`,
            `stack export --show-secrets ${where}`,
            `preview --json --show-secrets ${where}`,
        ]);
        expect(JSON.parse(written("state.json"))).to.deep.equal({
            version: 3,
            deployment: { resources: interrupted.deployment.resources },
        });
        expect(JSON.parse(written("import.json"))).to.deep.equal({
            nameTable: { at0: parent },
            resources: [{ type: role.type, name: "sso", id: "sso", parent: "at0" }],
        });
    });

    it("changes nothing without an answer to its question", async () => {
        const run = await recover();
        expect(run.code).to.equal(1);
        expect(run.stderr).to.include("add --yes").and.to.include("Nothing was changed.");
        expect(written("calls")).not.to.match(/^(stack )?import/m);
    });

    it("warns where the next `pulumi up` would replace or delete something", async () => {
        const urn = resourceOf(role).urn;
        write("preview-after.json", { steps: [{ op: "replace", urn, newState: {} }] });
        const run = await recover("--yes");
        expect(run.code).to.equal(1);
        expect(run.stdout).to.include("would replace or delete: ").and.to.include(String(urn));
    });

    it("says what a refused preview says", async () => {
        write("preview-after.json", { diagnostics: [{ severity: "error", message: "ConnectSso: users is empty" }] });
        const run = await recover("--yes");
        expect(run.code).to.equal(3);
        expect(run.stdout).to.include("ConnectSso: users is empty");
    });

    it("names `pulumi cancel` where the stack is locked, and does not break the lock itself", async () => {
        write("locked", {});
        const run = await recover("--yes");
        expect(run.code).to.equal(1);
        expect(run.stderr).to.include("If no other update is running, run `pulumi cancel`");
        expect(existsSync(`${folder}/imported`)).to.equal(false);
        expect(written("calls")).not.to.match(/^cancel/m);
    });
});

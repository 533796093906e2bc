import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..", "..");
const notCopied = ["node_modules", "dist", "coverage", ".git", ".rehearsal"];

const today = `config:
    aws:region: eu-central-1
    connect-entra-sso:instanceAlias: contoso-pipeline
    connect-entra-sso:users:
        alice@contoso.example: { firstName: Alice, lastName: Agent, securityProfiles: [Admin, Agent] }
`;
const proposed = `${today}        zoe@contoso.example: { firstName: Zoe, lastName: New, securityProfiles: [Agent] }\n`;

describe("The pipeline's rehearsal of a pull request", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-pipeline-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("says without an account what the change does to people, and who can sign in after it", () => {
        const checkout = join(folder, "checkout");
        cpSync(root, checkout, {
            recursive: true,
            filter: (source) => !notCopied.includes(relative(root, source).split("/")[0] ?? ""),
        });
        symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
        const git = (...args: string[]) => {
            const who = ["-c", "user.name=Ada", "-c", "user.email=ada@contoso.example", "-c", "commit.gpgsign=false"];
            const { status, stderr } = spawnSync("git", ["-C", checkout, ...who, ...args], { encoding: "utf8" });
            expect([status, stderr]).to.deep.equal([0, ""]);
        };
        const stackFile = join(checkout, "Pulumi.prod.yaml");
        writeFileSync(stackFile, today);
        git("init", "--quiet", "--initial-branch=main");
        git("add", "-A");
        git("commit", "--quiet", "-m", "today");
        writeFileSync(stackFile, proposed);

        const summary = join(folder, "summary.md");
        const args = [join(checkout, "tools", "cli", "pipeline.mjs"), "rehearse", "--base", "HEAD", "--only", "prod"];
        const { CONNECT_ENTRA_SSO_REHEARSAL_DIR: _, ...environment } = process.env;
        const run = spawnSync(process.execPath, args, {
            cwd: checkout,
            encoding: "utf8",
            env: { ...environment, NO_COLOR: "1", GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: checkout },
        });
        expect(run.status, run.stdout + run.stderr).to.equal(0);
        const said = readFileSync(summary, "utf8");
        // By the policy pack of the checkout.
        expect(said).to.match(/Look at this/);
        expect(said).to.match(/Advisory policy `notification-addresses` \(`sso`\): Somebody is told before/);
        expect(said).to.match(/has no address; write one to five/);
        expect(said).to.match(/Added with security profile `Agent`: `zoe@contoso\.example`/);
        expect(said).to.match(/2 of 2 can sign in/);
    });
});

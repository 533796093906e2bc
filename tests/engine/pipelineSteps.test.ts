import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import { toYaml } from "../../tools/cli/yaml";
import { findEngine } from "../../tools/rehearsal/engine";
import type { StackReview } from "../../tools/review/review";
import { type CommandRun, runPipeline } from "../helpers/command";
import { type EngineStack, makeStack } from "../helpers/engine";
import { writeCommand } from "../helpers/folder";
import { type Importer, makeImporter } from "../helpers/importer";

const root = join(__dirname, "..", "..");
const person = (firstName: string, ...securityProfiles: string[]) => ({ firstName, lastName: "Doe", securityProfiles });
const [admin, alice, bob, erin] = ["admin", "alice", "bob", "erin"].map((name) => `${name}@contoso.example`);
const today = {
    [admin as string]: person("Ada", "Admin"),
    [alice as string]: person("Alice", "Agent"),
    [bob as string]: person("Bob", "Agent"),
};
/** Another name, a sign-in that ends, and somebody with a profile that nobody had. */
const proposed = {
    ...today,
    [alice as string]: person("Alicia", "Agent"),
    [bob as string]: { ...person("Bob", "Agent"), signIn: false },
    [erin as string]: person("Erin", "CallCenterManager", "Agent"),
};

describe("The steps of the workflows, with the rehearsal's pulumi and az on the job's PATH", () => {
    let importer: Importer;
    let stack: EngineStack;
    let env: NodeJS.ProcessEnv;

    before(async () => {
        importer = await makeImporter("examples/wholeStack");
        stack = await makeStack({ program: importer.folder, name: "clouds" });
        const { command } = await findEngine();
        const bin = join(stack.home.rehearsal, "bin");
        mkdirSync(bin);
        const start = join(root, "tools", "cli", "start.mjs");
        const home = `CONNECT_ENTRA_SSO_REHEARSAL_DIR="${stack.home.rehearsal}"`;
        writeCommand(join(bin, "pulumi"), `exec "${command}" "$@"`);
        writeCommand(join(bin, "az"), `${home} exec "${process.execPath}" "${start}" az "$@"`);
        env = { ...stack.env, PATH: [bin, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter) };
        configure(today);
        pulumi("stack", "init");
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    function configure(users: object): void {
        const config = {
            "aws:region": "eu-central-1",
            "contact-centre:instanceAlias": "contoso-steps",
            "contact-centre:users": users,
            "contact-centre:notificationEmailAddresses": ["identity-team@contoso.example"],
        };
        writeFileSync(join(importer.folder, "Pulumi.prod.yaml"), toYaml({ config }));
    }

    function pulumi(...words: string[]): void {
        const args = [...words, "--stack", "prod", "--non-interactive"];
        const { status, stdout, stderr } = spawnSync("pulumi", args, { cwd: importer.folder, env, encoding: "utf8" });
        expect(status, stdout + stderr).to.equal(0);
    }

    const step = (name: string, ...options: string[]): Promise<CommandRun> =>
        runPipeline([name, "--stack", "prod", ...options], importer.folder, env);

    async function review(): Promise<{ run: CommandRun; review: StackReview }> {
        const run = await step("review", "--output", "out");
        expect([run.code, run.stderr]).to.deep.equal([0, ""]);
        return { run, review: JSON.parse(readFileSync(join(importer.folder, "out", "review.json"), "utf8")) };
    }

    it("say of a first deployment who comes, and after it that everybody can sign in and nothing differs", async () => {
        const first = await review();
        expect(first.review.people).to.deep.equal(
            [admin, alice, bob].map((name) => ({ name, id: "added", signIn: true })),
        );
        expect(first.review.trust.map(({ id }) => id)).to.deep.equal(["firstCertificate"]);
        expect(first.review.verdict).to.equal("safe");
        pulumi("up", "--yes", "--skip-preview");
        expect(await step("standing", "--output", "before.json")).to.deep.equal({
            ...{ code: 0, stdout: "prod: 3 can sign in, 0 cannot, 0 unknown\n", stderr: "" },
        });
        const drift = await step("drift", "--print");
        expect([drift.code, drift.stderr]).to.deep.equal([0, ""]);
        expect(drift.stdout).to.include("Everything is as the stack says, and everybody can sign in.");
    });

    it("say of a change who loses and who gets what, by name, and nothing of those who stay", async () => {
        configure(proposed);
        const { review: said, run } = await review();
        expect({ verdict: said.verdict, people: said.people, notJudged: said.notJudged }).to.deep.equal({
            verdict: "lookAtThis",
            people: [
                { name: bob, id: "signInEnded" },
                {
                    name: alice,
                    id: "details",
                    fields: [{ path: "identityInfo.firstName", before: "Alice", after: "Alicia" }],
                },
                { name: erin, id: "added", securityProfiles: ["Agent", "CallCenterManager"], signIn: true },
            ],
            notJudged: [],
        });
        const { gains, loses, after } = said.access;
        expect({ gains, loses: loses.map(({ name }) => name), after }).to.deep.equal({
            ...{ gains: [{ name: erin }], loses: [bob], after: { can: 3, cannot: 1, unknown: 0 } },
        });
        expect(run.stdout).not.to.include(admin);
        pulumi("up", "--yes", "--skip-preview");
        // Who was stopped as wanted has lost nothing.
        expect(await step("standing", "--before", "before.json")).to.deep.equal({
            ...{ code: 0, stdout: "prod: 3 can sign in, 0 cannot, 0 unknown\n", stderr: "" },
        });
    });

    it("say what somebody changed by hand, and whom it stops", async () => {
        const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal";
        stack.changeByHand("azuread", servicePrincipal, (principal) => {
            principal.accountEnabled = false;
        });
        const drift = await step("drift", "--print");
        expect([drift.code, drift.stderr]).to.deep.equal([1, ""]);
        expect(drift.stdout).to.include("## The clouds are not as the stack says");
        expect(drift.stdout).to.include("Sign-in to the application is enabled (`contact-centre`): `false` → `true`");
        const [, stopped = ""] = drift.stdout.split("## These people cannot sign in\n\n");
        expect(stopped.match(/^- `[^`]+`/gm)).to.deep.equal([admin, alice, erin].map((name) => `- \`${name}\``));
    });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Command } from "commander";
import * as yaml from "js-yaml";
import { importersWorkflows } from "../../tools/cli/init/workflows";
import { commands } from "../../tools/cli/pipeline";

const folder = join(__dirname, "..", "..", ".github", "workflows");

interface Step {
    id?: string;
    if?: string;
    uses?: string;
    run?: string;
    with?: Record<string, unknown>;
}

interface Job {
    if?: string;
    environment?: string;
    concurrency?: unknown;
    permissions?: Record<string, string>;
    "timeout-minutes"?: number;
    "runs-on"?: string;
    steps?: Step[];
}

interface Workflow {
    name: string;
    on: Record<string, unknown>;
    permissions?: unknown;
    concurrency?: { group: string; "cancel-in-progress"?: unknown };
    jobs: Record<string, Job>;
}

interface Loaded {
    file: string;
    text: string;
    workflow: Workflow;
}

const loaded = (file: string, text: string): Loaded => ({
    file,
    text,
    workflow: yaml.load(text, { schema: yaml.CORE_SCHEMA }) as Workflow,
});

const own = readdirSync(folder).map((file) => loaded(file, readFileSync(join(folder, file), "utf8")));
/** As `connect-sso init` writes them, under the names that they have here. */
const importers = importersWorkflows("github", {
    repository: "contoso/connect-entra-sso",
    commit: "0123456789abcdef0123456789abcdef01234567",
    folder: "infra",
})
    .map(({ path, text }) => loaded(path.replace(".github/workflows/connect-sso-", ""), text))
    .sort((one, other) => one.file.localeCompare(other.file));

/** What may write, and where. Everything else only reads. */
const mayWrite: Record<string, string[]> = {
    "deploy.yml: plan": ["id-token: write"],
    "deploy.yml: deploy": ["id-token: write"],
    "drift.yml: drift": ["id-token: write", "issues: write"],
    "users.yml: read": ["id-token: write"],
    "users.yml: propose": ["contents: write", "pull-requests: write"],
    "preview.yml: preview": ["id-token: write"],
    "preview.yml: comment": ["pull-requests: write"],
};

/** Also the one that setup-node fills by itself unless it is told not to. */
const usesCache = ({ steps: own = [] }: Job) =>
    own.some(
        ({ uses = "", with: options }) =>
            uses.startsWith("actions/cache") ||
            (uses.startsWith("actions/setup-node@") && options?.["package-manager-cache"] !== false),
    );
const writesOf = (job: Job) =>
    Object.entries(job.permissions ?? {})
        .filter(([, level]) => level !== "read")
        .map(([name, level]) => `${name}: ${level}`);

for (const [title, workflows] of [
    ["The workflows of this repository", own],
    ["The workflows of an importer", importers],
] as const) {
    describe(title, () => {
        const jobs = workflows.flatMap(({ file, workflow }) =>
            Object.entries(workflow.jobs).map(([name, job]) => ({ place: `${file}: ${name}`, on: workflow.on, job })),
        );
        const steps = jobs.flatMap(({ place, job }) => (job.steps ?? []).map((step) => ({ place, step })));

        it("start on nothing that gives a fork's pull request the repository's rights", () => {
            const known = ["pull_request", "push", "schedule", "workflow_dispatch"];
            const wrong = workflows.filter(({ workflow }) =>
                Object.keys(workflow.on).some((event) => !known.includes(event)),
            );
            expect(wrong.map(({ file }) => file)).to.deep.equal([]);
        });

        it("pin every action to a commit, with its version, and each action to one", () => {
            const lines = workflows.flatMap(({ text }) =>
                [...text.matchAll(/^.*\buses:.*$/gm)].map(([line]) => line.trim()),
            );
            const pin = /^(?:- )?uses: ([\w.-]+\/[\w./-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$/;
            expect(lines.filter((line) => !pin.test(line))).to.deep.equal([]);
            const pins = new Set(lines.map((line) => line.replace(/^- /, "")));
            expect(pins.size).to.equal(new Set([...pins].map((line) => line.split("@")[0])).size);
        });

        it("have no expression in what a shell runs", () => {
            expect(steps.filter(({ step }) => step.run?.includes("${{")).map(({ place }) => place)).to.deep.equal([]);
        });

        it("give a job the permissions it needs, and no others", () => {
            expect(workflows.filter(({ workflow }) => JSON.stringify(workflow.permissions) !== "{}")).to.deep.equal([]);
            expect(jobs.filter(({ job }) => job.permissions === undefined).map(({ place }) => place)).to.deep.equal([]);
            const writing = jobs.filter(({ job }) => writesOf(job).length > 0);
            expect(Object.fromEntries(writing.map(({ place, job }) => [place, writesOf(job)]))).to.deep.equal(mayWrite);
        });

        it("give no job both an identity in a cloud and the right to write to the repository", () => {
            const both = jobs.filter(
                ({ job }) => job.permissions?.["id-token"] === "write" && job.permissions.contents === "write",
            );
            expect(both.map(({ place }) => place)).to.deep.equal([]);
        });

        it("use no stored secret", () => {
            expect(workflows.filter(({ text }) => /\bsecrets\b/.test(text)).map(({ file }) => file)).to.deep.equal([]);
        });

        it("leave no credentials in the checkout", () => {
            const checkouts = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
            expect(checkouts.filter(({ step }) => step.with?.["persist-credentials"] !== false)).to.deep.equal([]);
            expect(checkouts.length).to.be.greaterThan(0);
        });

        it("sign in to a cloud only in an environment, without a cache that others could have filled, and never for a fork", () => {
            const signedIn = jobs.filter(({ job }) => job.permissions?.["id-token"] === "write");
            const ofThisRepository = "github.event.pull_request.head.repo.full_name == github.repository";
            const wrong = signedIn.filter(
                ({ job, on }) =>
                    job.environment === undefined ||
                    usesCache(job) ||
                    ("pull_request" in on && !job.if?.includes(ofThisRepository)),
            );
            expect(wrong.map(({ place }) => place)).to.deep.equal([]);
        });

        it("end in time, on a runner whose version is named, one at a time", () => {
            const wrong = jobs.filter(
                ({ job }) => !(Number(job["timeout-minutes"]) <= 60) || job["runs-on"] !== "ubuntu-24.04",
            );
            expect(wrong.map(({ place }) => place)).to.deep.equal([]);
            expect(workflows.filter(({ workflow }) => workflow.concurrency === undefined)).to.deep.equal([]);
        });

        it("cancel no deployment: not one that runs, and not one that waits for approval", () => {
            // A job that waits for approval counts as pending in a group of its own, and GitHub cancels what is pending for the next one.
            expect(jobs.filter(({ job }) => job.concurrency !== undefined).map(({ place }) => place)).to.deep.equal([]);
            const concurrencies = workflows
                .filter(({ file }) => file !== "ci.yml" && file !== "preview.yml")
                .map(({ file, workflow }) => [file, workflow.concurrency]);
            expect(concurrencies).to.deep.equal(
                ["deploy", "drift", "users"].map((name) => [
                    `${name}.yml`,
                    // With the branch: a run that somebody starts on another one, where nothing is deployed, takes nobody's turn.
                    { group: `${name}-\${{ github.ref }}`, "cancel-in-progress": false },
                ]),
            );
        });

        it("let a deployment that is cancelled end in order, and say then, too, who can sign in", () => {
            const deploying = steps.filter(({ step }) => /\bpulumi up\b/.test(step.run ?? ""));
            expect(deploying.map(({ place, step }) => [place, step.run?.split(" --")[0]])).to.deep.equal([
                ["deploy.yml: deploy", "exec pulumi up"],
            ]);
            const looking = steps.filter(({ step }) => /pipeline\.mjs"? standing /.test(step.run ?? ""));
            expect(looking.map(({ step }) => [step.id, step.if])).to.deep.equal([
                ["before", undefined],
                [undefined, "always() && steps.before.outcome == 'success'"],
            ]);
        });

        it("pass on from the cloud's side only a review, a number and a proposal", () => {
            const uploads = steps.filter(({ step }) => step.uses?.startsWith("actions/upload-artifact@"));
            expect(uploads.map(({ place, step }) => [place, String(step.with?.path).split(" }}/")[1]])).to.deep.equal([
                ["deploy.yml: plan", "review/fingerprint"],
                ["preview.yml: preview", "review/review.json"],
                ["users.yml: read", "users/proposal.json"],
            ]);
        });

        it("call steps of the pipeline that exist, with options that they have", () => {
            const program = new Command();
            for (const define of commands) {
                define(program, () => undefined);
            }
            const lines = steps.flatMap(({ step }) => [
                ...(step.run ?? "").matchAll(/tools\/cli\/pipeline\.mjs"? (\S+)(.*)/g),
            ]);
            const wrong = lines.filter(([, name, rest = ""]) => {
                const command = program.commands.find((one) => one.name() === name);
                const known = command?.options.map(({ long }) => long) ?? [];
                return (
                    command === undefined ||
                    [...rest.matchAll(/(?<=\s)--[\w-]+/g)].some(([option]) => !known.includes(option))
                );
            });
            expect(wrong.map(([line]) => line)).to.deep.equal([]);
            const called = new Set(lines.map(([, name]) => name));
            const never = program.commands.map((one) => one.name()).filter((name) => !called.has(name));
            // No program of an importer can be rehearsed.
            expect(never).to.deep.equal(workflows === own ? [] : ["rehearse"]);
        });
    });
}

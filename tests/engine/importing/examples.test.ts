import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { SignInReport } from "../../../tools/cli/signIn/report";
import { isMapping, readYaml } from "../../../tools/cli/yaml";
import { readPolicyText } from "../../../tools/review/preview/policyText";
import { type EngineStack, finished, makeStack } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { type Importer, makeImporter } from "../../helpers/importer";

const [admin, alice, bob] = ["admin@contoso.example", "alice@contoso.example", "bob@contoso.example"];

/** What a newcomer gets with the stack file that lies beside the program: who can sign in, by application if there are several. */
const examples: Record<string, { application?: string; to?: string; yes: string[]; no?: string[] }[]> = {
    agentDesktop: [{ yes: [admin, alice, bob] }, { to: "cognito", yes: [admin, alice, bob] }],
    embeddedPanel: [{ yes: [admin, alice, bob] }],
    existingInstance: [{ yes: [admin, alice, bob] }],
    otherIdentityProvider: [],
    otherService: [],
    ownComponent: [{ yes: [admin, alice, bob] }],
    twoRegions: [
        { application: "frankfurt", yes: [admin, alice] },
        { application: "virginia", yes: [admin, alice] },
    ],
    wholeStack: [{ yes: [admin, alice, bob] }],
};

const folders = readdirSync(join(__dirname, "..", "..", "..", "examples"), { withFileTypes: true });

/** Examples that further tests run, and files of no program. */
const elsewhere = [
    "twoApplications",
    "automationApi",
    "people",
    "pipelineIdentities",
    "pipelines",
    "twoTeams",
    "unitTests",
    "python",
    "yaml",
];

describe("examples/, each a project of its own with the packed package", () => {
    const made: { remove(): void }[] = [];
    afterEach(() => {
        for (const one of made.splice(0).reverse()) {
            one.remove();
        }
    });
    const install = async (...args: Parameters<typeof makeImporter>): Promise<Importer> => {
        const importer = await makeImporter(...args);
        made.push(importer);
        return importer;
    };
    const start = async (...args: Parameters<typeof makeStack>): Promise<EngineStack> => {
        const stack = await makeStack(...args);
        made.push(stack);
        return stack;
    };

    for (const [name, signIns] of Object.entries(examples)) {
        it(`${name} deploys, then previews with nothing to change or against the policy pack, and lets its people in`, async () => {
            const importer = await install(`examples/${name}`);
            const stack = await start({ name: "dev", program: importer.folder, ...startOf(importer.folder) });
            expectSuccess(await stack.up());
            const pack = join(importer.folder, "node_modules", "connect-entra-sso", "policy");
            const preview = await stack.preview("--expect-no-changes", "--policy-pack", pack);
            expectSuccess(preview);
            const violations = readPolicyText(preview.stdout).filter(
                ({ message }) => !message.startsWith("not-checked:"),
            );
            expect(violations).to.deep.equal([]);
            for (const { application, to = "connect", yes, no = [] } of signIns) {
                const choice = application === undefined ? [] : ["--application", application];
                const { stdout, stderr } = await stack.connectSso("sign-in", "--json", "--to", to, ...choice);
                expect(stderr).to.equal("");
                const report = JSON.parse(stdout) as SignInReport;
                const ended = (verdict: string) =>
                    report.signIns.filter((one) => one.verdict === verdict).map(({ user }) => user);
                expect({ application, yes: ended("yes"), no: ended("no") }).to.deep.equal({ application, yes, no });
                expect(report.summary.unknown).to.equal(0);
            }
        });
    }

    it("twoApplications is rehearsed as its document says, each person at their own application", async () => {
        const importer = await install("examples/twoApplications");
        const pack = join("node_modules", "connect-entra-sso", "policy");
        const rehearsal = await importer.connectSso("rehearse", "--policy-pack", pack);
        expectSuccess(rehearsal);
        const signIns = [...rehearsal.stdout.matchAll(/^(Sign-in to .+?) at |^([✔✘?]) (\S+) /gmu)];
        expect(signIns.map(([, at, mark, user]) => at ?? `${mark} ${user}`)).to.deep.equal([
            "Sign-in to Amazon Connect administrators",
            `✔ ${admin}`,
            `✔ ${bob}`,
            "Sign-in to Amazon Connect agents",
            `✔ ${alice}`,
        ]);
        expect(rehearsal.stdout).to.include("3 of 3 users (listed above)");
        const asked = await importer.connectSso(
            "sign-in",
            "--application",
            "administrators",
            "--user",
            alice,
            "--json",
        );
        const { signIns: answers } = JSON.parse(asked.stdout) as SignInReport;
        expect(answers.map(({ verdict, stop }) => [verdict, stop?.error])).to.deep.equal([["no", "notAssigned"]]);
    });

    it("automationApi deploys by its own command, then has nothing to change", async () => {
        const importer = await install("examples/automationApi", {
            "Pulumi.yaml": "name: automation-api\nruntime: nodejs\n",
        });
        const stack = await start({ program: importer.folder });
        const run = (...words: string[]) => {
            const args = ["--import", "tsx", "deploy.ts", ...words];
            return finished(spawn(process.execPath, args, { cwd: importer.folder, env: stack.env }));
        };
        const up = await run("up");
        expectSuccess(up);
        expect(up.output).to.match(/People sign in at https:\/\/myapps\.microsoft\.com\/signin\//);
        const preview = await run();
        expectSuccess(preview);
        expect(preview.output).to.match(/Resources:\s+\d+ unchanged/);
    });
});

describe("examples/", () => {
    it("are all run by tests", () => {
        const programs = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
        expect(programs).to.deep.equal([...Object.keys(examples), ...elsewhere].sort());
    });
});

/** Configuration and clouds that the example's own files say. */
function startOf(folder: string): { config: Record<string, unknown>; account?: unknown } {
    const stackFile = readYaml(join(folder, "Pulumi.dev.yaml"));
    const config = isMapping(stackFile) && isMapping(stackFile.config) ? stackFile.config : {};
    const account = join(folder, "account.json");
    return existsSync(account) ? { config, account: JSON.parse(readFileSync(account, "utf8")) } : { config };
}

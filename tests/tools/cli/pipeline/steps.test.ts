import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { runPipeline } from "../../../helpers/command";
import { type FakeTools, fakeTools } from "../../../helpers/fakeTools";
import { temporaryFolder, writeCommand } from "../../../helpers/folder";
import { GithubStandIn } from "../../../helpers/githubStandIn";

const root = join(__dirname, "..", "..", "..", "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const refused = read("tests/tools/cli/pipeline/fixtures/refused.json");
const exported = read("tests/tools/deployment/fixtures/stackExport.json");
const people = (JSON.parse(read("tools/rehearsal/directory.json")) as { users: { userPrincipalName: string }[] }).users;
const page = (value: unknown[], next?: string) =>
    JSON.stringify({ value, ...(next === undefined ? {} : { "@odata.nextLink": next }) });
const secondPage = "https://graph.microsoft.com/v1.0/users?$skiptoken=2";
const stackFile =
    "config:\n    connect-entra-sso:instanceAlias: c\n    connect-entra-sso:users:\n        alice@contoso.example: {}\n";
const urn =
    "urn:pulumi:dev::connect-entra-sso::connect-entra-sso:index:ConnectSso$connect-entra-sso:index:ConnectUsers$aws:connect/user:User::sso-alice@contoso.example";
const preview = (...steps: object[]) => JSON.stringify({ steps, changeSummary: {} });
const update = (firstName: string) => ({
    op: "update",
    urn,
    oldState: { id: "1", inputs: { firstName: "Al" } },
    newState: { inputs: { firstName }, sourcePosition: `project:///${Math.random()}` },
});

const temporary = temporaryFolder();
let tools: FakeTools;

beforeEach(() => {
    temporary.write("Pulumi.yaml", "name: connect-entra-sso\nruntime: nodejs\n");
    temporary.write("Pulumi.prod.yaml", stackFile);
    temporary.write("Pulumi.dev.yaml", stackFile);
    tools = fakeTools(temporary.path());
});

const run = (command: string, options: string[] = [], env: NodeJS.ProcessEnv = {}) =>
    runPipeline([command, ...options], temporary.path(), { ...tools.env, ...env });
const file = (name: string) => readFileSync(temporary.path(name), "utf8");
/** Folders and files with a stack's secrets that a step left behind. */
const left = () => readdirSync(temporary.path()).filter((name) => name.startsWith("connect-sso-"));

describe("pipeline stacks", () => {
    it("prints every stack of the folder, and gives them to the job", async () => {
        const { code, stdout } = await run("stacks", [], { GITHUB_OUTPUT: temporary.path("output") });
        expect([code, stdout, file("output")]).to.deep.equal([0, '["dev","prod"]\n', 'stacks=["dev","prod"]\n']);
    });

    const cases: [title: string, only: string, result: string][] = [
        ["those that are named", " prod, ", '["prod"]\n'],
        ["all for nothing", "", '["dev","prod"]\n'],
        ["no stack that has no file", "prod test", "error: --only: there is no file Pulumi.test.yaml in FOLDER\n"],
    ];
    for (const [title, only, result] of cases) {
        it(`takes ${title}`, async () => {
            const { stdout, stderr } = await run("stacks", ["--only", only], { GITHUB_OUTPUT: "" });
            expect((stdout + stderr).replaceAll(temporary.path(), "FOLDER")).to.equal(result);
        });
    }

    for (const [one, other, environment] of [
        ["prod", "Prod-Preview", "prod-preview"],
        ["Prod", "prod", "prod"],
    ] as const) {
        it(`refuses ${one} beside ${other}: one would be deployed with the protection of the other's environment`, async () => {
            temporary.write(`Pulumi.${one}.yaml`, stackFile);
            temporary.write(`Pulumi.${other}.yaml`, stackFile);
            const { code, stderr } = await run("stacks", ["--only", `${one} ${other}`], { GITHUB_OUTPUT: "" });
            expect(code).to.equal(2);
            expect(stderr).to.include(`would both use the environment ${environment} of the pipelines; rename one`);
            expect((await run("stacks", ["--only", one], { GITHUB_OUTPUT: "" })).stdout).to.equal(`["${one}"]\n`);
        });
    }

    it("refuses a file whose name could begin a command elsewhere", async () => {
        temporary.write('Pulumi.a"; rm -rf $(x).yaml', stackFile);
        const { code, stdout, stderr } = await run("stacks", [], { GITHUB_OUTPUT: "" });
        expect([code, stdout]).to.deep.equal([2, ""]);
        expect(stderr).to.include("a stack name has 1 to 100 letters, digits, hyphens, underscores and periods");
    });
});

describe("pipeline review", () => {
    beforeEach(() => {
        tools.answer("pulumi stack export --stack prod --non-interactive", { stdout: exported });
        tools.answer("az rest", { stdout: page(people) });
    });
    const review = (...options: string[]) =>
        run("review", ["--stack", "prod", "--output", "review", ...options], {
            GITHUB_STEP_SUMMARY: temporary.path("summary.md"),
        });

    it("writes what a preview does, for this account only, and shows it on the page of the run", async () => {
        tools.answer("pulumi preview", { stdout: preview(update("Alice")) });
        expect((await review("--save-plan", "plan.json")).code).to.equal(0);
        expect(tools.calls().slice(0, 2)).to.deep.equal([
            `pulumi preview --stack prod --json --non-interactive --color never --save-plan ${temporary.path("plan.json")}`,
            "pulumi stack export --stack prod --non-interactive --color never",
        ]);
        expect(file("review/review.md").split("\n")[0]).to.equal("<!-- connect-sso review -->");
        expect(file("summary.md")).to.equal(`${file("review/review.md")}\n`);
        expect(JSON.parse(file("review/review.json")).stack).to.equal("prod");
        const modes = ["review.json", "review.md", "fingerprint"].map(
            (name) => statSync(temporary.path("review", name)).mode & 0o777,
        );
        expect(modes).to.deep.equal([0o600, 0o600, 0o600]);
    });

    it("previews under a policy pack, as policy-config.json says, and shows its violations", async () => {
        temporary.write("rules/PulumiPolicy.yaml", "runtime: nodejs\n");
        temporary.write("policy-config.json", "{}");
        temporary.write("preview.json", preview(update("Alice")));
        const violation = {
            policyName: "user-names",
            message: "Name it.\nwrite a name",
            enforcementLevel: "mandatory",
        };
        temporary.write("events.json", `${JSON.stringify({ policyEvent: { resourceUrn: urn, ...violation } })}\n`);
        // The engine writes its log where it is told to.
        const script = [
            'printf "%s\\n" "$PULUMI_DEBUG_COMMANDS $*" >> calls.log',
            '[ "$1" = preview ] || { echo "{}"; exit 0; }',
            'while [ "$1" != --event-log ]; do shift; done',
            'cp events.json "$2"; cat preview.json; exit 1',
        ];
        writeCommand(temporary.path("bin", "pulumi"), script.join("\n"));
        const { code, stdout } = await review("--policy-pack", "rules");
        expect(stdout.split("\n")[0]).to.equal(
            "::error file=Pulumi.prod.yaml,line=4::sso-alice@contoso.example: user-names: Name it.%0Awrite a name",
        );
        const [called = ""] = tools.calls();
        expect(called.replace(/--event-log \S+/, "--event-log FILE").replaceAll(temporary.path(), "FOLDER")).to.equal(
            "true preview --stack prod --json --non-interactive --color never --event-log FILE " +
                "--policy-pack FOLDER/rules --policy-pack-config FOLDER/policy-config.json",
        );
        const { verdict, checks } = JSON.parse(file("review/review.json"));
        expect({ code, verdict, checks }).to.deep.equal({
            code: 3,
            verdict: "refused",
            checks: [
                {
                    id: "policyViolation",
                    text: "user-names: Name it.\nwrite a name",
                    name: "sso-alice@contoso.example",
                    isMandatory: true,
                },
            ],
        });
        expect(left()).to.deep.equal([]);
    });

    it("says why a policy pack did not start: the engine prints an empty object then", async () => {
        tools.answer("pulumi preview", {
            stdout: "{}\n",
            stderr: `\nerror: policy pack "${temporary.path("policy")}" failed to start: could not read plugin\n`,
            code: 255,
        });
        const { code, stdout } = await review();
        expect([code, stdout.split("\n")[0]]).to.deep.equal([
            3,
            '::error file=Pulumi.prod.yaml,line=1::policy pack "policy" failed to start: could not read plugin',
        ]);
        expect(JSON.parse(file("review/review.json")).checks).to.deep.equal([
            { id: "refusal", text: 'policy pack "policy" failed to start: could not read plugin' },
        ]);
    });

    it("refuses a file that Node.js would load instead of the policy pack", async () => {
        temporary.write("rules/PulumiPolicy.yaml", "runtime: nodejs\n");
        temporary.write("rules.json", "{}");
        const { code, stderr } = await review("--policy-pack", "rules");
        expect([code, stderr.replaceAll(temporary.path(), "FOLDER")]).to.deep.equal([
            2,
            "error: --policy-pack rules: Node.js would load FOLDER/rules.json instead of the folder beside it; give the file another name, such as policy-config.json\n",
        ]);
    });

    it("refuses a policy pack that is none", async () => {
        const { code, stderr } = await review("--policy-pack", "rules");
        expect([code, stderr.replaceAll(temporary.path(), "FOLDER")]).to.deep.equal([
            2,
            "error: --policy-pack rules: there is no PulumiPolicy.yaml in FOLDER/rules; give the folder of a policy pack, such as policy\n",
        ]);
    });

    it("fails for a refusal, and shows each problem at its line", async () => {
        tools.answer("pulumi preview", { stdout: refused, code: 255 });
        const { code, stdout } = await review();
        const shown = stdout.split("\n").filter((line) => line.startsWith("::error"));
        expect([code, shown.map((line) => line.split("::")[1])]).to.deep.equal([
            3,
            [2, 1, 4].map((line) => `error file=Pulumi.prod.yaml,line=${line}`),
        ]);
        expect(JSON.parse(file("review/review.json")).verdict).to.equal("refused");
    });

    it("fails where the preview failed after all of its JSON, which then has no error", async () => {
        tools.answer("pulumi preview", {
            stdout: preview(update("Alice")),
            stderr: "error: writing plan: no space left on device\n",
            code: 255,
        });
        const first = await review();
        const { verdict, reasons, checks } = JSON.parse(file("review/review.json"));
        expect({ code: first.code, verdict, reasons, checks }).to.deep.equal({
            code: 3,
            verdict: "refused",
            reasons: [{ kind: "refusal" }],
            checks: [{ id: "refusal", text: "writing plan: no space left on device" }],
        });
        tools.answer("pulumi preview", { stdout: preview(update("Alice")), code: 137 });
        expect((await review()).code).to.equal(3);
        expect(JSON.parse(file("review/review.json")).checks).to.deep.equal([
            { id: "refusal", text: "pulumi preview ended with exit code 137" },
        ]);
    });

    it("says why a preview could not even begin", async () => {
        tools.answer("pulumi preview", { stderr: "error: no stack named 'prod' found\n", code: 255 });
        const { code, stdout } = await review();
        expect(code).to.equal(3);
        expect(stdout).to.include("::error file=Pulumi.prod.yaml,line=1::no stack named 'prod' found");
        tools.answer("pulumi preview", {
            stderr: `error: ${temporary.path("Pulumi.prod.yaml")}, line 3: this is not valid YAML\n`,
            code: 2,
        });
        const said = (await review()).stdout;
        expect(said).to.include(
            "::error file=Pulumi.prod.yaml,line=3::Pulumi.prod.yaml, line 3: this is not valid YAML",
        );
        expect(said).to.include("- Refused: `Pulumi.prod.yaml`, line 3: this is not valid YAML\n");
    });

    it("says less, and does not fail, where state and directory can't be read", async () => {
        tools.answer("pulumi preview", { stdout: preview(update("Alice")) });
        tools.answer("pulumi stack export", { stderr: "no", code: 1 });
        tools.answer("az rest", { stderr: "Insufficient privileges", code: 1 });
        const { code, stderr } = await review();
        expect(code).to.equal(0);
        expect(stderr).to.include("note: pulumi stack export").and.to.include("note: the directory was not read");
        const { notJudged } = JSON.parse(file("review/review.json")) as { notJudged: { id: string }[] };
        expect(notJudged.map(({ id }) => id)).to.include("noDeployment");
    });

    it("accepts what was approved, and refuses anything else", async () => {
        tools.answer("pulumi preview", { stdout: preview(update("Alice")) });
        await review();
        temporary.write("approved", file("review/fingerprint"));
        expect((await review("--approved", "approved")).code).to.equal(0);
        tools.answer("pulumi preview", { stdout: preview(update("Alicia")) });
        const { code, stderr } = await review("--approved", "approved");
        expect(code).to.equal(1);
        expect(stderr).to.equal(
            "error: --approved: the preview of prod is not the one that was approved: the clouds or the state have changed since. " +
                "Nothing was deployed. Run the workflow again, and look at the new review\n",
        );
    });

    it("says what to install where there is no pulumi", async () => {
        const { code, stderr } = await run("review", ["--stack", "prod", "--output", "review"], {
            PATH: temporary.path("nothing"),
        });
        expect([code, stderr]).to.deep.equal([
            2,
            "error: pulumi: there is no such command on PATH; install it in a step before this one\n",
        ]);
    });
});

describe("pipeline comment", () => {
    it("posts the reviews of all jobs in one comment, and names a stack without a review", async () => {
        const github = new GithubStandIn();
        const event = temporary.write(
            "event.json",
            JSON.stringify({ pull_request: { number: 7, head: { sha: "0123456789abcdef0123456789abcdef01234567" } } }),
        );
        const env = {
            ...(await github.start()),
            GITHUB_EVENT_PATH: event,
            GITHUB_SERVER_URL: "https://github.com",
            GITHUB_RUN_ID: "42",
        };
        tools.answer("pulumi stack export", { stdout: exported });
        tools.answer("az rest", { stdout: page(people) });
        try {
            tools.answer("pulumi preview", { stdout: preview(update("Alice")) });
            await run("review", ["--stack", "prod", "--output", "reviews/review-prod"]);
            const options = ["--reviews", "reviews", "--stacks", '["prod","dev"]'];
            expect((await run("comment", options, env)).stdout).to.equal("comment of pull request 7: posted\n");
            tools.answer("pulumi preview", { stdout: preview() });
            await run("review", ["--stack", "prod", "--output", "reviews/review-prod"]);
            await run("review", ["--stack", "dev", "--output", "reviews/review-dev"]);
            expect((await run("comment", options, env)).stdout).to.equal("comment of pull request 7: updated\n");
            expect(github.complaints).to.deep.equal([]);
            const [only, ...others] = github.comments;
            expect(others).to.deep.equal([]);
            expect(only?.body.split("\n").at(-2)).to.equal(
                "<sub>Commit 0123456789ab, [the run](https://github.com/contoso/sso/actions/runs/42).</sub>",
            );
            expect(only?.body).to.include("dev").and.to.include("prod").and.not.to.include("No review");
        } finally {
            await github.stop();
        }
    });
});

describe("pipeline standing", () => {
    beforeEach(() => {
        tools.answer("pulumi stack export", { stdout: exported });
        tools.answer("az rest --method get --url https://graph", { stdout: page(people.slice(0, 2), secondPage) });
        tools.answer(`az rest --method get --url ${secondPage}`, { stdout: page(people.slice(2)) });
    });
    const standing = (...options: string[]) => run("standing", ["--stack", "prod", ...options]);

    it("says who can sign in, from the whole directory, and leaves nothing of the export behind", async () => {
        const { code, stdout } = await standing("--output", "before.json");
        expect([code, stdout]).to.deep.equal([0, "prod: 3 can sign in, 0 cannot, 0 unknown\n"]);
        expect([left(), statSync(temporary.path("before.json")).mode & 0o777]).to.deep.equal([[], 0o600]);
        expect(tools.calls()[0]).to.equal(
            "pulumi stack export --stack prod --show-secrets --non-interactive --color never",
        );
    });

    it("fails for somebody who could sign in, and for nobody else", async () => {
        await standing("--output", "before.json");
        const without = people.filter(({ userPrincipalName }) => userPrincipalName !== "alice@contoso.example");
        tools.answer(`az rest --method get --url ${secondPage}`, { stdout: page(without.slice(1)) });
        tools.answer("az rest --method get --url https://graph.microsoft.com/v1.0/users?$select", {
            stdout: page(without),
        });
        const { code, stdout, stderr } = await standing("--before", "before.json");
        expect([code, stdout]).to.deep.equal([1, "prod: 2 can sign in, 1 cannot, 0 unknown\n"]);
        expect(stderr).to.match(/^error: alice@contoso\.example could sign in before and cannot now: .+\n$/);
    });

    it("prints no line of others that a runner takes for a command, and no piece of an export that it can't read", async () => {
        tools.answer("az rest", { stdout: page(people) });
        const sign = "##vso[task.setvariable variable=PATH]/evil\n::error::x";
        const named = (text: string) => text.replaceAll("alice@contoso.example", JSON.stringify(sign).slice(1, -1));
        const before = { people: { "alice@contoso.example": { verdict: "yes" } }, notes: [] };
        temporary.write("before.json", named(JSON.stringify(before)));
        tools.answer("pulumi stack export", { stdout: named(exported) });
        const { code, stderr } = await standing("--before", "before.json");
        expect(code).to.equal(1);
        expect(stderr).to.include("# #vso[task.setvariable variable=PATH]/evil\n: :error::x could sign in before");
        tools.answer("pulumi stack export", { stdout: '{"password":"hunter2"' });
        expect((await standing()).stderr).to.equal("error: pulumi stack export --stack prod: it printed no JSON\n");
    });

    it("warns where it is no longer known, as without the directory", async () => {
        await standing("--output", "before.json");
        tools.answer("az rest", { stderr: "Insufficient privileges", code: 1 });
        const { code, stderr } = await standing("--before", "before.json");
        expect(code).to.equal(0);
        expect(stderr).to.include("Insufficient privileges").and.to.include("warning: alice@contoso.example");
    });

    it("takes nobody for lost who is new, or in a stack that was never deployed", async () => {
        tools.answer("pulumi stack export", { stdout: JSON.stringify({ version: 3, deployment: {} }) });
        const first = await standing("--output", "before.json");
        expect([first.code, first.stdout]).to.deep.equal([0, "prod: 0 can sign in, 0 cannot, 0 unknown\n"]);
        tools.answer("pulumi stack export", { stdout: exported });
        // Alice is new, and cannot sign in yet.
        const others = people.filter(({ userPrincipalName }) => userPrincipalName !== "alice@contoso.example");
        tools.answer("az rest", { stdout: page(others) });
        const then = await standing("--before", "before.json");
        expect([then.code, then.stdout]).to.deep.equal([0, "prod: 2 can sign in, 1 cannot, 0 unknown\n"]);
    });
});

describe("pipeline drift", () => {
    let github: GithubStandIn;
    beforeEach(async () => {
        github = new GithubStandIn();
        tools.answer("pulumi stack export", { stdout: exported });
        tools.answer("az rest", { stdout: page(people) });
    });
    afterEach(() => github.stop());
    const drift = async (...options: string[]) => run("drift", ["--stack", "prod", ...options], await github.start());

    it("opens an issue for what differs, and closes it when nothing does", async () => {
        tools.answer("pulumi preview", {
            stdout: preview(update("Alice")),
            stderr: "error: no changes were expected",
            code: 255,
        });
        const found = await drift();
        expect([found.code, found.stdout]).to.deep.equal([1, "issue of prod: posted\n"]);
        expect(github.issues[0]?.body.split("\n")[0]).to.equal("<!-- connect-sso drift: prod -->");
        tools.answer("pulumi preview", { stdout: preview() });
        await github.stop();
        const clean = await drift();
        expect([clean.code, clean.stdout, github.issues.map(({ state }) => state)]).to.deep.equal([
            0,
            "issue of prod: closed\n",
            ["closed"],
        ]);
        expect(tools.calls()[0]).to.equal(
            "pulumi preview --stack prod --json --non-interactive --color never --refresh --expect-no-changes",
        );
        expect([github.complaints, left()]).to.deep.equal([[], []]);
    });

    it("names who will not be able to sign in when the certificate has ended", async () => {
        tools.answer("pulumi preview", { stdout: preview() });
        const { code } = await drift("--days", "3000");
        expect(code).to.equal(1);
        expect(github.issues[0]?.body).to.match(
            /## These people cannot sign in any more in 3000 days\n\n- `admin@contoso\.example`: .+\n- `alice@/,
        );
    });

    it("shows what others wrote as code, so that it notifies nobody, and never more than GitHub takes", async () => {
        const names = Array.from({ length: 60 }, (_, index) => `@contoso/${"a".repeat(200)}${index}`);
        const { deployment, ...rest } = JSON.parse(exported);
        const alice = deployment.resources.find(({ urn: name }: { urn: string }) =>
            name.endsWith("alice@contoso.example"),
        );
        const added = names.map((name) => JSON.parse(JSON.stringify(alice).replaceAll("alice@contoso.example", name)));
        const resources = [...deployment.resources, ...added];
        tools.answer("pulumi stack export", {
            stdout: JSON.stringify({ ...rest, deployment: { ...deployment, resources } }),
        });
        tools.answer("pulumi preview", { stdout: preview(update("Alice")), code: 255 });
        const bodies: string[] = [];
        for (const answer of [{ stdout: page(people) }, { stderr: "No, @contoso/admins <img src=x>", code: 1 }]) {
            tools.answer("az rest", answer);
            await drift();
            await github.stop();
            bodies.push(github.issues[0]?.body ?? "");
        }
        expect(bodies[0]).to.include("and 35 more");
        expect(bodies[1]).to.match(/^Note: .* No, `@contoso\/admins` `<img` `src=x>`$/m);
        for (const body of bodies) {
            expect(body.replace(/(`+).*?\1/g, "")).not.to.match(/@|<img/);
            expect(body.length).to.be.lessThan(65_536);
        }
    });

    it("gives the token that may write issues to no program", async () => {
        writeCommand(temporary.path("bin", "pulumi"), 'echo "token=$GITHUB_TOKEN ::error::x" >&2; exit 1');
        const { stderr } = await drift();
        expect(stderr).to.equal("error: pulumi preview --stack prod: exit code 1: token= ::error::x\n");
    });

    it("leaves the issue as it is where nothing could be checked", async () => {
        tools.answer("pulumi preview", { stderr: "error: no credentials", code: 255 });
        const { code, stderr } = await drift();
        expect([code, stderr, github.asked]).to.deep.equal([
            1,
            "error: pulumi preview --stack prod: exit code 255: error: no credentials\n",
            [],
        ]);
    });
});

describe("pipeline login", () => {
    it("does nothing for a state in a bucket, and says what is missing for Pulumi Cloud", async () => {
        const results = [];
        for (const env of [
            { PULUMI_BACKEND_URL: "s3://contoso-state" },
            { PULUMI_BACKEND_URL: "https://api.pulumi.com" },
            { PULUMI_BACKEND_URL: "" },
        ]) {
            const { code, stdout, stderr } = await run("login", [], env);
            results.push([code, stdout + stderr]);
        }
        expect(results).to.deep.equal([
            [0, "no sign-in: the state is not in Pulumi Cloud\n"],
            [
                2,
                "error: PULUMI_ORG: must be set in the environment; set it as a variable of the repository: the organization in Pulumi Cloud\n",
            ],
            [
                2,
                "error: PULUMI_BACKEND_URL: must be set in the environment; set it as a variable of the repository, such as s3://contoso-pulumi-state\n",
            ],
        ]);
        expect(existsSync(temporary.path("calls.log"))).to.equal(false);
    });

    it("exchanges the job's identity for a token of Pulumi Cloud, in a file only while it is read", async () => {
        const asked: unknown[] = [];
        const server = createServer((request, response) => {
            asked.push(request.url, request.headers.authorization);
            response.end(JSON.stringify({ value: "header.payload.signature" }));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        tools.answer("pulumi login", {});
        tools.answer("pulumi org set-default contoso", {});
        const { code, stdout } = await run("login", [], {
            PULUMI_BACKEND_URL: "https://api.pulumi.com",
            PULUMI_ORG: "contoso",
            ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2`,
            ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token",
        });
        server.close();
        expect([code, stdout]).to.deep.equal([0, "signed in to https://api.pulumi.com as the organization contoso\n"]);
        expect(asked).to.deep.equal([
            "/token?api-version=2&audience=urn%3Apulumi%3Aorg%3Acontoso",
            "Bearer request-token",
        ]);
        expect(tools.calls()[0]).to.match(
            /^pulumi login https:\/\/api\.pulumi\.com --oidc-token file:\/\/\S+\/token --oidc-org contoso --oidc-expiration 1h$/,
        );
        expect([left(), file("calls.log").includes("signature")]).to.deep.equal([[], false]);
    });
});

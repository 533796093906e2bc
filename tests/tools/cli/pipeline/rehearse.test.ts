import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { assumedDirectory } from "../../../../tools/cli/pipeline/assumedDirectory";
import { type RunProgram, runRehearsals } from "../../../../tools/cli/pipeline/rehearseStep";
import { readDirectoryFile } from "../../../../tools/rehearsal/clouds/azuread/directoryFile";
import { recorded, runPipeline } from "../../../helpers/command";
import { temporaryFolder } from "../../../helpers/folder";

const temporary = temporaryFolder();
const today = "config:\n    connect-entra-sso:users:\n        alice@contoso.example: {}\n";
const proposed = "config:\n    connect-entra-sso:users:\n        zoe@contoso.example: {}\n";
const refused = readFileSync(join(__dirname, "fixtures", "refused.json"), "utf8");

/** A checkout whose first commit has today's stack file, and which now has the proposed one. */
function checkout(): void {
    const git = (...args: string[]) => {
        const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@contoso.example", "-c", "commit.gpgsign=false"];
        const { status, stderr } = spawnSync("git", ["-C", temporary.path(), ...identity, ...args], {
            encoding: "utf8",
        });
        expect([status, stderr]).to.deep.equal([0, ""]);
    };
    temporary.write("Pulumi.yaml", "name: connect-entra-sso\nruntime: nodejs\n");
    temporary.write("Pulumi.prod.yaml", today);
    git("init", "--quiet", "--initial-branch=main");
    git("add", "-A");
    git("commit", "--quiet", "-m", "today");
    temporary.write("Pulumi.prod.yaml", proposed);
}

interface Call {
    args: string;
    stackFile: string;
    users: string[];
}

async function rehearse(
    answers: Record<string, { code?: number; stdout?: string }>,
    base = "HEAD",
): Promise<{ code: number; calls: Call[]; summary: string }> {
    const calls: Call[] = [];
    const run: RunProgram = async (project, program, args) => {
        const at = args.indexOf("--directory");
        const users = at < 0 ? [] : readDirectoryFile(String(args[at + 1])).users.map((user) => user.userPrincipalName);
        const rest = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
        calls.push({
            args: [program, ...rest].join(" "),
            stackFile: readFileSync(join(project, "Pulumi.prod.yaml"), "utf8"),
            users: users.filter((name) => /^(alice|zoe)@/.test(name)),
        });
        const { code = 0, stdout = "" } = answers[rest.slice(2).join(" ")] ?? answers[rest[0] ?? ""] ?? {};
        return { code, stdout, stderr: "" };
    };
    const summary = temporary.path("summary.md");
    const { code } = await recorded(() => runRehearsals(["prod"], base, { project: temporary.path(), run }), {
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_WORKSPACE: temporary.path(),
    });
    return { code, calls, summary: readFileSync(summary, "utf8") };
}

const noChange = { stdout: '{"steps": [], "changeSummary": {"same": 2}}' };
const signIn = { stdout: "✔ everybody ```" };

describe("pipeline rehearse", () => {
    beforeEach(checkout);

    it("deploys the stack as it is today, then previews and deploys the proposed one, and says who can sign in", async () => {
        const { code, calls, summary } = await rehearse({ "preview --json": noChange, "sign-in": signIn });
        const both = ["alice@contoso.example", "zoe@contoso.example"];
        expect([code, calls]).to.deep.equal([
            0,
            [
                { args: "start.mjs --stack prod up", stackFile: today, users: both },
                { args: "start.mjs --stack prod preview --json", stackFile: proposed, users: both },
                { args: "start.mjs --stack prod export --show-secrets", stackFile: proposed, users: both },
                { args: "start.mjs --stack prod", stackFile: proposed, users: both },
                { args: "connect-sso.mjs sign-in --stack prod", stackFile: proposed, users: [] },
            ],
        ]);
        expect(summary.split("\n")[0]).to.equal("<!-- connect-sso review -->");
        expect(summary).to.include("#### Who can sign in after it\n\n````text\n✔ everybody ```\n````\n");
    });

    it("deploys nothing that was refused, and says who can sign in today", async () => {
        const { code, calls, summary } = await rehearse({
            "preview --json": { code: 1, stdout: refused },
            "sign-in": signIn,
        });
        expect([code, calls.map(({ args }) => args).includes("start.mjs --stack prod")]).to.deep.equal([3, false]);
        expect(summary).to.include("#### Who can sign in today").and.to.include("Refused");
    });

    it("does not call it today where the rehearsal failed half way", async () => {
        const { code, summary } = await rehearse({
            "preview --json": noChange,
            "": { code: 1 },
            "sign-in": signIn,
        });
        expect(code).to.equal(1);
        expect(summary).to.include("#### Who can sign in after it was rehearsed, which failed: see the log\n");
    });

    it("brings the proposed file back, whatever happens, and says what it could not compare with", async () => {
        const { summary } = await rehearse({ up: { code: 1 }, "preview --json": noChange, "sign-in": signIn });
        expect(readFileSync(temporary.path("Pulumi.prod.yaml"), "utf8")).to.equal(proposed);
        expect(summary).to.include(
            "The stack as it is today could not be rehearsed, so that all of it is shown as a change.",
        );
    });

    it("previews under the checkout's policy pack", async () => {
        temporary.write("policy/PulumiPolicy.yaml", "runtime: nodejs\n");
        const { calls } = await rehearse({ "preview --json": noChange, "sign-in": signIn });
        const previewed = calls.find(({ args }) => args.includes("preview"))?.args ?? "";
        expect(previewed.replace(/--event-log \S+/, "--event-log FILE")).to.equal(
            `start.mjs --stack prod preview --json --event-log FILE --policy-pack ${temporary.path("policy")}`,
        );
    });

    it("shows all of a stack that is new", async () => {
        const { calls, summary } = await rehearse({ "preview --json": noChange, "sign-in": signIn }, "nowhere");
        expect(calls[0]?.args).to.equal("start.mjs --stack prod preview --json");
        expect(summary).to.include("The stack is new: all of it is shown as a change.");
    });

    it("takes no option of git for a commit", async () => {
        const { code, stderr } = await runPipeline(["rehearse", "--base", "--output=/etc/passwd"], temporary.path());
        expect([code, stderr.split("\n")[0]]).to.deep.equal([
            2,
            "error: option '--base <commit>' argument '--output=/etc/passwd' is invalid. It must be a commit such as HEAD^1.",
        ]);
    });
});

describe("The directory of a rehearsal without the real one", () => {
    it("has everybody and every group of the stack files, as the emulated Entra takes it", () => {
        const known = {
            users: [{ userPrincipalName: "Alice@contoso.example", id: "4d9a6f30-71b8-4c2e-a5d3-0f8c2b9e6714" }],
        };
        const group = "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53";
        const objectId = "11111111-2222-4333-8444-555555555555";
        const config = {
            "p:users": { "alice@contoso.example": {}, "bob@fabrikam.example": { objectId }, agent7: null },
            "p:groups": { all: group },
        };
        const directory = assumedDirectory(known, [config, config, {}, { "p:users": "wrong" }], "p");
        const file = temporary.write("directory.json", JSON.stringify(directory));
        const { users, groups, tenant } = readDirectoryFile(file);
        expect(users.map((user) => user.userPrincipalName)).to.deep.equal([
            "Alice@contoso.example",
            "bob@fabrikam.example",
            "agent7@contoso.example",
        ]);
        expect([users[1]?.id, groups.map(({ id }) => id), tenant.verifiedDomains]).to.deep.equal([
            objectId,
            [group],
            ["contoso.example", "fabrikam.example"],
        ]);
    });
});

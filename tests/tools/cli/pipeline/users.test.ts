import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { runPipeline } from "../../../helpers/command";
import { type FakeTools, fakeTools } from "../../../helpers/fakeTools";
import { temporaryFolder } from "../../../helpers/folder";
import { bot, GithubStandIn } from "../../../helpers/githubStandIn";
import { admin, agents, header, line, mapping, night, person, supervisors } from "../users/world";

const branch = "connect-sso/users";
const temporary = temporaryFolder();
let tools: FakeTools;

const answerOf = (group: string, members: unknown[], next?: string) =>
    tools.answer(`az rest --method get --url https://graph.microsoft.com/v1.0/groups/${group}/members?$select=`, {
        stdout: JSON.stringify({ value: members, ...(next === undefined ? {} : { "@odata.nextLink": next }) }),
    });
const users = (...lines: string[]) => [header, admin, ...lines, ""].join("\n");
const read = (...options: string[]) =>
    runPipeline(
        [
            "users",
            "--mapping",
            "mapping.yaml",
            "--users",
            "agents.csv",
            "--stack-file",
            "",
            "--output",
            "out",
            ...options,
        ],
        temporary.path(),
        { ...tools.env, GITHUB_STEP_SUMMARY: temporary.path("summary.md") },
    );
const proposal = () => JSON.parse(readFileSync(temporary.path("out", "proposal.json"), "utf8"));

beforeEach(() => {
    tools = fakeTools(temporary.path());
    temporary.write("mapping.yaml", mapping);
    temporary.write("agents.csv", users(line(1, "Alice"), line(2, "Bob")));
    answerOf(supervisors, []);
});

describe("pipeline users", () => {
    it("asks Graph for every page of each group and of the groups in them, and writes a proposal, not the file", async () => {
        const second = "https://graph.microsoft.com/v1.0/second";
        const nested = { "@odata.type": "#microsoft.graph.group", id: night, displayName: "Night" };
        answerOf(agents, [person(1, "Alice"), nested], second);
        tools.answer(`az rest --method get --url ${second}`, { stdout: JSON.stringify({ value: [person(2, "Bob")] }) });
        answerOf(night, [person(3, "Carl")]);
        const before = readFileSync(temporary.path("agents.csv"), "utf8");
        const { code, stderr } = await read("--max-change", "50%");
        expect([code, stderr]).to.deep.equal([0, ""]);
        expect(readFileSync(temporary.path("agents.csv"), "utf8")).to.equal(before);
        expect(proposal().title).to.equal("Users from groups: 1 joiner");
        expect(tools.calls().length).to.equal(4);
    });

    it("names people in the proposal as code, so that no name is a mention or Markdown", async () => {
        answerOf(agents, [person(1, "Alice"), person(2, "Bob"), person(3, "Carl", { surname: "`@contoso/all` <b>" })]);
        expect((await read("--max-change", "50%")).code).to.equal(0);
        const { title, body, files } = proposal();
        expect(title).to.equal("Users from groups: 1 joiner");
        expect(body.split("\n")[0]).to.equal("<!-- connect-sso users -->");
        expect(body).to.include('- ``carl@contoso.example (Carl `@contoso/all` <b>): group "Agents"``');
        expect(readFileSync(temporary.path("summary.md"), "utf8")).to.equal(`${body}\n`);
        expect(
            files.map(({ path, content }: { path: string; content: string }) => [
                path,
                Buffer.from(content, "base64").toString(),
            ]),
        ).to.deep.equal([
            [
                "agents.csv",
                users(
                    line(1, "Alice"),
                    line(2, "Bob"),
                    line(3, "Carl").replace("Smith", '"X"').replace('"X"', "`@contoso/all` <b>"),
                ),
            ],
        ]);
    });

    it("fails without a proposal where too many people would change, and where the directory can't be read", async () => {
        answerOf(agents, [person(1, "Alice")]);
        const tooMany = await read();
        expect([tooMany.code, existsSync(temporary.path("out"))]).to.deep.equal([3, false]);
        expect(tooMany.stdout).to.include("Leavers (1)");
        tools.answer(`az rest --method get --url https://graph.microsoft.com/v1.0/groups/${agents}`, {
            stderr: "Forbidden",
            code: 1,
        });
        const unread = await read();
        expect([unread.code, existsSync(temporary.path("out"))]).to.deep.equal([2, false]);
        expect(unread.stderr).to.include(
            "exit code 1: Forbidden. Sign in with `az login`; the caller needs GroupMember.Read.All and User.Read.All",
        );
    });
});

describe("pipeline propose", () => {
    const github = new GithubStandIn();
    let env: NodeJS.ProcessEnv;
    let main: string;
    beforeEach(async () => {
        env = await github.start();
        github.complaints.splice(0);
        github.asked.splice(0);
        github.repository.pulls.splice(0);
        github.repository.branches.clear();
        main = github.repository.commit({ "agents.csv": "old", "other.ts": "x" }, "one", ["0"], "octocat");
        answerOf(agents, [person(1, "Alice"), person(2, "Bob"), person(3, "Carl")]);
    });
    afterEach(async () => {
        expect(github.complaints).to.deep.equal([]);
        await github.stop();
    });
    const propose = (file = "agents.csv") =>
        runPipeline(
            ["propose", "--proposal", "out/proposal.json", "--users", file, "--stack-file", ""],
            temporary.path(),
            {
                ...env,
                ...{ GITHUB_SHA: main, GITHUB_REF_NAME: "main" },
            },
        );
    const both = async () => {
        await read("--max-change", "100%");
        return (await propose()).stdout;
    };

    it("opens one pull request of one commit, leaves it alone, brings it up to date in place, and closes it", async () => {
        expect(await both()).to.equal(`pull request of ${branch}: posted\n`);
        const after = users(line(1, "Alice"), line(2, "Bob"), line(3, "Carl"));
        expect(github.repository.filesOf(branch)).to.deep.equal({ "agents.csv": after, "other.ts": "x" });
        const [pull] = github.repository.pulls;
        const { title, body } = proposal();
        expect(pull).to.deep.equal({
            number: 1,
            state: "open",
            title,
            body,
            head: branch,
            base: "main",
            user: { login: bot.login },
        });

        const head = github.repository.branches.get(branch);
        expect(await both()).to.equal(`pull request of ${branch}: unchanged\n`);
        expect(github.repository.branches.get(branch)).to.equal(head);

        answerOf(agents, [person(1, "Alice"), person(3, "Carl")]);
        expect(await both()).to.equal(`pull request of ${branch}: updated\n`);
        expect(github.repository.pulls.map((one) => one.title)).to.deep.equal([
            "Users from groups: 1 joiner, 1 leaver",
        ]);
        const commit = github.repository.commits.get(github.repository.branches.get(branch) ?? "");
        expect(commit?.parents).to.deep.equal([main]);

        answerOf(agents, [person(1, "Alice"), person(2, "Bob")]);
        expect(await both()).to.equal(`pull request of ${branch}: closed\n`);
        expect(await both()).to.equal(`pull request of ${branch}: nothing\n`);
        expect(github.repository.pulls.map((one) => one.state)).to.deep.equal(["closed"]);
    });

    it("makes no second one where GitHub's answer was lost, or the job ended half way", async () => {
        github.faults.push({ on: "POST", status: 502, afterwards: true });
        expect(await both()).to.equal(`pull request of ${branch}: posted\n`);
        github.repository.pulls.splice(0);
        expect(await both()).to.equal(`pull request of ${branch}: posted\n`);
        expect(github.repository.pulls.length).to.equal(1);
    }).timeout(30_000);

    it("never overwrites a commit of somebody else", async () => {
        const theirs = github.repository.commit({ "agents.csv": "mine" }, "edit", [main], "octocat");
        github.repository.branches.set(branch, theirs);
        await read("--max-change", "100%");
        const { code, stderr } = await propose();
        expect([code, stderr]).to.deep.equal([
            2,
            `error: the branch ${branch} has a commit of somebody else, which is left alone; merge or close its pull request, and delete the branch\n`,
        ]);
        expect(github.repository.branches.get(branch)).to.equal(theirs);
    });

    it("changes no other file than the file of users, whatever the proposal says", async () => {
        await read("--max-change", "100%");
        const { code, stderr } = await propose("people.csv");
        expect([code, stderr.replaceAll(temporary.path(), "FOLDER")]).to.deep.equal([
            2,
            'error: --proposal FOLDER/out/proposal.json: it changes "agents.csv", and may change people.csv only\n',
        ]);
        expect(github.asked).to.deep.equal([]);
    });
});

import { expect } from "chai";
import { openGithub } from "../../../../tools/cli/pipeline/github";
import { keepComment, keepIssue, longestText } from "../../../../tools/cli/pipeline/ownText";
import { bot, type Fault, GithubStandIn, type Text } from "../../../helpers/githubStandIn";

const marker = "<!-- connect-sso review -->";
const body = (words: string) => `${marker}\n${words}`;
const person = { login: "mallory", type: "User" };
const otherBot = { login: "dependabot[bot]", type: "Bot" };

let github: GithubStandIn;
let waits: number[];
let options: { env: NodeJS.ProcessEnv; wait: (ms: number) => Promise<void> };

beforeEach(async () => {
    github = new GithubStandIn();
    waits = [];
    options = {
        env: await github.start(),
        wait: async (ms) => {
            waits.push(ms);
        },
    };
});
afterEach(async () => {
    await github.stop();
    expect(github.complaints).to.deep.equal([]);
});

const comment = (words: string) => keepComment(openGithub(options), 7, body(words), options);
const issue = (words: string, isClean = false) =>
    keepIssue(
        openGithub(options),
        { title: "Drift of prod", body: `<!-- connect-sso drift: prod -->\n${words}`, isClean },
        options,
    );
const text = (id: number, user: Text["user"], words: string): Text => ({
    id,
    number: id,
    user,
    body: words,
    state: "open",
});
const bodies = () => github.comments.map((one) => one.body);

describe("The comment of a pull request", () => {
    it("is posted once, and changed in place from then on, to no change too", async () => {
        expect([
            await comment("two gain access"),
            await comment("no change"),
            await comment("no change"),
        ]).to.deep.equal(["posted", "updated", "unchanged"]);
        expect(bodies()).to.deep.equal([body("no change")]);
    });

    it("is found behind hundreds of others", async () => {
        github.comments.push(...Array.from({ length: 250 }, (_, index) => text(index + 1, person, "hello")));
        await comment("first");
        await comment("second");
        expect(bodies().filter((one) => one.startsWith(marker))).to.deep.equal([body("second")]);
        expect(github.asked.slice(0, 3)).to.deep.equal(
            [1, 2, 3].map((page) => `GET /repos/contoso/sso/issues/7/comments?per_page=100&page=${page}`),
        );
    });

    it("is never one that somebody else wrote with the marker, nor one that quotes it", async () => {
        const foreign = [
            text(1, person, body("approve this")),
            text(2, otherBot, body("approve this")),
            text(3, null, body("approve this")),
            text(4, { login: bot.login, type: "User" }, body("approve this")),
            text(5, bot, `> ${body("quoted")}`),
            text(6, bot, `words\n${marker}`),
        ];
        github.comments.push(...foreign);
        const before = structuredClone(foreign);
        expect(await comment("the review")).to.equal("posted");
        expect(github.comments.slice(0, -1)).to.deep.equal(before);
        expect(bodies().at(-1)).to.equal(body("the review"));
    });

    it("counts as the same when GitHub returns it with other line ends", async () => {
        github.comments.push(text(1, bot, body("a\nb").replaceAll("\n", "\r\n")));
        expect(await comment("a\nb")).to.equal("unchanged");
    });

    const faults: [title: string, faults: Fault[], waits: number[]][] = [
        ["GitHub fails to list", [{ on: "GET", status: 502 }], [1000]],
        ["the rate limit names a time", [{ on: "POST", status: 429, headers: { "retry-after": "7" } }], [7000]],
        [
            "the secondary limit names none",
            [{ on: "POST", status: 403, body: { message: "You have exceeded a secondary rate limit." } }],
            [60_000],
        ],
        ["GitHub fails before it posts", [{ on: "POST", status: 503 }], [2000]],
        ["GitHub posts, and then fails", [{ on: "POST", status: 502, afterwards: true }], [2000]],
    ];
    for (const [title, planned, expected] of faults) {
        it(`stands there once when ${title}`, async () => {
            github.faults.push(...planned);
            await comment("the review");
            expect([bodies(), waits]).to.deep.equal([[body("the review")], expected]);
        });
    }

    it("is changed when GitHub fails in between", async () => {
        github.comments.push(text(1, bot, body("old")));
        github.faults.push({ on: "PATCH", status: 500 }, { on: "PATCH", status: 500, afterwards: true });
        expect([await comment("new"), bodies(), waits]).to.deep.equal(["updated", [body("new")], [1000, 2000]]);
    });

    const refusals: [title: string, fault: Fault, message: string][] = [
        [
            "the token may not write",
            { on: "POST", status: 403, body: { message: "Resource not accessible by integration" } },
            "POST /repos/contoso/sso/issues/7/comments: 403 Resource not accessible by integration; the job needs `permissions:` with " +
                "`pull-requests: write` for a comment, `issues: write` for an issue",
        ],
        [
            "the text is refused",
            { on: "POST", status: 422, body: { message: "Validation Failed" } },
            "POST /repos/contoso/sso/issues/7/comments: 422 Validation Failed",
        ],
        [
            "GitHub asks to wait for an hour",
            { on: "GET", status: 429, headers: { "retry-after": "3600" }, body: { message: "Slow down" } },
            "GET /repos/contoso/sso/issues/7/comments?per_page=100&page=1: 429 Slow down",
        ],
    ];
    for (const [title, fault, message] of refusals) {
        it(`is given up, with the reason, when ${title}`, async () => {
            github.faults.push(fault);
            const error = await comment("the review").then(
                () => undefined,
                (reason: Error) => reason,
            );
            expect([error?.message, waits]).to.deep.equal([message, []]);
        });
    }

    it("takes the longest text that GitHub takes", async () => {
        await comment("x".repeat(longestText - marker.length - 1));
        expect(bodies()[0]?.length).to.equal(65_536);
    });

    it("needs a marker in its first line", async () => {
        const error = await keepComment(openGithub(options), 7, "words").then(
            () => undefined,
            (reason: Error) => reason,
        );
        expect(error?.message).to.equal(
            'the first line must be a marker such as <!-- connect-sso review -->, got "words"',
        );
        github.complaints.length = 0;
    });
});

describe("The issue about a stack", () => {
    it("is opened once, changed in place, closed when nothing is wrong, and a new one is opened later", async () => {
        const outcomes = [];
        for (const [words, isClean] of [
            ["", true],
            ["a", false],
            ["b", false],
            ["b", false],
            ["clean", true],
            ["", true],
            ["c", false],
        ] as const) {
            outcomes.push(await issue(words, isClean));
        }
        expect(outcomes).to.deep.equal(["nothing", "posted", "updated", "unchanged", "closed", "nothing", "posted"]);
        expect(github.issues.map(({ state, state_reason, title }) => [state, state_reason, title])).to.deep.equal([
            ["closed", "completed", "Drift of prod"],
            ["open", undefined, "Drift of prod"],
        ]);
    });

    it("is neither another stack's, nor somebody else's, nor a pull request", async () => {
        const stack = (name: string) => `<!-- connect-sso drift: ${name} -->\nwords`;
        github.issues.push(text(1, bot, stack("dev")), text(2, person, stack("prod")), {
            ...text(3, bot, stack("prod")),
            pull_request: {},
        });
        expect([await issue("words"), github.issues.length]).to.deep.equal(["posted", 4]);
    });
});

describe("The API's environment", () => {
    it("says which variable is missing or wrong", () => {
        const open = (env: NodeJS.ProcessEnv) => {
            try {
                openGithub({ env });
                return undefined;
            } catch (error) {
                return (error as Error).message;
            }
        };
        expect([
            open({}),
            open({ GITHUB_TOKEN: "t" }),
            open({ GITHUB_TOKEN: "t", GITHUB_REPOSITORY: "contoso/sso/../other" }),
        ]).to.deep.equal([
            "GITHUB_TOKEN: must be set in the environment; give the step the job's token (`github.token`) under that name",
            "GITHUB_REPOSITORY: must be set in the environment; GitHub Actions sets it",
            'GITHUB_REPOSITORY: must be OWNER/NAME, got "contoso/sso/../other"',
        ]);
    });
});

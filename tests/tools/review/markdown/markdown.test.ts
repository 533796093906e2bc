import { expect } from "chai";
import fc from "fast-check";
import { marker, reviewInMarkdown } from "../../../../tools/review/markdown/markdown";
import { type StackReview, verdicts } from "../../../../tools/review/review";
import { verdictNames } from "../../../../tools/review/words/verdict";
import { active, rendered } from "../../../helpers/comment";
import { strangeLines } from "../../../helpers/mermaid";
import { review } from "../arbitrary";
import { large, nothing, ordinary, reviewOf } from "../samples";

const most = 65_536;
const ownHtml = /^(<!-- connect-sso review -->|<details><summary>More( names)?<\/summary>|<\/details>)$/;

const lines = (...stacks: Partial<StackReview>[]) => reviewInMarkdown(reviewOf(...stacks)).split("\n");
const nameOf = (verdict: StackReview["verdict"]) =>
    verdictNames[verdict].map((part) => ("own" in part ? part.own : "")).join("");

describe("A review as a comment", () => {
    it("is one line for a stack without a change, after the mark by which it is found again", () => {
        expect(reviewInMarkdown(reviewOf({}))).to.equal(
            `${marker}\n\n### ⚪ No change: Nothing changes.\n\nStack \`prod\`.\n`,
        );
    });

    it("says so where there is no stack", () => {
        expect(lines()[2]).to.equal("### ⚪ No change: there is no stack to review.");
    });

    it("has the verdict and its reasons first, and only sections with content", () => {
        const [first, , verdict, , about, , ...others] = lines({
            verdict: "cannotBeUndone",
            reasons: [{ kind: "permanent", id: "userDeleted", count: 1 }],
            counts: { create: 0, update: 0, replace: 0, delete: 1, same: 20 },
            permanent: [{ id: "userDeleted", name: "carol@contoso.example" }],
        });
        expect([first, verdict, about]).to.deep.equal([
            marker,
            "### ⛔ Cannot be undone: 1 Connect user is deleted.",
            "Stack `prod`. Resources: 1 to delete; 20 unchanged.",
        ]);
        expect(others).to.deep.equal([
            "**Cannot be undone**",
            "",
            "- 1 Connect user is deleted: `carol@contoso.example`",
            "  - What is lost: The history is lost.",
            "  - What to do instead: Set `signIn: false` in the entry: the sign-in ends, and the Connect user stays with the history.",
            "",
        ]);
    });

    it("lists several stacks on top, the worst first, and says nothing more of those without a change", () => {
        const text = lines(
            { stack: "dev" },
            { stack: "test", verdict: "safe", people: [{ name: "bob@contoso.example", id: "added" }] },
            {
                stack: "prod",
                verdict: "refused",
                reasons: [{ kind: "refusal" }],
                checks: [{ id: "refusal", text: "No." }],
            },
        );
        expect(text.slice(2)).to.deep.equal([
            "### ❌ Refused: 3 stacks, the worst first.",
            "",
            "- ❌ `prod`: **Refused**. The program refuses this change.",
            "- ✅ `test`: **Safe**. Nothing that the preview shows ends a sign-in or loses history. Who can sign in was not judged.",
            "- ⚪ `dev`: **No change**. Nothing changes.",
            "",
            "#### ❌ Stack `prod`",
            "",
            "**Checks**",
            "",
            "- Refused: No.",
            "",
            "#### ✅ Stack `test`",
            "",
            "**People**",
            "",
            "- Added, the security profiles are not known yet: `bob@contoso.example`",
            "",
        ]);
    });

    it("folds names after the first ten and items after the first twelve", () => {
        const names = Array.from({ length: 11 }, (_, index) => `agent${index}`);
        const text = reviewInMarkdown(
            reviewOf({
                people: names.map((name) => ({ name, id: "adopted" })),
                trust: Array.from({ length: 13 }, (_, index) => ({
                    id: "claims",
                    name: `claims${index}`,
                    before: [],
                    after: [],
                    direction: "other",
                })),
            }),
        );
        const { html, codes } = rendered(text);
        expect(html.slice(1)).to.deep.equal([
            "<details><summary>More names</summary>",
            "</details>",
            "<details><summary>More</summary>",
            "</details>",
        ]);
        expect(codes.filter((code) => code === "agent10" || code === "claims12")).to.deep.equal([
            "agent10",
            "claims12",
        ]);
        expect(text).to.include("`agent9` and 1 more\n").and.to.include("\n- and 1 more\n");
    });

    it("counts what it leaves out, and says where everything is", () => {
        const text = reviewInMarkdown(reviewOf(large(5000)));
        expect(text.length).to.be.lessThan(most);
        expect(text).to.include("- 5,000 Connect users are deleted: `agent0@contoso.example`");
        expect(text).to.include("`agent9@contoso.example` and 4990 more\n");
        expect(text).to.match(
            /\n\nShortened to fit into a comment\. `npm run -s connect-sso -- review --json` prints everything\.\n$/,
        );
    });

    it("says nothing of shortening where nothing is left out", () => {
        expect(reviewInMarkdown(reviewOf(ordinary))).not.to.include("Shortened");
    });

    it("counts the verdicts of stacks that no line is left for", () => {
        const stacks = Array.from({ length: 2000 }, (_, index) => ({
            stack: `stack${index}`,
            verdict: index < 10 ? ("refused" as const) : ("safe" as const),
        }));
        const text = lines(...stacks);
        const listed = text.filter((line) => /^- (❌|✅)/.test(line)).length;
        expect(text).to.include(`- and ${2000 - listed} more: ${(2000 - listed).toLocaleString("en-US")} × Safe`);
    });

    it("fits, begins with the verdict, and is nothing but its own Markdown, whatever the review is", () => {
        fc.assert(
            fc.property(review, (given) => {
                const text = reviewInMarkdown(given);
                expect(text.length).to.be.at.most(most);
                expect(Buffer.byteLength(text)).to.be.at.most(4 * most);
                expect(text.startsWith(`${marker}\n\n### `)).to.equal(true);
                expect(text.split("\n")[2]).to.include(` ${nameOf(given.verdict)}: `);
                const { texts, html, blocks, kinds } = rendered(text);
                expect(html.filter((one) => !ownHtml.test(one))).to.deep.equal([]);
                expect(html.filter((one) => /<details>/.test(one))).to.have.lengthOf(
                    html.filter((one) => one === "</details>").length,
                );
                expect(
                    ["link", "image", "table", "del", "em", "hr", "blockquote", "def"].filter((it) => kinds.has(it)),
                ).to.deep.equal([]);
                expect(texts.filter((one) => active.test(one))).to.deep.equal([]);
                expect(
                    blocks.filter(({ lang, text: drawn }) => lang !== "mermaid" || strangeLines(drawn).length > 0),
                ).to.deep.equal([]);
            }),
            { numRuns: 30 },
        );
    }).timeout(120_000);

    it("shows every verdict", () => {
        expect(verdicts.map((verdict) => lines({ ...nothing, verdict })[2])).to.deep.equal([
            "### ⚪ No change: Nothing changes.",
            "### ✅ Safe: Nothing that the preview shows ends a sign-in or loses history. Who can sign in was not judged.",
            "### 🟠 Look at this: Read what changes before you merge.",
            "### ⛔ Cannot be undone: Something is lost permanently.",
            "### ❌ Refused: The program refuses this change.",
        ]);
    });
});

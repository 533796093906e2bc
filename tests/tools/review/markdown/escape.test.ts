import { expect } from "chai";
import fc from "fast-check";
import { visibleLine } from "../../../../rules/text";
import { fenced } from "../../../../tools/cli/pipeline/reviewing";
import { code, inMarkdown, proseInMarkdown, withoutLongRuns } from "../../../../tools/review/markdown/escape";
import { prose, say, value } from "../../../../tools/review/words/text";
import { active, rendered } from "../../../helpers/comment";
import { foreign, hostile } from "../arbitrary";

const lengths = { value: 1000, prose: 10_000 };
const plainKinds = ["list", "list_item", "text", "codespan", "paragraph", "space"];

/** As it stands in an item of a list, between our own words. */
const inItem = (text: string) => rendered(`- Added: ${text} and 3 more\n- Next\n`);

function expectHarmless(markdown: string) {
    const { texts, kinds } = inItem(markdown);
    expect([...kinds].filter((kind) => !plainKinds.includes(kind))).to.deep.equal([]);
    expect(texts.filter((text) => active.test(text))).to.deep.equal([]);
    // The parser of the tests has no such limit, GitHub's has: https://github.com/github/cmark-gfm, MAXBACKTICKS.
    expect(/`{81}/.test(markdown)).to.equal(false);
}

describe("Text of others in a comment", () => {
    for (const name of hostile) {
        it(`is code that shows the name itself: ${JSON.stringify(name).slice(0, 50)}`, () => {
            const markdown = code(name, 1000);
            expectHarmless(markdown);
            const shown = withoutLongRuns(visibleLine(name));
            // An empty one is a word of ours; blanks at both ends are shown by the code's width only.
            expect(shown === "" ? markdown : inItem(markdown).codes).to.deep.equal(shown === "" ? "(empty)" : [shown]);
        });
    }

    it("is code, whatever it is", () => {
        fc.assert(
            fc.property(foreign, (name) => {
                const markdown = code(name, 1000);
                expectHarmless(markdown);
                fc.pre(visibleLine(name) !== "");
                expect(inItem(markdown).codes).to.deep.equal([withoutLongRuns(visibleLine(name))]);
            }),
            { numRuns: 2000 },
        );
    });

    it("has no run of backticks that GitHub's parser does not take for a fence", () => {
        expect(code(`${"`".repeat(8)}a${"`".repeat(9)}@octocat`, 1000)).to.equal(
            `${"`".repeat(9)} ${"`".repeat(8)}a${"\\u0060".repeat(9)}@octocat ${"`".repeat(9)}`,
        );
        const block = fenced(`a\n${"`".repeat(300)}\n@octocat`);
        expect(block).to.equal(`\`\`\`text\na\n${"\\u0060".repeat(300)}\n@octocat\n\`\`\``);
    });

    it("is shortened by whole characters", () => {
        expect(code("a".repeat(10), 5)).to.equal("`aaaa…`");
        expect(code("aaa👩👩", 5)).to.equal("`aaa…`");
        expect(code("aaaaa", 5)).to.equal("`aaaaa`");
    });

    it("is one line", () => {
        fc.assert(fc.property(foreign, (name) => !/[\r\n]/.test(code(name, 1000) + proseInMarkdown(name, 1000))));
    });

    it("keeps words as words in sentences, and makes the rest code", () => {
        const sentences = [
            ["The application isn't assigned (yet).", "The application isn't assigned (yet)."],
            ["Ask alice@contoso.example, then retry.", "Ask `alice@contoso.example`, then retry."],
            ['users["a"].firstName must be a text, got 5', '`users["a"].firstName` must be a text, got 5'],
            ["Run `npm start -- refresh`; see #12.", "Run `npm start -- refresh`; see `#12`."],
            ["1. Look at www.contoso.example", "`1`. Look at `www.contoso.example`"],
            ["a `b", "a `` `b ``"],
            ["x`y`#1 (`z`)", "``x`y`#1`` (`z`)"],
            ["It was defaced in 1234567 ways", "It was `defaced` in `1234567` ways"],
            ["It was defaced山田 again", "It was `defaced山田` again"],
        ];
        expect(sentences.map(([text = ""]) => proseInMarkdown(text, 1000))).to.deep.equal(
            sentences.map(([, shown]) => shown),
        );
    });

    it("is harmless in sentences, and loses no word", () => {
        fc.assert(
            fc.property(foreign, (text) => {
                const markdown = proseInMarkdown(text, 10_000);
                expectHarmless(markdown);
                const bare = (words: string) => words.replace(/[`\s]/g, "");
                const { texts, codes } = inItem(markdown);
                const all = [...texts, ...codes].join("");
                // Each character is shown, in code or not.
                const letters = (words: string) => [...bare(words)].sort().join("");
                expect(letters(all)).to.equal(letters(`Added: ${withoutLongRuns(visibleLine(text))} and 3 moreNext`));
            }),
            { numRuns: 2000 },
        );
    });

    it("stands beside our own words, whose backticks are code", () => {
        const text = say`Set \`signIn: false\` for ${value("@all")}: ${prose("see #1")}`;
        expect(inMarkdown(text, lengths)).to.equal("Set `signIn: false` for `@all`: see `#1`");
    });
});

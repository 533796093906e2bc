import { expect } from "chai";
import * as fc from "fast-check";
import { collect } from "../../../../tools/cli/pipeline/collected";
import { longestText } from "../../../../tools/cli/pipeline/ownText";
import { review } from "../../review/arbitrary";

const commit = "0123456789abcdef0123456789abcdef01234567";
const runUrl = "https://github.com/contoso/sso/actions/runs/42";

describe("The reviews of several jobs as one comment", () => {
    it("name each stack that has no review, and the run", () => {
        expect(
            collect([], { stacks: ["dev", "prod"], commit, runUrl })
                .split("\n")
                .slice(-4),
        ).to.deep.equal([
            `❌ No review: \`dev\`, \`prod\`. See [the run](${runUrl}).`,
            "",
            `<sub>Commit 0123456789ab, [the run](${runUrl}).</sub>`,
            "",
        ]);
    });

    it("are never longer than GitHub takes, and count the stacks for which there is no room", () => {
        const names = fc
            .integer({ min: 0, max: 3000 })
            .map((count) => Array.from({ length: count }, (_, n) => `st-${n}`));
        const property = fc.property(fc.array(review, { maxLength: 2 }), names, (reviews, stacks) => {
            const text = collect(
                reviews.flatMap((one) => one.stacks),
                { stacks, commit, runUrl },
            );
            expect(text.length).to.be.at.most(longestText);
            const line = /No review: (.*)\. See/.exec(text)?.[1] ?? "";
            const more = Number(/(?: and )?(\d+) (?:more|stacks)$/.exec(line)?.[1] ?? 0);
            expect((line.match(/`/g) ?? []).length / 2 + more).to.equal(stacks.length);
        });
        fc.assert(property, { numRuns: 10 });
    });
});

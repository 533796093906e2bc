import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { UsageError } from "../../../tools/cli/errors";
import { choosePlan } from "../../../tools/cli/faultPlan";
import { temporaryFolder } from "../../helpers/folder";
import { blocksOf } from "../../helpers/markdown";

describe("the plan of faults of npm start", () => {
    const temporary = temporaryFolder();
    const write = (content: unknown, name = "faults.json"): string => {
        const file = temporary.path(name);
        writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
        return file;
    };
    const home = () => ({ project: temporary.path("project"), rehearsal: temporary.path(".") });

    it("is none where neither the command nor the rehearsal has a file", () => {
        expect(choosePlan(home(), {})).to.deep.equal({ env: {}, notes: [] });
    });

    it("is told to the plugins, and to the reader", () => {
        const file = write({ once: true });
        expect(choosePlan(home(), { plan: file })).to.deep.equal({
            env: { CONNECT_ENTRA_SSO_PLAN: file },
            notes: [`the emulated clouds have the faults of ${file}`],
        });
    });

    it("is plan.json of the rehearsal's folder where the command names none", () => {
        const file = write({ latencyMs: { "*": 5 } }, "plan.json");
        const { env, notes } = choosePlan(home(), {});
        expect({ env: { CONNECT_ENTRA_SSO_PLAN: file }, length: 1 }).to.deep.equal({ env, length: notes.length });
        writeFileSync(file, "{}");
    });

    it("gets a seed where its random faults have none, which it tells", () => {
        const file = write({ random: { chance: 0.2 } });
        const { env, notes } = choosePlan(home(), { plan: file });
        const seed = env.CONNECT_ENTRA_SSO_PLAN_SEED;
        expect(seed).to.match(/^\d{1,6}$/);
        expect(notes[1]).to.equal(
            `the faults are those of seed ${seed}; to repeat them write "random": { "seed": ${seed}, … } in that file`,
        );
        expect(choosePlan(home(), { plan: write({ random: { seed: 4 } }) }).env).not.to.have.property(
            "CONNECT_ENTRA_SSO_PLAN_SEED",
        );
    });

    for (const [content, message] of [
        ["{", /^\S+faults\.json is not valid JSON: /],
        [
            { once: 1, fail: [{ type: "aws:iam/role:Role", operation: "create" }] },
            /^\S+faults\.json is no plan of faults:\n {2}- fail\[0\]\.call: must be given, got nothing\n {2}- once: true or false, got 1$/,
        ],
    ] as const) {
        it(`is refused before the engine starts: ${JSON.stringify(content)}`, () => {
            expect(() => choosePlan(home(), { plan: write(content) })).to.throw(UsageError, message);
        });
    }

    it("is accepted as the document shows it", () => {
        const examples = blocksOf("docs/fault-plans.md").filter(({ marks }) => marks[0] === "json");
        expect(examples).to.have.length(2);
        for (const { text } of examples) {
            choosePlan(home(), { plan: write(text) });
        }
    });
});

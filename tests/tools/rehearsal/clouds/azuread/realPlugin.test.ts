import { join } from "node:path";
import { expect } from "chai";
import { installedPlugin } from "../../../../../tools/rehearsal/engine";
import { type Asked, checkQuestions, compare, diffQuestions, lookUpQuestions } from "./realPlugin/compare";
import { World } from "./realPlugin/world";

const project = join(__dirname, "..", "..", "..", "..", "..");
const emulatedPlugin = join(project, "tools", "rehearsal", "clouds", "azuread", "main.ts");
const startEmulated = () => World.start(process.execPath, ["--import", "tsx", emulatedPlugin]);

const real = installedPlugin(project, "azuread");

/** What the real one differs in is what a rehearsal would get wrong. */
if (real.isThere) {
    describe(`the emulated azuread plugin beside the real one (${real.version})`, function () {
        this.timeout(1_200_000);
        const worlds = startWorlds(() => World.start(real.file));
        const calls: [string, (emulated: Asked) => ReturnType<typeof checkQuestions>][] = [
            ["Check", checkQuestions],
            ["Diff", diffQuestions],
            ["Invoke", lookUpQuestions],
        ];
        for (const [call, questions] of calls) {
            it(`answers each ${call} alike`, async () => {
                const { emulated, other } = worlds();
                expect((await compare(emulated, other, questions(emulated))).differences).to.deep.equal([]);
            });
        }
    });
} else {
    console.log(
        `⚠ NOT CHECKED: whether the emulated azuread plugin answers as the real one, because there is no ${real.file}. ` +
            `Get it with: pulumi plugin install resource azuread ${real.version}`,
    );
}

describe("the comparison of two azuread plugins", () => {
    const worlds = startWorlds(startEmulated);
    const questionsOf = (emulated: Asked) => [checkQuestions(), diffQuestions(emulated), lookUpQuestions()];

    it("asks some hundreds of questions", () => {
        const { emulated } = worlds();
        expect(questionsOf(emulated).map(({ length }) => length)).to.satisfy(
            ([checks = 0, diffs = 0, lookUps = 0]) => checks > 400 && diffs > 400 && lookUps > 200,
        );
    });

    it("finds no difference between two that are alike, whatever their directories made up", async () => {
        const { emulated, other } = worlds();
        // All of them take a quarter of a minute.
        const some = questionsOf(emulated).flatMap((questions) => questions.filter((_, index) => index % 12 === 0));
        const { asked, differences } = await compare(emulated, other, some);
        expect(differences).to.deep.equal([]);
        expect(asked).to.be.greaterThan(some.length / 2);
    });

    it("names the question, and both answers, where one answers differently", async () => {
        const { emulated } = worlds();
        const other: Asked = { made: [], check: async () => 1, diff: async () => 1, lookUp: async () => 2 };
        const [, , [question] = []] = questionsOf(emulated);
        const { differences } = await compare(emulated, other, question === undefined ? [] : [question]);
        const reason = "only one of clientId, displayName, identifierUri, objectId must be specified";
        expect(differences).to.deep.equal([
            { question: "Invoke getApplication, nothing", emulated: { result: {}, failures: [reason] }, real: 2 },
        ]);
    });
});

function startWorlds(startOther: () => Promise<World>): () => { emulated: World; other: World } {
    const running: World[] = [];
    before(async () => {
        running.push(...(await Promise.all([startEmulated(), startOther()])));
    });
    after(async () => {
        await Promise.all(running.splice(0).map((world) => world.stop()));
    });
    return () => {
        const [emulated, other] = running;
        if (emulated === undefined || other === undefined) {
            throw new Error("the plugins were not started");
        }
        return { emulated, other };
    };
}

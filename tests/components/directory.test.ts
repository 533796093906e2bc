import { expect } from "chai";
import { checkDirectory } from "../../components/internal/directory";
import { Refusals } from "../../components/internal/problems";
import { deploy } from "../helpers/cloud";
import { notInDirectory } from "../helpers/refusals";

const cures = { leaver: "set signIn: false for someone who has left", withoutLookup: "do without" };

describe("The look-up of people", () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `agent-${index}`);
    const person = (userPrincipalName: string) => ({ objectId: `id-of-${userPrincipalName}`, userPrincipalName });
    const lookUp = async (usernames: string[], people = [...usernames, "stranger"].map(person)) => {
        let found: Awaited<ReturnType<typeof checkDirectory>> | undefined;
        const { lookups } = await deploy(
            async () => {
                found = await checkDirectory(
                    usernames,
                    "userPrincipalName",
                    {},
                    cures,
                    new Refusals("can't be deployed:"),
                );
            },
            { people },
        );
        return { found, lookups };
    };

    for (const [count, sizes] of [
        [0, []],
        [500, [500]],
        [501, [500, 1]],
        [2000, [500, 500, 500, 500]],
    ] as const) {
        const requests = ["no request", "one request"][sizes.length] ?? `parts of ${sizes.join(", ")}`;
        it(`asks for ${count} people in ${requests}`, async () => {
            const { lookups } = await lookUp(names(count));
            expect(lookups.flatMap(({ inputs }) => inputs.userPrincipalNames)).to.deep.equal(names(count));
            expect(lookups.map(({ inputs }) => (inputs.userPrincipalNames as string[]).length)).to.deep.equal(sizes);
        });
    }

    it("reads the whole directory for more than 2,000 people", async () => {
        const { lookups } = await lookUp(names(2001));
        expect(lookups.map(({ inputs }) => inputs)).to.deep.equal([{ returnAll: true }]);
    });

    for (const count of [3, 2001]) {
        it(`finds the object ids of ${count} people, and of no stranger`, async () => {
            const { found } = await lookUp(names(count));
            expect(found).to.deep.equal({
                principalIds: Object.fromEntries(names(count).map((name) => [name, `id-of-${name}`])),
                problems: [],
            });
        });

        it(`refuses one of ${count} people who is missing and one who is spelled otherwise in the directory`, async () => {
            const [missing, other, ...rest] = names(count);
            const { found } = await lookUp(names(count), [`${other}`.toUpperCase(), ...rest, "stranger"].map(person));
            expect(found?.problems).to.deep.equal([
                {
                    path: ["users", missing],
                    message: notInDirectory("agent-0"),
                },
                {
                    path: ["users", other],
                    message: 'must be spelled as in the directory, got "agent-1"; write "AGENT-1"',
                },
            ]);
        });
    }
});

import { expect } from "chai";
import { lookUpPeople } from "../../components/internal/directory";
import { deploy } from "../helpers/cloud";

describe("The look-up of people", () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `agent-${index}`);
    const lookUp = (usernames: string[]) =>
        deploy(async () => ({ people: await lookUpPeople(usernames, "userPrincipalName", {}) }), {
            people: [...usernames.slice(1), "stranger"].map((userPrincipalName) => ({
                objectId: `id-of-${userPrincipalName}`,
                userPrincipalName: userPrincipalName.toUpperCase(),
            })),
        });

    for (const [count, sizes] of [
        [500, [500]],
        [501, [500, 1]],
        [2000, [500, 500, 500, 500]],
    ] as const) {
        it(`asks for ${count} people in ${sizes.length === 1 ? "one request" : `parts of ${sizes.join(", ")}`}`, async () => {
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
        it(`finds who is there of ${count} people in the directory's spelling, and no stranger`, async () => {
            const { people } = await lookUpResult(count);
            expect(people).to.deep.equal(
                names(count)
                    .slice(1)
                    .map((name) => ({
                        roleSessionName: name.toUpperCase(),
                        objectId: `id-of-${name}`,
                        accountEnabled: true,
                    })),
            );
        });
    }

    const lookUpResult = async (count: number) => {
        let people: unknown;
        await deploy(
            async () => {
                people = await lookUpPeople(names(count), "userPrincipalName", {});
            },
            {
                people: [...names(count).slice(1), "stranger"].map((name) => ({
                    objectId: `id-of-${name}`,
                    userPrincipalName: name.toUpperCase(),
                })),
            },
        );
        return { people };
    };
});

import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectSuccess, federation } from "../helpers/federation";

const { "alice@contoso.example": alice, ...withoutAlice } = federation.users;
const renamed = "alice.adams@contoso.example";

describe("a person who gets another user name", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
        stack.changeByHand("azuread", "user", (user) => {
            if (user.userPrincipalName === "alice@contoso.example") {
                user.userPrincipalName = renamed;
            }
        });
    });
    after(() => stack.remove());

    const moved = (entry: object) => ({
        ...federation,
        users: { ...withoutAlice, [renamed]: { ...alice, ...entry } },
        removedUsers: ["alice@contoso.example"],
    });

    it("is refused by Entra as a second assignment of the same person, and keeps the first", async () => {
        const before = assignmentsOf(stack);
        stack.configure(moved({}));
        const run = await stack.up();
        expect(run.code).not.to.equal(0);
        expect(run.output).to.contain("Permission being assigned already exists on the object");
        expect(assignmentsOf(stack)).to.deep.equal(before);
    });

    it("keeps their assignment with formerUsername, and has another Connect user", async () => {
        const before = assignmentsOf(stack);
        stack.configure(moved({ formerUsername: "alice@contoso.example" }));
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        expect([assignmentsOf(stack), usernamesOf(stack)]).to.deep.equal([before, ["admin@contoso.example", renamed]]);
        stack.configure({ ...moved({}), removedUsers: [] });
        const changed = (await stack.steps()).filter(({ op }) => op !== "same");
        expect(changed.map(({ op, type }) => [op, type])).to.deep.equal([
            ["update", "connect-entra-sso:index:ConnectSso"],
        ]);
    });
});

function assignmentsOf(stack: EngineStack): string[] {
    return Object.keys(stack.clouds().azuread?.["azuread:index/appRoleAssignment:AppRoleAssignment"] ?? {}).sort();
}

function usernamesOf(stack: EngineStack): unknown[] {
    return Object.values(stack.clouds().aws?.["aws:connect/user:User"] ?? {})
        .map((user) => (user as { name: string }).name)
        .sort();
}

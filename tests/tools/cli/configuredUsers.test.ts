import { expect } from "chai";
import { UsageError } from "../../../tools/cli/errors";
import { configuredUsers } from "../../../tools/cli/signIn/configuredUsers";
import { connectUser, guid, makeWorld, type TestWorld } from "../../helpers/world";

const alice = "alice@contoso.example";
const bob = "bob@contoso.example";
const hidden = (what: string) => ({
    unreadable: what,
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
});
const elsewhere = (name: string) => ({ ...connectUser(name, 9), instanceId: guid(9) });
const leftOut = (names: string) =>
    `left out: ${names}, users of another instance than f34cb4d0-7b12-4cb1-bf89-3edef7fdc738, which is the one in the relay state; name them with --user`;

const cases: { about: string; change: (world: TestWorld) => void; users: string[]; notes?: string[] }[] = [
    {
        about: "the users of the stack, in order",
        change: ({ deployment }) => {
            deployment.connectUsers.reverse();
        },
        users: [alice, bob],
    },
    {
        about: "not those of another instance, with a note",
        change: ({ deployment }) => {
            deployment.connectUsers.push(elsewhere("zoe@contoso.example"), elsewhere("eve"));
        },
        users: [alice, bob],
        notes: [leftOut('"eve" and "zoe@contoso.example"')],
    },
    {
        about: "not those of another instance, of whom the note names five",
        change: ({ deployment }) => {
            deployment.connectUsers.push(...["1", "2", "3", "4", "5", "6", "7"].map(elsewhere));
        },
        users: [alice, bob],
        notes: [leftOut('"1", "2", "3", "4" and "5" and 2 more')],
    },
    {
        about: "those of whom nothing says to which instance they belong, too",
        change: ({ deployment }) => {
            deployment.connectUsers[0] = { ...connectUser(alice, 1), instanceId: hidden("the instance id") };
        },
        users: [alice, bob],
    },
    {
        about: "all, where the relay state leads to an instance that has none",
        change: ({ servicePrincipal }) => {
            servicePrincipal.relayState = String(servicePrincipal.relayState).replace(/f34cb4d0/, "00000000");
        },
        users: [alice, bob],
    },
    {
        about: "all, where the relay state leads nowhere",
        change: ({ servicePrincipal }) => {
            servicePrincipal.relayState = "https://contoso.example/f34cb4d0-7b12-4cb1-bf89-3edef7fdc738";
        },
        users: [alice, bob],
    },
    {
        about: "all, where the relay state is ciphertext",
        change: ({ servicePrincipal, deployment }) => {
            servicePrincipal.relayState = hidden("the relay state");
            deployment.connectUsers.push(elsewhere("eve"));
        },
        users: [alice, bob, "eve"],
    },
];

describe("Those who are configured", () => {
    for (const { about, change, users, notes = [] } of cases) {
        it(`are ${about}`, async () => {
            const world = await makeWorld();
            change(world);
            expect(configuredUsers(world)).to.deep.equal({ users, notes });
        });
    }

    it("are nobody where the stack has no Connect user, which is an error", async () => {
        const world = await makeWorld();
        world.deployment.connectUsers = [];
        expect(() => configuredUsers(world)).to.throw(
            UsageError,
            'stack.json contains no Connect user (instances: "contoso"); name somebody with --user',
        );
    });

    it("can't be listed where a name is ciphertext, which is an error that says what supplies it", async () => {
        const world = await makeWorld();
        const username = hidden("the user name of the Connect user eve");
        world.deployment.connectUsers.push({ ...connectUser("", 9), username });
        expect(() => configuredUsers(world)).to.throw(
            UsageError,
            "stack.json does not show the names of 1 Connect users: the user name of the Connect user eve is unknown, because the export " +
                "holds it as ciphertext; export the stack with `pulumi stack export --show-secrets`",
        );
    });
});

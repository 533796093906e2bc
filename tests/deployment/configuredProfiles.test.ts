import { expect } from "chai";
import { deploymentOf, entry, type StateEntry, urnOf } from "../helpers/stackExport";

const component = (users: Record<string, string[]>, name = "sso") =>
    entry("connect-entra-sso:index:ConnectUsers", name, {
        inputs: {
            users: Object.fromEntries(
                Object.entries(users).map(([username, securityProfiles]) => [username, { securityProfiles }]),
            ),
        },
    });
const user = (username: string, ids: string[], more: { written?: string[]; of?: string } = {}): StateEntry =>
    entry("aws:connect/user:User", username, {
        id: `i-1:u-${username}`,
        parent: urnOf("connect-entra-sso:index:ConnectUsers", more.of ?? "sso"),
        inputs: { name: username, securityProfileIds: more.written ?? ids },
        outputs: { name: username, securityProfileIds: ids },
    });

const cases: {
    about: string;
    resources: StateEntry[];
    profiles: Record<string, string>;
    names: Record<string, string[] | undefined>;
}[] = [
    {
        about: "are told by those who have one each",
        resources: [component({ a: ["Agent"], b: ["Admin"] }), user("a", ["p-1"]), user("b", ["p-2"])],
        profiles: { "p-1": "Agent", "p-2": "Admin" },
        names: { a: ["Agent"], b: ["Admin"] },
    },
    {
        about: "are told by what others have, where somebody has several",
        resources: [component({ a: ["Agent"], b: ["Agent", "Night"] }), user("a", ["p-1"]), user("b", ["p-0", "p-1"])],
        profiles: { "p-1": "Agent", "p-0": "Night" },
        names: { a: ["Agent"], b: ["Agent", "Night"] },
    },
    {
        about: "are not told one by one where several always go together",
        resources: [component({ a: ["Agent", "Night"] }), user("a", ["p-0", "p-1"])],
        profiles: {},
        names: { a: ["Agent", "Night"] },
    },
    {
        about: "are not told by somebody whose profiles were changed in Connect",
        resources: [component({ a: ["Agent"] }), user("a", ["p-9"], { written: ["p-1"] })],
        profiles: {},
        names: { a: undefined },
    },
    {
        about: "are not told by somebody who has lost theirs",
        resources: [component({ a: ["Agent"] }), user("a", [])],
        profiles: {},
        names: { a: undefined },
    },
    {
        about: "are not told by somebody with more of them than names",
        resources: [component({ a: ["Agent"] }), user("a", ["p-1", "p-2"])],
        profiles: {},
        names: { a: undefined },
    },
    {
        about: "are not told where two with the same name have none in common",
        resources: [
            component({ a: ["Agent"], b: ["Agent"], c: ["Admin"] }),
            user("a", ["p-1"]),
            user("b", ["p-9"]),
            user("c", ["p-2"]),
        ],
        profiles: { "p-2": "Admin" },
        names: { a: undefined, b: undefined, c: ["Admin"] },
    },
    {
        about: "are not told where one id would have two names",
        resources: [component({ a: ["Agent"], b: ["Admin"] }), user("a", ["p-1"]), user("b", ["p-1"])],
        profiles: {},
        names: { a: undefined, b: undefined },
    },
    {
        about: "are told for each instance by itself",
        resources: [
            component({ a: ["Agent"] }),
            component({ b: ["Agent"] }, "other"),
            user("a", ["p-1"]),
            user("b", ["p-2"], { of: "other" }),
        ],
        profiles: { "p-1": "Agent", "p-2": "Agent" },
        names: { a: ["Agent"], b: ["Agent"] },
    },
];

describe("Names of the security profiles that a component gave", () => {
    for (const { about, resources, profiles, names } of cases) {
        it(about, () => {
            const { connectUsers, securityProfiles } = deploymentOf(...resources);
            expect({
                profiles: Object.fromEntries(securityProfiles.map((it) => [it.securityProfileId, it.name])),
                names: Object.fromEntries(connectUsers.map((it) => [it.username, it.securityProfileNames])),
            }).to.deep.equal({ profiles, names });
        });
    }
});

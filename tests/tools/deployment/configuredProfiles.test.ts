import { expect } from "chai";
import { deploymentOf, entry, type StateEntry, urnOf } from "../../helpers/stackExport";

const component = (securityProfileIds: Record<string, string>, name = "sso") =>
    entry("connect-entra-sso:index:ConnectUsers", name, { outputs: { securityProfileIds } });
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
        about: "are told by the ids that the component registered",
        resources: [
            component({ Agent: "p-1", Night: "p-0", Admin: "p-2" }),
            user("a", ["p-1"]),
            user("b", ["p-0", "p-1"]),
        ],
        profiles: { "p-1": "Agent", "p-0": "Night", "p-2": "Admin" },
        names: { a: ["Agent"], b: ["Agent", "Night"] },
    },
    {
        about: "are told of those that somebody has now, whatever the program wrote",
        resources: [component({ Agent: "p-1", Admin: "p-2" }), user("a", ["p-2"], { written: ["p-1"] })],
        profiles: { "p-1": "Agent", "p-2": "Admin" },
        names: { a: ["Admin"] },
    },
    {
        about: "are not told of somebody who has one that the configuration does not name",
        resources: [component({ Agent: "p-1" }), user("a", ["p-1", "p-9"])],
        profiles: { "p-1": "Agent" },
        names: { a: undefined },
    },
    {
        about: "are not told of somebody who has lost theirs",
        resources: [component({ Agent: "p-1" }), user("a", [])],
        profiles: { "p-1": "Agent" },
        names: { a: undefined },
    },
    {
        about: "are told for each instance by itself",
        resources: [
            component({ Agent: "p-1" }),
            component({ Agent: "p-2" }, "other"),
            user("a", ["p-1"]),
            user("b", ["p-2"], { of: "other" }),
            user("c", ["p-1"], { of: "other" }),
        ],
        profiles: { "p-1": "Agent", "p-2": "Agent" },
        names: { a: ["Agent"], b: ["Agent"], c: undefined },
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

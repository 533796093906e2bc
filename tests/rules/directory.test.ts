import { expect } from "chai";
import { type DirectoryPerson, directoryProblems } from "../../rules/directory";

const person = (roleSessionName: string, accountEnabled = true): DirectoryPerson => ({
    roleSessionName,
    objectId: `id-of-${roleSessionName}`,
    accountEnabled,
});
const cures = { leaver: "set signIn: false for someone who has left", withoutLookup: "do without" };
const nobody = (name: string) => ({
    path: ["users", name],
    message: `must be the mail of a user in the directory, got "${name}", which no user has; correct the name, or set signIn: false for someone who has left`,
});
const disabled = {
    message:
        "must have an enabled account in the directory, got a disabled one; enable it, or set signIn: false for someone who has left",
};
const misspelled = (name: string, right: string) => ({
    path: ["users", name],
    message: `must be spelled as in the directory, got "${name}"; write "${right}"`,
});

describe("directoryProblems", () => {
    const cases: [what: string, usernames: string[], people: DirectoryPerson[], problems: object[]][] = [
        ["everybody is there and enabled", ["alice", "bob"], [person("bob"), person("alice")], []],
        ["nobody is asked for", [], [], []],
        ["a stranger is disabled", ["alice"], [person("alice"), person("mallory", false)], []],
        ["somebody is missing", ["alice", "bob"], [person("alice")], [nobody("bob")]],
        ["everybody is missing", ["alice"], [], [nobody("alice")]],
        [
            "a number is missing, which may have been written otherwise",
            ["421"],
            [],
            [
                {
                    ...nobody("421"),
                    message: `${nobody("421").message}. If the name has leading zeros, an "e" or an "x" in the directory, YAML has made a number of it: write it in quotation marks, such as "00421"`,
                },
            ],
        ],
        ["somebody is spelled otherwise", ["alice"], [person("Alice")], [misspelled("alice", "Alice")]],
        [
            "somebody is disabled",
            ["alice", "bob"],
            [person("alice"), person("bob", false)],
            [{ path: ["users", "bob"], ...disabled }],
        ],
        [
            "somebody is disabled and spelled otherwise",
            ["alice", "bob"],
            [person("alice"), person("BOB", false)],
            [misspelled("bob", "BOB"), { path: ["users", "bob"], ...disabled }],
        ],
        [
            "two people have the same value",
            ["alice"],
            [person("alice"), person("Alice")],
            [
                {
                    path: ["users", "alice"],
                    message:
                        "must be the mail of exactly one user in the directory, got 2 users; make the value unique there",
                },
            ],
        ],
        [
            "everybody asked for is disabled, whatever a stranger is",
            ["alice"],
            [person("alice", false), person("mallory")],
            [
                {
                    path: ["users"],
                    message:
                        'must have enabled accounts, got every account reported as disabled ("alice"): likely the caller has no ' +
                        "permission to read the account state; grant it User.Read.All (User.ReadBasic.All is not enough), or do without",
                },
            ],
        ],
        [
            "everybody is disabled, which points to the permission",
            ["alice", "bob", "carol"],
            [person("alice", false), person("Bob", false)],
            [
                {
                    path: ["users"],
                    message:
                        'must have enabled accounts, got every account reported as disabled ("alice", "bob" and "carol"): likely ' +
                        "the caller has no permission to read the account state; grant it User.Read.All (User.ReadBasic.All is not enough), or do without",
                },
            ],
        ],
    ];
    for (const [what, usernames, people, problems] of cases) {
        it(`${problems.length === 0 ? "says nothing" : "says so"} when ${what}`, () => {
            expect(directoryProblems(usernames, "mail", people, cures)).to.deep.equal(problems);
        });
    }
});

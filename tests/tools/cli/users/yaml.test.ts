import { expect } from "chai";
import fc from "fast-check";
import { edited, sameUsers } from "../../../../tools/cli/users/edits";
import { changeRemovedUsers } from "../../../../tools/cli/users/removedUsers";
import { openYamlUsers } from "../../../../tools/cli/users/yamlUsers";
import type { Edit } from "../../../../tools/userSync/plan";
import { idOf, person, syncing } from "./world";

const stack = `# The stack of support.
config:
    aws:region: eu-central-1 # Frankfurt
    connect-entra-sso:users: # everybody
        # Break glass.
        admin@contoso.example:
            firstName: Ada
            lastName: Admin
            securityProfiles: [Admin]

        # Night shift
        alice@contoso.example: # since 2024
            firstName: "Alice" # not Alicia
            lastName: Smith
            securityProfiles:
                - Agent # calls
                - QualityAnalyst # on Mondays
            phoneType: DESK_PHONE
            deskPhoneNumber: "+4930123456"

        bob@contoso.example: { firstName: Bob, lastName: Smith, securityProfiles: [Agent] } # leaves in May
        # the last one
    # Below.
    connect-entra-sso:instanceAlias: contoso
`;

describe("users sync of a stack file", () => {
    const { sync } = syncing();

    it("changes the lines of the people who change, and keeps comments, order and everything else", async () => {
        const { code, stderr, file } = await sync({
            agents: [person(1, "Alice"), person(3, "Carl")],
            users: stack,
            file: "Pulumi.prod.yaml",
        });
        expect([code, stderr]).to.deep.equal([0, ""]);
        expect(file).to.equal(
            stack
                .replace("                - QualityAnalyst # on Mondays\n", "")
                .replace(
                    '            deskPhoneNumber: "+4930123456"\n',
                    `            deskPhoneNumber: "+4930123456"\n            routingProfile: Sales\n            objectId: ${idOf(1)}\n`,
                )
                .replace(
                    "bob@contoso.example: { firstName: Bob, lastName: Smith, securityProfiles: [Agent] } # leaves in May\n",
                    "bob@contoso.example: { firstName: Bob, lastName: Smith, securityProfiles: [Agent], " +
                        'signIn: false, signInEnded: "2026-11-29" } # leaves in May\n' +
                        "        carl@contoso.example:\n            firstName: Carl\n            lastName: Smith\n            securityProfiles: [Agent]\n" +
                        `            routingProfile: Sales\n            objectId: ${idOf(3)}\n`,
                ),
        );
    });

    it("moves leavers to removedUsers in the same file", async () => {
        const users = stack.replace(
            "bob@contoso.example: {",
            'bob@contoso.example: { signIn: false, signInEnded: "2026-01-31",',
        );
        const { file } = await sync({
            ...{ agents: [person(1, "Alice")], users, file: "Pulumi.prod.yaml" },
            options: ["--after", "90d", "--max-change", "300"],
        });
        expect(file).to.include(
            "        # the last one\n    connect-entra-sso:removedUsers:\n        - bob@contoso.example\n    # Below.\n",
        );
        expect(file).not.to.include("bob@contoso.example:");
    });

    it("keeps the indentation of each user, and what is a secret", async () => {
        const users = [
            "config:",
            "  a:users:",
            "    admin@contoso.example: { firstName: Ada, lastName: Admin, securityProfiles: [Admin] }",
            "    alice@contoso.example:",
            "      firstName: Alice",
            "      lastName: { secure: v1:abc }",
            "      securityProfiles: [Agent]",
            "",
        ].join("\n");
        const { code, stdout, file } = await sync({ agents: [person(1, "Alice")], users, file: "Pulumi.prod.yaml" });
        expect([code, file]).to.deep.equal([0, `${users}      routingProfile: Sales\n      objectId: ${idOf(1)}\n`]);
        expect(stdout.split("\n")).to.include(
            '  alice@contoso.example: "lastName" can\'t be compared with the directory, as a secret, and stays as it is',
        );
    });

    it("fills a file without users", async () => {
        const users = "config:\n  a:users: {} # none yet\n";
        const { file } = await sync({ agents: [person(1, "Alice")], users, file: "Pulumi.prod.yaml" });
        expect(file).to.equal(
            "config:\n  a:users: # none yet\n    alice@contoso.example:\n      firstName: Alice\n      lastName: Smith\n" +
                `      securityProfiles: [Agent]\n      routingProfile: Sales\n      objectId: ${idOf(1)}\n`,
        );
    });

    it("changes users in one line in that line", async () => {
        const one = "b@contoso.example: { firstName: B, lastName: B, securityProfiles: [Agent]";
        const { file } = await sync({
            agents: [person(1, "Alice")],
            users: `config: { a:users: { ${one} } } }\n`,
            file: "Pulumi.prod.yaml",
        });
        expect(file).to.equal(
            `config: { a:users: { ${one}, signIn: false, signInEnded: "2026-11-29" }, alice@contoso.example: { firstName: Alice, ` +
                `lastName: Smith, securityProfiles: [Agent], routingProfile: Sales, objectId: ${idOf(1)} } } }\n`,
        );
    });

    const refused: [title: string, users: string, message: string][] = [
        [
            "users that are a secret",
            "config:\n    a:users: { secure: x }\n",
            "a:users is a secret, which can't be read here; move the users to a CSV file (usersFile)",
        ],
        [
            "a user who is a secret",
            "config:\n    a:users:\n        b@contoso.example: { secure: x }\n",
            'the user "b@contoso.example" is a secret, which can\'t be read here; encrypt single keys of the entry instead',
        ],
        [
            "no users",
            "config:\n    a:b: c\n",
            "config has no users; add the line `<project>:users: {}` below `config:`",
        ],
        [
            "the stack file beside a CSV file",
            "config:\n    a:usersFile: x.csv\n",
            'its users are in "x.csv"; give that file as --users, and this one as --stack-file',
        ],
        [
            "an anchor that would be lost",
            "config:\n    a:users:\n        b@contoso.example: &b { firstName: B, lastName: B, securityProfiles: [Agent] }\n    a:other: *b\n",
            "the users can't be changed in this file without changing other values; write each user in full, without anchors (`&name`) that others use, or move them to a CSV file",
        ],
    ];
    for (const [title, users, message] of refused) {
        it(`refuses ${title}, and writes nothing`, async () => {
            const { code, stderr, file } = await sync({
                agents: [person(1, "Alice")],
                users,
                file: "Pulumi.prod.yaml",
            });
            expect([code, file]).to.deep.equal([2, users]);
            expect(stderr.trimEnd().endsWith(message), stderr).to.equal(true);
        });
    }

    it("says of any users and any changes what it should, whatever they are", () => {
        const value = fc.oneof(
            fc.string({ maxLength: 8 }),
            fc.boolean(),
            fc.integer(),
            fc.constantFrom("no", "2026-01-31", "~", "a: b # c"),
        );
        const keys = fc.constantFrom("firstName", "lastName", "routingProfile", "signIn");
        const entry = fc.dictionary(keys, value, { minKeys: 1, maxKeys: 4 });
        const profiles = fc.uniqueArray(fc.constantFrom("Agent", "Admin", "A: b", "1", "- x"), {
            minLength: 1,
            maxLength: 3,
        });
        const names = ["a@contoso.example", "00421", "b", "null"];
        const edit = fc.record({
            set: entry,
            unset: fc.array(keys),
            kind: fc.constantFrom("change", "delete", "add"),
            profiles,
        });
        fc.assert(
            fc.property(
                fc.array(entry, { maxLength: 4 }),
                fc.array(edit, { maxLength: 4 }),
                fc.boolean(),
                (entries, changes, flow) => {
                    const lines = entries.map((one, index) => {
                        const fields = Object.entries({ ...one, securityProfiles: ["Agent"] }).map(
                            ([key, it]) => `${key}: ${JSON.stringify(it)}`,
                        );
                        const name = JSON.stringify(names[index]);
                        return flow && index === 1
                            ? `    ${name}: { ${fields.join(", ")} } # c`
                            : `    # before\n    ${name}: # n\n${fields.map((it) => `      ${it} # c`).join("\n")}\n`;
                    });
                    const { entries: before, withEdits } = openYamlUsers(
                        `users:${lines.length === 0 ? " {}" : ""}\n${lines.join("\n")}\nother: [1] # x\n`,
                        "f.yaml",
                    );
                    const edits = changes.flatMap(({ set, unset, kind, profiles: list }, index): Edit[] => {
                        const name = names[index] ?? "";
                        const whole = { ...set, securityProfiles: list };
                        if (!before.has(name)) {
                            return kind === "add" ? [{ kind, name, entry: whole }] : [];
                        }
                        return kind === "delete"
                            ? [{ kind, name }]
                            : [{ kind: "change", name, set: whole, unset: unset.filter((key) => !(key in set)) }];
                    });
                    const after = openYamlUsers(withEdits(edits), "f.yaml").entries;
                    expect(sameUsers(after, edited(before, edits))).to.equal(true);
                },
            ),
            { numRuns: 300 },
        );
    });

    it("keeps the comments of removedUsers", () => {
        const text =
            "config:\n    a:users: {}\n    a:removedUsers: # once\n        - one # why\n        # and\n        - two\n    b:c: d\n";
        expect(changeRemovedUsers(text, "f.yaml", ["three"], ["one"])).to.equal(
            "config:\n    a:users: {}\n    a:removedUsers: # once\n        # and\n        - two\n        - three\n    b:c: d\n",
        );
        expect(
            changeRemovedUsers(
                "config:\n    a:usersFile: x\n    a:removedUsers: [one, two]\n",
                "f.yaml",
                ["three"],
                [],
            ),
        ).to.equal("config:\n    a:usersFile: x\n    a:removedUsers:\n        - one\n        - two\n        - three\n");
    });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { DirectoryUnreadable, readDirectory } from "../../../tools/deployment/readDirectory";

const rehearsal = JSON.parse(
    readFileSync(join(__dirname, "..", "..", "..", "tools", "rehearsal", "directory.json"), "utf8"),
);
const person = (name: string, more: object = {}) => ({
    id: `${name}-id`,
    userPrincipalName: `${name}@contoso.example`,
    ...more,
});
const group = "#microsoft.graph.group";

describe("The reader of directories", () => {
    it("reads the rehearsal's directory", () => {
        const { people, ...rest } = readDirectory(rehearsal, "the rehearsal's directory");
        expect(rest).to.deep.equal({
            source: "the rehearsal's directory",
            tenantId: rehearsal.tenantId,
            groups: rehearsal.groups,
        });
        expect(people.map(({ userPrincipalName }) => userPrincipalName)).to.deep.equal(
            rehearsal.users.map((it: { userPrincipalName: string }) => it.userPrincipalName),
        );
    });

    for (const [what, content, groups] of [
        ["the list of az ad user list", [person("alice")], []],
        ["an answer of Graph", { "@odata.context": "https://graph.microsoft.com", value: [person("alice")] }, []],
        [
            "an answer of Graph, with groups",
            { value: [person("alice")], groups: { value: [{ id: "g", members: [] }] } },
            [{ id: "g", members: [] }],
        ],
        ["people in an answer of Graph, and groups", { users: { value: [person("alice")] }, groups: [] }, []],
        ["people and groups", { users: [person("alice")], groups: [] }, []],
        ["nobody", { users: [] }, undefined],
    ] as const) {
        it(`reads ${what}`, () => {
            expect(readDirectory(content, "people.json")).to.deep.equal({
                source: "people.json",
                people:
                    groups === undefined
                        ? []
                        : [
                              {
                                  id: "alice-id",
                                  userPrincipalName: "alice@contoso.example",
                                  attributes: { id: "alice-id", userprincipalname: "alice@contoso.example" },
                              },
                          ],
                groups: groups ?? [],
            });
        });
    }

    const otherLists: [what: string, content: unknown, said: string][] = [
        [
            "Graph's sign-in log",
            {
                value: [
                    {
                        id: "1",
                        userPrincipalName: "a@contoso.example",
                        appDisplayName: "x",
                        createdDateTime: "2026-11-24T09:00:00Z",
                        status: { errorCode: 0 },
                    },
                ],
            },
            "a sign-in log, which `explain` reads",
        ],
        [
            "Log Analytics' sign-in log",
            [{ UserPrincipalName: "a@contoso.example", ResultType: "0" }],
            "a sign-in log, which `explain` reads",
        ],
        [
            "risky users",
            [{ id: "1", userPrincipalName: "a@contoso.example", riskState: "atRisk" }],
            "a list of risky users",
        ],
        [
            "risk detections",
            [{ userPrincipalName: "a@contoso.example", riskEventType: "x" }],
            "a list of risk detections",
        ],
        ["an audit log", [{ activityDisplayName: "Add user", userPrincipalName: "a@contoso.example" }], "an audit log"],
        [
            "registrations",
            [{ userPrincipalName: "a@contoso.example", isMfaRegistered: false }],
            "a report of authentication methods",
        ],
        [
            "a usage report",
            [{ userPrincipalName: "a@contoso.example", lastActivityDate: "2026-11-24" }],
            "a usage report of Microsoft 365",
        ],
        ["deleted users", [person("a", { deletedDateTime: "2026-11-24T09:00:00Z" })], "a list of deleted users"],
        ["groups", [{ id: "g", displayName: "x", securityEnabled: true }], "a list of groups"],
        ["assignments", { value: [{ id: "1", principalId: "p", resourceId: "r" }] }, "a list of assignments"],
        ["service principals", [{ id: "1", servicePrincipalType: "Application" }], "a list of service principals"],
        [
            "mailboxes",
            [{ UserPrincipalName: "a@contoso.example", PrimarySmtpAddress: "a@contoso.example" }],
            "an export of mailboxes",
        ],
        [
            "Active Directory",
            [{ SamAccountName: "a", DistinguishedName: "CN=a", UserPrincipalName: "a@contoso.example" }],
            "an export of Active Directory",
        ],
    ];
    for (const [what, content, said] of otherLists) {
        it(`refuses ${what}, and says what to export`, () => {
            expect(() => readDirectory(content, "people.json")).to.throw(
                DirectoryUnreadable,
                `people.json must hold the people of a directory, got ${said}; export the people with \`az ad user list > people.json\``,
            );
        });
    }

    it("takes people with everything that Graph tells of a person", () => {
        const more = {
            createdDateTime: "2026-11-24T09:00:00Z",
            deletedDateTime: null,
            signInActivity: {},
            identities: [],
        };
        expect(readDirectory([person("alice", more)], "people.json").people).to.have.lengthOf(1);
    });

    const phones: [what: string, exported: object, telephoneNumber: object][] = [
        ["the one business phone", { businessPhones: ["+1 555 0100"] }, { telephonenumber: "+1 555 0100" }],
        ["no business phone", { businessPhones: [] }, { telephonenumber: null }],
        ["several business phones", { businessPhones: ["+1 555 0100", "+1 555 0101"] }, {}],
        ["a business phone that is no text", { businessPhones: [5550100] }, {}],
        ["nothing of phones", {}, {}],
        [
            "a telephone number of its own",
            { businessPhones: ["+1 555 0100"], telephoneNumber: "+1 555 0199" },
            { telephonenumber: "+1 555 0199" },
        ],
    ];
    for (const [what, exported, expected] of phones) {
        it(`takes for a person's telephone number ${what}`, () => {
            const { people } = readDirectory([person("alice", exported)], "people.json");
            const { id: _, userprincipalname: __, ...rest } = people[0]?.attributes ?? {};
            expect(rest).to.deep.equal(expected);
        });
    }

    it("reads a person as exported: null is not set, absent is not exported", () => {
        const { people } = readDirectory(
            [
                person("alice", {
                    "@odata.id":
                        "https://graph.microsoft.com/v2/t/directoryObjects/alice-id/Microsoft.DirectoryServices.User",
                    accountEnabled: false,
                    userType: "Guest",
                    displayName: null,
                    mail: "Alice@contoso.example",
                    employeeId: "1001",
                    businessPhones: ["+4930123456"],
                    onPremisesExtensionAttributes: {
                        extensionAttribute1: "one",
                        extensionAttribute15: null,
                        extensionAttribute16: "none such",
                    },
                }),
                { userPrincipalName: "bob@contoso.example", accountEnabled: null, userType: null, surname: 7 },
                { objectId: "carol-id", userPrincipalName: "carol@contoso.example", accountEnabled: true },
            ],
            "people.json",
        );
        expect(people).to.deep.equal([
            {
                id: "alice-id",
                userPrincipalName: "alice@contoso.example",
                accountEnabled: false,
                userType: "Guest",
                displayName: null,
                mail: "Alice@contoso.example",
                attributes: {
                    id: "alice-id",
                    userprincipalname: "alice@contoso.example",
                    usertype: "Guest",
                    displayname: null,
                    mail: "Alice@contoso.example",
                    employeeid: "1001",
                    telephonenumber: "+4930123456",
                    extensionattribute1: "one",
                    extensionattribute15: null,
                },
            },
            {
                userPrincipalName: "bob@contoso.example",
                userType: null,
                attributes: { userprincipalname: "bob@contoso.example", accountenabled: null, usertype: null },
            },
            {
                id: "carol-id",
                userPrincipalName: "carol@contoso.example",
                accountEnabled: true,
                attributes: { objectid: "carol-id", userprincipalname: "carol@contoso.example" },
            },
        ]);
    });

    it("passes over groups and devices among the members of a group, exported as people", () => {
        const { people } = readDirectory(
            [
                person("alice", { "@odata.type": "#microsoft.graph.user" }),
                { "@odata.type": group, id: "g" },
                { "@odata.type": "#microsoft.graph.device", id: "d" },
            ],
            "members.json",
        );
        expect(people.map(({ id }) => id)).to.deep.equal(["alice-id"]);
    });

    const groupsOf = (content: unknown) => readDirectory(content, "people.json").groups;

    it("tells people from groups among members, by their type or by the groups listed", () => {
        expect(
            groupsOf({
                users: [],
                groups: [
                    {
                        id: "agents",
                        displayName: "Agents",
                        members: [
                            "alice-id",
                            "alice-id",
                            { id: "bob-id" },
                            { id: "carol-id", "@odata.type": "#microsoft.graph.user" },
                            { id: "team", "@odata.type": group },
                            { id: "robot", "@odata.type": "#microsoft.graph.servicePrincipal" },
                            "LISTED",
                        ],
                    },
                    { id: "listed", displayName: "Members unknown" },
                ],
            }),
        ).to.deep.equal([
            {
                id: "agents",
                displayName: "Agents",
                members: ["alice-id", "bob-id", "carol-id"],
                nestedGroups: ["team", "LISTED"],
            },
        ]);
    });

    const memberships: [what: string, content: object, known: boolean | undefined][] = [
        ["everybody says it", [person("alice", { memberOf: [] }), person("bob", { memberOf: [{ id: "g" }] })], true],
        ["nobody says it", [person("alice"), person("bob")], undefined],
        ["groups are listed", { users: [person("alice")], groups: [{ id: "g", members: [] }] }, undefined],
    ];
    for (const [what, content, known] of memberships) {
        it(`${known === true ? "knows" : "does not know"} all memberships where ${what}`, () => {
            expect(readDirectory(content, "people.json").membershipsAreKnown).to.equal(known);
        });
    }

    it("builds groups from what people are members of, and adds them to those listed", () => {
        const memberOf = [
            { "@odata.type": group, id: "agents", displayName: "Agents" },
            { "@odata.type": "#microsoft.graph.directoryRole", id: "role" },
            { id: "LISTED" },
        ];
        expect(
            groupsOf({
                value: [person("alice", { memberOf }), person("bob", { memberOf: [] })],
                groups: [{ id: "listed", displayName: "Listed", members: ["carol-id"] }],
            }),
        ).to.deep.equal([
            { id: "listed", displayName: "Listed", members: ["carol-id", "alice-id"] },
            { id: "agents", displayName: "Agents", members: ["alice-id"] },
        ]);
    });

    const write =
        "give the output of `az ad user list`, the answer of Graph's /users, or an object with users, groups and tenantId";
    const must = "people.json must hold the people of a directory, got";
    const refused: [what: string, content: unknown, message: string][] = [
        ["nothing", null, `${must} nothing; ${write}`],
        ["a text", "alice", `${must} a text; ${write}`],
        ["an empty object", {}, `${must} an empty object; ${write}`],
        [
            "another object",
            { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 },
            `${must} an object with "a", "b", "c", "d" and "e" and 1 more; ${write}`,
        ],
        [
            "an export of a stack",
            { version: 3, deployment: { resources: [] } },
            `${must} an export of a stack; give that file as the deployment (--deployment), and ${write}`,
        ],
        ["one person", person("alice"), `${must} one person; put them into a list, [ … ], or ${write}`],
        [
            "a first page",
            { "@odata.nextLink": "https://graph.microsoft.com/v1.0/users?$skiptoken=secret", value: [person("alice")] },
            `${must} the first page of an answer only, and people on the others would seem not to exist; export with ` +
                "`az ad user list`, which reads all pages, or put the value lists of all pages into one",
        ],
    ];
    it("refuses a first page of people within an object", () => {
        expect(() => readDirectory({ users: { "@odata.nextLink": "…", value: [] } }, "people.json")).to.throw(
            DirectoryUnreadable,
            "the first page of an answer only",
        );
    });
    for (const [what, content, message] of refused) {
        it(`refuses ${what}, and says what to write`, () => {
            expect(() => readDirectory(content, "people.json"))
                .to.throw(DirectoryUnreadable)
                .with.property("message", message);
        });
    }

    it("reads memberships that are written as ids, as it asks for where there are exactly twenty", () => {
        const memberOf = Array.from({ length: 20 }, (_, index) => `group-${index}`);
        const { groups } = readDirectory([person("alice", { memberOf })], "people.json");
        expect(groups.map(({ id, members }) => [id, members])).to.deep.equal(memberOf.map((id) => [id, ["alice-id"]]));
    });

    const twenty = Array.from({ length: 20 }, (_, index) => ({ id: `member-${index}` }));
    const whole =
        "must be whole, got 20 objects, after which Graph's $expand stops; ask for the list by itself, and write its object ids as texts";
    const page = "must be whole, got its first page only; put the lists of all pages into one";
    const problems: [what: string, content: unknown, problems: string[]][] = [
        ["an entry that is no person", [7], ["[0] must be a person, got a number"]],
        [
            "a person without a user principal name",
            { value: [{ id: "a" }, person("bob", { userPrincipalName: " " })] },
            [
                "value[0].userPrincipalName must be a non-empty text, got nothing; export it, since people sign in by it",
                'value[1].userPrincipalName must be a non-empty text, got " "; export it, since people sign in by it',
            ],
        ],
        [
            "an id that is no text",
            [person("alice", { id: 7 })],
            ["[0].id must be the object id, a text, got 7; export it again, or leave it out"],
        ],
        [
            "an account state in quotes",
            [person("alice", { accountEnabled: "True" })],
            [
                '[0].accountEnabled must be true or false, got "True"; write true or false without quotes, or leave it out',
            ],
        ],
        [
            "two people with the same id or name, whatever the case",
            [person("alice"), person("bob", { id: "ALICE-ID" }), person("Bob", { id: undefined })],
            [
                'the object id "ALICE-ID" must be one person\'s, got two with it; leave out the second',
                'the userPrincipalName "Bob@contoso.example" must be one person\'s, got two with it, upper and lower case being alike; leave out the second',
            ],
        ],
        ["groups that are no list", { users: [], groups: "g" }, ["groups must be a list of groups, got a text"]],
        [
            "a group without an id",
            { users: [], groups: [{ displayName: "Agents" }] },
            ['groups[0] must be a group with an object id as id, got {"displayName":"Agents"}'],
        ],
        [
            "members that are no list, or no members",
            {
                users: [],
                groups: [
                    { id: "g", members: "all" },
                    { id: "h", members: [7, {}, "alice@contoso.example"] },
                ],
            },
            [
                "groups[0].members must be a list, as every other, got a text; export it, or write []",
                "groups[1].members[0] must be an object id, or an object with one as id, got 7",
                "groups[1].members[1] must be an object id, or an object with one as id, got {}",
                'groups[1].members[2] must be an object id, or an object with one as id, got "alice@contoso.example"',
            ],
        ],
        [
            "memberships of some people only",
            [person("alice", { memberOf: [] }), person("bob")],
            ["[1].memberOf must be a list, as every other, got nothing; export it, or write []"],
        ],
        [
            "memberships of a person without an id",
            [{ userPrincipalName: "alice@contoso.example", memberOf: [{ id: "g" }] }],
            ["[0].id must be there for [0].memberOf to be of use, got nothing; export it"],
        ],
        [
            "lists that Graph has cut",
            {
                value: [person("alice", { memberOf: twenty })],
                groups: [
                    { id: "g", members: twenty },
                    { id: "h", members: twenty.map(({ id }) => id) },
                ],
            },
            [`groups[0].members ${whole}`, `value[0].memberOf ${whole}`],
        ],
        [
            "first pages of groups, members and memberships",
            {
                value: [person("alice", { memberOf: [], "memberOf@odata.nextLink": "…" })],
                groups: { "@odata.nextLink": "…", value: [{ id: "g", members: [], "members@odata.nextLink": "…" }] },
            },
            [`groups ${page}`, `groups[0].members ${page}`, `value[0].memberOf ${page}`],
        ],
    ];
    for (const [what, content, lines] of problems) {
        it(`refuses ${what}, and says where`, () => {
            expect(() => readDirectory(content, "people.json"))
                .to.throw(DirectoryUnreadable)
                .with.property(
                    "message",
                    ["people.json is not a directory that can be used:", ...lines.map((line) => `  - ${line}`)].join(
                        "\n",
                    ),
                );
        });
    }

    it("lists ten problems and counts the rest", () => {
        const message = (count: number) => {
            try {
                readDirectory(Array.from({ length: count }), "people.json");
            } catch (error) {
                return (error as Error).message.split("\n");
            }
            return [];
        };
        expect([
            message(10).length,
            message(10).at(-1),
            message(11).at(-1),
            message(12).length,
            message(12).at(-1),
        ]).to.deep.equal([11, "  - [9] must be a person, got nothing", "  - and 1 more", 12, "  - and 2 more"]);
    });
});

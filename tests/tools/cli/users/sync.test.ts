import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { readConfiguration } from "../../../../config";
import { deploy } from "../../../helpers/cloud";
import { runConnectSso } from "../../../helpers/command";
import { misfits } from "../../../helpers/jsonSchema";
import { admin, agents, header, idOf, line, mapping, night, person, supervisors, syncing, type World } from "./world";

describe("users sync", () => {
    const { sync, path, write } = syncing();
    const ended = ",false,2026-11-29";

    const cases: [title: string, world: World, lines: string[]][] = [
        [
            "leaves a file alone that is as the directory",
            { agents: [person(1, "Alice")], users: [line(1, "Alice")] },
            [line(1, "Alice")],
        ],
        [
            "adds who joined at the end, sorted, whatever the order of the export",
            { agents: [person(3, "Carl"), person(2, "Bob"), person(1, "Alice")], users: [line(1, "Alice")] },
            [line(1, "Alice"), line(2, "Bob"), line(3, "Carl")],
        ],
        [
            "changes who moved to a group with other profiles; a setting that this group does not have is removed",
            {
                agents: [person(2, "Bob")],
                supervisors: [person(1, "Alice")],
                users: [line(1, "Alice"), line(2, "Bob")],
            },
            [line(1, "Alice").replace("Agent,Sales", "CallCenterManager,"), line(2, "Bob")],
        ],
        [
            "gives a person in two groups the profiles of the first group of the mapping",
            { agents: [person(1, "Alice")], supervisors: [person(1, "Alice")], users: [line(1, "Alice")] },
            [line(1, "Alice").replace("Agent,Sales", "CallCenterManager,")],
        ],
        [
            "ends the sign-in of who is in no group, and deletes nobody",
            { agents: [person(1, "Alice")], users: [line(1, "Alice"), line(2, "Bob")] },
            [line(1, "Alice"), line(2, "Bob", ended)],
        ],
        [
            "ends the sign-in of a disabled account",
            {
                agents: [person(1, "Alice"), person(2, "Bob", { accountEnabled: false })],
                users: [line(1, "Alice"), line(2, "Bob")],
            },
            [line(1, "Alice"), line(2, "Bob", ended)],
        ],
        [
            "does not add a disabled account",
            { agents: [person(1, "Alice"), person(2, "Bob", { accountEnabled: false })], users: [line(1, "Alice")] },
            [line(1, "Alice")],
        ],
        [
            "lets somebody back whose sign-in it had ended",
            { agents: [person(1, "Alice")], users: [line(1, "Alice", ",false,2026-01-31")] },
            [line(1, "Alice")],
        ],
        [
            "leaves alone whose sign-in somebody ended by hand",
            { agents: [person(1, "Alice"), person(2, "Bob")], users: [line(1, "Alice", ",false,"), line(2, "Bob")] },
            [line(1, "Alice", ",false,"), line(2, "Bob")],
        ],
        [
            "keeps a renamed person: the settings under the new name, the history under the old one",
            {
                agents: [person(1, "Alice", { userPrincipalName: "alice.jones@contoso.example", surname: "Jones" })],
                users: [line(1, "Alice")],
            },
            [
                line(1, "Alice", ended),
                `alice.jones@contoso.example,Alice,Jones,Agent,Sales,${idOf(1)},alice@contoso.example,,`,
            ],
        ],
        [
            "keeps a person who gets an earlier name back",
            {
                agents: [person(1, "Alice")],
                users: [
                    line(1, "Alice", ",false,2026-01-31"),
                    line(1, "Ali", "").replace(/,$/, ",alice@contoso.example,,"),
                ],
            },
            [
                line(1, "Alice").replace(/,,,$/, ",ali@contoso.example,,"),
                line(1, "Ali", "").replace(/,$/, `,${ended}`).replace("Ali,", "Ali,"),
            ],
        ],
        [
            "never gives the Connect user of one person to another with the same name",
            { agents: [person(2, "Alice"), person(3, "Carl")], users: [line(1, "Alice"), line(3, "Carl")] },
            [line(1, "Alice", ended), line(3, "Carl")],
        ],
        [
            "changes nobody where two people have exchanged their names",
            {
                agents: [
                    person(1, "Alice", { userPrincipalName: "bob@contoso.example" }),
                    person(2, "Bob", { userPrincipalName: "alice@contoso.example" }),
                ],
                users: [line(1, "Alice"), line(2, "Bob")],
            },
            [line(1, "Alice"), line(2, "Bob")],
        ],
        [
            "leaves out people whose names differ only in case, and keeps what the file has of them",
            {
                agents: [
                    person(1, "Alice"),
                    person(2, "Bob"),
                    person(3, "Bob", { userPrincipalName: "BOB@contoso.example" }),
                ],
                users: [line(1, "Alice"), line(2, "Bob")],
            },
            [line(1, "Alice"), line(2, "Bob")],
        ],
        [
            "keeps an entry whose spelling differs in case from the directory's",
            { agents: [person(1, "Alice", { userPrincipalName: "Alice@contoso.example" })], users: [line(1, "Alice")] },
            [line(1, "Alice")],
        ],
        [
            "leaves out guests, names that Connect does not take, devices and service principals",
            {
                agents: [
                    person(1, "Alice"),
                    person(2, "Gus", {
                        userPrincipalName: "gus_fabrikam.example#EXT#@contoso.example",
                        userType: "Guest",
                    }),
                    person(3, "Ann", { userPrincipalName: "ann.o'brien@contoso.example" }),
                    { "@odata.type": "#microsoft.graph.servicePrincipal", id: idOf(4), appId: idOf(5) },
                    { id: idOf(6), deviceId: idOf(7), displayName: "PC" },
                ],
                users: [line(1, "Alice")],
            },
            [line(1, "Alice")],
        ],
        [
            "follows nested groups, also those within themselves",
            {
                agents: [
                    person(1, "Alice"),
                    { "@odata.type": "#microsoft.graph.group", id: night, displayName: "Night" },
                ],
                night: [person(2, "Bob"), { "@odata.type": "#microsoft.graph.group", id: agents.toUpperCase() }],
                users: [line(1, "Alice")],
            },
            [line(1, "Alice"), line(2, "Bob")],
        ],
        [
            "never touches break-glass names, in any case",
            {
                agents: [person(9, "Admin", { userPrincipalName: "Admin@contoso.example" }), person(1, "Alice")],
                users: [line(1, "Alice")],
            },
            [line(1, "Alice")],
        ],
        [
            "ends the sign-in of the other spelling, with which nobody could sign in",
            {
                agents: [person(1, "Alice")],
                users: ["ALICE@contoso.example,Alice,Smith,Agent,Sales,,,,", line(1, "Alice").replace(idOf(1), "")],
            },
            [`ALICE@contoso.example,Alice,Smith,Agent,Sales,,${ended}`, line(1, "Alice")],
        ],
        [
            "keeps who is spelled as in the directory, where somebody else of the file differs by case alone",
            {
                agents: [person(1, "Alice")],
                users: [`ALICE@contoso.example,Alice,Smith,Agent,Sales,,${ended}`, line(1, "Alice")],
            },
            [`ALICE@contoso.example,Alice,Smith,Agent,Sales,,${ended}`, line(1, "Alice")],
        ],
        [
            "notes the object id of who is in the file by name",
            { agents: [person(1, "Alice")], users: [line(1, "Alice").replace(idOf(1), "")] },
            [line(1, "Alice")],
        ],
        [
            "takes the name from the display name where the directory has no other, and leaves out who has none",
            {
                agents: [
                    person(1, "Alice"),
                    person(2, "Bob", { givenName: null, surname: null }),
                    person(3, "Carl", { givenName: null, surname: null, displayName: "Carl" }),
                ],
                users: [line(1, "Alice")],
            },
            [line(1, "Alice"), line(2, "Bob")],
        ],
    ];
    for (const [title, world, lines] of cases) {
        it(title, async () => {
            const first = await sync(world);
            expect([first.code, first.stderr, first.lines]).to.deep.equal([0, "", lines]);
            expect(first.file.split("\n").slice(0, 2)).to.deep.equal([header, admin]);
            // What it wrote is as the directory.
            const again = await sync({ ...world, users: first.file, options: ["--check"] });
            expect([again.code, again.file]).to.deep.equal([0, first.file]);
        });
    }

    const refusals: [title: string, world: Partial<World>, message: string][] = [
        [
            "a first page",
            { agents: { "@odata.nextLink": "https://graph.microsoft.com/next", value: [person(1, "Alice")] } },
            'FOLDER/group0.json has "@odata.nextLink": it is the first page only, and who is on the others would lose their sign-in; export it with `az ad group member list`, which reads all pages, or put the value lists of all pages into one',
        ],
        [
            "a group without people",
            { agents: [] },
            'the group "Agents" has no people in "FOLDER/group0.json", and everybody in it would lose their sign-in; export it again, or write mayBeEmpty: true for it in the mapping',
        ],
        [
            "a group without an export",
            { agents: "none" },
            `the group "Agents" has no export, and its members would lose their sign-in; give the output of \`az ad group member list --group ${agents}\` as --group Agents=FILE`,
        ],
        [
            "a nested group without an export",
            {
                agents: [
                    person(1, "Alice"),
                    { "@odata.type": "#microsoft.graph.group", id: night, displayName: "Night" },
                ],
            },
            `FOLDER/group0.json has the group "Night" (${night}), whose members are not known and would lose their sign-in; give the output of \`az ad group member list --group ${night}\` as --group ${night}=FILE`,
        ],
        [
            "a nested group that is called as another group of the mapping, whose members would get its settings",
            {
                agents: [person(1, "Alice")],
                supervisors: [{ "@odata.type": "#microsoft.graph.group", id: night, displayName: "Agents" }],
            },
            `FOLDER/group1.json has the group "Agents" (${night}), whose members are not known and would lose their sign-in; give the output of \`az ad group member list --group ${night}\` as --group ${night}=FILE`,
        ],
        [
            "the export of a group that is not in the mapping",
            { agents: [person(1, "Alice")], night: [person(2, "Bob")] },
            `FOLDER/group2.json: the group "${night}" is not in the mapping, nor in a group of it; the mapping has "Supervisors" and "Agents"`,
        ],
        [
            "exports that contradict each other",
            {
                agents: [person(1, "Alice")],
                supervisors: [person(1, "Alice", { userPrincipalName: "Alice@contoso.example" })],
            },
            `FOLDER/group1.json and FOLDER/group0.json have the same object id "${idOf(1)}" with the names "Alice@contoso.example" and "alice@contoso.example"; export both again`,
        ],
        [
            "members without their properties",
            { agents: [{ "@odata.type": "#microsoft.graph.user", id: idOf(1), userPrincipalName: null }] },
            "FOLDER/group0.json has only the ids of the members: the caller may not read people; grant User.Read.All beside GroupMember.Read.All",
        ],
        [
            "an error of Graph",
            { agents: { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges" } } },
            'FOLDER/group0.json has an error of Graph, "Authorization_RequestDenied: Insufficient privileges"; sign in with `az login`, as somebody who may read groups and people, and export it with `az ad group member list`, which reads all pages',
        ],
        [
            "what is no list",
            { agents: "x" },
            "FOLDER/group0.json must be a list of members, got a text; export it with `az ad group member list`, which reads all pages",
        ],
        [
            "members that nobody can tell apart",
            { agents: [person(1, "Alice"), { id: idOf(2), displayName: "x" }] },
            'FOLDER/group0.json [1] is neither a person nor anything else that a group may have, got ["id","displayName"]; export it with `az ad group member list`, which reads all pages',
        ],
    ];
    for (const [title, world, message] of refusals) {
        it(`refuses ${title}, and writes nothing`, async () => {
            const users = [header, admin, line(1, "Alice"), line(2, "Bob"), ""].join("\n");
            const { code, stdout, stderr, file } = await sync({ agents: [], users, ...world });
            expect([code, stdout, file]).to.deep.equal([2, "", users]);
            expect(stderr).to.include("The exports of the groups can't be used, and nothing was changed:");
            expect(stderr.split("\n")).to.include(`  - ${message}`);
        });
    }

    it("does not take the export of a nested group for one too many while the export around it is broken", async () => {
        const { stderr } = await sync({ agents: [], night: [person(2, "Bob")], users: [line(1, "Alice")] });
        expect(stderr.trimEnd().split("\n").slice(1)).to.deep.equal([
            '  - the group "Agents" has no people in "FOLDER/group0.json", and everybody in it would lose their sign-in; export it again, or write mayBeEmpty: true for it in the mapping',
        ]);
    });

    it("reads pages one after the other, and the table that the portal downloads, as one list", async () => {
        const users = [line(1, "Alice"), line(2, "Bob"), line(4, "Dora")];
        const members = [person(1, "Alice"), person(2, "Bob"), person(3, "Carl")];
        const whole = await sync({ agents: members, users });
        const pages = members.map((one, index) =>
            JSON.stringify({ value: [one], ...(index < 2 ? { "@odata.nextLink": "https://graph.example/next" } : {}) }),
        );
        const table = [
            "\ufeffid,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest",
            ...[1, 2, 3].map((number) => {
                const name = ["Alice", "Bob", "Carl"][number - 1] ?? "";
                return `${idOf(number)},${name.toLowerCase()}@contoso.example,"${name} Smith",User,Member,True,False,False`;
            }),
            "d-1,,PC,Device,,False,False,False",
        ].join("\r\n");
        const run = (name: string, text: string) =>
            sync({
                ...{ agents: "none", users },
                options: ["--max-change", "200%", "--group", `Agents=${write(name, text)}`],
            });
        expect((await run("pages.json", pages.join("\n"))).file).to.equal(whole.file);
        const downloaded = await run("table.csv", table);
        expect(downloaded.file).to.equal(whole.file);
        expect(downloaded.stdout.split("\n")).to.include("  FOLDER/table.csv: 1 device left out: only people sign in");
        expect((await run("cut.json", pages.slice(0, 2).join("\n"))).stderr).to.include(
            'cut.json has "@odata.nextLink": it is the first page only',
        );
    });

    it("says where two groups have the same people, and where a leaver's name is another account's now", async () => {
        const members = [person(5, "Alice"), person(2, "Bob"), person(3, "Carl")];
        const { stdout } = await sync({
            ...{ agents: members, supervisors: members },
            users: [line(1, "Alice"), line(2, "Bob")],
        });
        expect(stdout.split("\n")).to.include.members([
            "  alice@contoso.example (Alice Smith): another account has the name now: see Left out",
            '  FOLDER/group0.json and FOLDER/group1.json have the same 3 people. Check that each is of its own group ("Agents" and "Supervisors")',
        ]);
    });

    it("prints the command for each group, into a file that can be in the folder", async () => {
        const named = mapping.replace("name: Agents", 'name: "Sales / north"');
        const { stdout } = await runConnectSso([
            "users",
            "sync",
            "--mapping",
            write("named.yaml", named),
            "--list-commands",
        ]);
        expect(stdout).to.equal(
            `az ad group member list --group ${supervisors} > Supervisors.json\naz ad group member list --group ${agents} > 'Sales - north.json'\n`,
        );
    });

    it("names every export that can't be read, with what else is wrong", async () => {
        const read = (name: string, text: string) => `${name}=${write(`${name}.json`, text)}`;
        const { code, stderr } = await sync({
            ...{ agents: "none", supervisors: "none", users: [] },
            options: [
                ...[
                    "--group",
                    read("Agents", "<!DOCTYPE html>"),
                    "--group",
                    read("Supervisors", "ERROR: AADSTS50173: expired"),
                ],
                ...["--group", read("Night", "[]")],
            ],
        });
        const cure =
            'can\'t be read: this is not JSON: it does not begin with "{" or "["; it may be an error or a page for people: ' +
            "look into it, and write the output of `az ad group member list --group ID` to it";
        expect([code, stderr.replaceAll(path(), "FOLDER").trimEnd().split("\n")]).to.deep.equal([
            2,
            [
                "error: The exports of the groups can't be used, and nothing was changed:",
                `  - FOLDER/Agents.json ${cure}`,
                `  - FOLDER/Supervisors.json ${cure}`,
                '  - FOLDER/Night.json: the group "Night" is not in the mapping, nor in a group of it; the mapping has "Supervisors" and "Agents"',
            ],
        ]);
    });

    it("refuses to change more people than the limit, and says which limit allows it", async () => {
        const world: World = {
            agents: [person(1, "Alice")],
            users: [line(1, "Alice"), line(2, "Bob"), line(3, "Carl")],
            options: [],
        };
        const { code, stdout, stderr, lines } = await sync(world);
        expect([code, lines]).to.deep.equal([3, world.users]);
        expect(stdout).to.include("Leavers (2)").and.to.include("Nothing was written.");
        expect(stderr).to.equal(
            "error: 2 people would change or be added, in a file of 3: more than 10%. Likely an export or the mapping is wrong. Look at the list. If it is right, add --max-change 67%\n",
        );
        expect((await sync({ ...world, options: ["--max-change", "67%"] })).code).to.equal(0);
    });

    it("says the same with --check, writes nothing, and ends with 1", async () => {
        const { code, stdout, lines } = await sync({
            ...{ agents: [person(1, "Alice"), person(2, "Bob")], users: [line(1, "Alice")] },
            options: ["--check", "--max-change", "100%"],
        });
        expect([code, lines]).to.deep.equal([1, [line(1, "Alice")]]);
        expect(stdout).to.equal(
            [
                "Joiners (1): get a Connect user, and may sign in",
                '  bob@contoso.example (Bob Smith): group "Agents"',
                "",
                "1 person is added or changes; the file has 1 (100%; the limit is 100%). 1 entry stays as it is.",
                "Never touched (break-glass): admin@contoso.example.",
                "FOLDER/agents.csv would change; nothing was written (--check).",
                "",
            ].join("\n"),
        );
    });

    it("prints JSON that fits its schema, of every kind of change, and of nothing to change", async () => {
        const gone = line(6, "Fred", ",false,2026-01-31");
        const { stdout, stderr } = await sync({
            agents: [
                ...[
                    person(1, "Alice", { surname: "Jones" }),
                    person(2, "Bob"),
                    person(3, "Carl", { accountEnabled: false }),
                ],
                ...[person(4, "Dora", { userPrincipalName: "d2@contoso.example" }), person(5, "Eve")],
                person(7, "Gina", { userPrincipalName: "g#EXT#@contoso.example", userType: "Guest" }),
            ],
            supervisors: [person(1, "Alice", { surname: "Jones" })],
            users: [
                line(1, "Alice"),
                line(3, "Carl"),
                line(4, "Dora"),
                line(5, "Eve", ",false,2026-11-01"),
                gone,
                line(8, "Hal"),
            ],
            options: [
                "--json",
                "--max-change",
                "500%",
                "--after",
                "90d",
                "--stack-file",
                write("Pulumi.p.yaml", "config:\n  a:usersFile: agents.csv\n"),
            ],
        });
        expect([stderr, misfits("users-sync", stdout)]).to.deep.equal(["", null]);
        const { changes } = JSON.parse(stdout) as { changes: { reason: string }[] };
        const reasons = ["joiner", "mover", "rename", "leaver", "disabled", "back", "removed"];
        expect([...new Set(changes.map(({ reason }) => reason))].sort()).to.deep.equal(reasons.sort());
        const nothing = await sync({ agents: [person(2, "Bob")], users: [line(2, "Bob")], options: ["--json"] });
        expect([nothing.code, misfits("users-sync", nothing.stdout)]).to.deep.equal([0, null]);
    });

    it("prints all as JSON", async () => {
        const { stdout } = await sync({
            ...{ agents: [person(2, "Bob")], supervisors: [person(2, "Bob")], users: [line(1, "Alice")] },
            options: ["--json", "--max-change", "200"],
        });
        expect(JSON.parse(stdout)).to.deep.equal({
            version: 1,
            changes: [
                {
                    reason: "joiner",
                    name: "bob@contoso.example",
                    person: "Bob Smith",
                    group: "Supervisors",
                    otherGroups: ["Agents"],
                    fields: [],
                },
                { reason: "leaver", name: "alice@contoso.example", person: "Alice Smith", fields: [] },
            ],
            ...{
                removedUsers: [],
                leftOut: [],
                warnings: [],
                unchanged: 0,
                breakGlass: ["admin@contoso.example"],
                identified: 0,
                before: 1,
            },
            share: { changed: 2, of: 1, percent: 200, limit: 200, isTooMuch: false },
            files: ["FOLDER/agents.csv"],
            written: true,
        });
    });

    it("moves leavers to removedUsers after the days that --after says, and only then", async () => {
        const users = [
            line(1, "Alice"),
            line(2, "Bob", ",false,2026-08-31"),
            line(3, "Carl", ",false,2026-09-01"),
            line(4, "Dora", ",false,"),
        ];
        const stack = write(
            "Pulumi.prod.yaml",
            "config:\n    connect-entra-sso:usersFile: agents.csv # all\n    # at the end\n    aws:region: eu-central-1\n",
        );
        const world = { agents: [person(1, "Alice"), person(5, "Eve")], users };
        const kept = await sync(world);
        expect(kept.lines).to.deep.equal([...users, line(5, "Eve")]);
        const { lines, code } = await sync({
            ...world,
            options: ["--after", "90d", "--stack-file", stack, "--max-change", "300"],
        });
        expect([code, lines]).to.deep.equal([0, [users[0], users[2], users[3], line(5, "Eve")]]);
        expect(readFileSync(stack, "utf8")).to.equal(
            "config:\n    connect-entra-sso:usersFile: agents.csv # all\n    connect-entra-sso:removedUsers:\n        - bob@contoso.example\n" +
                "    # at the end\n    aws:region: eu-central-1\n",
        );
        // Who is back is not to be deleted.
        await sync({
            agents: [person(1, "Alice"), person(2, "Bob")],
            users: [line(1, "Alice")],
            options: ["--stack-file", stack, "--max-change", "300"],
        });
        expect(readFileSync(stack, "utf8")).to.include("connect-entra-sso:removedUsers: []\n");
    });

    it("leaves alone users that the stack file has beside the file of users", async () => {
        const stack = write(
            "Pulumi.prod.yaml",
            "config:\n    a:usersFile: agents.csv\n    a:users:\n        bob@contoso.example: {}\n",
        );
        const world = { agents: [person(1, "Alice"), person(2, "Bob")], users: [line(1, "Alice")] };
        const { code, lines } = await sync({ ...world, options: ["--stack-file", stack] });
        expect([code, lines]).to.deep.equal([0, [line(1, "Alice")]]);
    });

    it("writes a file of users that the program accepts: a renamed person has two entries", async () => {
        const renamed = person(1, "Alice", { userPrincipalName: "alice.jones@contoso.example" });
        const { code } = await sync({
            agents: [renamed, person(3, "Carl"), person(4, "Dora", { accountEnabled: false })],
            users: [line(1, "Alice"), line(2, "Bob"), line(4, "Dora")],
        });
        expect(code).to.equal(0);
        const config = {
            "connect-entra-sso:instanceAlias": "contoso",
            "connect-entra-sso:usersFile": path("agents.csv"),
        };
        const { failures, result } = await deploy(() => ({ read: readConfiguration() }), { config });
        expect(failures).to.deep.equal([]);
        const users = Object.entries(result?.read.users ?? {}).map(([name, { signIn = true }]) => [name, signIn]);
        expect(users).to.deep.equal([
            ["admin@contoso.example", true],
            ["alice@contoso.example", false],
            ["bob@contoso.example", false],
            ["dora@contoso.example", false],
            ["alice.jones@contoso.example", true],
            ["carl@contoso.example", true],
        ]);
    });

    it("reads exports in UTF-16, and writes the file of users in the encoding that it had", async () => {
        const world: World = { agents: [], users: `\ufeff${header}\r\n${admin}\r\n# us\r\n${line(1, "Alice")}` };
        const utf16 = (name: string, text: string) => {
            writeFileSync(path(name), Buffer.from(`\ufeff${text}`, "utf16le"));
            return path(name);
        };
        const { code, stderr } = await runConnectSso([
            ...[
                "users",
                "sync",
                "--mapping",
                utf16("mapping.yaml", mapping),
                "--max-change",
                "100",
                "--now",
                "2026-11-29",
            ],
            ...["--users", utf16("agents.csv", String(world.users).slice(1)), "--group"],
            `Agents=${utf16("Agents.json", JSON.stringify([person(1, "Alice"), person(2, "Bob")]))}`,
            ...["--group", write("Supervisors.json", "[]")],
        ]);
        expect([code, stderr]).to.deep.equal([0, ""]);
        expect(readFileSync(path("agents.csv")).toString("utf16le")).to.equal(
            `\ufeff${header}\r\n${admin}\r\n# us\r\n${line(1, "Alice")}\r\n${line(2, "Bob")}\r\n`,
        );
    });

    it("adds the columns that it needs to a file in the form that it has", async () => {
        const users =
            'username;lastName;firstName;securityProfiles;phoneType\nalice@contoso.example;Smith;"Alice";Agent | Admin;\n# end\n';
        const { file } = await sync({ agents: [person(1, "Alice")], users });
        expect(file).to.equal(
            "username;lastName;firstName;securityProfiles;phoneType;routingProfile;objectId;formerUsername;signIn;signInEnded\n" +
                `alice@contoso.example;Smith;Alice;Agent;;Sales;${idOf(1)};;;\n# end\n`,
        );
    });

    it("refuses a mapping with everything that is wrong with it", async () => {
        const wrong =
            "group: []\ngroups:\n    - { name: A, id: x, securityProfile: [Agent] }\n    - { name: a }\nbreakGlass: [x]\nguests: 1\n";
        const { code, stderr } = await sync({ agents: [], users: [], mapping: wrong });
        expect(code).to.equal(2);
        expect(stderr.split("\n").slice(1, -1)).to.deep.equal([
            '  - group is an unknown key; did you mean "groups"?',
            '  - breakGlass must be a list of user names; its item 1 must be 2 to 64 letters a-z or A-Z, digits or _ . @ -, got "x" (1 character)',
            "  - guests must be true or false, got 1",
            '  - groups.A.securityProfiles must be there or under defaults, got nothing; write for example ["Agent"]',
            '  - groups.A.id must be a GUID such as "00000000-1111-2222-3333-444444444444", got "x"',
            '  - groups.A.securityProfile is an unknown key; did you mean "securityProfiles"?',
            "  - groups.a.id must be there, got nothing",
            '  - groups.a.securityProfiles must be there or under defaults, got nothing; write for example ["Agent"]',
            '  - groups must each have another name, got "A" and "a"; remove all but one',
        ]);
    });
});

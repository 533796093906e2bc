import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { ConnectSsoArgs } from "../components/index";
import { fieldName } from "../components/internal/problems";
import { readConfiguration } from "../config";
import { readUsersFile } from "../usersFile";
import { deploy, failureOf } from "./helpers/cloud";

const header = "username,firstName,lastName,securityProfiles";
const ada = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const adaLine = "ada@contoso.example,Ada,Admin,Admin";
const wrongQuotes =
    'must have quotation marks only around a whole value, in pairs. Write a quotation mark within a value twice: "Ann ""Annie"" Agent"';

describe("A file of users", () => {
    let folder: string;
    let file: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-users-"));
        file = join(folder, "agents.csv");
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const read = (content: string | Buffer) => {
        writeFileSync(file, content);
        const { users, problems } = readUsersFile(file);
        return { users, problems: problems.map(({ path, message }) => `${fieldName(path)} ${message}`) };
    };

    const everyKey = {
        ...{ firstName: "Bob", lastName: "Bell", securityProfiles: ["Agent", "CallCenterManager"] },
        ...{ routingProfile: "Sales, evening", phoneType: "DESK_PHONE", deskPhoneNumber: "+4930123456" },
        ...{ afterContactWorkTimeLimitSeconds: 30, autoAccept: true, secondaryEmail: "bob@contoso.example" },
        ...{ userId: "11111111-1111-4111-8111-111111111111", objectId: "22222222-2222-4222-8222-222222222222" },
        ...{ formerUsername: "rob@contoso.example", signIn: false, tags: { Team: "Sales", "cost.center": "7" } },
    };
    const good: [what: string, content: string | Buffer, users: Record<string, unknown>][] = [
        ["one user", `${header}\n${adaLine}\n`, { "ada@contoso.example": ada }],
        ["no user", `${header}\n`, {}],
        [
            "comments, also before the header",
            `# a; comment\n${header}\n#${adaLine}\n${adaLine}\n# end`,
            { "ada@contoso.example": ada },
        ],
        [
            "a byte order mark, CRLF, empty lines and no last line break",
            `\ufeff${header}\r\n\r\n${adaLine}`,
            { "ada@contoso.example": ada },
        ],
        [
            "UTF-16, as Excel's Unicode text",
            Buffer.from(`\ufeff${header}\n${adaLine}`.replaceAll(",", "\t"), "utf16le"),
            { "ada@contoso.example": ada },
        ],
        [
            "semicolons, as Excel writes them in many countries",
            `${header}\n${adaLine}`.replaceAll(",", ";"),
            { "ada@contoso.example": ada },
        ],
        [
            "blanks around values and names",
            "username , firstName, lastName,securityProfiles\n ada@contoso.example ,Ada , Admin, Admin | Agent ",
            { "ada@contoso.example": { ...ada, securityProfiles: ["Admin", "Agent"] } },
        ],
        [
            "quotation marks, with a quotation mark and a comma",
            `${header}\nada@contoso.example,"Ada ""A.""","Admin, née B.",Admin`,
            { "ada@contoso.example": { ...ada, firstName: 'Ada "A."', lastName: "Admin, née B." } },
        ],
        [
            "columns in another order, with values that are left out",
            `securityProfiles,autoAccept,lastName,firstName,username\nAdmin,,Admin,Ada,ada@contoso.example`,
            { "ada@contoso.example": ada },
        ],
        [
            "every key of a user",
            "username,firstName,lastName,securityProfiles,routingProfile,phoneType,deskPhoneNumber,afterContactWorkTimeLimitSeconds," +
                "autoAccept,secondaryEmail,userId,objectId,formerUsername,signIn,tags.Team,tags.cost.center\n" +
                'bob@contoso.example,Bob,Bell,Agent|CallCenterManager,"Sales, evening",DESK_PHONE,+4930123456,30,true,bob@contoso.example,' +
                "11111111-1111-4111-8111-111111111111,22222222-2222-4222-8222-222222222222,rob@contoso.example,false,Sales,7",
            { "bob@contoso.example": everyKey },
        ],
        [
            "a user name that is a property of every object",
            `${header}\n__proto__,Ada,Admin,Admin`,
            Object.fromEntries([["__proto__", ada]]),
        ],
    ];
    for (const [what, content, users] of good) {
        it(`is read with ${what}`, () => {
            expect(read(content)).to.deep.equal({ users, problems: [] });
        });
    }

    const bad: [what: string, content: string | Buffer, problems: string[]][] = [
        [
            "that is empty",
            "",
            [
                "agents.csv, line 1 must be the header, with the columns username, firstName, lastName, securityProfiles; it has no username, no firstName, no lastName, no securityProfiles",
            ],
        ],
        [
            "without a header",
            adaLine,
            [
                "agents.csv, line 1 must be the header, with the columns username, firstName, lastName, securityProfiles; it has no username, no firstName, no lastName, no securityProfiles",
            ],
        ],
        [
            "with columns that nothing reads",
            `${header},fistName,tags,colour,lastName`,
            [
                'agents.csv, line 1 must not have the unknown column "fistName"; did you mean "firstName"?',
                'agents.csv, line 1 must not have the unknown column "tags"; did you mean "tags.Team"?',
                'agents.csv, line 1 must not have the unknown column "colour"; there are username, firstName, lastName, securityProfiles, routingProfile, phoneType, deskPhoneNumber, afterContactWorkTimeLimitSeconds, autoAccept, secondaryEmail, userId, objectId, formerUsername, signIn, signInEnded and tags.<key>',
                'agents.csv, line 1 must not have the column "lastName" twice',
            ],
        ],
        [
            "with several wrong lines, and a value of two lines before them",
            `${header}\nada@contoso.example,"A\nda",Admin,Admin\n\nbob@contoso.example,Bob\n,Cy,Cook,Agent\nada@contoso.example,Ada,Admin,Admin\n`,
            [
                "agents.csv, line 5 must have 4 values, as the header has, got 2. A value with a comma needs quotation marks around it",
                "agents.csv, line 6 must have a username",
                'agents.csv, line 7 must not repeat a user, got "ada@contoso.example", who is on line 2',
            ],
        ],
        [
            "with a quotation mark that does not end",
            `${header}\n${adaLine}\nbob@contoso.example,"Bob,Bell,Agent\n`,
            [`agents.csv, line 3 ${wrongQuotes}`],
        ],
        [
            "with wrong quotation marks between lines that are wrong otherwise",
            `${header}\n${adaLine}\n# Bob\n\nbob@contoso.example,"Bob,Bell,Agent\ncy@contoso.example,Cy,Cook\ndee@contoso.example,Dee "D" Dean,Dean,Agent\n${adaLine}\n`,
            [
                `agents.csv, line 5 ${wrongQuotes}`,
                `agents.csv, line 7 ${wrongQuotes}`,
                "agents.csv, line 6 must have 4 values, as the header has, got 3. A value with a comma needs quotation marks around it",
                'agents.csv, line 8 must not repeat a user, got "ada@contoso.example", who is on line 2',
            ],
        ],
        [
            "with a wrong quotation mark in the header",
            `username,"first"Name\n${adaLine}\n`,
            [`agents.csv, line 1 ${wrongQuotes}`],
        ],
        [
            "with a quotation mark within a value",
            `${header}\nbob@contoso.example,Bob "B" Bell,Bell,Agent\n`,
            [`agents.csv, line 2 ${wrongQuotes}`],
        ],
        [
            "with names separated by semicolons",
            `${header}\nada@contoso.example,Ada,Admin,Admin;Agent`,
            ['agents.csv, line 2, securityProfiles must have its names separated by |, got "Admin;Agent"'],
        ],
    ];
    for (const [what, content, problems] of bad) {
        it(`${what} is refused with the line`, () => {
            expect(read(content).problems).to.deep.equal(problems);
        });
    }

    it("that is not there, a folder or in another encoding is refused", () => {
        const messages = (path: string) => readUsersFile(path).problems.map(({ message }) => message);
        const start = "must be the path of a CSV file, relative to the folder of Pulumi.yaml, got";
        expect(messages(join(folder, "none.csv"))).to.deep.equal([
            `${start} "${join(folder, "none.csv")}": there is none`,
        ]);
        expect(messages(folder)).to.deep.equal([`${start} "${folder}": it can't be read (EISDIR)`]);
        writeFileSync(file, Buffer.from(`${header}\nada@contoso.example,Zoë,Admin,Admin`, "latin1"));
        expect(messages(file)).to.deep.equal([
            `must be a file in UTF-8, got another encoding in "${file}". In Excel, save it as "CSV UTF-8"`,
        ]);
    });

    it("of 20,000 lines is read whole", () => {
        const lines = Array.from({ length: 20_000 }, (_, index) => `agent${index}@contoso.example,Ann,Agent,Agent`);
        const { users, problems } = read([header, ...lines].join("\n"));
        expect([Object.keys(users).length, problems]).to.deep.equal([20_000, []]);
    });

    describe("in a stack file", () => {
        const configure = async (
            content: string,
            config: Record<string, unknown>,
            secretKeys: string[] = [],
            look: (args: ConnectSsoArgs) => unknown = () => undefined,
        ) => {
            writeFileSync(file, content);
            const own = { instanceAlias: "contoso-dev", usersFile: file, ...config };
            const program = () => {
                const args = readConfiguration();
                look(args);
                return { read: args };
            };
            return deploy(program, {
                config: Object.fromEntries(
                    Object.entries(own).map(([key, value]) => [`connect-entra-sso:${key}`, value]),
                ),
                secretKeys: secretKeys.map((key) => `connect-entra-sso:${key}`),
            });
        };
        const bob = { firstName: "Bob", lastName: "Bell", securityProfiles: ["Agent"] };

        it("adds its users to those of `users`, from the folder of Pulumi.yaml", async () => {
            const { result } = await configure(`${header}\n${adaLine}`, {
                usersFile: relative(join(__dirname, ".."), file),
                users: { "bob@contoso.example": bob },
            });
            expect((result as { read: { users: unknown } }).read.users).to.deep.equal({
                "ada@contoso.example": ada,
                "bob@contoso.example": bob,
            });
        });

        it("has each wrong value reported under its line, beside all other problems", async () => {
            const content = `${header},deskPhoneNumber\n${adaLine},\nbob@contoso.example,,Bell,Agent,030\nc d@contoso.example,Cy,Cook,Agent,\n`;
            const failure = failureOf(
                await configure(content, { sessionDurationSeconds: 5, users: { "ada@contoso.example": ada } }),
            );
            expect(failure.split("\n").map((line) => line.trim())).to.deep.equal([
                'The configuration of stack "dev" is invalid:',
                '- agents.csv, line 2, username must not be in users too, got "ada@contoso.example"; remove one of the two',
                "- sessionDurationSeconds must be a whole number of seconds from 900 to 43200, got 5",
                "- agents.csv, line 3, firstName must be 1 to 100 characters and not blank, got nothing",
                '- agents.csv, line 3, deskPhoneNumber must be a phone number in E.164, "+" and 2 to 15 digits, got "030"; write it like "+4930123456"',
                '- agents.csv, line 4, username must be 2 to 64 letters a-z or A-Z, digits or _ . @ -, got "c d@contoso.example", which contains " "',
            ]);
        });

        it("keeps its values secret where `users` is a secret", async () => {
            const entries: Record<string, unknown>[] = [];
            await configure(`${header}\n${adaLine}`, { users: {} }, ["users"], ({ users }) =>
                entries.push(users["ada@contoso.example"] as unknown as Record<string, unknown>),
            );
            const secrets = await Promise.all(
                Object.entries(entries[0] ?? {}).map(async ([key, value]) => [
                    key,
                    pulumi.Output.isInstance(value) && (await pulumi.isSecret(value)),
                ]),
            );
            expect(secrets).to.deep.equal([
                ["firstName", true],
                ["lastName", true],
                ["securityProfiles", false],
            ]);
        });
    });
});

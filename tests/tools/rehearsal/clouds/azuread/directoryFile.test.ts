import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { directoryFilePath, readDirectoryFile } from "../../../../../tools/rehearsal/clouds/azuread/directoryFile";
import { caller, directory, NOBODY, startEntraWith, writeDirectory } from "./entra";

const GET_USERS = "azuread:index/getUsers:getUsers";
const alice = { id: "4D9A6F30-71b8-4c2e-a5d3-0f8c2b9e6714", userPrincipalName: "alice@contoso.example" };
const withUser = (user: object) => ({ ...directory, groups: [], users: [{ ...alice, ...user }] });

describe("the directory file of the emulated Entra", () => {
    it("is the rehearsal's own unless another is chosen", () => {
        expect(directoryFilePath()).to.equal(join(process.cwd(), "tools", "rehearsal", "directory.json"));
        process.env.CONNECT_ENTRA_SSO_DIRECTORY = "/elsewhere.json";
        expect(directoryFilePath()).to.equal("/elsewhere.json");
        delete process.env.CONNECT_ENTRA_SSO_DIRECTORY;
    });

    it("comes with members, a guest, one who is disabled, one without mail, and two groups", () => {
        const { tenant, users, groups } = readDirectoryFile(directoryFilePath());
        expect(tenant).to.deep.equal({
            id: directory.tenantId,
            callerObjectId: caller,
            callerClientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
            verifiedDomains: ["contoso.example"],
            identifierUriPolicy: { enforced: true, excludeSaml: true, excludeAppsReceivingV2Tokens: true },
            userPermission: "User.Read.All",
        });
        const namesOf = (matches: (user: (typeof users)[number]) => boolean) =>
            users.filter(matches).map((user) => user.userPrincipalName);
        expect(namesOf((user) => !user.accountEnabled)).to.deep.equal(["dave@contoso.example"]);
        expect(namesOf((user) => user.mail === null)).to.deep.equal(["erin@contoso.example"]);
        expect(namesOf((user) => user.userType === "Guest")).to.deep.equal([
            "frank_partner.contoso.example#EXT#@contoso.example",
        ]);
        expect(groups.map((group) => [group.displayName, group.members.length])).to.deep.equal([
            ["agents", 5],
            ["supervisors", 2],
        ]);
        expect(new Set([...users, ...groups].map(({ id }) => id)).size).to.equal(10);
    });

    const exported = [
        { ...alice, displayName: "Alice", mail: null, businessPhones: [] },
        { id: NOBODY, userPrincipalName: "x_y.example#EXT#@contoso.example", displayName: "X" },
        { id: caller, userPrincipalName: "bob@Sales.contoso.example" },
    ];
    for (const [what, content] of [
        ["the answer of `az ad user list`", exported],
        [
            "Graph's answer to /users",
            { "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", value: exported },
        ],
        ["such an answer with a byte order mark", `\uFEFF${JSON.stringify(exported)}`],
    ] as const) {
        it(`can be ${what}`, async () => {
            const entra = await startEntraWith(content);
            try {
                const { result } = await entra.invoke(GET_USERS, { returnAll: true });
                const users = result.users as { objectId: string; accountEnabled: boolean }[];
                expect(users.map(({ objectId, accountEnabled }) => [objectId, accountEnabled])).to.deep.equal([
                    [alice.id.toLowerCase(), true],
                    [NOBODY, true],
                    [caller, true],
                ]);
                const made = await entra.make("azuread:index/application:Application", {
                    displayName: "a",
                    identifierUris: ["https://sales.contoso.example/x"],
                });
                expect(made.state.publisherDomain).to.equal("contoso.example");
            } finally {
                entra.stop();
            }
        });
    }

    const refused: [string, unknown, RegExp][] = [
        ["no JSON", "{", /: not valid JSON: /],
        ["no users", { tenantId: NOBODY }, /: users must be a list, got nothing$/],
        [
            "a key that is not known",
            { ...directory, people: [] },
            /: people is not a key of this file \(there are tenantId, caller, /,
        ],
        [
            "a tenant that is no GUID",
            { ...directory, tenantId: "contoso" },
            /: tenantId must be a GUID, got "contoso"$/,
        ],
        [
            "an unknown setting of the caller",
            { ...directory, caller: { id: NOBODY } },
            /: caller\.id is not a key of this file \(there are objectId, clientId, appRoles\), got /,
        ],
        [
            "a permission that is not modelled",
            { ...directory, permissions: "all" },
            /: permissions must be one of User\.Read\.All, User\.ReadBasic\.All, none, got "all"$/,
        ],
        [
            "a policy setting in words",
            { ...directory, identifierUriPolicy: { enforced: "yes" } },
            /: identifierUriPolicy\.enforced must be true or false, got "yes"$/,
        ],
        [
            "an unknown policy setting",
            { ...directory, identifierUriPolicy: { strict: true } },
            /: identifierUriPolicy\.strict is not a key/,
        ],
        [
            "a user without UPN",
            withUser({ userPrincipalName: "" }),
            /: users\[0\]\.userPrincipalName must be a text, got ""$/,
        ],
        ["a user whose id is no GUID", withUser({ id: 7 }), /: users\[0\]\.id must be a GUID, got 7$/],
        ["a mail that is no text", withUser({ mail: [] }), /: users\[0\]\.mail must be a text, got \[\]$/],
        [
            "accountEnabled in quotes",
            withUser({ accountEnabled: "true" }),
            /: users\[0\]\.accountEnabled must be true or false, got "true"$/,
        ],
        [
            "a user twice",
            [alice, { ...alice, userPrincipalName: "b@contoso.example" }],
            /: users must not have the same id twice, got /,
        ],
        [
            "a UPN twice",
            [alice, { id: NOBODY, userPrincipalName: "ALICE@contoso.example" }],
            /: users must not have the same userPrincipalName twice, got "ALICE@contoso\.example"$/,
        ],
        [
            "a group of strangers",
            {
                ...directory,
                groups: [{ id: "11111111-1111-4111-8111-111111111111", displayName: "g", members: [NOBODY] }],
            },
            /: groups\[0\]\.members must be the id of a user or a group of this file, got "00000000/,
        ],
        ["a text", '"x"', /: the file must be an object, got "x"$/],
    ];
    for (const [what, content, message] of refused) {
        it(`is refused with ${what}: file, place, rule and value`, () => {
            const file = writeDirectory(content);
            try {
                expect(() => readDirectoryFile(file)).to.throw(message);
                expect(() => readDirectoryFile(file)).to.throw(file);
            } finally {
                rmSync(file);
            }
        });
    }

    it("is refused where there is none", () => {
        expect(() => readDirectoryFile("/nowhere/directory.json")).to.throw(
            /^\/nowhere\/directory\.json: can't be read: ENOENT/,
        );
    });
});

import { expect } from "chai";
import fc from "fast-check";
import { matching } from "../../../../../../tools/rehearsal/clouds/azuread/https/filter";
import type { CloudClient } from "../../provider/client";
import { directory, makeApplication, NOBODY, startEntra, text, userId } from "../entra";
import { GraphClient } from "./client";

const user = (name: string) => directory.users.find(({ id }) => id === userId(name));

describe("queries of Graph", () => {
    let entra: CloudClient;
    let graph: GraphClient;
    let clientId: string;
    before(async () => {
        entra = await startEntra();
        graph = await GraphClient.start(entra);
        clientId = text(
            await makeApplication(entra, { displayName: "O'Neil's", identifierUris: ["api://contoso.example/x"] }),
            "clientId",
        );
    });
    after(async () => {
        await graph.stop();
        entra.stop();
    });

    const found: [string, string[]][] = [
        ["userPrincipalName eq 'ALICE@contoso.example'", ["alice"]],
        ["userPrincipalName eq 'alice@contoso.example' or mail eq 'bob@contoso.example'", ["alice", "bob"]],
        [
            "(startswith(userPrincipalName,'a') or startswith(mail, 'b')) and not (mailNickname eq 'alice')",
            ["admin", "bob"],
        ],
        ["userPrincipalName in ('bob@contoso.example', 'nobody@contoso.example')", ["bob"]],
        ["accountEnabled eq false and startswith(displayName,'A')", []],
        ["displayName eq null", []],
        [`id eq ${NOBODY}`, []],
    ];
    for (const [filter, names] of found) {
        it(`find with ${filter}: ${names.join(", ") || "nobody"}`, async () => {
            const users = await graph.list(`v1.0/users?$filter=${encodeURIComponent(filter)}&$select=id`);
            expect(users.map(({ id }) => id)).to.have.members(names.map(userId));
        });
    }

    it("find applications by name with a quotation mark, by client id and by identifier", async () => {
        for (const filter of [
            "displayName eq 'O''Neil''s'",
            `appId eq '${clientId}'`,
            "identifierUris/any(x:x eq 'API://contoso.example/x')",
            "identifierUris/any(uri: uri eq 'api://contoso.example/x') and not startswith(displayName,'P')",
        ]) {
            const ids = (await graph.list(`v1.0/applications?$filter=${encodeURIComponent(filter)}`)).map(
                (one) => one.appId,
            );
            expect(ids, filter).to.deep.equal([clientId]);
        }
        expect((await graph.get(`v1.0/applications(appId='${clientId}')`)).body.displayName).to.equal("O'Neil's");
        expect((await graph.get(`beta/applications(appId='${clientId}')/owners`)).status).to.equal(200);
        expect((await graph.get(`v1.0/servicePrincipals(appId='${clientId}')`)).status).to.equal(404);
    });

    it("read a user by name with what Graph gives by default, and more where $select names it", async () => {
        const { body } = await graph.get("v1.0/users/alice@contoso.example");
        expect(body).to.deep.equal({
            "@odata.context": `${graph.server.url}/v1.0/$metadata#users/$entity`,
            displayName: user("alice")?.displayName,
            givenName: "Alice",
            id: userId("alice"),
            mail: user("alice")?.mail,
            surname: "Agent",
            userPrincipalName: "alice@contoso.example",
        });
        const more = await graph.get(`v1.0/users/${userId("alice")}?$select=accountEnabled,userType`);
        expect([more.body.accountEnabled, more.body.userType]).to.deep.equal([true, "Member"]);
    });

    it("see nobody without permission, and no account's state with the lesser one", async () => {
        for (const [permissions, status, enabled] of [
            ["none", 403, undefined],
            ["User.ReadBasic.All", 200, null],
        ] as const) {
            const other = await startEntra({ permissions });
            const client = await GraphClient.start(other);
            const { status: seen, body } = await client.get(`v1.0/users/${userId("alice")}?$select=accountEnabled`);
            expect([seen, body.accountEnabled]).to.deep.equal([status, enabled]);
            expect((await client.get("v1.0/users")).status).to.equal(status);
            await client.stop();
            other.stop();
        }
    });

    const refused: [string, number, string][] = [
        ["v1.0/users?$foo=1", 400, "The query parameter '$foo' is not supported."],
        ["v1.0/users?api-version=1", 400, "The query parameter 'api-version' is not supported."],
        [
            "v1.0/users?$expand=manager",
            501,
            "The emulated Entra does not serve the query option $expand here, only $filter",
        ],
        [`v1.0/users/${NOBODY}?$filter=id eq 'x'`, 501, "the query option $filter here, only $select."],
        ["v1.0/users?$top=1&$top=2", 400, "Query option '$top' was specified more than once"],
        ["v1.0/users?$top=0", 400, "Invalid page size specified: '0'. Must be between 1 and 999 inclusive."],
        ["v1.0/users?$top=1000", 400, "Invalid page size specified: '1000'."],
        ["v1.0/users?$count=yes", 400, "Invalid value 'yes' for $count query option found."],
        ["v1.0/users?$skiptoken=x", 400, "The specified page token value has expired"],
        [
            "v1.0/users?$select=shoeSize",
            400,
            "Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.",
        ],
        [
            "v1.0/users?$filter=shoeSize eq '9'",
            400,
            "filter clause specified for property 'shoeSize' of resource 'user'.",
        ],
        ["v1.0/users?$filter=", 400, "Invalid filter clause: syntax error in ''."],
        ["v1.0/users?$filter=id", 400, "Invalid filter clause: syntax error in 'id'."],
        ["v1.0/users?$filter=id gt 'x'", 400, "Invalid filter clause"],
        ["v1.0/users?$filter=id eq 'x' and", 400, "Invalid filter clause"],
        ["v1.0/users?$filter=(id eq 'x'", 400, "Invalid filter clause"],
        ["v1.0/users?$filter=id eq 'x' 'y'", 400, "Invalid filter clause"],
        ["v1.0/users?$filter=id eq x", 400, "Invalid filter clause"],
        ["v1.0/applications?$filter=identifierUris/any(x:y eq 'z')", 400, "Invalid filter clause"],
        ["v1.0/%zz", 400, "Resource not found for the segment '%zz'."],
        ["beta/users//", 501, "The emulated Entra does not serve GET /beta/users/."],
    ];
    for (const [path, status, message] of refused) {
        it(`are refused: ${path}`, async () => {
            const { status: seen, body } = await graph.get(path);
            expect([seen, body.error?.message]).to.satisfy(
                ([one, text]: [number, string]) => one === status && text?.includes(message),
                JSON.stringify(body),
            );
        });
    }

    it("compare any text as it is, whatever is in it", () => {
        const kind = { set: "users", type: "user", filterable: ["displayName"] };
        fc.assert(
            fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (one, other) => {
                const filter = `displayName eq '${one.replaceAll("'", "''")}'`;
                const entities = [
                    { id: "1", displayName: one },
                    { id: "2", displayName: other },
                ];
                const ids = matching(filter, kind, entities).map(({ id }) => id);
                expect(ids).to.deep.equal(one.toLowerCase() === other.toLowerCase() ? ["1", "2"] : ["1"]);
            }),
        );
    });
});

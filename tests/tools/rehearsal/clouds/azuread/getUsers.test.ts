import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal } from "../provider/client";
import { directory, graphError, NOBODY, startEntra, startEntraWith, userId } from "./entra";

const GET_USERS = "azuread:index/getUsers:getUsers";

const namesIn = (result: Values): unknown => result.userPrincipalNames;

describe("azuread.getUsers in the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

    it("answers with every output of the provider, in the directory's own spelling", async () => {
        const { result } = await entra.invoke(GET_USERS, { userPrincipalNames: ["CAROL.JONES@contoso.example"] });
        const { id, ...rest } = result;
        expect(id).to.match(/^users#[\w-]{27}=$/);
        expect(rest).to.deep.equal({
            employeeIds: ["1003"],
            ignoreMissing: false,
            mailNicknames: ["Carol.Jones"],
            mails: ["Carol.Jones@contoso.example"],
            objectIds: [userId("Carol")],
            returnAll: false,
            userPrincipalNames: ["Carol.Jones@contoso.example"],
            users: [
                {
                    accountEnabled: true,
                    displayName: "Carol Jones",
                    employeeId: "1003",
                    mail: "Carol.Jones@contoso.example",
                    mailNickname: "Carol.Jones",
                    objectId: userId("Carol"),
                    onpremisesImmutableId: "",
                    onpremisesSamAccountName: "",
                    onpremisesUserPrincipalName: "",
                    usageLocation: "",
                    userPrincipalName: "Carol.Jones@contoso.example",
                },
            ],
        });
    });

    const found: [Values, string[]][] = [
        [
            { userPrincipalNames: ["bob@contoso.example", "alice@contoso.example"] },
            ["bob@contoso.example", "alice@contoso.example"],
        ],
        [{ objectIds: [userId("alice").toUpperCase()] }, ["alice@contoso.example"]],
        [{ mails: ["Gina.Marino@Contoso.Example"] }, ["gina@contoso.example"]],
        [{ mailNicknames: ["bob"] }, ["bob@contoso.example"]],
        [{ employeeIds: ["1005"] }, ["erin@contoso.example"]],
        [{ userPrincipalNames: [] }, []],
        [
            { userPrincipalNames: ["gone@contoso.example", "dave@contoso.example"], ignoreMissing: true },
            ["dave@contoso.example"],
        ],
        [{ mails: ["erin@contoso.example"], ignoreMissing: true }, []],
        [{ objectIds: [NOBODY], ignoreMissing: true }, []],
        [{ returnAll: true }, directory.users.map((user) => user.userPrincipalName)],
    ];
    for (const [args, names] of found) {
        it(`finds ${names.length} for ${JSON.stringify(args).slice(0, 90)}`, async () => {
            const { result, failures } = await entra.invoke(GET_USERS, args);
            expect([failures, namesIn(result)]).to.deep.equal([[], names]);
        });
    }

    it("says who is disabled, and shows a mail that is not set as an empty text", async () => {
        const { result } = await entra.invoke(GET_USERS, {
            userPrincipalNames: ["dave@contoso.example", "erin@contoso.example"],
        });
        const users = result.users as Values[];
        expect(users.map((user) => [user.accountEnabled, user.mail])).to.deep.equal([
            [false, "dave@contoso.example"],
            [true, ""],
        ]);
        expect(result.mails).to.deep.equal(["dave@contoso.example", ""]);
    });

    const missing: [Values, string][] = [
        [
            { userPrincipalNames: ["alice@contoso.example", "gone@contoso.example"] },
            'User with UPN "gone@contoso.example" was not found',
        ],
        [{ objectIds: [NOBODY] }, `User not found with object ID: "${NOBODY}"`],
        [{ mails: ["erin@contoso.example"] }, 'User not found with mail address: "erin@contoso.example"'],
        [{ mailNicknames: ["gone"] }, 'no user(s) found with email alias: "gone"'],
        [{ employeeIds: ["9"] }, 'User not found with employee ID: "9"'],
    ];
    for (const [args, message] of missing) {
        it(`fails with: ${message}`, async () => {
            expect(await refusal(entra.invoke(GET_USERS, args))).to.equal(message);
        });
    }

    const keys = "userPrincipalNames, objectIds, mailNicknames, mails, employeeIds, returnAll";
    const refused: [Values, RegExp | string][] = [
        [{}, `only one of ${keys} must be specified`],
        [
            { mails: ["a@contoso.example"], objectIds: [NOBODY] },
            `only one of ${keys} can be specified, but objectIds, mails were specified`,
        ],
        [{ returnAll: true, ignoreMissing: true }, '"return_all": conflicts with ignore_missing'],
        [{ objectIds: ["alice"] }, 'expected "object_ids.0" to be a valid UUID, got alice'],
        [{ mails: [""] }, 'expected "mails.0" to not be an empty string, got '],
        [{ displayNames: ["Alice"] }, '"displayNames": Invalid or unknown key'],
    ];
    for (const [args, reason] of refused) {
        it(`refuses ${JSON.stringify(args)}`, async () => {
            const { failures } = await entra.invoke(GET_USERS, args);
            expect(failures[0]?.replace(/\. Examine values at .*$/, "")).to.equal(reason);
        });
    }

    it("takes several people of one mail nickname, and no two of one mail", async () => {
        const twin = { ...directory.users[1], id: NOBODY, userPrincipalName: "alice2@contoso.example" };
        const twins = await startEntra({ users: [...directory.users, twin] });
        try {
            const { result } = await twins.invoke(GET_USERS, { mailNicknames: ["alice"] });
            expect(namesIn(result)).to.deep.equal(["alice@contoso.example", "alice2@contoso.example"]);
            expect(await refusal(twins.invoke(GET_USERS, { mails: ["alice@contoso.example"] }))).to.equal(
                'More than one user found with mail address: "alice@contoso.example"',
            );
        } finally {
            twins.stop();
        }
    });

    it("shows everyone disabled to a caller with User.ReadBasic.All", async () => {
        const basic = await startEntra({ permissions: "User.ReadBasic.All" });
        try {
            const { result } = await basic.invoke(GET_USERS, { userPrincipalNames: ["alice@contoso.example"] });
            const [user] = result.users as Values[];
            expect([user?.accountEnabled, user?.employeeId, user?.mail, user?.displayName]).to.deep.equal([
                false,
                "",
                "alice@contoso.example",
                "Alice Agent",
            ]);
        } finally {
            basic.stop();
        }
    });

    it("is forbidden to a caller without permission, missing people ignored or not", async () => {
        const none = await startEntra({ permissions: "none" });
        const forbidden = graphError(
            "403 Forbidden",
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        );
        try {
            const byName = none.invoke(GET_USERS, {
                userPrincipalNames: ["alice@contoso.example"],
                ignoreMissing: true,
            });
            expect(await refusal(byName)).to.equal(`Finding user with UPN: "alice@contoso.example": ${forbidden}`);
            expect(await refusal(none.invoke(GET_USERS, { returnAll: true }))).to.equal(
                `Could not retrieve users: ${forbidden}`,
            );
        } finally {
            none.stop();
        }
    });

    it("finds nobody in an empty directory", async () => {
        const empty = await startEntraWith([]);
        try {
            expect(await refusal(empty.invoke(GET_USERS, { returnAll: true }))).to.equal("No users found");
        } finally {
            empty.stop();
        }
    });
});

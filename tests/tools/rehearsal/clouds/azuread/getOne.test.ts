import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal } from "../provider/client";
import { caller, directory, GROUP, graphError, makeSamlApplication, NOBODY, startEntra, text, userId } from "./entra";

const GET_USER = "azuread:index/getUser:getUser";
const GET_GROUP = "azuread:index/getGroup:getGroup";
const GET_SERVICE_PRINCIPAL = "azuread:index/getServicePrincipal:getServicePrincipal";
const agents = String(directory.groups[0]?.id);

describe("look-ups of one object of the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

    it("finds a person by each key, in any case, with names and in the directory's own spelling", async () => {
        const keys: Values[] = [
            { userPrincipalName: "CAROL.JONES@contoso.example" },
            { objectId: userId("Carol").toUpperCase() },
            { mail: "carol.jones@contoso.example" },
            { mailNickname: "carol.jones" },
            { employeeId: "1003" },
        ];
        const answers = await Promise.all(keys.map(async (args) => (await entra.invoke(GET_USER, args)).result));
        const [first] = answers;
        expect(answers).to.deep.equal(keys.map(() => first));
        expect(first).to.deep.include({
            id: `/users/${userId("Carol")}`,
            objectId: userId("Carol"),
            accountEnabled: true,
            displayName: "Carol Jones",
            employeeId: "1003",
            givenName: "Carol",
            mail: "Carol.Jones@contoso.example",
            mailNickname: "Carol.Jones",
            surname: "Jones",
            userPrincipalName: "Carol.Jones@contoso.example",
            userType: "Member",
            businessPhones: [],
            managerId: "",
            onpremisesSyncEnabled: false,
        });
        expect(Object.keys(first ?? {})).to.have.lengthOf(45);
    });

    it("shows a guest as one, and a person as disabled to a caller who may read little", async () => {
        const guest = { objectId: userId("frank") };
        expect((await entra.invoke(GET_USER, guest)).result.userType).to.equal("Guest");
        const basic = await startEntra({ permissions: "User.ReadBasic.All" });
        const { accountEnabled, employeeId, givenName, userType } = (await basic.invoke(GET_USER, guest)).result;
        expect([accountEnabled, employeeId, givenName, userType]).to.deep.equal([false, "", "Frank", ""]);
        basic.stop();
    });

    it("finds a group by each key, those of the directory file and those that a program made", async () => {
        const { id, state } = await entra.make(GROUP, {
            displayName: "Team",
            mailEnabled: true,
            mailNickname: "team",
            securityEnabled: true,
            types: ["Unified"],
            members: [agents, userId("alice")],
        });
        const keys: Values[] = [
            { displayName: "TEAM" },
            { displayName: "Team", mailEnabled: true, securityEnabled: true },
            { mailNickname: "team" },
            { objectId: String(state.objectId) },
        ];
        const answers = await Promise.all(keys.map(async (args) => (await entra.invoke(GET_GROUP, args)).result));
        const [first] = answers;
        expect(answers).to.deep.equal(keys.map(() => first));
        expect(first).to.deep.include({ id, members: [agents, userId("alice")], owners: [caller], types: ["Unified"] });
        expect(Object.keys(first ?? {})).to.have.lengthOf(31);
        const seeded = (await entra.invoke(GET_GROUP, { displayName: "agents" })).result;
        expect([seeded.objectId, seeded.securityEnabled, (seeded.members as string[]).length]).to.deep.equal([
            agents,
            true,
            5,
        ]);
        const all = { objectId: String(state.objectId), includeTransitiveMembers: true };
        const { members } = (await entra.invoke(GET_GROUP, all)).result;
        expect(new Set(members as string[])).to.deep.equal(
            new Set([agents, userId("alice"), ...(seeded.members as string[])]),
        );
    });

    it("finds a service principal by each key", async () => {
        const { application, servicePrincipal } = await makeSamlApplication(entra);
        const objectId = text(servicePrincipal, "objectId");
        const keys: Values[] = [
            { clientId: text(application, "clientId") },
            { displayName: "Contact centre" },
            { objectId },
        ];
        const answers = await Promise.all(
            keys.map(async (args) => (await entra.invoke(GET_SERVICE_PRINCIPAL, args)).result),
        );
        const [first] = answers;
        expect(answers).to.deep.equal(keys.map(() => first));
        expect(first).to.deep.include({
            id: servicePrincipal.id,
            objectId,
            preferredSingleSignOnMode: "saml",
            samlSingleSignOns: [{ relayState: "" }],
        });
        expect(Object.keys(first ?? {})).to.have.lengthOf(28);
    });

    const missing: [token: string, args: Values, message: string][] = [
        [GET_USER, { userPrincipalName: "gone@contoso.example" }, 'User with UPN "gone@contoso.example" was not found'],
        [GET_USER, { objectId: NOBODY }, `User not found with object ID: "${NOBODY}"`],
        [GET_USER, { mail: "gone@contoso.example" }, 'User not found with mail: ""'],
        [GET_USER, { mailNickname: "gone" }, 'User not found with email alias: "gone"'],
        [GET_USER, { employeeId: "9" }, 'User not found with employee ID: "9"'],
        [GET_GROUP, { displayName: "gone" }, "No group found matching specified filter (displayName eq 'gone')"],
        [
            GET_GROUP,
            { displayName: "agents", securityEnabled: false },
            "No group found matching specified filter (displayName eq 'agents' and securityEnabled eq false)",
        ],
        [GET_GROUP, { mailNickname: "gone" }, "No group found matching specified filter (mailNickname eq 'gone')"],
        [GET_GROUP, { objectId: NOBODY }, `No group found with object ID: "${NOBODY}"`],
        [
            GET_GROUP,
            { objectId: agents, mailEnabled: true },
            `Group with object ID "${agents}" does not have the specified mail_enabled setting (expected: true, actual: false)`,
        ],
        [GET_SERVICE_PRINCIPAL, { clientId: NOBODY }, `No service principal found for client ID: "${NOBODY}"`],
        [GET_SERVICE_PRINCIPAL, { objectId: NOBODY }, `Service principal with object ID "${NOBODY}" was not found`],
        [GET_SERVICE_PRINCIPAL, { displayName: "gone" }, 'No service principal found matching display name: "gone"'],
    ];
    for (const [token, args, message] of missing) {
        it(`fails with: ${message}`, async () => {
            expect(await refusal(entra.invoke(token, args))).to.equal(message);
        });
    }

    it("fails for a name that two groups have", async () => {
        await entra.make(GROUP, { displayName: "Twice", securityEnabled: true });
        await entra.make(GROUP, { displayName: "twice", securityEnabled: true });
        expect(await refusal(entra.invoke(GET_GROUP, { displayName: "Twice" }))).to.equal(
            "More than one group found matching specified filter (displayName eq 'Twice')",
        );
    });

    it("fails for a mail that two people have, and without the right to read people", async () => {
        const twin = { ...directory.users[1], id: NOBODY, userPrincipalName: "alice2@contoso.example" };
        const twins = await startEntra({ users: [...directory.users, twin] });
        expect(await refusal(twins.invoke(GET_USER, { mail: "alice@contoso.example" }))).to.equal(
            'More than one user found with mail: ""',
        );
        twins.stop();
        const none = await startEntra({ permissions: "none" });
        const forbidden = graphError(
            "403 Forbidden",
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        );
        expect(await refusal(none.invoke(GET_USER, { mail: "a@b.example" }))).to.equal(
            `Finding user with mail: "a@b.example": ${forbidden}`,
        );
        none.stop();
    });

    const users = "employeeId, mail, mailNickname, objectId, userPrincipalName";
    const groups = "displayName, objectId, mailNickname";
    const malformed: [token: string, args: Values, failure: string][] = [
        [GET_USER, {}, `only one of ${users} must be specified`],
        [
            GET_USER,
            { mail: "a", employeeId: "1" },
            `only one of ${users} can be specified, but employeeId, mail were specified`,
        ],
        [GET_USER, { objectId: "alice" }, 'expected "object_id" to be a valid UUID, got alice'],
        [GET_USER, { displayName: "Alice" }, '"displayName": Invalid or unknown key'],
        [GET_GROUP, { securityEnabled: true }, `only one of ${groups} must be specified`],
        [GET_GROUP, { displayName: "" }, 'expected "display_name" to not be an empty string, got '],
        [GET_SERVICE_PRINCIPAL, {}, "only one of clientId, displayName, objectId must be specified"],
    ];
    for (const [token, args, failure] of malformed) {
        it(`refuses ${token.split(":")[2]}(${JSON.stringify(args)})`, async () => {
            const { failures } = await entra.invoke(token, args);
            expect(failures.map((one) => one.replace(/\. Examine values at '[^']*'\.$/, ""))).to.deep.equal([failure]);
        });
    }
});

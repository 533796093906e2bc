import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConnectUsers, type ConnectUsersArgs } from "../../components/index";
import { childUrnsOf, deploy, find, treeOf, unknown } from "../helpers/cloud";
import { connectUserId, newInstanceId, routingProfileIds, securityProfileIds } from "../helpers/cloudAnswers";
import { expectLaterRefusal, expectRefusal, refusesArguments } from "../helpers/refusals";

const headline = 'ConnectUsers "sso" has invalid args:';
const onlyComponent = ["connect-entra-sso:index:ConnectUsers sso"];
const later = 'ConnectUsers "sso" can\'t be deployed:';
const userType = "aws:connect/user:User";
const alice = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const existingUserId = "88888888-aaaa-4444-8888-000000000008";
const make = (args: object) => () =>
    new ConnectUsers("sso", { instanceId: newInstanceId, ...args } as unknown as ConnectUsersArgs);
const withAlice = (entry: object) => ({ users: { "alice@contoso.example": { ...alice, ...entry } } });

describe("ConnectUsers", () => {
    it("makes one user for each entry, under URNs of its class", async () => {
        const deployment = await deploy(make({ users: { "alice@contoso.example": alice, bob: alice } }));
        expect(treeOf(deployment)).to.deep.equal([
            `${userType} sso-alice@contoso.example < ConnectUsers sso`,
            `${userType} sso-bob < ConnectUsers sso`,
            "connect-entra-sso:index:ConnectUsers sso",
        ]);
        expect(childUrnsOf(deployment, "ConnectUsers")).to.deep.equal([
            `connect-entra-sso:index:ConnectUsers$${userType}::sso-alice@contoso.example`,
            `connect-entra-sso:index:ConnectUsers$${userType}::sso-bob`,
        ]);
    });

    it("gives a plain user a soft phone, the default routing profile, and neither e-mail nor password", async () => {
        const { inputs, options } = find(await deploy(make(withAlice({}))), userType, "sso-alice@contoso.example");
        expect(inputs).to.deep.equal({
            instanceId: newInstanceId,
            name: "alice@contoso.example",
            identityInfo: { firstName: "Alice", lastName: "Agent" },
            phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: false },
            securityProfileIds: [securityProfileIds.Agent],
            routingProfileId: routingProfileIds["Basic Routing Profile"],
        });
        expect(options).to.deep.equal({ deleteBeforeReplace: true, ignoreChanges: ["hierarchyGroupId"] });
    });

    it("passes on all that a user may have, the ids of security profiles in one order", async () => {
        const entry = {
            securityProfiles: ["QualityAnalyst", "Admin", "Agent"],
            routingProfile: "Support",
            phoneType: "DESK_PHONE",
            deskPhoneNumber: "+4930123456",
            afterContactWorkTimeLimitSeconds: 60,
            autoAccept: true,
            secondaryEmail: "alice@home.example",
            tags: { team: "support" },
        };
        const deployment = await deploy(make(withAlice(entry)), { routingProfiles: { Support: "routing-support" } });
        expect(find(deployment, userType, "sso-alice@contoso.example").inputs).to.deep.equal({
            instanceId: newInstanceId,
            name: "alice@contoso.example",
            identityInfo: { firstName: "Alice", lastName: "Agent", secondaryEmail: "alice@home.example" },
            phoneConfig: {
                phoneType: "DESK_PHONE",
                deskPhoneNumber: "+4930123456",
                afterContactWorkTimeLimit: 60,
                autoAccept: true,
            },
            securityProfileIds: [securityProfileIds.Agent, securityProfileIds.QualityAnalyst, securityProfileIds.Admin],
            routingProfileId: "routing-support",
            tags: { team: "support" },
        });
    });

    it("takes over a user who exists: imported, never deleted, their tags left alone", async () => {
        const deployment = await deploy(make(withAlice({ userId: existingUserId })));
        expect(find(deployment, userType, "sso-alice@contoso.example").options).to.deep.equal({
            import: `${newInstanceId}:${existingUserId}`,
            retainOnDelete: true,
            deleteBeforeReplace: true,
            ignoreChanges: ["hierarchyGroupId", "tags"],
        });
    });

    it("sets the tags of a user it takes over when tags are given", async () => {
        const deployment = await deploy(make(withAlice({ userId: existingUserId, tags: { team: "support" } })));
        expect(find(deployment, userType, "sso-alice@contoso.example").options.ignoreChanges).to.deep.equal([
            "hierarchyGroupId",
        ]);
    });

    it("results in Connect's user ids, and registers the ids of profile names, which no user's resource has", async () => {
        const deployment = await deploy(make({ users: { alice, bob: alice } }));
        const outputs = { userIds: { alice: connectUserId("alice"), bob: connectUserId("bob") }, notChecked: [] };
        expect(deployment.result).to.deep.equal(outputs);
        const component = find(deployment, "connect-entra-sso:index:ConnectUsers", "sso");
        expect(component.outputs).to.deep.equal(outputs);
        expect(component.inputs).to.deep.include({
            securityProfileIds: { Agent: securityProfileIds.Agent },
            routingProfileIds: { "Basic Routing Profile": routingProfileIds["Basic Routing Profile"] },
        });
    });

    it("looks up each distinct profile name once, however many users have it", async () => {
        const users = { alice, bob: { ...alice, securityProfiles: ["Agent", "Admin"] }, carol: alice };
        const { lookups } = await deploy(make({ users }));
        const asked = lookups.filter(({ token }) => token.startsWith("aws:connect/"));
        expect(asked.map(({ token, inputs }) => `${token.split(":")[2]} ${inputs.name}`).sort()).to.deep.equal([
            "getRoutingProfile Basic Routing Profile",
            "getSecurityProfile Admin",
            "getSecurityProfile Agent",
        ]);
    });

    it("says all profile names that are unknown in one error, and registers nothing", async () => {
        const users = {
            alice: { ...alice, securityProfiles: ["Agnet", "Admin"] },
            bob: { ...alice, routingProfile: "Second line" },
        };
        const where = `profile of the instance "${newInstanceId}"`;
        expectRefusal(await deploy(make({ users })), later, [
            `users.alice.securityProfiles must name a security ${where}, got "Agnet" (finding Connect Security Profile Summary by name ` +
                '(Agnet): not found). Did you mean "Agent"?',
            `users.bob.routingProfile must name a routing ${where}, got "Second line" (finding Connect Routing Profile Summary by name ` +
                '(Second line): not found). A new instance has "Basic Routing Profile"',
        ]);
    });

    it("makes users of unknown profiles in a preview of an instance that is yet to be made", async () => {
        const deployment = await deploy(
            () => {
                const first = new ConnectUsers("first", { instanceId: newInstanceId, users: { bob: alice } });
                const instanceId = first.userIds.apply(({ bob }) => bob ?? "");
                return make({ instanceId, users: { alice } })();
            },
            { preview: true },
        );
        const { inputs } = find(deployment, userType, "sso-alice");
        expect([deployment.failures, deployment.result]).to.deep.equal([
            [],
            {
                userIds: unknown,
                notChecked: [
                    "Whether the instance has the users' profiles: its id is not known before deployment.",
                    "Whether instanceId is valid: it is not known before deployment.",
                ],
            },
        ]);
        expect([inputs.instanceId, inputs.securityProfileIds, inputs.routingProfileId]).to.deep.equal([
            unknown,
            unknown,
            unknown,
        ]);
        expect([inputs.name, inputs.identityInfo]).to.deep.equal(["alice", { firstName: "Alice", lastName: "Agent" }]);
    });

    it("keeps what is secret of a user secret, and nothing else", async () => {
        const entry = { firstName: pulumi.secret("Alice"), securityProfiles: pulumi.output(["Agent"]) };
        const { inputs } = find(await deploy(make(withAlice(entry))), userType, "sso-alice@contoso.example");
        expect([inputs.identityInfo, inputs.securityProfileIds, inputs.name]).to.deep.equal([
            { firstName: { secret: "Alice" }, lastName: "Agent" },
            [securityProfileIds.Agent],
            "alice@contoso.example",
        ]);
    });

    it("looks at texts in lists and maps once they are known", async () => {
        const entry = { securityProfiles: ["Agent", pulumi.output("Admin")], tags: { team: pulumi.output("support") } };
        const { inputs } = find(await deploy(make(withAlice(entry))), userType, "sso-alice@contoso.example");
        expect([inputs.securityProfileIds, inputs.tags]).to.deep.equal([
            [securityProfileIds.Agent, securityProfileIds.Admin],
            { team: "support" },
        ]);
        const bad = { securityProfiles: [pulumi.output("")], tags: { team: pulumi.output("x".repeat(257)) } };
        expectLaterRefusal(await deploy(make(withAlice(bad))), later, [
            'users["alice@contoso.example"].securityProfiles must be a list of names of security profiles, each of which must be the name of a profile, 1 to 127 characters, got ""',
            `users["alice@contoso.example"].tags must have values of up to 256 characters of valid Unicode, got "${"x".repeat(77)}…" for "team"`,
        ]);
    });

    it("keeps one user's secret profiles from making another's secret", async () => {
        const users = { alice: { ...alice, securityProfiles: pulumi.secret(["Agent"]) }, bob: alice };
        const deployment = await deploy(make({ users }));
        expect(
            ["sso-alice", "sso-bob"].map((it) => find(deployment, userType, it).inputs.securityProfileIds),
        ).to.deep.equal([{ secret: [securityProfileIds.Agent] }, [securityProfileIds.Agent]]);
    });

    it("makes no user of an empty map", async () => {
        expect(treeOf(await deploy(make({ users: {} })))).to.deep.equal(["connect-entra-sso:index:ConnectUsers sso"]);
    });

    const who = 'users["alice@contoso.example"]';
    const usernameRule = "2 to 64 letters a-z or A-Z, digits or _ . @ -";
    const leftOut = "must be removed: an instance whose users sign in by SAML does not accept it";
    refusesArguments(headline, make, [
        [
            "users as a list",
            { users: [alice] },
            [
                'users must be a map from a user name to a user, got a list. Write each user as "alice@contoso.example: {firstName: …}"',
            ],
        ],
        [
            "no users at all",
            { users: undefined },
            [
                'users must be a map from a user name to a user, got nothing. Write each user as "alice@contoso.example: {firstName: …}"',
            ],
        ],
        [
            "an instance id that is none",
            { instanceId: "contoso", users: {} },
            [
                'instanceId must be the instance\'s id, a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso"',
            ],
        ],
        [
            "user names outside Connect's rule",
            { users: { a: alice, "al ice": alice, "alice@contoso": alice, ["b".repeat(65)]: alice } },
            [
                `users.a must be ${usernameRule}, got "a" (1 character)`,
                `users["al ice"] must be ${usernameRule}, got "al ice", which contains " "`,
                'users["alice@contoso"] may contain "@" only as part of an e-mail address with a full domain, got "alice@contoso"; write it like "alice@contoso.example"',
                `users.${"b".repeat(65)} must be ${usernameRule}, got "${"b".repeat(65)}" (65 characters)`,
            ],
        ],
        [
            "a guest's user principal name",
            { users: { "al_x.example#EXT#@contoso.example": alice } },
            [
                'users["al_x.example#EXT#@contoso.example"] must not be a guest\'s user principal name: "#" is invalid in Connect, got ' +
                    '"al_x.example#EXT#@contoso.example"; set roleSessionNameAttribute to "mail" and write the guest\'s mail address',
            ],
        ],
        [
            "names that differ only by case",
            { users: { alice, Alice: alice } },
            [
                'users must not contain names that differ only in upper and lower case, got "alice" and "Alice". Keep the one spelled as in the directory',
            ],
        ],
        [
            "a user that is no map",
            { users: { alice: "Alice" } },
            ['users.alice must be a map with firstName, lastName and securityProfiles, got "Alice"'],
        ],
        [
            "e-mail, password and directory id, which SAML refuses",
            withAlice({ email: "alice@contoso.example", password: "Secret-1", directoryUserId: "1" }),
            [`${who}.email ${leftOut}`, `${who}.password ${leftOut}`, `${who}.directoryUserId ${leftOut}`],
        ],
        [
            "a misspelled key",
            withAlice({ autoAcept: true }),
            [`${who}.autoAcept is not a known key; did you mean "autoAccept"?`],
        ],
        [
            "names that are blank, too long or decomposed",
            {
                users: {
                    alice: { ...alice, firstName: "", lastName: "ä".repeat(51) },
                    bob: { ...alice, firstName: "A\u0308nne" },
                },
            },
            [
                'users.alice.firstName must be 1 to 100 characters and not blank, got ""',
                `users.alice.lastName must be 1 to 100 characters (counted in bytes of UTF-8), got "${"ä".repeat(51)}" (102 bytes)`,
                'users.bob.firstName must be in Unicode form NFC, got "A\u0308nne", which stores letters and accents separately; type it again',
            ],
        ],
        [
            "no security profile, and more than ten",
            {
                users: {
                    alice: { ...alice, securityProfiles: [] },
                    bob: { ...alice, securityProfiles: Array.from({ length: 11 }, (_, i) => `P${i}`) },
                },
            },
            [
                'users.alice.securityProfiles must be a list of 1 to 10 names of security profiles, got 0 of them; write for example ["Agent"]',
                'users.bob.securityProfiles must be a list of 1 to 10 names of security profiles, got 11 of them; write for example ["Agent"]',
            ],
        ],
        [
            "a desk phone without a number",
            withAlice({ phoneType: "DESK_PHONE" }),
            [
                `${who}.deskPhoneNumber must be set for a desk phone, got none. Write its number in E.164 form, such as "+4930123456"`,
            ],
        ],
        [
            "a user id for an instance whose id is known later",
            { instanceId: pulumi.output(newInstanceId), ...withAlice({ userId: existingUserId }) },
            [
                `${who}.userId must contain the instance id as well, because it is not known while the program runs. Write "<instance id>:<user id>" (pulumi stack output instanceId)`,
            ],
        ],
        [
            "a removed user who is still listed",
            { ...withAlice({}), removedUsers: ["alice@contoso.example"] },
            [
                'removedUsers must not name "alice@contoso.example" while users lists them. Remove the name from one of the two',
            ],
        ],
        [
            "removed users as a word",
            { users: {}, removedUsers: "alice" },
            ['removedUsers must be a list of user names, got "alice"'],
        ],
        [
            "everything else that is wrong with a user, in one error",
            withAlice({
                firstName: undefined,
                lastName: 7,
                routingProfile: "",
                phoneType: "MOBILE",
                deskPhoneNumber: "030 123456",
                afterContactWorkTimeLimitSeconds: -1,
                autoAccept: "yes",
                secondaryEmail: "home",
                tags: { "aws:x": "y" },
                userId: "alice",
            }),
            [
                `${who}.firstName must be 1 to 100 characters and not blank, got nothing`,
                `${who}.lastName must be 1 to 100 characters and not blank, got 7, which YAML and JSON read as a number, not as text; write it in quotation marks: "7"`,
                `${who}.routingProfile must be the name of a profile, 1 to 127 characters, got ""`,
                `${who}.phoneType must be "SOFT_PHONE" or "DESK_PHONE", got "MOBILE"`,
                `${who}.deskPhoneNumber must be a phone number in E.164, "+" and 2 to 15 digits, got "030 123456"; write it like "+4930123456"`,
                `${who}.afterContactWorkTimeLimitSeconds must be a whole number of seconds from 0 (no limit) to 2000000, got -1`,
                `${who}.autoAccept must be true or false, got "yes"`,
                `${who}.secondaryEmail must be an e-mail address of at most 265 characters such as "alice@contoso.example", got "home"`,
                `${who}.tags must not contain a key that begins "aws:" (reserved by AWS), got "aws:x"`,
                `${who}.userId must be the Connect user's id, a GUID such as "00000000-1111-2222-3333-444444444444", got "alice"`,
            ],
        ],
    ]);

    it("refuses values that are known later with the same words, and registers nothing", async () => {
        const users = { alice: { ...alice, firstName: pulumi.output(""), phoneType: pulumi.output("DESK_PHONE") } };
        expectLaterRefusal(await deploy(make({ users, instanceId: pulumi.output("contoso") })), later, [
            'instanceId must be the instance\'s id, a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso"',
            'users.alice.firstName must be 1 to 100 characters and not blank, got ""',
            'users.alice.deskPhoneNumber must be set for a desk phone, got none. Write its number in E.164 form, such as "+4930123456"',
        ]);
    });

    it("says what is wrong with a secret without showing it", async () => {
        const secrets = {
            firstName: pulumi.secret("Top secret ".repeat(10)),
            tags: { team: pulumi.secret("x".repeat(257)) },
        };
        expectLaterRefusal(
            await deploy(make(withAlice({ ...secrets, lastName: pulumi.output("") }))),
            later,
            [
                `${who}.firstName must be 1 to 100 characters (counted in bytes of UTF-8) (the value is a secret and not shown)`,
                `${who}.lastName must be 1 to 100 characters and not blank, got ""`,
                `${who}.tags must have values of up to 256 characters of valid Unicode (the value is a secret and not shown)`,
            ],
            onlyComponent,
        );
    });
});

import { expect } from "chai";
import { ConnectSso, type ConnectSsoArgs } from "../../components/index";
import { readMetadataDocument } from "../../rules/saml";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { childUrnsOf, deploy, find, treeOf } from "../helpers/cloud";
import { type CloudFacts, newInstanceId, servicePrincipalObjectId } from "../helpers/cloudAnswers";
import { refusesArguments } from "../helpers/refusals";

const headline = 'ConnectSso "sso" has invalid args:';
const adminId = "99999999-aaaa-4444-8888-00000000000a";
const aliceId = "99999999-aaaa-4444-8888-000000000001";
const groupId = "99999999-bbbb-4444-8888-000000000001";
const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const alice = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const users = { "admin@contoso.example": admin, "alice@contoso.example": alice };
const people = [
    { objectId: adminId, userPrincipalName: "admin@contoso.example" },
    { objectId: aliceId, userPrincipalName: "alice@contoso.example" },
];
const assignmentType = "azuread:index/appRoleAssignment:AppRoleAssignment";
const make = (args: object) => () =>
    new ConnectSso("sso", { instanceAlias: "contoso-dev", users, ...args } as unknown as ConnectSsoArgs);

describe("ConnectSso", () => {
    let certificate: TestCertificate;
    const deploySso = (args: object = {}, facts: CloudFacts = {}) =>
        deploy(make(args), { certificate, people, ...facts });
    const assignmentsOf = async (args: object) =>
        (await deploySso(args)).registrations
            .filter(({ type }) => type === assignmentType)
            .map(({ name, inputs }) => [name, inputs.principalObjectId])
            .sort();

    before(async () => {
        certificate = await makeCertificate();
    });

    it("refuses a user and a group of one object id, which Entra assigns once", async () => {
        const alike = { ...users, "bob@contoso.example": { ...alice, objectId: groupId.toUpperCase() } };
        const { failures } = await deploySso({ users: alike, groups: { agents: groupId } });
        expect(failures).to.deep.equal([
            'ConnectSso "sso" can\'t be deployed:\n  - groups.agents has the same object id as "bob@contoso.example". Entra assigns each user and group once: remove one of the two',
        ]);
    });

    it("builds the five parts and assigns the application to every user and group", async () => {
        expect(treeOf(await deploySso({ groups: { agents: groupId } }))).to.deep.equal([
            "aws:connect/instance:Instance sso < ConnectInstance sso",
            "aws:connect/user:User sso-admin@contoso.example < ConnectUsers sso",
            "aws:connect/user:User sso-alice@contoso.example < ConnectUsers sso",
            "aws:iam/role:Role sso < AwsSamlFederation sso",
            "aws:iam/rolePolicy:RolePolicy sso < AwsSamlFederation sso",
            "aws:iam/samlProvider:SamlProvider sso < AwsSamlFederation sso",
            `${assignmentType} sso-admin@contoso.example < ConnectSso sso`,
            `${assignmentType} sso-agents < ConnectSso sso`,
            `${assignmentType} sso-alice@contoso.example < ConnectSso sso`,
            "azuread:index/application:Application sso < EntraSamlApp sso",
            "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri sso < EntraSamlApp sso",
            "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy sso < EntraAwsClaims sso",
            "azuread:index/servicePrincipal:ServicePrincipal sso < EntraSamlApp sso",
            "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment sso < EntraAwsClaims sso",
            "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate sso-initial < EntraSamlApp sso",
            "connect-entra-sso:index:AwsSamlFederation sso < ConnectSso sso",
            "connect-entra-sso:index:ConnectInstance sso < ConnectSso sso",
            "connect-entra-sso:index:ConnectSso sso",
            "connect-entra-sso:index:ConnectUsers sso < ConnectSso sso",
            "connect-entra-sso:index:EntraAwsClaims sso < ConnectSso sso",
            "connect-entra-sso:index:EntraSamlApp sso < ConnectSso sso",
        ]);
    });

    it("gives its children the component's type in their URNs", async () => {
        const component = "connect-entra-sso:index:ConnectSso";
        expect(childUrnsOf(await deploySso(), "ConnectSso")).to.deep.equal([
            `${component}$${assignmentType}::sso-admin@contoso.example`,
            `${component}$${assignmentType}::sso-alice@contoso.example`,
            `${component}$${component.replace("ConnectSso", "AwsSamlFederation")}::sso`,
            `${component}$${component.replace("ConnectSso", "ConnectInstance")}::sso`,
            `${component}$${component.replace("ConnectSso", "ConnectUsers")}::sso`,
            `${component}$${component.replace("ConnectSso", "EntraAwsClaims")}::sso`,
            `${component}$${component.replace("ConnectSso", "EntraSamlApp")}::sso`,
        ]);
    });

    it("assigns people by their object id to the default role of the application", async () => {
        const { inputs, options } = find(await deploySso(), assignmentType, "sso-alice@contoso.example");
        expect(inputs).to.deep.equal({
            appRoleId: "00000000-0000-0000-0000-000000000000",
            principalObjectId: aliceId,
            resourceObjectId: servicePrincipalObjectId,
        });
        expect(options).to.deep.equal({});
    });

    it("assigns groups beside people", async () => {
        expect(await assignmentsOf({ groups: { agents: groupId } })).to.deep.equal([
            ["sso-admin@contoso.example", adminId],
            ["sso-agents", groupId],
            ["sso-alice@contoso.example", aliceId],
        ]);
    });

    it("keeps the Connect user of someone who may not sign in, and assigns nothing to them", async () => {
        const left = { users: { ...users, "gone@contoso.example": { ...alice, signIn: false } } };
        expect(await assignmentsOf(left)).to.deep.equal([
            ["sso-admin@contoso.example", adminId],
            ["sso-alice@contoso.example", aliceId],
        ]);
        const { inputs } = find(await deploySso(left), "aws:connect/user:User", "sso-gone@contoso.example");
        expect(inputs.name).to.equal("gone@contoso.example");
    });

    it("registers what was asked for, with all defaults, and nothing of people but their user names", async () => {
        const { inputs } = find(await deploySso(), "connect-entra-sso:index:ConnectSso", "sso");
        expect(inputs).to.deep.equal({
            instanceAlias: "contoso-dev",
            users: ["admin@contoso.example", "alice@contoso.example"],
            takenOverUsers: {},
            usersWithoutAssignment: 0,
            usersNotLookedUp: 0,
            usersWithoutSignIn: [],
            environment: "global",
            displayName: "connect-entra-sso-dev",
            identifier: "urn:amazon:webservices",
            landingPage: "ccp",
            sessionDurationSeconds: 43_200,
            roleSessionNameAttribute: "userPrincipalName",
            region: "eu-central-1",
            tenantId: "aaaabbbb-0000-cccc-1111-dddd2222eeee",
            samlProviderName: "connect-entra-sso-dev",
            roleName: "connect-entra-sso-dev",
            certificates: { initial: {} },
            directoryLookup: true,
            protection: true,
        });
    });

    it("registers who was taken over, who may not sign in and how many get no assignment, but nothing else of people", async () => {
        const userId = "88888888-aaaa-4444-8888-000000000008";
        const deployment = await deploySso(
            {
                instanceAlias: undefined,
                existingInstanceId: newInstanceId,
                newRole: true,
                directoryLookup: false,
                groups: { agents: groupId },
                users: {
                    ...users,
                    taken: { ...alice, userId, secondaryEmail: "taken@home.example", tags: { desk: "Berlin 12" } },
                    gone: { ...alice, signIn: false },
                    known: { ...alice, objectId: aliceId },
                },
            },
            { instances: [{ id: newInstanceId, instanceAlias: "contoso", identityManagementType: "SAML" }] },
        );
        expect(deployment.failures).to.deep.equal([]);
        const { inputs } = find(deployment, "connect-entra-sso:index:ConnectSso", "sso");
        expect({
            users: inputs.users,
            takenOverUsers: inputs.takenOverUsers,
            usersWithoutSignIn: inputs.usersWithoutSignIn,
            usersWithoutAssignment: inputs.usersWithoutAssignment,
        }).to.deep.equal({
            users: ["admin@contoso.example", "alice@contoso.example", "taken", "gone", "known"],
            takenOverUsers: { taken: userId },
            usersWithoutSignIn: ["gone"],
            usersWithoutAssignment: 3,
        });
        const others = deployment.registrations.filter(({ type }) => type !== "aws:connect/user:User");
        for (const { inputs: asked, outputs } of others) {
            expect(JSON.stringify([asked, outputs])).not.to.match(/Alice|Ada|home\.example|Berlin/);
        }
    });

    it("assigns users by the object id that they are given, without a look-up of them", async () => {
        const known = { ...users, "bob@contoso.example": { ...alice, objectId: groupId.toUpperCase() } };
        const deployment = await deploySso({ users: known });
        const { inputs } = find(deployment, assignmentType, "sso-bob@contoso.example");
        expect(inputs.principalObjectId).to.equal(groupId);
        expect(
            deployment.lookups.filter(({ token }) => token.endsWith(":getUsers")).map(({ inputs: asked }) => asked),
        ).to.deep.equal([{ userPrincipalNames: Object.keys(users), ignoreMissing: true }]);
        expect(deployment.result.notChecked).to.deep.equal([
            "Whether 1 user(s) exist in the directory, are enabled and are spelled like this (objectId is set).",
        ]);
    });

    it("keeps certificates trusted that it does not manage", async () => {
        const other = await makeCertificate();
        const { result } = await deploySso({ alsoTrustedCertificates: [other.value] });
        const held = readMetadataDocument(result.samlMetadataDocument).certificates;
        expect(held.map(({ keyName, value }) => [keyName, value]).sort()).to.deep.equal(
            [
                ["initial", certificate.value],
                [undefined, other.value],
            ].sort(),
        );
    });

    it("has a step of its own that makes Entra sign, after AWS has the certificate, only where one is named", async () => {
        const signerType = "connect-entra-sso:index:EntraSigningCertificate";
        const named = await deploySso({ signingCertificate: "initial" });
        const { parent, inputs, options, dependencies } = find(named, signerType, "sso");
        expect({ parent, inputs, options, dependencies }).to.deep.equal({
            parent: "EntraSamlApp sso",
            inputs: { signingCertificate: "initial", thumbprint: certificate.thumbprint },
            options: { ignoreChanges: ["activatedAt"] },
            dependencies: [
                "SamlProvider sso",
                "ServicePrincipal sso",
                "ServicePrincipalTokenSigningCertificate sso-initial",
            ],
        });
        for (const args of [{}, { signingCertificate: "initial", certificateActivation: false }]) {
            const { registrations } = await deploySso(args);
            expect(registrations.filter(({ type }) => type === signerType)).to.deep.equal([]);
        }
    });

    it("tags instance, SAML provider and role, and no user", async () => {
        const tags = { team: "support" };
        const { registrations } = await deploySso({ tags });
        const tagged = registrations.filter(({ type, inputs }) => type.startsWith("aws:") && inputs.tags);
        expect(tagged.map(({ type, inputs }) => [type, inputs.tags]).sort()).to.deep.equal([
            ["aws:connect/instance:Instance", tags],
            ["aws:iam/role:Role", tags],
            ["aws:iam/samlProvider:SamlProvider", tags],
        ]);
    });

    it("registers the outputs it results in", async () => {
        const deployment = await deploySso();
        expect(find(deployment, "connect-entra-sso:index:ConnectSso", "sso").outputs).to.deep.equal(deployment.result);
        expect(Object.keys(deployment.result).sort()).to.deep.equal([
            "approvedOrigins",
            "ccpUrl",
            "certificates",
            "clientId",
            "embeddedSignInUrl",
            "entityId",
            "instanceArn",
            "instanceId",
            "notChecked",
            "relayState",
            "roleArn",
            "samlMetadataDocument",
            "samlProviderArn",
            "servicePrincipalId",
            "servicePrincipalObjectId",
            "signInUrl",
            "userIds",
        ]);
    });

    it("has the command that approves each origin, and says that nothing else does", async () => {
        const { result } = await deploySso({
            landingPage: "https://desk.contoso.example/start",
            approvedOrigins: ["https://crm.contoso.example:8443", "https://desk.contoso.example"],
        });
        const command = `aws connect associate-approved-origin --instance-id ${newInstanceId} --origin`;
        expect([result.approvedOrigins, result.notChecked]).to.deep.equal([
            {
                "https://desk.contoso.example": `${command} https://desk.contoso.example --region eu-central-1`,
                "https://crm.contoso.example:8443": `${command} https://crm.contoso.example:8443 --region eu-central-1`,
            },
            [
                "Whether the instance approves the origins of the output approvedOrigins, which has the command for each.",
            ],
        ]);
    });

    it("signs people in to the panel from a page that embeds it, whatever the landing page is", async () => {
        const { result } = await deploySso({ landingPage: "https://desk.contoso.example/start" });
        expect(result.embeddedSignInUrl).to.equal(
            `${result.signInUrl}&RelayState=${encodeURIComponent(`${federate}%2Fccp-v2%2Fchat&new_domain=true`)}`,
        );
    });

    const federate = `https://eu-central-1.console.aws.amazon.com/connect/federate/${newInstanceId}?destination=`;
    const pages: [landingPage: string | undefined, destination: string][] = [
        [undefined, "%2Fccp-v2%2Fchat&new_domain=true"],
        ["agentWorkspace", "%2Fagent-app-v2&new_domain=true"],
        ["https://desk.contoso.example/a?b=c", "https%3A%2F%2Fdesk.contoso.example%2Fa%3Fb%3Dc"],
    ];
    for (const [landingPage, destination] of pages) {
        it(`leads people to ${landingPage ?? "the CCP unless told otherwise"}`, async () => {
            const deployment = await deploySso({ landingPage });
            expect(deployment.result.relayState).to.equal(`${federate}${destination}`);
            const { inputs } = find(deployment, "azuread:index/servicePrincipal:ServicePrincipal", "sso");
            expect(inputs.samlSingleSignOn).to.deep.equal({ relayState: `${federate}${destination}` });
        });
    }

    it("takes protection off everything when it is turned off", async () => {
        const { registrations } = await deploySso({ protection: false });
        expect(registrations.filter(({ options }) => options.protect === true)).to.deep.equal([]);
    });

    const noAdmin =
        "users must contain a user with the security profile Admin, got none: an instance created through the API has no administrator. ";
    refusesArguments(headline, make, [
        [
            "an alias beside an id",
            { existingInstanceId: newInstanceId, newRole: true },
            [
                "instanceAlias must not be set together with existingInstanceId, got both. Keep instanceAlias to create an instance, or existingInstanceId to use an existing one",
            ],
        ],
        [
            "an existing instance without a word on the role",
            { instanceAlias: undefined, existingInstanceId: newInstanceId },
            [
                "existingRoleName must be set for an existing instance, got none: Connect binds every user to the first role they sign in with, and refuses them with another. Write the name of the role they sign in with today, or newRole: true if nobody has signed in yet",
            ],
        ],
        [
            "an existing role and a new one",
            { instanceAlias: undefined, existingInstanceId: newInstanceId, existingRoleName: "people", newRole: true },
            ["newRole must not be true while existingRoleName names a role. Remove one of the two"],
        ],
        [
            "a new instance without an administrator",
            { users: { alice } },
            [`${noAdmin}Write for example "alice": { …, securityProfiles: ["Admin"] }`],
        ],
        [
            "a new instance without anybody",
            { users: {} },
            [`${noAdmin}Write for example "admin@contoso.example": { …, securityProfiles: ["Admin"] }`],
        ],
        [
            "an administrator who may not sign in",
            { users: { admin: { ...admin, signIn: false } } },
            [`${noAdmin}Write for example "admin": { …, securityProfiles: ["Admin"] }`],
        ],
        [
            "no look-up without a group",
            { directoryLookup: false },
            [
                "groups must name at least one group when directoryLookup is false, got none: without the look-up, users can be assigned only as members of a group, or by their objectId",
            ],
        ],
        [
            "a group that is no object id, names that Pulumi can't take, and one group under two names",
            {
                groups: {
                    agents: "agents",
                    "": groupId,
                    leads: groupId.toUpperCase(),
                    supervisors: groupId.toLowerCase(),
                },
            },
            [
                'groups.agents must be a GUID such as "00000000-1111-2222-3333-444444444444", got "agents"',
                'groups[""] must be a name of 1 to 64 letters, digits, spaces or . _ -, beginning with a letter or digit, got ""',
                'groups must name each group once, got the same object id for "", "leads" and "supervisors"',
            ],
        ],
        [
            "groups as a list, as they were written before they had names",
            { groups: [groupId] },
            [
                `groups must be a map from a name of your choice to a group's object id, got ["${groupId}"]. Write for example "agents: ${groupId}"`,
            ],
        ],
        [
            "groups as a word",
            { groups: "agents" },
            [
                'groups must be a map from a name of your choice to a group\'s object id, got "agents". Write for example "agents: 00000000-1111-2222-3333-444444444444"',
            ],
        ],
        [
            "a removed group that is still listed",
            { groups: { agents: groupId }, removedGroups: ["agents"] },
            ['removedGroups must not name "agents" while groups lists it. Remove the name from one of the two'],
        ],
        [
            "two certificates without a word on which signs",
            { certificates: { "2026": {}, "2027": {} } },
            [
                'signingCertificate must be set when there are two or more certificates ("2026" and "2027"), got none. Write the name of the one Entra signs with: the oldest, unless you ran the activation command of another',
            ],
        ],
        [
            "a signing certificate that is not listed",
            { certificates: { "2026": {} }, signingCertificate: "2027" },
            ['signingCertificate must be one of certificates ("2026"), got "2027"'],
        ],
        [
            "a trusted certificate that is none, tags that IAM refuses and an object id that is a name",
            {
                alsoTrustedCertificates: ["MIIC"],
                tags: { team: "A*B" },
                users: { ...users, bob: { ...alice, objectId: "bob" } },
            },
            [
                'tags must have values of up to 256 letters, digits, spaces and _ . : / = + - @, got "A*B" for "team"',
                'users.bob.objectId must be a GUID such as "00000000-1111-2222-3333-444444444444", got "bob"',
                'alsoTrustedCertificates must be a list of certificates; its item 1 must be an X.509 certificate as base64 DER without PEM header, got "MIIC"',
            ],
        ],
        [
            "a profile a new instance will not have, beside another problem",
            {
                sessionDurationSeconds: 60,
                users: { ...users, bob: { ...alice, securityProfiles: ["Agents"], routingProfile: "Support" } },
            },
            [
                "sessionDurationSeconds must be a whole number of seconds from 900 to 43200, got 60",
                'users.bob.securityProfiles must name a security profile that a new instance has ("Admin", "Agent", "CallCenterManager" and "QualityAnalyst"), got "Agents". Did you mean "Agent"? Deploy the instance first, then use a profile of your own',
                'users.bob.routingProfile must name a routing profile that a new instance has ("Basic Routing Profile"), got "Support". Deploy the instance first, then use a profile of your own',
            ],
        ],
        [
            "what any part refuses, all in one error",
            {
                instanceAlias: "c",
                displayName: "",
                identifier: "urn:contoso:a/",
                certificates: {},
                owners: [],
                notificationEmailAddresses: "x",
                tenantId: "contoso",
                environment: "mars",
                samlProviderName: "a b",
                roleName: "a,b",
                alsoTrustedSamlProviders: "x",
                removedUsers: ["alice@contoso.example"],
                landingPage: "http://contoso.example/",
                roleSessionNameAttribute: "email",
                inboundCallsEnabled: "yes",
                protection: "on",
                users: { ...users, bob: { ...alice, signIn: "no", shoe: 1 } },
            },
            [
                'instanceAlias must be 2 to 45 letters a-z or A-Z, digits or hyphens, and must not begin or end with a hyphen, got "c" (1 character)',
                'inboundCallsEnabled must be true or false, got "yes"',
                'protection must be true or false, got "on"',
                'displayName must be a non-empty text, got ""',
                'identifier must not end in "/", got "urn:contoso:a/"; write "urn:contoso:a"',
                'landingPage must be an https address, got "http://contoso.example/"; write "https://contoso.example/"',
                'roleSessionNameAttribute must be "userPrincipalName", "mail" or "employeeId", got "email"; write "mail"',
                'users.bob.shoe is not a known key; write one of "firstName", "lastName", "securityProfiles", "routingProfile", "phoneType", "deskPhoneNumber", "afterContactWorkTimeLimitSeconds", "autoAccept", "secondaryEmail", "tags", "userId", "signIn", "signInEnded", "formerUsername" and "objectId"',
                'users.bob.signIn must be true or false, got "no"',
                "owners must list at least one object id, got none. Remove the key to keep the owner who deployed first",
                'notificationEmailAddresses must be a list of at most 5 e-mail addresses, got "x"',
                'samlProviderName must be 1 to 128 letters a-z or A-Z, digits or . _ -, got "a b"',
                'roleName must not contain a comma, which would split the Role claim in two, got "a,b"; write "a-b"',
                'alsoTrustedSamlProviders must be a list of SAML provider ARNs, got "x"',
                'tenantId must be a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso"',
                'environment must be "global", "usgovernment" (also "usgovernmentl5") or "china", got "mars"',
                "certificates must list at least one certificate, got none. Write initial: {}",
                'removedUsers must not name "alice@contoso.example" while users lists them. Remove the name from one of the two',
            ],
        ],
    ]);
});

import { X509Certificate } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CognitoFederation, ConnectSso, type ConnectSsoArgs, EntraAppAssignments } from "../../components";
import { readMetadataDocument } from "../../rules/saml";
import { type SsoMocks, type SsoMocksOptions, ssoMocks } from "../../testing";

const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const alice = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const users = { "admin@contoso.example": admin, "alice@contoso.example": alice };
const instanceId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
const existing = { existingInstanceId: instanceId, newRole: true };

let started: SsoMocks | undefined;

async function start(options: SsoMocksOptions = {}, { config = {}, preview = false } = {}) {
    const clouds = ssoMocks(options);
    await pulumi.runtime.setMocks(clouds, "contoso", "test", preview);
    pulumi.runtime.setAllConfig(config);
    started = clouds;
    return clouds;
}
const contoso = (args: Partial<ConnectSsoArgs> = {}) =>
    new ConnectSso("contoso", { instanceAlias: "contoso-support", users, ...args } as ConnectSsoArgs);
const wait = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
const messagesOf = async (options: SsoMocksOptions, program: () => unknown) =>
    (await (await start(options)).refusalOf(program)).problems.map(({ message }) => message.split(",")[0]).sort();

describe("The mocks for unit tests", () => {
    afterEach(() => (started ? started.settled() : undefined));

    it("say after a program who is assigned, and which Connect users there are", async () => {
        const clouds = await start();
        contoso({ groups: { agents: instanceId } });
        await clouds.settled();
        expect(clouds.assigned).to.deep.equal([instanceId, "admin@contoso.example", "alice@contoso.example"]);
        const routingProfile = "Basic Routing Profile";
        expect(clouds.connectUsers).to.deep.equal({
            "admin@contoso.example": { ...admin, routingProfile },
            "alice@contoso.example": { ...alice, routingProfile },
        });
        expect(clouds.lookedUp.map(({ token }) => token.split(":")[2]).sort()).to.deep.equal([
            ...["getClientConfig", "getPartition", "getRegion", "getRoutingProfile", "getSecurityProfile"],
            ...["getSecurityProfile", "getUsers"],
        ]);
    });

    it("leave nothing unchecked, and give ids and ARNs in the clouds' form", async () => {
        await start({ accountId: "111122223333" }, { config: { "aws:region": "us-gov-west-1" } });
        const sso = contoso();
        const guid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        const forms: [pulumi.Output<string>, string][] = [
            [sso.instanceArn, `arn:aws-us-gov:connect:us-gov-west-1:111122223333:instance/${guid}`],
            [sso.roleArn, "arn:aws-us-gov:iam::111122223333:role/contoso-test"],
            [sso.samlProviderArn, "arn:aws-us-gov:iam::111122223333:saml-provider/contoso-test"],
            [sso.servicePrincipalId, `/servicePrincipals/${guid}`],
            [sso.signInUrl, `https://[^/]+/signin/${guid}\\?tenantId=${guid}`],
            [sso.relayState, `https://console\\.amazonaws-us-gov\\.com/connect/federate/${guid}\\?.*`],
        ];
        for (const [output, form] of forms) {
            expect(await wait(output)).to.match(new RegExp(`^${form}$`));
        }
        expect(await wait(sso.notChecked)).to.deep.equal([]);
    });

    for (const existingUserPoolId of [undefined, "us-east-1_Ab1Cd2Ef3"]) {
        it(`work for a user pool that is ${existingUserPoolId === undefined ? "new" : "there"}`, async () => {
            const clouds = await start();
            const cognito = new CognitoFederation("desk", {
                ...(existingUserPoolId === undefined ? {} : { existingUserPoolId }),
                domainPrefix: "contoso-desk",
                appClients: {
                    desk: { callbackUrls: ["https://desk.contoso.example/signed-in"], generateSecret: true },
                },
            });
            await clouds.settled();
            expect(await wait(cognito.notChecked)).to.deep.equal([]);
            expect(await wait(cognito.userPoolArn)).to.match(
                /^arn:aws:cognito-idp:us-east-1:123456789012:userpool\/us-east-1_\w{8,9}$/,
            );
        });
    }

    it("show the values of secrets in the record", async () => {
        const clouds = await start();
        const secretAlice = { ...alice, lastName: pulumi.secret("Agent") };
        contoso({ users: { ...users, "alice@contoso.example": secretAlice } as ConnectSsoArgs["users"] });
        await clouds.settled();
        expect(clouds.connectUsers["alice@contoso.example"]?.lastName).to.equal("Agent");
        const user = clouds.registered.find(({ name }) => name === "contoso-alice@contoso.example");
        expect(user?.inputs.identityInfo).to.deep.equal({ firstName: "Alice", lastName: "Agent" });
    });

    it("give each certificate its own name, end and thumbprint", async () => {
        await start();
        const certificates = { "2026": { endDate: "2028-11-24T05:06:07Z" }, "2027": {} };
        const sso = contoso({ certificates, signingCertificate: "2026" });
        const { certificates: inMetadata } = readMetadataDocument(await wait(sso.samlMetadataDocument));
        const facts = await wait(sso.certificates);
        expect(
            inMetadata.map(({ keyName, thumbprint, notAfter }) => ({ keyName, thumbprint, notAfter })),
        ).to.deep.equal([
            { keyName: "2026", thumbprint: facts["2026"]?.thumbprint, notAfter: "2028-11-24T05:06:07Z" },
            { keyName: "2027", thumbprint: facts["2027"]?.thumbprint, notAfter: "2049-12-31T00:00:00Z" },
        ]);
        expect(facts["2026"]?.thumbprint).not.to.equal(facts["2027"]?.thumbprint);
    });

    it("give the same in every run", async () => {
        const documents = [];
        for (let run = 0; run < 2; run++) {
            await start();
            documents.push(await wait(contoso().samlMetadataDocument));
        }
        expect(documents[0]).to.equal(documents[1]);
        const value = /<(?:\w+:)?X509Certificate[^>]*>([^<]+)/.exec(documents[0] ?? "")?.[1] ?? "";
        expect(new X509Certificate(Buffer.from(value, "base64")).publicKey.asymmetricKeyType).to.equal("rsa");
    });

    it("know in a preview only what the program asked for", async () => {
        const clouds = await start({}, { preview: true });
        const sso = contoso();
        await clouds.settled();
        expect(await (sso.roleArn as unknown as { isKnown: Promise<boolean> }).isKnown).to.equal(false);
        expect(clouds.assigned).to.deep.equal(["admin@contoso.example", "alice@contoso.example"]);
    });

    const refused: [title: string, options: SsoMocksOptions, program: () => unknown, messages: string[]][] = [
        [
            "a user whom the directory does not have, and one whose account is disabled",
            {
                directory: {
                    users: [
                        "zoe@contoso.example",
                        { userPrincipalName: "admin@contoso.example", accountEnabled: false },
                        "ALICE@contoso.example",
                    ],
                },
            },
            () => contoso({ users: { ...users, "zoe@contoso.example": alice, "bo@contoso.example": alice } }),
            [
                "must be spelled as in the directory",
                "must be the userPrincipalName of a user in the directory",
                "must have an enabled account in the directory",
            ],
        ],
        [
            "a profile that the instance does not have",
            { securityProfiles: ["Admin", "Team lead"], routingProfiles: ["Night"] },
            () => contoso({ ...existing, instanceAlias: undefined }),
            [
                'must name a routing profile of the instance "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846"',
                'must name a routing profile of the instance "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846"',
                'must name a security profile of the instance "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846"',
            ],
        ],
        [
            "an instance that the account does not have",
            { instances: [] },
            () => contoso({ ...existing, instanceAlias: undefined }),
            ["must be an Amazon Connect instance in the account and Region of the aws provider"],
        ],
        [
            "an instance whose users do not sign in by SAML",
            { instances: [{ instanceId, identityManagementType: "CONNECT_MANAGED" }] },
            () => contoso({ ...existing, instanceAlias: undefined }),
            ["must be an instance whose identity management type is SAML"],
        ],
        [
            "another tenant",
            { tenantId: "aaaabbbb-0000-cccc-1111-dddd2222eeee" },
            () => contoso({ tenantId: instanceId }),
            ["must be the tenant that the azuread provider is signed in to"],
        ],
        ["invalid arguments", {}, () => contoso({ instanceAlias: "-" }), ["must be 2 to 45 letters a-z or A-Z"]],
        [
            "what a mock of the test's own refuses",
            {
                call: ({ token }) => {
                    if (token.endsWith("getUsers")) {
                        throw new Error("Authorization_RequestDenied");
                    }
                    return undefined;
                },
            },
            () => contoso(),
            ["can't be looked up in the directory: Authorization_RequestDenied. Grant the caller User.Read.All"],
        ],
    ];
    for (const [title, options, program, messages] of refused) {
        it(`return why a program is refused: ${title}`, async () => {
            expect(await messagesOf(options, program)).to.deep.equal(messages);
        });
    }

    it("throw the refusal where a program should have been accepted", async () => {
        const clouds = await start({ directory: { users: [] } });
        contoso();
        const error = await clouds.settled().then(
            () => undefined,
            (reason: Error) => reason,
        );
        expect(error?.name).to.equal("ConnectEntraSsoError");
    });

    it("settle what a refused component does not hold up", async () => {
        const clouds = await start({ directory: { users: [] } });
        await clouds.refusalOf(() => {
            contoso();
            new EntraAppAssignments("wiki", { servicePrincipalObjectId: instanceId, groups: { agents: instanceId } });
        });
        expect(clouds.assigned).to.deep.equal([instanceId]);
        await clouds.settled();
    });

    it("fail where a program should have been refused", async () => {
        const clouds = await start();
        const error = await clouds.refusalOf(() => contoso()).catch((reason: Error) => reason);
        expect(error.message).to.equal("Nothing was refused: the program created all its resources.");
    });

    it("pass on what the program itself throws", async () => {
        const clouds = await start();
        const mistake = async () => {
            throw new Error("thrown by the importer");
        };
        const error = await clouds.refusalOf(mistake).catch((reason: Error) => reason);
        expect(error.message).to.equal("thrown by the importer");
    });

    it("say so when Pulumi does not have them", async () => {
        await start();
        const error = await ssoMocks()
            .settled()
            .catch((reason: Error) => reason);
        expect(error?.message).to.equal("Pass these mocks to pulumi.runtime.setMocks first, and await it.");
    });

    it("answer only what mocks of the test's own leave out", async () => {
        const clouds = await start({
            newResource: ({ type, inputs }) =>
                type === "aws:iam/role:Role"
                    ? { id: "own", state: { ...inputs, arn: "arn:aws:iam::1:role/own" } }
                    : undefined,
            call: async ({ token }) =>
                token === "aws:index/getRegion:getRegion" ? { region: "eu-west-2" } : undefined,
        });
        const sso = contoso();
        await clouds.settled();
        expect([await wait(sso.roleArn), (await wait(sso.instanceArn)).split(":")[3]]).to.deep.equal([
            "arn:aws:iam::1:role/own",
            "us-east-1",
        ]);
        expect((await wait(sso.relayState)).split("/")[2]).to.equal("eu-west-2.console.aws.amazon.com");
        expect(clouds.registered.find(({ type }) => type === "aws:iam/role:Role")?.id).to.equal("own");
    });

    it("find users and groups for the program's own look-ups, and name those that it creates", async () => {
        const clouds = await start({ directory: { groups: ["Agents"] } });
        const ask = (token: string, inputs: object) =>
            pulumi.runtime.invoke(token, inputs) as Promise<{ objectId: string }>;
        const group = await ask("azuread:index/getGroup:getGroup", { displayName: "Agents" });
        const user = await ask("azuread:index/getUser:getUser", { userPrincipalName: "bo@contoso.example" });
        class Group extends pulumi.CustomResource {
            declare readonly objectId: pulumi.Output<string>;
            constructor(displayName: string) {
                super("azuread:index/group:Group", displayName, { displayName, objectId: undefined });
            }
        }
        new EntraAppAssignments("wiki", {
            servicePrincipalObjectId: instanceId,
            groups: { agents: group.objectId, leads: new Group("Leads").objectId, bo: user.objectId },
        });
        await clouds.settled();
        expect(clouds.assigned).to.deep.equal(["Agents", "Leads", "bo@contoso.example"]);
        const missing = await ask("azuread:index/getGroup:getGroup", { displayName: "Strangers" }).catch(String);
        expect(missing).to.include("No group found matching specified filter (Strangers)");
    });

    const invalid: [options: object, problems: string[]][] = [
        [{ regoin: "eu-central-1" }, ['regoin is not a known key; did you mean "region"?']],
        [{ region: "Frankfurt" }, ['region must be a name such as "eu-central-1", got "Frankfurt"']],
        [
            { accountId: 123456789012 },
            ["accountId must be the 12 digits of an AWS account as a text, got 123456789012"],
        ],
        [
            { tenantId: "contoso.example" },
            ['tenantId must be a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso.example"'],
        ],
        [
            { directory: ["a@contoso.example"] },
            ['directory must be an object with users, groups, got ["a@contoso.example"]'],
        ],
        [{ directory: { users: { a: {} } } }, ['directory.users must be a list of names or objects, got {"a":{}}']],
        [
            {
                directory: {
                    users: [{ mail: "a@contoso.example", accountEnabled: "no" }, 7, "b@x.example", "B@x.example"],
                },
            },
            [
                "directory.users has an invalid item 1: userPrincipalName must be a non-empty text, got nothing",
                'directory.users has an invalid item 1: accountEnabled must be true or false, got "no"',
                "directory.users has an invalid item 2: must be an object with userPrincipalName, mail, employeeId, objectId, accountEnabled, got 7",
                'directory.users has an invalid item 4: must be listed once, got "b@x.example" again',
            ],
        ],
        [
            { instances: [{ instanceId: "contoso-support" }] },
            [
                'instances has an invalid item 1: instanceId must be a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso-support"',
            ],
        ],
        [
            { instances: [{ instanceId, identityManagementType: "saml" }] },
            [
                'instances has an invalid item 1: identityManagementType must be one of "SAML", "CONNECT_MANAGED", "EXISTING_DIRECTORY", got "saml"',
            ],
        ],
        [{ securityProfiles: "Admin" }, ['securityProfiles must be a list of names, got "Admin"']],
        [{ newResource: { id: "1" } }, ['newResource must be a function, got {"id":"1"}']],
    ];
    for (const [options, problems] of invalid) {
        it(`refuse the options ${JSON.stringify(options)}`, () => {
            expect(() => ssoMocks(options))
                .to.throw()
                .with.property("message")
                .that.deep.equals(["ssoMocks has invalid options:", ...problems.map((it) => `  - ${it}`)].join("\n"));
        });
    }

    for (const options of [null, 7, "eu-central-1", []] as unknown as SsoMocksOptions[]) {
        it(`refuse ${JSON.stringify(options)} in place of options`, () => {
            expect(() => ssoMocks(options)).to.throw(/must be an object with region/);
        });
    }
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { awsPermissions } from "../../rules/awsPermissionPolicy";
import { graphPermissions } from "../../rules/graphPermissions";
import { defaultNames } from "../../rules/names";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectRefusal, expectSuccess, federation } from "../helpers/federation";
import { notInDirectory } from "../helpers/refusals";

const alice = federation.users["alice@contoso.example"];

const wrong: { title: string; config: Record<string, unknown>; texts: string[] }[] = [
    {
        title: "configuration with a dozen mistakes, all of them at once",
        config: {
            "aws:region": "eu-central-1",
            "aws:regoin": "eu-central-1",
            "conect-entra-sso:users": { "alice@contoso.example": alice },
            "datadog:apiKey": "x",
            "azuread:tenantId": "contoso",
            instanceAlias: "-x-",
            instanceAlais: "contoso",
            landingPage: "http://contoso.example",
            sessionDurationSeconds: 43_201,
            identifier: "https://signin.aws.amazon.com/saml/",
            roleName: "a,b",
            groups: { agents: "agents" },
            certificates: { first: { endDate: "2027-01-01" } },
            retiredCertificates: ["first"],
            users: {
                "alice@contoso": { ...alice, firstName: "", securityProfiles: [] },
                "guest_x#EXT#@contoso.example": alice,
            },
        },
        texts: [
            "aws:regoin is not a known key; did you mean",
            'conect-entra-sso:users is in a namespace that this program does not read; did you mean "connect-entra-sso:users"?',
            'this program does not read the configuration namespace "datadog"',
            "azuread:tenantId must be a GUID",
            "instanceAlias must be 2 to 45",
            "connect-entra-sso:instanceAlais is not a known key; did you mean",
            "landingPage must",
            "sessionDurationSeconds must",
            "identifier must",
            "roleName must",
            "groups.agents must be a GUID",
            "certificates.first.endDate must",
            'retiredCertificates must not name "first"',
            'users["alice@contoso"] may contain',
            'users["alice@contoso"].firstName must',
            'users["alice@contoso"].securityProfiles must',
            'set roleSessionNameAttribute to "mail"',
            "security profile Admin",
        ],
    },
    {
        title: "profiles that a new instance does not have, and people who can't sign in, in one message",
        config: {
            ...federation,
            users: {
                ...federation.users,
                "bob@contoso.example": {
                    ...alice,
                    securityProfiles: ["Agnet"],
                    routingProfile: "Basic Routing Profil",
                },
                "nobody@contoso.example": alice,
            },
        },
        texts: [
            "securityProfiles must name a security profile that a new instance has",
            'Did you mean "Agent"?',
            'Did you mean "Basic Routing Profile"?',
            `users["nobody@contoso.example"] ${notInDirectory("nobody@contoso.example")}`,
        ],
    },
];

/** A caller who may preview the stack, and nothing else. */
const target = { ...defaultNames("connect-entra-sso", "test"), region: "eu-central-1", accountId: "123456789012" };
const account = { caller: { allowed: awsPermissions(["preview"], target) } };
const { permissions: _, ...example } = JSON.parse(
    readFileSync(join(__dirname, "..", "..", "tools", "rehearsal", "directory.json"), "utf8"),
) as Record<string, unknown> & { caller: object };
const reader = { ...example, caller: { ...example.caller, appRoles: graphPermissions(["preview"]) } };

describe("bad input on the engine", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: federation, account, directory: reader });
        // Opens the clouds, which begin with their directory and account.
        const preview = await stack.preview();
        expectSuccess(preview);
        expect(preview.output).not.to.match(/warning|Insufficient|AccessDenied/);
    });
    after(() => stack.remove());

    it("is not a caller without the permissions of up: a cloud names what is missing, and keeps nothing", async () => {
        const before = stack.clouds();
        const up = await stack.up();
        expect(up.code).not.to.equal(0);
        // Both clouds are asked at once, and the engine stops at the first refusal.
        expect(up.output).to.match(
            /POST applications takes Application\.ReadWrite\.OwnedBy|not authorized to perform: connect:CreateInstance on resource: \*/,
        );
        expect(stack.clouds()).to.deep.equal(before);
    });

    for (const { title, config, texts } of wrong) {
        it(`refuses ${title}, and makes nothing`, async () => {
            await expectRefusal(stack, config, texts);
        });
    }
});

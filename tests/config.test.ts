import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Fields } from "../components/internal/args";
import { connectSsoFields } from "../components/internal/check/connectSso";
import { awsConfigurationKeys, azureadConfigurationKeys } from "../components/internal/providerConfiguration";
import { readConfiguration } from "../config";
import { certificateKeys, configKeys, type Keys, userKeys } from "../configKeys";
import { deploy, failureOf, type Unwrapped } from "./helpers/cloud";
import { report } from "./helpers/refusals";

const root = join(__dirname, "..");
const headline = 'The configuration of stack "dev" is invalid:';
const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const working = { instanceAlias: "contoso-dev", users: { "admin@contoso.example": admin } };

/** Keys without a namespace are the program's own. */
function read(config: Record<string, unknown>, secretKeys: string[] = []) {
    const own = Object.entries(config).map(([key, value]) => [
        key.includes(":") ? key : `connect-entra-sso:${key}`,
        value,
    ]);
    return deploy(() => ({ read: readConfiguration() }), {
        config: Object.fromEntries(own),
        secretKeys: secretKeys.map((key) => `connect-entra-sso:${key}`),
    });
}

describe("The configuration", () => {
    const { users, certificates, environment: _, ...others } = connectSsoFields;
    // The users of the file are users to ConnectSso.
    const { usersFile: __, ...argumentKeys } = configKeys;
    for (const [what, keys, fields] of [
        ["the stack", argumentKeys, { users, certificates, ...others }],
        ["a user", userKeys, users.entries?.fields ?? {}],
        ["a certificate", certificateKeys, certificates.entries.fields],
    ] as [string, Keys, Fields][]) {
        it(`describes every key of ${what}, and no other`, () => {
            const accepted = Object.keys(fields).filter((name) => fields[name]?.refused !== true);
            expect(Object.keys(keys).sort()).to.deep.equal(accepted.sort());
        });

        it(`has defaults of ${what} that fit the rules`, () => {
            const wrong = Object.entries(keys)
                .filter(([name, key]) => key.default !== undefined && fields[name]?.entries === undefined)
                .map(([name, key]) => [name, fields[name]?.rule?.(key.default)])
                .filter(([, problem]) => problem !== undefined);
            expect(wrong).to.deep.equal([]);
        });
    }

    it("has the defaults that the arguments of ConnectSso are documented with", () => {
        const docs = readFileSync(join(root, "components", "args", "connectSsoArgs.ts"), "utf8");
        const plain = Object.entries(configKeys).filter(([, key]) =>
            /^(string|number|boolean)$/.test(typeof key.default),
        );
        const wrong = plain.filter(([name, key]) => {
            const comment = new RegExp(`@default ([^\\n]*?)\\s*\\*/\\s*${name}\\?:`).exec(docs)?.[1];
            return comment?.replaceAll("`", "") !== String(key.default);
        });
        expect(wrong.map(([name]) => name)).to.deep.equal([]);
        expect(plain.map(([name]) => name)).to.include("sessionDurationSeconds");
    });

    for (const [sdk, keys] of [
        ["aws", awsConfigurationKeys],
        ["azuread", azureadConfigurationKeys],
    ] as const) {
        it(`knows every key of the ${sdk} provider`, () => {
            const typings = readFileSync(join(root, "node_modules", "@pulumi", sdk, "config", "vars.d.ts"), "utf8");
            const declared = [...typings.matchAll(/^export declare const (\w+)/gm)].map(([, key]) => key);
            expect([...keys].sort()).to.deep.equal(declared.sort());
        });
    }

    const bad: [what: string, config: Record<string, unknown>, problems: string[], secrets?: string[]][] = [
        [
            "nothing at all",
            {},
            [
                "instanceAlias or existingInstanceId must be set, got neither. Write the alias of an instance to create, or the id of an existing one",
            ],
        ],
        [
            "a day of users sync that is none",
            {
                ...working,
                users: {
                    ...(working.users as object),
                    "bob@contoso.example": {
                        ...{ firstName: "Bob", lastName: "Bell", securityProfiles: ["Agent"], signIn: false },
                        signInEnded: "2026-02-30",
                    },
                },
            },
            ['users["bob@contoso.example"].signInEnded must be a day such as "2026-11-29", got "2026-02-30"'],
        ],
        [
            "an unknown key with the nearest known one",
            { ...working, instanceAlais: "x", "aws:regoin": "eu-central-1", "azuread:tenentId": "x" },
            [
                'connect-entra-sso:instanceAlais is not a known key; did you mean "instanceAlias"?',
                'aws:regoin is not a known key; did you mean "region"?',
                'azuread:tenentId is not a known key; did you mean "tenantId"?',
            ],
        ],
        [
            "keys in a misspelled namespace",
            {
                ...working,
                "conect-entra-sso:users": {},
                "azureAD:tenantId": "x",
                "datadog:apiKey": "x",
                "pulumi:tags": {},
            },
            [
                'conect-entra-sso:users is in a namespace that this program does not read; did you mean "connect-entra-sso:users"?',
                'azureAD:tenantId is in a namespace that this program does not read; did you mean "azuread:tenantId"?',
            ],
        ],
        [
            "a provider's tenant or cloud that is none",
            { ...working, "azuread:tenantId": "contoso", "azuread:environment": "mars" },
            [
                'azuread:tenantId must be a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso"',
                'azuread:environment must be "global", "usgovernment" (also "usgovernmentl5") or "china", got "mars"',
            ],
        ],
        [
            "values of the wrong kind",
            {
                ...working,
                sessionDurationSeconds: "1h",
                inboundCallsEnabled: "yes",
                protection: "True",
                removedUsers: "alice",
                groups: { a: 1 },
                certificates: "initial",
            },
            [
                'inboundCallsEnabled must be true or false, got "yes"',
                'protection must be true or false, got "True"',
                'sessionDurationSeconds must be a whole number of seconds from 900 to 43200, got "1h"',
                'removedUsers must be a list of user names, got "alice"',
                'groups.a must be a GUID such as "00000000-1111-2222-3333-444444444444", got 1',
                'certificates must be a map from a name to a certificate, got "initial". Write initial: {}',
            ],
        ],
        [
            "users as a list",
            { ...working, users: [admin] },
            [
                'users must be a map from a user name to a user, got a list. Write each user as "alice@contoso.example: {firstName: …}"',
            ],
        ],
        [
            "a text for users",
            { ...working, users: "alice" },
            [
                'users must be a map from a user name to a user, got "alice". Write each user as "alice@contoso.example: {firstName: …}"',
            ],
        ],
        [
            "all that is wrong, by the names of the keys",
            { instanceAlias: "c", landingPge: "ccp", users: { admin: { ...admin, firstName: "" } } },
            [
                'connect-entra-sso:landingPge is not a known key; did you mean "landingPage"?',
                'instanceAlias must be 2 to 45 letters a-z or A-Z, digits or hyphens, and must not begin or end with a hyphen, got "c" (1 character)',
                'users.admin.firstName must be 1 to 100 characters and not blank, got ""',
            ],
        ],
        [
            "a secret where none can be",
            { ...working, roleName: "people" },
            [
                'roleName must not be a secret: it is visible in the state and in both clouds. Set it with "pulumi config set ' +
                    '--plaintext" (only users and notificationEmailAddresses may be secrets)',
            ],
            ["roleName"],
        ],
        [
            "bad secrets without showing them",
            {
                instanceAlias: "contoso-dev",
                users: { admin: { ...admin, firstName: "Top secret ".repeat(10), secondaryEmail: "hidden address" } },
                notificationEmailAddresses: ["hidden too"],
            },
            [
                "users.admin.firstName must be 1 to 100 characters (counted in bytes of UTF-8) (the value is a secret and not shown)",
                'users.admin.secondaryEmail must be an e-mail address of at most 265 characters such as "alice@contoso.example" (the value is a secret and not shown)',
                'notificationEmailAddresses must be a list of e-mail addresses such as "operations@contoso.example" (the value is a secret and not shown)',
            ],
            ["users", "notificationEmailAddresses"],
        ],
    ];
    for (const [what, config, problems, secrets = []] of bad) {
        it(`refuses ${what}`, async () => {
            expect(failureOf(await read(config, secrets))).to.equal(report(headline, problems));
        });
    }

    it("reads each kind of value, and takes an empty text for nothing", async () => {
        const config = {
            ...working,
            displayName: "",
            owners: "",
            sessionDurationSeconds: "3600",
            directoryLookup: "true",
            protection: "false",
            groups: { agents: "99999999-bbbb-4444-8888-000000000001" },
            certificates: { "2026": {} },
            "azuread:environment": "usgovernment",
        };
        const { failures, result } = await read(config);
        expect([failures, result]).to.deep.equal([
            [],
            {
                read: {
                    ...working,
                    sessionDurationSeconds: 3600,
                    directoryLookup: true,
                    protection: false,
                    groups: { agents: "99999999-bbbb-4444-8888-000000000001" },
                    certificates: { "2026": {} },
                    environment: "usgovernment",
                },
            },
        ]);
    });

    it("accepts what users sync writes", async () => {
        const bob = { firstName: "Bob", lastName: "Bell", securityProfiles: ["Agent"], signIn: false };
        const users = { ...(working.users as object), "bob@contoso.example": { ...bob, signInEnded: "2026-02-28" } };
        const { failures, result } = await read({ ...working, users });
        expect(failures).to.deep.equal([]);
        expect(result?.read.users["bob@contoso.example"]).to.deep.equal(users["bob@contoso.example"]);
    });

    it("keeps secret users secret, but for the names that identify resources", async () => {
        const entry = { ...admin, signIn: true, routingProfile: "Support", secondaryEmail: "ada@home.example" };
        let users: Record<string, Record<string, unknown>> = {};
        const facts = {
            config: {
                "connect-entra-sso:instanceAlias": "contoso-dev",
                "connect-entra-sso:users": { admin: entry },
                "connect-entra-sso:notificationEmailAddresses": ["operations@contoso.example"],
            },
            secretKeys: ["connect-entra-sso:users", "connect-entra-sso:notificationEmailAddresses"],
        };
        const { failures, result } = await deploy(() => {
            const { users: hidden, notificationEmailAddresses } = readConfiguration();
            users = hidden as unknown as typeof users;
            const { firstName, lastName, secondaryEmail } = hidden.admin ?? {};
            return { firstName, lastName, secondaryEmail, notificationEmailAddresses };
        }, facts);
        expect([failures, result as Unwrapped<unknown>]).to.deep.equal([
            [],
            {
                firstName: { secret: "Ada" },
                lastName: { secret: "Admin" },
                secondaryEmail: { secret: "ada@home.example" },
                notificationEmailAddresses: { secret: ["operations@contoso.example"] },
            },
        ]);
        const { signIn, routingProfile, securityProfiles } = users.admin ?? {};
        expect({ signIn, routingProfile, securityProfiles }).to.deep.equal({
            signIn: true,
            routingProfile: "Support",
            securityProfiles: ["Admin"],
        });
    });
});

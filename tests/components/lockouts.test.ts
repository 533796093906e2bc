import { expect } from "chai";
import {
    findFederationLockouts,
    findRoleTakeOverDropped,
    findStandaloneFederationLockouts,
    type RegisteredFederation,
} from "../../components/internal/check/awsSamlFederation";
import { findCognitoLockouts, type RegisteredCognito } from "../../components/internal/check/cognitoFederation";
import { findInstanceLockouts, type RegisteredInstance } from "../../components/internal/check/connectInstance";
import { findConnectSsoLockouts, type RegisteredSso } from "../../components/internal/check/connectSso";
import { findTakeOversDropped, findUsersLeaving } from "../../components/internal/check/connectUsers";
import { findClaimsLockouts, type RegisteredClaims } from "../../components/internal/check/entraAwsClaims";
import {
    findAppLockouts,
    findEndDatesOutOfRange,
    type RegisteredApp,
} from "../../components/internal/check/entraSamlApp";
import { connectSsoCures, entraAwsClaimsCures } from "../../components/internal/cures";
import {
    addressesLeaving,
    appClientsLeaving,
    attributeUnchecked,
    fixedValueChanged,
    lookupTurnedOff,
    providersLeaving,
    takenOverDropped,
    usersLeaving,
} from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";

const inThatInstance = "the users and all history are in that instance";
const identifierBreaks = "sign-ins fail until AWS and all bookmarks use the new one";
const boundToRole = "Connect binds every user to the first role they sign in with";

/** What a rule says; its own test holds the sentence. */
const messageOf = ([problem]: Problem[]) => problem?.message ?? "";

/** A change refused: the value that must stay, the one it got, and why. */
function fixed(field: string, before: string, after: string | null, why: string): [path: string, message: string] {
    return [field, messageOf(fixedValueChanged([field], before, after, why))];
}

type Case<Registered> = readonly [
    what: string,
    before: Registered,
    after: Registered,
    ...problems: [path: string, message: string][],
];

function table<Registered extends object>(
    find: (before: Registered, after: Registered) => Problem[],
    cases: readonly Case<Registered>[],
): void {
    for (const [what, before, after, ...problems] of cases) {
        it(`${problems.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
            expect(find(before, after).map(({ path, message }) => [path.join("."), message])).to.deep.equal(problems);
        });
    }

    it("accepts anything at the first deployment", () => {
        expect(cases.flatMap(([, , after]) => find({} as Registered, after))).to.deep.equal([]);
    });

    it("accepts values that are not known before the deployment", () => {
        expect(
            cases.flatMap(([, before]) =>
                find(before, {
                    ...(before as RegisteredSso),
                    instanceAlias: undefined,
                    existingInstanceId: undefined,
                    identifier: undefined,
                    tenantId: undefined,
                    environment: undefined,
                    roleName: undefined,
                    samlProviderName: undefined,
                    instanceArn: undefined,
                    region: undefined,
                } as Registered),
            ),
        ).to.deep.equal([]);
    });
}

const anotherRegion: [path: string, message: string] = [
    "",
    'The Region of the aws provider can\'t change from "eu-central-1" to "us-west-2": the instance is there. Keep "eu-central-1", use a separate stack for "us-west-2", or set protection to false to do it anyway',
];

describe("A change of ConnectInstance", () => {
    table<RegisteredInstance & { contactLensEnabled?: boolean }>(findInstanceLockouts, [
        ["the same alias", { instanceAlias: "a" }, { instanceAlias: "a", contactLensEnabled: false }],
        [
            "another alias",
            { instanceAlias: "a" },
            { instanceAlias: "b" },
            fixed("instanceAlias", "a", "b", inThatInstance),
        ],
        [
            "another instance",
            { existingInstanceId: "1" },
            { existingInstanceId: "2" },
            fixed("existingInstanceId", "1", "2", inThatInstance),
        ],
        [
            "an existing instance in place of a created one",
            { instanceAlias: "a" },
            { existingInstanceId: "1" },
            fixed("instanceAlias", "a", null, "this stack created the instance and would delete it"),
        ],
        [
            "a created instance in place of an existing one",
            { existingInstanceId: "1" },
            { instanceAlias: "a" },
            fixed("existingInstanceId", "1", null, inThatInstance),
        ],
        [
            "another Region",
            { instanceAlias: "a", region: "eu-central-1" },
            { instanceAlias: "a", region: "us-west-2" },
            anotherRegion,
        ],
    ]);
});

describe("A change of EntraSamlApp", () => {
    const endOfTime = "2099-01-01T00:00:00Z";
    const thumbprint = "97F5D10D328FE3A53D36FA56E98F30456E3825E4";
    const standing = {
        "2026": { thumbprint, endDate: "2029-01-01T00:00:00Z", activateCommand: "az rest … 2026" },
        "2027": { thumbprint: "A".repeat(40), endDate: "2029-01-01T00:00:00Z", activateCommand: "az rest … 2027" },
    };
    table<RegisteredApp & { displayName?: string }>(
        (before, after) => findAppLockouts(before, after, standing),
        [
            [
                "another display name",
                { displayName: "a", identifier: "urn:a:b" },
                { displayName: "b", identifier: "urn:a:b" },
            ],
            [
                "another identifier",
                { identifier: "urn:a:b" },
                { identifier: "urn:a:c" },
                fixed("identifier", "urn:a:b", "urn:a:c", identifierBreaks),
            ],
            [
                "another tenant",
                { tenantId: "1" },
                { tenantId: "2" },
                fixed("tenantId", "1", "2", "another tenant has other users and another issuer"),
            ],
            [
                "another reply URL",
                { replyUrl: "https://a.example/saml" },
                { replyUrl: "https://b.example/saml" },
                fixed(
                    "replyUrl",
                    "https://a.example/saml",
                    "https://b.example/saml",
                    "Entra sends every response there",
                ),
            ],
            ["everybody who may sign in", { appRoleAssignmentRequired: true }, { appRoleAssignmentRequired: false }],
            [
                "that only assigned people may sign in",
                { appRoleAssignmentRequired: false },
                { appRoleAssignmentRequired: true },
                [
                    "appRoleAssignmentRequired",
                    "can't change from false to true: Entra would refuse the people who have no assignment. Assign them first, then set protection to false for this change",
                ],
            ],
            ["the same tenant in capitals", { tenantId: "a-1" }, { tenantId: "A-1" }],
            [
                "another cloud",
                { environment: "global" },
                { environment: "china" },
                fixed("environment", "global", "china", "another cloud has other tenants"),
            ],
            [
                "a certificate that is added, while the old one signs",
                { certificates: { "2026": {} } },
                {
                    certificates: { "2026": {}, "2027": { endDate: "2028-01-01T00:00:00Z" } },
                    signingCertificate: "2026",
                },
            ],
            [
                "a certificate that is said to sign before it exists",
                { certificates: { "2026": {} } },
                { certificates: { "2026": {}, "2027": {} }, signingCertificate: "2027" },
                [
                    "signingCertificate",
                    'can\'t be "2027" yet: this deployment creates that certificate, so Entra signs with another one. Write the one it signs with ("2026"), deploy, and run the activation command in the output certificates',
                ],
            ],
            [
                "a certificate that is to sign in the deployment that creates it",
                { certificates: { "2026": {} } },
                {
                    certificates: { "2026": {}, "2027": {} },
                    signingCertificate: "2027",
                    certificateActivation: true,
                },
                [
                    "signingCertificate",
                    'can\'t be "2027" yet: this deployment creates that certificate, so Entra signs with another one. Write the one it signs with ("2026"), deploy, and set signingCertificate in the deployment after that',
                ],
            ],
            [
                "a certificate that goes without being retired",
                { certificates: { "2026": {}, "2027": {} } },
                { certificates: { "2027": {} }, signingCertificate: "2027" },
                [
                    "certificates.2026",
                    `is missing (SHA-1 ${thumbprint}): AWS would refuse every sign-in that is signed with this certificate. Put the entry back. Once another certificate signs, list "2026" under retiredCertificates; if it was deleted in the identity provider, list "${thumbprint}"`,
                ],
            ],
            [
                "a retired certificate that goes when another one signs",
                { certificates: { "2026": {}, "2027": {} } },
                { certificates: { "2027": {} }, retiredCertificates: ["2026"], signingCertificate: "2027" },
            ],
            [
                "a certificate that goes by its thumbprint",
                { certificates: { "2026": {} } },
                { certificates: { "2027": {} }, retiredCertificates: [thumbprint] },
            ],
            [
                "a retired certificate that goes when nobody says what signs, with the command to run",
                { certificates: { "2026": {}, "2027": {} } },
                { certificates: { "2027": {} }, retiredCertificates: ["2026"] },
                [
                    "signingCertificate",
                    'must name a certificate that stays and that AWS trusts already ("2027") before "2026" can be retired, got none: if Entra still signs with "2026", AWS refuses every sign-in. Make Entra sign with "2027" (az rest … 2027), then set signingCertificate: "2027"',
                ],
            ],
        ],
    );

    it("accepts another end date of a certificate that exists", () => {
        const before = { certificates: { "2026": {} } };
        const after = { certificates: { "2026": { endDate: endOfTime } } };
        expect(findEndDatesOutOfRange(before, after)).to.deep.equal([]);
    });

    for (const [when, before] of [
        ["beside another", { certificates: { "2026": {} } }],
        ["at the first deployment", {}],
    ] as const) {
        it(`refuses a new certificate that would be valid for more than three years, ${when}`, () => {
            const after = { certificates: { "2026": {}, b: { endDate: endOfTime } } };
            const found = findEndDatesOutOfRange(before, after);
            expect(
                found.map(({ path, message }) => [path, message.replace(/rite "[^"]*T00:00:00Z"/, "rite (a date)")]),
            ).to.deep.equal([
                [
                    ["certificates", "b", "endDate"],
                    `must be at most 3 years from now, got "${endOfTime}"; write (a date) or an earlier time`,
                ],
            ]);
        });
    }
});

describe("A change of AwsSamlFederation", () => {
    const adfs = "arn:aws:iam::123456789012:saml-provider/adfs";
    table<RegisteredFederation>(findStandaloneFederationLockouts, [
        ["a longer session", { maxSessionDurationSeconds: 3600 }, { maxSessionDurationSeconds: 43200 }],
        [
            "a longest session that is shorter",
            { maxSessionDurationSeconds: 43200 },
            { maxSessionDurationSeconds: 3600 },
            [
                "maxSessionDurationSeconds",
                "can't change from 43200 to 3600: AWS refuses the people whose claim SessionDuration is longer. Shorten that claim first, then set protection to false for this change",
            ],
        ],
        ["no issuer any more", { instanceArn: "i", issuer: "a" }, { instanceArn: "i" }],
        [
            "another issuer",
            { instanceArn: "i", issuer: "a" },
            { instanceArn: "i", issuer: "b" },
            [
                "issuer",
                'can\'t change from "a" to "b": AWS would refuse the people whose responses have another issuer. Make sure that every identity provider sends this issuer, then set protection to false for this change',
            ],
        ],
        [
            "an issuer where none was demanded",
            { instanceArn: "i" },
            { instanceArn: "i", issuer: "b" },
            [
                "issuer",
                'can\'t change from nothing to "b": AWS would refuse the people whose responses have another issuer. Make sure that every identity provider sends this issuer, then set protection to false for this change',
            ],
        ],
        [
            "another Region",
            { region: "eu-central-1" },
            { region: "us-west-2" },
            fixed(
                "region",
                "eu-central-1",
                "us-west-2",
                "the role trusts responses that are sent to AWS's sign-in endpoint of that Region",
            ),
        ],
        ["another role", { roleName: "a" }, { roleName: "b" }, fixed("roleName", "a", "b", boundToRole)],
        [
            "another SAML provider",
            { samlProviderName: "a" },
            { samlProviderName: "b" },
            fixed("samlProviderName", "a", "b", "the Role claim of every sign-in contains its ARN"),
        ],
        [
            "another instance",
            { instanceArn: "a" },
            { instanceArn: "b" },
            fixed("instanceArn", "a", "b", "people sign in to that instance"),
        ],
        [
            "a trusted provider that goes when it is retired",
            { alsoTrustedSamlProviders: [adfs] },
            { alsoTrustedSamlProviders: [], retiredSamlProviders: [adfs] },
        ],
    ]);

    it("refuses a trusted provider that goes without being retired", () => {
        expect(findFederationLockouts({ alsoTrustedSamlProviders: [adfs] }, {})).to.deep.equal([
            {
                path: ["alsoTrustedSamlProviders"],
                message: messageOf(providersLeaving([adfs], [], [])),
            },
        ]);
    });

    it("refuses to forget that the role existed before", () => {
        const before = { roleName: "people", existingRoleName: "people" };
        expect([
            findRoleTakeOverDropped(before, before),
            findRoleTakeOverDropped(before, { roleName: "people" }),
        ]).to.deep.equal([
            [],
            [
                {
                    path: ["existingRoleName"],
                    message: messageOf(takenOverDropped([], "existingRoleName", "people", undefined)),
                },
            ],
        ]);
    });
});

const lost = (name: string) =>
    messageOf(usersLeaving({ before: [name], after: [], removed: [], takenOver: [], cures: connectSsoCures }));

describe("A change of the users", () => {
    const leaving = (before: object, after: object) => findUsersLeaving(before, after, connectSsoCures);
    table<Parameters<typeof findUsersLeaving>[1]>(leaving, [
        ["a user who is added", { users: ["a"] }, { users: ["a", "b"] }],
        ["a user who goes when they are removed", { users: ["a", "b"] }, { users: ["a"], removedUsers: ["b"] }],
        ["a user who goes without being removed", { users: ["a", "b"] }, { users: ["a"] }, ["users.b", lost("b")]],
        [
            "a user who was taken over and goes",
            { users: ["a", "b"], takenOverUsers: { b: "1" } },
            { users: ["a"] },
            [
                "users.b",
                messageOf(
                    usersLeaving({ before: ["b"], after: [], removed: [], takenOver: ["b"], cures: connectSsoCures }),
                ),
            ],
        ],
        [
            "a user who goes without being removed, where the state still has the map of an older version",
            { users: { a: {}, b: {} } },
            { users: ["a"] },
            ["users.b", lost("b")],
        ],
    ]);
});

describe("A change of users that were taken over", () => {
    table(findTakeOversDropped, [
        ["the same id", { users: ["a"], takenOverUsers: { a: "1" } }, { users: ["a"], takenOverUsers: { a: "1" } }],
        ["a user who goes", { users: ["a"], takenOverUsers: { a: "1" } }, { users: [], takenOverUsers: {} }],
        [
            "a user who stays without the id",
            { users: ["a"], takenOverUsers: { a: "1" } },
            { users: ["a"], takenOverUsers: {} },
            ["users.a.userId", messageOf(takenOverDropped([], "userId", "1", undefined))],
        ],
    ]);
});

describe("A change of ConnectSso", () => {
    const attribute = "roleSessionNameAttribute";
    table<RegisteredSso & { sessionDurationSeconds?: number }>(
        (before, after) => findConnectSsoLockouts(before, after, {}),
        [
            [
                "a user who is added and a shorter session",
                { users: ["a"] },
                { users: ["a", "b"], sessionDurationSeconds: 900 },
            ],
            [
                "what any of its parts refuses, all at once",
                {
                    instanceAlias: "a",
                    identifier: "urn:a:b",
                    roleName: "r",
                    users: ["a"],
                },
                {
                    instanceAlias: "b",
                    identifier: "urn:a:c",
                    roleName: "s",
                    users: [],
                },
                fixed("instanceAlias", "a", "b", inThatInstance),
                fixed("identifier", "urn:a:b", "urn:a:c", identifierBreaks),
                fixed("roleName", "r", "s", boundToRole),
                ["users.a", lost("a")],
            ],
            [
                "another Region of the provider",
                { users: [], region: "eu-central-1" },
                { users: [], region: "us-west-2" },
                anotherRegion,
            ],
            [
                "the look-up turned off while a user is assigned by it",
                { users: ["a"], directoryLookup: true },
                { users: ["a"], directoryLookup: false, usersWithoutAssignment: 1 },
                ["directoryLookup", messageOf(lookupTurnedOff(true, false, 1))],
            ],
            [
                "the look-up turned off when everybody keeps an assignment",
                { users: ["a"], directoryLookup: true },
                { users: ["a"], directoryLookup: false, usersWithoutAssignment: 0 },
            ],
            [
                "another attribute when users are looked up",
                { users: [], [attribute]: "mail" },
                { users: [], [attribute]: "employeeId", usersNotLookedUp: 0 },
            ],
            [
                "another attribute when somebody is not looked up",
                { users: [], [attribute]: "mail" },
                { users: [], [attribute]: "employeeId", usersNotLookedUp: 1 },
                [attribute, messageOf(attributeUnchecked("mail", "employeeId", 1, connectSsoCures))],
            ],
        ],
    );
});

describe("A change of claims", () => {
    const bound =
        "Connect binds every user to the first role they sign in with, and AWS trusts only the role's own provider";
    table<RegisteredClaims>(
        (before, after) => findClaimsLockouts(before, after, 1, entraAwsClaimsCures),
        [
            ["the same pair", { role: "r,p" }, { role: "r,p" }],
            ["another role", { roleArn: "r" }, { roleArn: "s" }, fixed("roleArn", "r", "s", bound)],
            [
                "another provider",
                { samlProviderArn: "p" },
                { samlProviderArn: "q" },
                fixed("samlProviderArn", "p", "q", bound),
            ],
            [
                "another pair in the policy",
                { role: "r,p" },
                { role: "s,p" },
                [
                    "",
                    `The claim Role can't change from "r,p" to "s,p": ${bound}. Keep "r,p", use a separate stack for "s,p", or set protection to false to do it anyway`,
                ],
            ],
            [
                "another application",
                { servicePrincipalId: "/servicePrincipals/a" },
                { servicePrincipalId: "/servicePrincipals/b" },
                fixed(
                    "servicePrincipalId",
                    "/servicePrincipals/a",
                    "/servicePrincipals/b",
                    "the people of that application sign in with these claims",
                ),
            ],
            [
                "a shorter session, and a longer one when the role's longest is known",
                { sessionDurationSeconds: 3600 },
                { sessionDurationSeconds: 7200, maxSessionDurationSeconds: 7200 },
            ],
            [
                "a longer session when the role's longest is not known",
                { sessionDurationSeconds: 3600 },
                { sessionDurationSeconds: 7200 },
                [
                    "sessionDurationSeconds",
                    "can't change from 3600 to 7200 while maxSessionDurationSeconds is not set: AWS refuses a session that is longer than the role allows. Set maxSessionDurationSeconds to the longest session of the role",
                ],
            ],
            [
                "another attribute",
                { roleSessionNameAttribute: "mail" },
                { roleSessionNameAttribute: "employeeId" },
                [
                    "roleSessionNameAttribute",
                    messageOf(attributeUnchecked("mail", "employeeId", 1, entraAwsClaimsCures)),
                ],
            ],
        ],
    );
});

describe("what a change of a CognitoFederation would take from people", () => {
    const desktop = { callbackUrls: ["https://a.example/", "https://b.example/"] };
    const whole: RegisteredCognito = {
        userPoolName: "contoso",
        providerName: "EntraID",
        region: "eu-central-1",
        replyUrl: "https://contoso.auth.eu-central-1.amazoncognito.com/saml2/idpresponse",
        appClients: { desktop },
    };
    const inThatPool = "the users are in that user pool, and the identifier contains its id";
    const list = ["appClients", "desktop", "callbackUrls"];
    table<RegisteredCognito>(
        (before, after) => findCognitoLockouts(before, after, {}),
        [
            ["the same", whole, whole],
            ["another app client beside", whole, { ...whole, appClients: { desktop, wallboard: desktop } }],
            [
                "another name of the user pool",
                whole,
                { ...whole, userPoolName: "other" },
                fixed("userPoolName", "contoso", "other", inThatPool),
            ],
            [
                "an existing user pool in place of the created one",
                whole,
                { ...whole, userPoolName: undefined, existingUserPoolId: "eu-central-1_a" },
                fixed("userPoolName", "contoso", null, "this stack created the user pool and would delete it"),
            ],
            [
                "another existing user pool",
                { existingUserPoolId: "eu-central-1_a" },
                { existingUserPoolId: "eu-central-1_b" },
                fixed("existingUserPoolId", "eu-central-1_a", "eu-central-1_b", inThatPool),
            ],
            [
                "a new user pool in place of the existing one",
                { existingUserPoolId: "eu-central-1_a" },
                { userPoolName: "contoso" },
                fixed("existingUserPoolId", "eu-central-1_a", null, inThatPool),
            ],
            [
                "another provider name",
                whole,
                { ...whole, providerName: "Entra" },
                fixed(
                    "providerName",
                    "EntraID",
                    "Entra",
                    "it begins the name of each user, so everybody would be a new user",
                ),
            ],
            [
                "another domain",
                whole,
                { ...whole, replyUrl: "https://auth.contoso.example/saml2/idpresponse" },
                fixed(
                    "replyUrl",
                    String(whole.replyUrl),
                    "https://auth.contoso.example/saml2/idpresponse",
                    "Entra sends every response there",
                ),
            ],
            [
                "an app client that leaves",
                whole,
                { ...whole, appClients: {} },
                ["appClients.desktop", messageOf(appClientsLeaving(["desktop"], [], []))],
            ],
            ["one that leaves by name", whole, { ...whole, appClients: {}, removedAppClients: ["desktop"] }],
            [
                "a callback URL that leaves",
                whole,
                { ...whole, appClients: { desktop: { callbackUrls: ["https://a.example/"] } } },
                [
                    "appClients.desktop.callbackUrls",
                    messageOf(addressesLeaving(list, ["https://b.example/"], { after: [], removed: [] })),
                ],
            ],
            [
                "one that leaves by name",
                whole,
                {
                    ...whole,
                    appClients: {
                        desktop: { callbackUrls: ["https://a.example/"], removedCallbackUrls: ["https://b.example/"] },
                    },
                },
            ],
            [
                "a secret that is asked for later",
                whole,
                { ...whole, appClients: { desktop: { ...desktop, generateSecret: true } } },
                [
                    "appClients.desktop.generateSecret",
                    messageOf(
                        fixedValueChanged(
                            ["generateSecret"],
                            false,
                            true,
                            "the app client would get another id, which the application does not know",
                        ),
                    ),
                ],
            ],
        ],
    );
});

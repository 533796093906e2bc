import { expect } from "chai";
import type { AwsSamlFederationArgs, ConnectInstanceArgs, EntraSamlAppArgs } from "../../components";
import { findConnectInstanceLockouts } from "../../components/connectInstance";
import { findAwsSamlFederationLockouts } from "../../components/internal/awsSamlFederationChecks";
import { findConnectSsoLockouts, type Registered } from "../../components/internal/connectSsoChecks";
import { findConnectUsersLockouts } from "../../components/internal/connectUsersChecks";
import { findEntraSamlAppLockouts } from "../../components/internal/entraSamlAppChecks";

type Problems = { path: string[]; message: string }[];

const user = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const inThatInstance = "the users and all history are in that instance";

/** A change refused: the value that must stay, the one it got, and why. */
function forEver(field: string, before: string, after: string | null, why: string): [path: string, message: string] {
    const got = after === null ? "null" : `"${after}"`;
    return [
        field,
        `must stay "${before}", got ${got}: ${why}; write "${before}" again, make a new stack for the other, or set protection to false to do it all the same`,
    ];
}

function table<Args>(
    find: (before: Partial<Args>, after: Partial<Args>) => Problems,
    cases: readonly [
        what: string,
        before: Partial<Args>,
        after: Partial<Args>,
        ...problems: [path: string, message: string][],
    ][],
): void {
    for (const [what, before, after, ...problems] of cases) {
        it(`${problems.length === 0 ? "lets" : "refuses"} ${what}`, () => {
            expect(find(before, after).map(({ path, message }) => [path.join("."), message])).to.deep.equal(problems);
        });
    }

    it("lets a first deployment be anything", () => {
        expect(
            cases.flatMap(([, , after]) => find({}, { ...after, certificates: undefined } as Partial<Args>)),
        ).to.deep.equal([]);
    });
}

describe("A change of ConnectInstance", () => {
    table<ConnectInstanceArgs>(findConnectInstanceLockouts, [
        ["the same alias stay", { instanceAlias: "a" }, { instanceAlias: "a", contactLensEnabled: false }],
        [
            "an alias become another",
            { instanceAlias: "a" },
            { instanceAlias: "b" },
            forEver("instanceAlias", "a", "b", inThatInstance),
        ],
        [
            "an instance become another",
            { existingInstanceId: "1" },
            { existingInstanceId: "2" },
            forEver("existingInstanceId", "1", "2", inThatInstance),
        ],
        [
            "a created instance become an existing one",
            { instanceAlias: "a" },
            { existingInstanceId: "1" },
            forEver("instanceAlias", "a", null, "this deployment created the instance and would delete it"),
        ],
        [
            "an existing instance become a created one",
            { existingInstanceId: "1" },
            { instanceAlias: "a" },
            forEver("existingInstanceId", "1", null, inThatInstance),
        ],
    ]);
});

describe("A change of EntraSamlApp", () => {
    const endOfTime = "2099-01-01T00:00:00Z";
    table<EntraSamlAppArgs>(findEntraSamlAppLockouts, [
        [
            "the display name change",
            { displayName: "a", identifier: "urn:a:b" },
            { displayName: "b", identifier: "urn:a:b" },
        ],
        [
            "the identifier change",
            { identifier: "urn:a:b" },
            { identifier: "urn:a:c" },
            forEver(
                "identifier",
                "urn:a:b",
                "urn:a:c",
                "between taking the old one away and adding the new one nobody could sign in",
            ),
        ],
        [
            "the tenant change",
            { tenantId: "1" },
            { tenantId: "2" },
            forEver("tenantId", "1", "2", "another tenant has other people and another issuer"),
        ],
        [
            "the cloud change",
            { environment: "global" },
            { environment: "china" },
            forEver("environment", "global", "china", "another cloud has other tenants"),
        ],
        [
            "a certificate be added",
            { certificates: { a: {} } },
            { certificates: { a: {}, b: { endDate: "2028-01-01T00:00:00Z" } } },
        ],
        [
            "the end of a certificate that is there change",
            { certificates: { a: {} } },
            { certificates: { a: { endDate: endOfTime } } },
        ],
        [
            "a certificate go that is not retired",
            { certificates: { a: {}, b: {} } },
            { certificates: { b: {} } },
            [
                "certificates.a",
                'must stay, got no entry: AWS would refuse every sign-in that Entra signs with this certificate; put the entry back, or list "a" under retiredCertificates once another certificate signs',
            ],
        ],
        [
            "a certificate go that is retired",
            { certificates: { a: {}, b: {} } },
            { certificates: { b: {} }, retiredCertificates: ["a"] },
        ],
    ]);

    it("refuses a new certificate that would live longer than three years", () => {
        const [problem, ...others] = findEntraSamlAppLockouts(
            { certificates: { a: {} } },
            { certificates: { a: {}, b: { endDate: endOfTime } } },
        );
        expect(others).to.deep.equal([]);
        expect([problem?.path, problem?.message.replace(/write "[^"]*T00:00:00Z"/, "write (a date)")]).to.deep.equal([
            ["certificates", "b", "endDate"],
            `must be at most 3 years from now, got "${endOfTime}"; write (a date) or an earlier time`,
        ]);
    });
});

describe("A change of AwsSamlFederation", () => {
    const adfs = "arn:aws:iam::123456789012:saml-provider/adfs";
    table<AwsSamlFederationArgs>(findAwsSamlFederationLockouts, [
        ["the longest session change", { roleName: "a" }, { roleName: "a", maxSessionDurationSeconds: 3600 }],
        [
            "the role change",
            { roleName: "a" },
            { roleName: "b" },
            forEver("roleName", "a", "b", "Connect binds every user to the first role they came with"),
        ],
        [
            "the provider change",
            { samlProviderName: "a" },
            { samlProviderName: "b" },
            forEver("samlProviderName", "a", "b", "the claims of everybody who signs in carry its ARN"),
        ],
        [
            "the instance change",
            { instanceArn: "a" },
            { instanceArn: "b" },
            forEver("instanceArn", "a", "b", "people sign in to that instance"),
        ],
        [
            "a trusted provider go that is retired",
            { alsoTrustedSamlProviders: [adfs] },
            { retiredSamlProviders: [adfs] },
        ],
        [
            "a trusted provider go that is not retired",
            { alsoTrustedSamlProviders: [adfs] },
            {},
            [
                "alsoTrustedSamlProviders",
                `must list "${adfs}", which the role trusts today: people who sign in through that provider would be refused; add it, or list it under retiredSamlProviders once nobody signs in through it`,
            ],
        ],
    ]);
});

const lost = (name: string) =>
    `must stay, got no entry: without it the Connect user would be deleted and their history lost for ever; put the entry back, with signIn: false if they may no longer sign in, or list "${name}" under removedUsers to delete them`;

describe("A change of ConnectUsers", () => {
    table<Parameters<typeof findConnectUsersLockouts>[0]>(findConnectUsersLockouts, [
        ["a user come", { users: { a: user } }, { users: { a: user, b: user } }],
        ["a user go who is removed", { users: { a: user, b: user } }, { users: { a: user }, removedUsers: ["b"] }],
        [
            "a user go who is not removed",
            { users: { a: user, b: user } },
            { users: { a: user } },
            ["users.b", lost("b")],
        ],
        [
            "the instance change",
            { instanceId: "1" },
            { instanceId: "2" },
            forEver("instanceId", "1", "2", inThatInstance),
        ],
    ]);
});

describe("A change of ConnectSso", () => {
    const attribute = "roleSessionNameAttribute";
    table<Registered>(findConnectSsoLockouts, [
        [
            "a user come and a session get shorter",
            { users: { a: user } },
            { users: { a: user, b: user }, sessionDurationSeconds: 900 },
        ],
        [
            "what any of the five refuses, all at once",
            { instanceAlias: "a", identifier: "urn:a:b", roleName: "r", users: { a: user } },
            { instanceAlias: "b", identifier: "urn:a:c", roleName: "s", users: {} },
            forEver("instanceAlias", "a", "b", inThatInstance),
            forEver(
                "identifier",
                "urn:a:b",
                "urn:a:c",
                "between taking the old one away and adding the new one nobody could sign in",
            ),
            forEver("roleName", "r", "s", "Connect binds every user to the first role they came with"),
            ["users.a", lost("a")],
        ],
        [
            "the Region of the provider change",
            { users: {}, region: "eu-central-1" },
            { users: {}, region: "us-west-2" },
            forEver("region", "eu-central-1", "us-west-2", "the instance is in that Region of the aws provider"),
        ],
        [
            "the look-up be turned off while somebody signs in by it",
            { users: { a: user, b: { ...user, signIn: false } }, directoryLookup: true },
            { users: { a: user, b: user }, directoryLookup: false },
            [
                "directoryLookup",
                "must stay true, got false: it would remove the application from 1 user(s), and whether a group gives it back to them can't be told without the look-up; leave it true, or set protection to false to do it all the same",
            ],
        ],
        [
            "the look-up be turned off when nobody signs in by it",
            { users: { a: { ...user, signIn: false } }, directoryLookup: true },
            { users: { a: { ...user, signIn: false } }, directoryLookup: false },
        ],
        [
            "the attribute change where the directory is looked at",
            { users: {}, [attribute]: "mail" },
            { users: {}, [attribute]: "employeeId", directoryLookup: true },
        ],
        [
            "the attribute change where nobody looks",
            { users: {}, [attribute]: "mail", directoryLookup: false },
            { users: {}, [attribute]: "employeeId", directoryLookup: false },
            [
                attribute,
                'must stay "mail" while directoryLookup is false, got "employeeId": whether everybody\'s employeeId equals their Connect user name can\'t be told without looking them up; set directoryLookup to true for this change',
            ],
        ],
    ]);
});

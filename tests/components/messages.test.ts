import { expect } from "chai";
import { ConnectEntraSsoError } from "../../components/index";
import { adviseAboutAssignment } from "../../components/internal/build/assignmentAdvice";
import {
    findRoleTakeOverDropped,
    findStandaloneFederationLockouts,
    type RegisteredFederation,
} from "../../components/internal/check/awsSamlFederation";
import { findInstanceLockouts } from "../../components/internal/check/connectInstance";
import { findConnectSsoLockouts, type RegisteredSso } from "../../components/internal/check/connectSso";
import { findTakeOversDropped, findUsersLeaving } from "../../components/internal/check/connectUsers";
import { findAssignmentLockouts } from "../../components/internal/check/entraAppAssignments";
import { findClaimsLockouts } from "../../components/internal/check/entraAwsClaims";
import { findAppLockouts } from "../../components/internal/check/entraSamlApp";
import { tenantProblems } from "../../components/internal/connectSsoFacts";
import {
    connectSsoCures,
    connectUsersCures,
    entraAppAssignmentsCures,
    entraAwsClaimsCures,
} from "../../components/internal/cures";
import { FormerNames } from "../../components/internal/formerNames";
import { type CertificateChange, certificatesLeaving } from "../../rules/certificateLosses";
import { type DirectoryCures, directoryProblems } from "../../rules/directory";
import {
    type AssignmentCures,
    assignmentLeaving,
    assignmentStillNeeded,
    groupNamesMoved,
    type UserCures,
    usersLeaving,
} from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";
import { metadataLosses } from "../../rules/saml";
import { type Args, type Subject, subjects } from "../helpers/argumentSamples";
import { makeCertificate } from "../helpers/certificates";
import { deploy } from "../helpers/cloud";
import { metadataOf } from "../helpers/world";

const sha1 = "A".repeat(40);

/** Every change at once of what a federation, an application and users register. */
const before: RegisteredSso = {
    instanceAlias: "a",
    region: "a",
    identifier: "a",
    tenantId: "a",
    environment: "a",
    replyUrl: "a",
    appRoleAssignmentRequired: false,
    roleName: "a",
    samlProviderName: "a",
    instanceArn: "a",
    alsoTrustedSamlProviders: ["a"],
    maxSessionDurationSeconds: 43_200,
    certificates: { "2026": {} },
    users: ["a", "taken"],
    takenOverUsers: { taken: "1" },
    directoryLookup: true,
    roleSessionNameAttribute: "a",
};
const after: RegisteredSso = {
    ...{ existingInstanceId: "b", region: "b", identifier: "b", tenantId: "b", environment: "b", replyUrl: "b" },
    ...{ appRoleAssignmentRequired: true, roleName: "b", samlProviderName: "b", instanceArn: "b", issuer: "b" },
    ...{ maxSessionDurationSeconds: 3600, certificates: { "2027": {} }, signingCertificate: "2027", users: [] },
    ...{ directoryLookup: false, usersWithoutAssignment: 1, roleSessionNameAttribute: "b", usersNotLookedUp: 1 },
};

const { replyUrl: _, appRoleAssignmentRequired: __, instanceArn: ___, ...registeredByConnectSso } = after;

function certificates(writtenIn: CertificateChange["writtenIn"]): Problem[] {
    const one = { name: "2026", thumbprint: sha1, value: "MIIC" };
    const changes: Partial<CertificateChange>[] = [
        { before: [one] },
        { before: [one], after: [{ name: "2026", thumbprint: "B".repeat(40) }] },
        { before: [{ thumbprint: sha1, value: "MIIC" }] },
        { before: [one], after: [{ name: "2027" }], retired: ["2026"] },
        { before: [one, { name: "2027" }], after: [{ name: "2027" }], retired: ["2026"], signing: "2026" },
    ];
    return changes.flatMap((change) =>
        certificatesLeaving({ before: [], after: [], retired: [], signing: "", writtenIn, ...change }),
    );
}

async function documents(writtenIn: CertificateChange["writtenIn"]): Promise<Problem[]> {
    const oldDocument = metadataOf(await makeCertificate());
    const newDocument = oldDocument.replace(/entityID="[^"]+"/, 'entityID="https://other.example/"');
    return metadataLosses({ oldDocument, newDocument, retired: [], signing: "", nowMs: Date.now(), writtenIn });
}

function directory(cures: DirectoryCures): Problem[] {
    const person = { roleSessionName: "A", objectId: "1", accountEnabled: false };
    const enabled = { ...person, roleSessionName: "b", accountEnabled: true };
    return [
        ...directoryProblems(["a"], "mail", [person], cures),
        ...directoryProblems(["a", "b", "c"], "mail", [person, enabled, enabled], cures),
        { path: ["users"], message: cures.withoutLookup },
    ];
}

async function assignments(cures: AssignmentCures): Promise<Problem[]> {
    const plan = { wanted: ["a"], standing: [], removed: [], cures };
    const advice = await Promise.all(
        ["a", "group"].map((key) =>
            adviseAboutAssignment(
                { urn: "urn:pulumi:a::b::c::d" } as never,
                { resourceName: `sso-${key}`, key },
                {
                    ...{ servicePrincipalObjectId: "", principals: {}, formerNames: new FormerNames([], []), cures },
                    ...{ groups: ["group"], configured: [], removed: [], environment: "global" },
                },
                "Permission being assigned already exists on the object",
                {},
            ),
        ),
    );
    return [
        ...assignmentLeaving("a", plan),
        ...assignmentLeaving("b", plan),
        ...assignmentStillNeeded("a", "b", "urn"),
        ...groupNamesMoved({ a: "1" }, { a: "2", b: "1" }),
        ...advice.map((message = "") => ({ path: [], message })),
    ];
}

function users(cures: UserCures): Problem[] {
    const left = { before: ["a"], after: ["A"], removed: [], cures };
    return [
        ...findUsersLeaving(before, after, cures),
        ...usersLeaving({ ...left, takenOver: "unknown" }),
        ...findTakeOversDropped(before, { users: ["taken"] }),
    ];
}

const federation = (writtenIn: CertificateChange["writtenIn"]) => async (): Promise<Problem[]> => [
    ...certificates(writtenIn),
    ...(await documents(writtenIn)),
    ...findRoleTakeOverDropped({ existingRoleName: "a" }, {}),
];

/** What each component can say once it is deployed, or when it asks the clouds. */
const said: Readonly<Record<string, () => Promise<Problem[]>>> = {
    ConnectSso: async () => [
        ...findConnectSsoLockouts(before, registeredByConnectSso, {}),
        ...findInstanceLockouts({ existingInstanceId: "a" }, { instanceAlias: "b" }),
        ...findClaimsLockouts({ role: "a" }, { role: "b", roleSessionNameAttribute: "b" }, 1, connectSsoCures),
        ...users(connectSsoCures),
        ...directory(connectSsoCures),
        ...(await assignments(connectSsoCures)),
        ...(await federation("arguments")()),
        ...tenantProblems("a", "b"),
    ],
    ConnectInstance: async () => [
        ...findInstanceLockouts(before, after),
        ...findInstanceLockouts({ existingInstanceId: "a" }, { instanceAlias: "b" }),
    ],
    ConnectUsers: async () => users(connectUsersCures),
    EntraSamlApp: async () => [
        ...findAppLockouts(before, after, {}),
        ...certificates("arguments"),
        ...tenantProblems("a", "b"),
    ],
    EntraAppAssignments: async () => [
        ...findAssignmentLockouts({ servicePrincipalObjectId: "a" }, { servicePrincipalObjectId: "b" }),
        ...directory(entraAppAssignmentsCures),
        ...(await assignments(entraAppAssignmentsCures)),
    ],
    AwsSamlFederation: async () => [
        ...findStandaloneFederationLockouts(before as RegisteredFederation, after as RegisteredFederation),
        ...(await federation("document")()),
    ],
    EntraAwsClaims: async () =>
        findClaimsLockouts(
            { roleArn: "a", samlProviderArn: "a", role: "a", servicePrincipalId: "a", sessionDurationSeconds: 900 },
            {
                ...{
                    roleArn: "b",
                    samlProviderArn: "b",
                    role: "b",
                    servicePrincipalId: "b",
                    sessionDurationSeconds: 901,
                },
                roleSessionNameAttribute: "b",
            },
            1,
            entraAwsClaimsCures,
        ).concat(
            findClaimsLockouts(
                { roleSessionNameAttribute: "a" },
                { roleSessionNameAttribute: "b" },
                1,
                entraAwsClaimsCures,
            ),
        ),
};

/** Commands have names of Pulumi's and Graph's own. */
function withoutCommands(message: string): string {
    return message.replace(/pulumi stack output \w+/g, "").replace(/^ {4}.+$/gm, "");
}

/** Names of a component's arguments, those of entries of its maps, too. */
function namesOf({ fields }: Subject): string[] {
    return Object.entries(fields).flatMap(([name, { entries }]) => [name, ...Object.keys(entries?.fields ?? {})]);
}

/** What a constructor says of arguments that are wrong, each alone. */
async function saidOfArguments({ fields, samples, enough, make }: Subject): Promise<Problem[]> {
    const wrong: Args[] = [
        {},
        ...Object.keys(fields).flatMap((name) => [
            { ...enough, ...samples[name]?.beside, [name]: samples[name]?.bad ?? 7 },
            { ...enough, ...samples[name]?.beside, [name]: {} },
            { ...enough, ...samples[name]?.beside, [name]: [] },
        ]),
    ];
    const problems: Problem[] = [];
    for (const args of wrong) {
        await deploy(() => {
            try {
                make(args);
            } catch (error) {
                problems.push(...(error instanceof ConnectEntraSsoError ? error.problems : []));
            }
        });
    }
    return problems;
}

describe("The messages of", () => {
    const all = subjects().flatMap(namesOf);
    // Others are words of the language as well.
    const argumentNames = new Set(all.filter((name) => /[a-z][A-Z]/.test(name)));

    for (const subject of subjects()) {
        it(`${subject.className} name arguments of its own only`, async () => {
            const own = namesOf(subject);
            const problems = [...((await said[subject.className]?.()) ?? []), ...(await saidOfArguments(subject))];
            expect(problems.length).to.be.above(5);
            const foreign = problems.filter(
                ({ path: [first], message }) =>
                    (first !== undefined && !own.includes(first)) ||
                    (withoutCommands(message).match(/[A-Za-z]+/g) ?? []).some(
                        (word) => argumentNames.has(word) && !own.includes(word),
                    ),
            );
            expect(foreign).to.deep.equal([]);
        });
    }
});

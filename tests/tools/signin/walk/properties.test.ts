import { expect } from "chai";
import * as fc from "fast-check";
import type { Person } from "../../../../tools/deployment/directory";
import type { SignIn } from "../../../../tools/signin/result";
import { guid, makeWorld, metadataOf, type TestWorld } from "../../../helpers/world";
import { allFaults } from "./faults/all";
import { ciphertext, claims } from "./faults/fault";

/** Of faults that make no new keys, since those take long. */
const faults = allFaults
    .filter(({ break: breakIt }) => breakIt.constructor.name !== "AsyncFunction")
    .map(({ break: breakIt }) => breakIt);

const name = fc.oneof(
    fc.constantFrom(
        "alice@contoso.example",
        "Bob@contoso.example",
        "o'neil@contoso.example",
        "x_y#EXT#@contoso.example",
    ),
    fc.stringMatching(/^[a-zA-Z0-9_.+=,-]{1,12}@contoso\.example$/),
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
);
const attribute = fc.option(fc.oneof(name, fc.constant("")), { nil: undefined });
const person = fc.record({
    userPrincipalName: name,
    accountEnabled: fc.constantFrom(true, true, true, true, true, true, false, undefined),
    mail: fc.oneof(attribute, fc.constant(null)),
    employeeId: fc.oneof(attribute, fc.constant(null)),
    hasId: fc.constantFrom(true, true, true, true, true, false),
    assigned: fc.constantFrom(true, true, false),
    inGroup: fc.boolean(),
    connect: fc.constantFrom("session", "session", "session", "session", "session", "mail", "lower", "none"),
});

type Drawn = typeof person extends fc.Arbitrary<infer T> ? T : never;

/** A small federation: everything in it is right but what chance has made otherwise. */
const description = fc.record({
    people: fc.uniqueArray(person, {
        minLength: 1,
        maxLength: 4,
        selector: ({ userPrincipalName }) => userPrincipalName.toLowerCase(),
    }),
    attribute: fc.constantFrom("userPrincipalName", "userPrincipalName", "mail", "employeeId"),
    groupKnown: fc.boolean(),
    breakIt: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.constantFrom(...faults)),
});
type Description = typeof description extends fc.Arbitrary<infer T> ? T : never;

async function build({ people, attribute: by, groupKnown, breakIt }: Description): Promise<TestWorld> {
    const world = await makeWorld();
    const named = people.map((one, index) => ({ ...one, person: personIn(one, index) }));
    world.directory.people = named.map((one) => one.person);
    const members = named.flatMap((one, index) => (one.inGroup ? [guid(index + 1)] : []));
    world.directory.groups = groupKnown ? [{ id: guid(100), displayName: "agents", members }] : [];
    world.servicePrincipal.appRoleAssignments = [
        ...named.flatMap((one, index) => (one.assigned ? [assignment(guid(index + 1), "User")] : [])),
        assignment(guid(100), "Group"),
    ];
    world.servicePrincipal.claimsMappingPolicies = [claims({ roleSessionNameAttribute: by })];
    world.deployment.connectUsers = named.flatMap((one, index) => {
        const { userPrincipalName: upn } = one;
        const sessionNames = { userPrincipalName: upn, mail: one.mail, employeeId: one.employeeId };
        const session = sessionNames[by as keyof typeof sessionNames];
        const names = { session, mail: one.mail, lower: upn.toLowerCase(), none: null };
        const username = names[one.connect as keyof typeof names];
        return typeof username === "string"
            ? [{ ...world.deployment.connectUsers[0], username, userId: guid(300 + index) } as never]
            : [];
    });
    try {
        await breakIt?.(world);
    } catch {
        // Made for the plain world: here it may have nobody to break.
    }
    return world;
}

function assignment(principalObjectId: string, principalType: string) {
    return { name: principalObjectId, principalObjectId, principalType, principalDisplayName: "" };
}

function personIn({ userPrincipalName, accountEnabled, mail, employeeId, hasId }: Drawn, index: number) {
    const texts = { userprincipalname: userPrincipalName, mail, employeeid: employeeId };
    const attributes = Object.entries(texts).filter(
        (entry): entry is [string, string | null] => entry[1] !== undefined,
    );
    const one: Person = { userPrincipalName, attributes: Object.fromEntries(attributes) };
    return {
        ...one,
        ...(hasId ? { id: guid(index + 1) } : {}),
        ...(accountEnabled === undefined ? {} : { accountEnabled }),
        ...(mail === undefined ? {} : { mail }),
    };
}

/** Everybody by their user principal name, and every Connect user by theirs. */
async function signAllIn(world: TestWorld): Promise<SignIn[]> {
    const names = new Set([
        ...world.directory.people.map(({ userPrincipalName }) => userPrincipalName),
        ...world.deployment.connectUsers.flatMap(({ username }) => (typeof username === "string" ? [username] : [])),
    ]);
    return Promise.all([...names].sort().map((user) => world.signIn(user)));
}

const verdicts = (signIns: SignIn[]) => new Map(signIns.map(({ user, verdict }) => [user, verdict]));
const pick = fc.nat({ max: 1000 });
const runs = { numRuns: 100 };

describe("Walks in random federations", () => {
    it("never throw, and answer in plain data that hangs together", async () => {
        await fc.assert(
            fc.asyncProperty(description, async (described) => {
                for (const answer of await signAllIn(await build(described))) {
                    const { verdict, stop, missing, hops } = answer;
                    expect(JSON.parse(JSON.stringify(answer))).to.deep.equal(answer);
                    expect(verdict === "no").to.equal(stop !== undefined);
                    expect(verdict === "unknown").to.equal(stop === undefined && missing.length > 0);
                    expect(verdict === "yes").to.equal(hops.every(({ outcome }) => outcome === "passed"));
                }
            }),
            runs,
        );
    });

    it("say yes only of somebody enabled and assigned, with a Connect user of exactly the session's name", async () => {
        let yes = 0;
        await fc.assert(
            fc.asyncProperty(description, async (described) => {
                const world = await build(described);
                const { directory, deployment, servicePrincipal } = world;
                for (const answer of await signAllIn(world)) {
                    if (answer.verdict !== "yes") {
                        continue;
                    }
                    yes += 1;
                    const one = directory.people.find(({ userPrincipalName: upn }) => upn === answer.userPrincipalName);
                    const names = deployment.connectUsers.map(({ username }) => username);
                    expect(one?.accountEnabled).to.equal(true);
                    expect(names).to.include(answer.roleSessionName);
                    const groups = directory.groups.filter(({ members }) => members.includes(String(one?.id)));
                    const ids = [one?.id, ...groups.map(({ id }) => id)];
                    const isAssigned = servicePrincipal.appRoleAssignments.some(({ principalObjectId: id }) =>
                        ids.includes(String(id)),
                    );
                    expect(isAssigned || servicePrincipal.appRoleAssignmentRequired === false).to.equal(true);
                }
            }),
            runs,
        );
        expect(yes).to.be.greaterThan(5);
    });

    it("never turn from no to yes when something is taken away", async () => {
        const harms: ((world: TestWorld, at: number) => void)[] = [
            ({ servicePrincipal }, at) => {
                servicePrincipal.appRoleAssignments = cutOut(servicePrincipal.appRoleAssignments, at);
            },
            ({ directory }, at) => {
                const one = directory.people[at % directory.people.length];
                Object.assign(one ?? {}, { accountEnabled: false });
            },
            ({ directory }) => {
                directory.groups = directory.groups.map((group) => ({ ...group, members: [] }));
            },
            ({ deployment }, at) => {
                deployment.connectUsers = cutOut(deployment.connectUsers, at);
            },
            ({ deployment }) => {
                deployment.roles = deployment.roles.map((role) => ({ ...role, policies: [] }));
            },
            ({ servicePrincipal }) => {
                servicePrincipal.accountEnabled = false;
            },
        ];
        await fc.assert(
            fc.asyncProperty(description, fc.constantFrom(...harms), pick, async (described, harm, at) => {
                const world = await build(described);
                const before = verdicts(await signAllIn(world));
                harm(world, at);
                for (const { user, verdict } of await signAllIn(world)) {
                    expect([before.get(user), verdict]).to.not.deep.equal(["no", "yes"]);
                }
            }),
            runs,
        );
    });

    it("do not hang on the order of people, users, certificates, assignments and policies", async () => {
        await fc.assert(
            fc.asyncProperty(description, async (described) => {
                const world = await build(described);
                const before = await signAllIn(world);
                world.directory.people.reverse();
                world.deployment.connectUsers.reverse();
                world.deployment.securityProfiles.reverse();
                world.servicePrincipal.appRoleAssignments.reverse();
                world.servicePrincipal.signingCertificates.reverse();
                expect(withoutIds(await signAllIn(world))).to.deep.equal(withoutIds(before));
            }),
            runs,
        );
    });

    it("turn neither a no into a yes nor a yes into a no when a value can't be read", async () => {
        await fc.assert(
            fc.asyncProperty(description, pick, async (described, at) => {
                const world = await build(described);
                const before = verdicts(await signAllIn(world));
                hide(world, at);
                for (const { user, verdict } of await signAllIn(world)) {
                    const both = [before.get(user) ?? "unasked", verdict];
                    expect(both).to.not.deep.equal(["no", "yes"]);
                    expect(both).to.not.deep.equal(["yes", "no"]);
                }
            }),
            { numRuns: 200 },
        );
    });

    it("leave an answer as it is when another certificate is added to AWS's document", async () => {
        const world = await makeWorld();
        const before = await world.signIn("alice@contoso.example");
        const [provider] = world.deployment.samlProviders;
        Object.assign(provider ?? {}, { metadataDocument: metadataOf(world.certificate, world.certificate) });
        expect((await world.signIn("alice@contoso.example")).verdict).to.equal(before.verdict);
    });
});

const cutOut = <T>(list: T[], at: number) => list.filter((_, index) => index !== at % Math.max(1, list.length));

/** Ids are new for each walk, and a reversed world numbers them anew. */
const withoutIds = (signIns: SignIn[]) => JSON.parse(JSON.stringify(signIns).replace(/_00000000-[0-9-]*/g, "_id"));

/** Makes one readable property of the world's resources unreadable. */
function hide(world: TestWorld, at: number): void {
    const { deployment, application, servicePrincipal } = world;
    const resources: object[] = [
        ...[application, servicePrincipal, ...servicePrincipal.signingCertificates],
        ...[...servicePrincipal.appRoleAssignments, ...deployment.samlProviders, ...deployment.roles],
        ...[...deployment.roles.flatMap(({ policies }) => policies), ...deployment.instances],
        ...[...deployment.connectUsers, ...deployment.securityProfiles],
    ];
    const plain = new Set(["servicePrincipal", "signingCertificates", "appRoleAssignments", "policies", "signIn"]);
    const places = resources.flatMap((resource) =>
        Object.keys(resource)
            .filter(
                (key) =>
                    !plain.has(key) &&
                    !/^(name|boundRoleArn|permissionsBoundary|is[A-Z]\w*|areClaimsManaged)$/.test(key),
            )
            .map((key) => ({ resource, key })),
    );
    const place = places[at % places.length];
    if (place !== undefined) {
        const value = place.key === "claimsMappingPolicies" ? [ciphertext(place.key)] : ciphertext(place.key);
        Object.assign(place.resource, { [place.key]: value });
    }
}

import { expect } from "chai";
import type { SignIn } from "../../../../tools/signin/result";
import { prepareWalk } from "../../../../tools/signin/walk/walk";
import { guid, makeWorld, type TestWorld } from "../../../helpers/world";
import { awsDoubts, connectDoubts } from "./faults/awsDoubts";
import { applicationDoubts, personDoubts } from "./faults/entraDoubts";
import { alice, ciphertext, connectUserOf, instanceOf, nameBy, personOf, roleOf, set, trust } from "./faults/fault";
import { whole } from "./faults/whole";

const outcomes = ({ hops }: SignIn) => hops.map(({ outcome }) => outcome).join(" ");
const checks = (signIn: SignIn) => signIn.hops.flatMap((hop) => hop.checks);

describe("A walk that lacks something", () => {
    for (const { fault, break: breakIt, user = alice, outcomes: expected, missing } of [
        ...applicationDoubts,
        ...personDoubts,
        ...awsDoubts,
        ...connectDoubts,
    ]) {
        it(`says what it lacks and how to supply it: ${fault}`, async () => {
            const world = await makeWorld();
            await breakIt(world);
            const answer = await world.signIn(user);
            expect(answer.missing).to.deep.equal(missing);
            expect({ verdict: answer.verdict, stop: answer.stop, outcomes: outcomes(answer) }).to.deep.equal({
                verdict: "unknown",
                stop: undefined,
                outcomes: expected,
            });
        });
    }

    it("lists all that it lacks at once", async () => {
        const world = await makeWorld();
        delete personOf(world).accountEnabled;
        world.servicePrincipal.loginUrl = ciphertext("the login URL");
        roleOf(world).trustPolicy = ciphertext("the trust policy");
        connectUserOf(world).securityProfileIds = ciphertext("the security profiles");
        const answer = await world.signIn(alice);
        expect(answer.missing.map(({ hop, what }) => `${hop}: ${what}`)).to.deep.equal([
            "entra: the login URL",
            'entra: whether the account of "alice@contoso.example" is enabled',
            "aws: the trust policy",
            "connect: the security profiles",
        ]);
        expect(outcomes(answer)).to.equal("unknown unknown unknown");
    });

    it("says no where somebody is stopped in any case, and keeps that listed", async () => {
        const world = await makeWorld();
        delete personOf(world).accountEnabled;
        roleOf(world).trustPolicy = ciphertext("the trust policy");
        world.deployment.connectUsers.shift();
        const answer = await world.signIn(alice);
        expect([answer.verdict, answer.stop?.error, outcomes(answer)]).to.deep.equal([
            "no",
            "notOnboarded",
            "unknown unknown stopped",
        ]);
        expect(answer.missing.map(({ what }) => what)).to.deep.equal([
            'whether the account of "alice@contoso.example" is enabled',
            "the trust policy",
        ]);
    });

    it("says without a directory that the people are missing", async () => {
        const world = await makeWorld();
        const answer = await prepareWalk({ ...world, directory: undefined })(alice);
        expect([answer.verdict, outcomes(answer), answer.missing.map(({ what }) => what)]).to.deep.equal([
            "unknown",
            "unknown passed unknown",
            ["the people of the directory"],
        ]);
    });

    it("says without a directory who is stopped by the application, the claims, the role or the instance", async () => {
        const stops: [change: (world: TestWorld) => void, error: string][] = [
            [
                ({ servicePrincipal }) => Object.assign(servicePrincipal, { accountEnabled: false }),
                "applicationDisabled",
            ],
            [
                ({ servicePrincipal }) => Object.assign(servicePrincipal, { signingCertificates: [] }),
                "noUsableSigningKey",
            ],
            [({ application }) => Object.assign(application, { identifierUris: ["api://sso"] }), "audienceWrong"],
            [(world) => Object.assign(roleOf(world), { policies: [] }), "federationDenied"],
            [({ servicePrincipal }) => Object.assign(servicePrincipal, { relayState: "" }), "landsInConsole"],
        ];
        for (const [change, error] of stops) {
            const world = await makeWorld();
            change(world);
            const { verdict, stop } = prepareWalk({ ...world, directory: undefined })(alice);
            expect([verdict, stop?.error]).to.deep.equal(["no", error]);
        }
    });

    it("ends nothing: a guest is stopped by what stops everybody, whichever name Entra issues for them", async () => {
        const world = await makeWorld();
        const guest = "alice_fabrikam.example#EXT#@contoso.example";
        set(world, alice, "userPrincipalName", guest);
        roleOf(world).policies = [];
        expect(world.signIn(guest).stop?.error).to.equal("federationDenied");
    });
});

describe("A walk that comes through", () => {
    for (const { about, change, user = alice, page = "https://contoso.my.connect.aws/ccp-v2/chat" } of whole) {
        it(`says yes for ${about}`, async () => {
            const world = await makeWorld();
            await change(world);
            const answer = await world.signIn(user);
            expect(answer.stop).to.equal(undefined);
            expect([answer.verdict, outcomes(answer), answer.page, answer.missing]).to.deep.equal([
                "yes",
                "passed passed passed",
                page,
                [],
            ]);
            expect(checks(answer).filter(({ outcome }) => outcome === "failed" || outcome === "unknown")).to.deep.equal(
                [],
            );
        });
    }

    it("names what it found on the way", async () => {
        const { hops: _, ...answer } = await (await makeWorld()).signIn("Bob@contoso.example");
        expect(answer).to.deep.equal({
            user: "Bob@contoso.example",
            verdict: "yes",
            userPrincipalName: "bob@contoso.example",
            roleSessionName: "bob@contoso.example",
            roleArn: "arn:aws:iam::123456789012:role/connect-sso",
            connectUser: "bob@contoso.example",
            page: "https://contoso.my.connect.aws/ccp-v2/chat",
            missing: [],
        });
    });

    it("names of a trust policy the action that is lacking as what belongs there", async () => {
        const world = await makeWorld();
        trust(world, (one) => ({ ...one, Action: "sts:AssumeRole" }));
        const failed = checks(await world.signIn(alice)).find(({ outcome }) => outcome === "failed");
        expect([failed?.seen, failed?.expected]).to.deep.equal(["it allows sts:AssumeRole", "sts:AssumeRoleWithSAML"]);
    });

    it("names what it found before a stop, too", async () => {
        const world = await makeWorld();
        world.deployment.connectUsers.shift();
        const { hops: _, stop: __, ...answer } = await world.signIn(alice);
        expect(answer).to.deep.equal({
            user: alice,
            verdict: "no",
            userPrincipalName: alice,
            roleSessionName: alice,
            roleArn: "arn:aws:iam::123456789012:role/connect-sso",
            missing: [],
        });
    });

    it("says which certificate of AWS's verifies what Entra signs", async () => {
        const world = await makeWorld();
        const found = checks(world.signIn(alice)).filter(({ id }) => id === "signingCertificateKnown");
        expect(found.map(({ outcome, seen }) => [outcome, seen])).to.deep.equal([
            ["checked", `2026 (${world.certificate.thumbprint})`],
        ]);
    });

    const assumptions: { about: string; why: string; change: (world: TestWorld) => void; page?: string }[] = [
        {
            about: "the instance's users come by SAML",
            why: "the component that adopted the instance takes no other; the state does not hold the instance",
            change: (world) => {
                instanceOf(world).isAdopted = true;
            },
        },
        {
            about: "the instance is active",
            why: "the export does not say its status",
            change: (world) => {
                delete instanceOf(world).status;
            },
        },
        {
            about: "the page is on the instance's own host",
            why: "the alias is not known: the export holds it as ciphertext",
            change: (world) => {
                instanceOf(world).alias = ciphertext("the alias");
            },
            page: "/ccp-v2/chat",
        },
        {
            about: "a security profile of the user opens the page",
            why: "Agent has BasicAgentAccess in every new instance, unless somebody has changed it",
            change: ({ deployment }) => {
                deployment.securityProfiles = [];
            },
        },
        {
            about: "the assignment counts",
            why: "the application declares roles and the assignment is to none of them; Entra does not document whether it accepts that",
            change: ({ servicePrincipal }) => {
                for (const assignment of servicePrincipal.appRoleAssignments) {
                    assignment.isWithoutRole = true;
                }
            },
        },
    ];
    for (const { about, why, change, page = "https://contoso.my.connect.aws/ccp-v2/chat" } of assumptions) {
        it(`says what it took for true, where it did not see that ${about}`, async () => {
            const world = await makeWorld();
            change(world);
            for (const user of [alice, "bob@contoso.example"]) {
                const answer = await world.signIn(user);
                expect([answer.verdict, answer.page]).to.deep.equal(["yes", page]);
                const assumed = checks(answer).filter((check) => check.about === about);
                expect(assumed.map((check) => [check.outcome, check.why])).to.deep.equal([["assumed", why]]);
            }
        });
    }

    it("is plain data without a private key or a response", async () => {
        const world = await makeWorld();
        const answer = await world.signIn(alice);
        const text = JSON.stringify(answer);
        expect(JSON.parse(text)).to.deep.equal(answer);
        expect(text).to.not.match(/PRIVATE KEY|SAMLResponse|<|PHNhbWxw/);
        expect(text).to.not.include(world.certificate.value.slice(0, 60));
    });
});

describe("A walk that guesses who was meant", () => {
    it("guesses the same whatever the order of the Connect users", async () => {
        const names = ["Alice@contoso.example", "ALICE@contoso.example", "alicia@contoso.example"];
        for (const usernames of [names, [...names].reverse()]) {
            const world = await makeWorld();
            const user = connectUserOf(world);
            world.deployment.connectUsers = usernames.map((username) => ({ ...user, username }));
            const { stop } = await world.signIn(alice);
            expect([stop?.causeId, stop?.cause.match(/\w+@/g)]).to.deep.equal(["otherCase", ["Alice@", "alice@"]]);
        }
    });
});

describe("A walk of somebody who shall not sign in", () => {
    it("says that the stop is wanted, by whatever name they are asked for", async () => {
        for (const user of ["1001", alice, "ALICE@contoso.example"]) {
            const world = await makeWorld();
            nameBy(world, "employeeId");
            world.servicePrincipal.appRoleAssignments = [];
            Object.assign(connectUserOf(world), { username: "1001", signIn: false });
            const { verdict, stop, stopIsWanted } = await world.signIn(user);
            expect({ user, verdict, cause: stop?.causeId, stopIsWanted }).to.deep.equal({
                ...{ user, verdict: "no", cause: "signInFalse", stopIsWanted: true },
            });
        }
    });

    it("does not say so of others", async () => {
        const world = await makeWorld();
        Object.assign(connectUserOf(world), { signIn: true });
        world.servicePrincipal.appRoleAssignments = [];
        expect(await world.signIn(alice)).to.not.have.property("stopIsWanted");
    });
});

describe("A walk in another partition", () => {
    const govcloud = (world: TestWorld) => {
        const inGovCloud = (value: unknown) =>
            JSON.parse(
                JSON.stringify(value)
                    .replaceAll("arn:aws:", "arn:aws-us-gov:")
                    .replaceAll("eu-central-1", "us-gov-west-1")
                    .replaceAll("signin.aws.amazon.com", "signin.amazonaws-us-gov.com")
                    .replaceAll("us-gov-west-1.console.aws.amazon.com", "console.amazonaws-us-gov.com")
                    .replaceAll("urn:amazon:webservices", "urn:amazon:webservices:govcloud"),
            );
        Object.assign(world.deployment, inGovCloud(world.deployment));
        Object.assign(world.application, inGovCloud(world.application));
    };

    it("says yes of a federation that is wholly in GovCloud", async () => {
        const world = await makeWorld();
        govcloud(world);
        const { verdict, stop, page } = await world.signIn(alice);
        expect({ verdict, stop, page }).to.deep.equal({
            ...{ verdict: "yes", stop: undefined, page: "https://contoso.govcloud.connect.aws/ccp-v2/chat" },
        });
    });

    it("stops a commercial audience in GovCloud", async () => {
        const world = await makeWorld();
        govcloud(world);
        world.application.identifierUris = ["urn:amazon:webservices"];
        const { stop } = await world.signIn(alice);
        expect([stop?.error, stop?.causeId]).to.deep.equal(["audienceWrong", "partition"]);
    });

    it("stops everybody in China, where Connect is not offered", async () => {
        const world = await makeWorld();
        world.servicePrincipal.relayState = `https://cn-north-1.console.amazonaws.cn/connect/federate/${guid(9)}`;
        const { verdict, stop } = await world.signIn(alice);
        expect([verdict, stop?.error, stop?.causeId]).to.deep.equal(["no", "instanceNotFound", "relayState"]);
    });
});

describe("A walk of somebody who is not assigned", () => {
    it("names the entry to add as the directory spells it, whatever letters were asked for", async () => {
        const world = await makeWorld();
        const { stop } = await world.signIn("CAROL@contoso.example");
        expect(stop?.change).to.match(/^Add an entry for carol@contoso\.example under `users`/);
    });
});

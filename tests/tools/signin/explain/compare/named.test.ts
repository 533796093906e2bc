import { expect } from "chai";
import { namedIn } from "../../../../../tools/signin/explain/compare/named";
import { instanceId, makeWorld, providerArn, roleArn } from "../../../../helpers/world";
import { attemptOf, causesOf, contextOf, differencesOf } from "../world";

const nothing = { roleArns: [], providerArns: [], instanceIds: [], sessionNames: [] };

/** An event of CloudTrail, with some of its parameters. */
const event = (errorMessage: string, requestParameters: Record<string, unknown>, more = {}) =>
    JSON.stringify(
        { eventName: "AssumeRoleWithSAML", errorCode: "AccessDenied", errorMessage, requestParameters, ...more },
        null,
        2,
    );

const denial = (role: string, session: string, instance: string) =>
    `User: arn:aws:sts::123456789012:assumed-role/${role}/${session} is not authorized to perform: connect:GetFederationToken on resource: arn:aws:connect:eu-central-1:123456789012:instance/${instance}/user/AROAX:${session}`;

const cannotAssume = "Not authorized to perform sts:AssumeRoleWithSAML";

describe("What a pasted text names", () => {
    const texts: [string, string, Partial<typeof nothing> | Record<string, string[]>][] = [
        ["nothing", "Access Denied for alice@contoso.example", {}],
        ["a role's ARN, once", `${roleArn}, "${roleArn}".`, { roleArns: [roleArn] }],
        [
            "a role with a path",
            "arn:aws-us-gov:iam::123456789012:role/sso/x",
            { roleArns: ["arn:aws-us-gov:iam::123456789012:role/sso/x"] },
        ],
        ["the pair of a Role claim", `${roleArn},${providerArn}`, { roleArns: [roleArn], providerArns: [providerArn] }],
        [
            "a session of a role",
            "arn:aws:sts::123456789012:assumed-role/connect-sso/alice@contoso.example.",
            { roleArns: [roleArn], sessionNames: ["alice@contoso.example"] },
        ],
        [
            "an instance's ARN",
            `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}/user/x`,
            { instanceIds: [instanceId] },
        ],
        [
            "an instance's address",
            `https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}`,
            { instanceIds: [instanceId] },
        ],
        [
            "an event's parameters",
            event("x", { roleSessionName: "Alice@contoso.example", roleArn, principalArn: providerArn }),
            { roleArns: [roleArn], providerArns: [providerArn], sessionNames: ["Alice@contoso.example"] },
        ],
        ["an event's user", '"userName": "bob@contoso.example"', { sessionNames: ["bob@contoso.example"] }],
        ["no secret", '"userName": "AKIAIOSFODNN7EXAMPLE"', {}],
        ["an ARN broken by a line", "arn:aws:iam::123456789012:\n  role/connect-sso", { roleArns: [roleArn] }],
    ];
    for (const [title, text, named] of texts) {
        it(`is ${title}`, () => {
            expect(namedIn(text)).to.deep.equal({ ...nothing, ...named });
        });
    }

    it("stands beside the deployment's, near misses told", async () => {
        const parameters = {
            ...{ roleSessionName: "Alice@contoso.example", roleArn: roleArn.replace("connect", "Connect") },
            principalArn: `${providerArn}2`,
        };
        const attempt = await attemptOf(event(cannotAssume, parameters), contextOf(await makeWorld()));
        expect(differencesOf(attempt)).to.deep.equal([
            `role: ${parameters.roleArn} | ${roleArn} (differs in upper and lower case)`,
            `SAML provider: ${providerArn}2 | ${providerArn}`,
            "session name, in the list of users: Alice@contoso.example | alice@contoso.example (differs in upper and lower case)",
        ]);
    });

    it("is told to be alike where it is", async () => {
        const { comparisons } = await attemptOf(
            denial("connect-sso", "alice@contoso.example", instanceId),
            contextOf(await makeWorld()),
        );
        expect(comparisons.map(({ what, same }) => [what, same])).to.deep.equal([
            ["role", true],
            ["instance", true],
            ["session name, in the list of users", true],
        ]);
    });

    it("is no deployment's to answer for where it is another's", async () => {
        const { findings, notes } = await attemptOf(
            denial("other", "alice@contoso.example", instanceId),
            contextOf(await makeWorld()),
        );
        expect([findings[0]?.causeId, notes]).to.deep.equal(["noPermission", []]);
        expect(findings[0]?.cause).to.equal("No policy of the role other allows `connect:GetFederationToken`.");
    });

    it("fills the commands that show it, without a deployment", async () => {
        const { findings } = await attemptOf(event(cannotAssume, { roleArn }), contextOf(undefined));
        expect(findings[0]?.cause).to.equal(`The role ${roleArn} does not exist. Role names are case-sensitive.`);
        expect(findings[0]?.confirm).to.include("--role-name connect-sso`");
    });

    it("wins over the deployment's", async () => {
        const text =
            "AADSTS7000112: Application '11111111-2222-4333-8444-555555555555'(Old contact centre) is disabled.";
        const { findings } = await attemptOf(text, contextOf(await makeWorld()));
        const said = JSON.stringify(findings[0]);
        expect(said).to.include("11111111-2222-4333-8444-555555555555").and.not.include("Contoso contact centre");
    });

    it("leads to the instance that the role may not enter", async () => {
        const other = "11111111-2222-4333-8444-555555555555";
        const attempt = await attemptOf(
            denial("connect-sso", "alice@contoso.example", other),
            contextOf(await makeWorld()),
        );
        expect(causesOf(attempt)).to.deep.equal(["federationDenied.wrongInstance"]);
        expect([attempt.findings[0]?.seen, attempt.findings[0]?.expected]).to.deep.equal([other, instanceId]);
    });

    it("says nothing of the instance that another's role may enter", async () => {
        const text = denial("other", "alice@contoso.example", "11111111-2222-4333-8444-555555555555");
        expect(causesOf(await attemptOf(text, contextOf(await makeWorld())))).to.deep.equal([
            "federationDenied.noPermission",
        ]);
    });

    const denied: [string, string, string][] = [
        [
            "a service control policy",
            " with an explicit deny in a service control policy",
            "A policy denies it: a statement in a service control policy.",
        ],
        [
            "the role's own",
            " with an explicit\n deny in an identity-based policy: arn:x",
            "A policy denies it: a statement in an identity-based policy.",
        ],
    ];
    for (const [title, words, cause] of denied) {
        it(`and says is denied by ${title} is denied so`, async () => {
            const text = denial("connect-sso", "alice@contoso.example", instanceId) + words;
            const { findings } = await attemptOf(text, contextOf(undefined));
            expect([findings[0]?.causeId, findings[0]?.cause]).to.deep.equal(["explicitDeny", cause]);
        });
    }
});

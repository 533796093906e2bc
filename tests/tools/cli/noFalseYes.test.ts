import { expect } from "chai";
import * as fc from "fast-check";
import { asInClouds } from "../../../tools/cli/signIn/rehearsedState";
import { readEntraKeys, withEntraKeys } from "../../../tools/deployment/entraKeys";
import { readDirectory } from "../../../tools/deployment/readDirectory";
import { signIn } from "../../../tools/rehearsal/clouds/signIn";
import type { SignIn } from "../../../tools/signin/result";
import { prepareWalk } from "../../../tools/signin/walk/walk";
import { certificateNames, Emulated, now, people, tokens } from "../../helpers/emulated";
import { readDeployment } from "../../helpers/readDeployment";
import { guid } from "../../helpers/world";

type Step = readonly [words: string, take: (it: Emulated) => void | Promise<void>];

const certificate = fc.constantFrom(...certificateNames);
const somebody = fc.constantFrom(0, 1, 2);

/** What a deployment does, or the activation of a certificate that the guide asks for. */
const deployment: fc.Arbitrary<Step> = fc.oneof(
    certificate.map((name): Step => [`add ${name}`, (it) => it.addCertificate(name)]),
    certificate.map((name): Step => [`retire ${name}`, (it) => it.retire(name)]),
    certificate.map(
        (name): Step => [
            `activate ${name}`,
            (it) => it.changePrincipal({ preferredTokenSigningKeyThumbprint: it.thumbprintOf(name) }),
        ],
    ),
    fc.oneof(somebody, fc.constant("group" as const)).map((who): Step => [`assign ${who}`, (it) => it.assign(who)]),
);

const ofCertificates: fc.Arbitrary<Step> = fc.oneof(
    certificate.map((name): Step => [`delete ${name} in the portal`, (it) => it.deleteKey(name)]),
    fc
        .constantFrom("A".repeat(40), null)
        .map(
            (thumbprint): Step => [
                `prefer ${thumbprint}`,
                (it) => it.changePrincipal({ preferredTokenSigningKeyThumbprint: thumbprint }),
            ],
        ),
);

const aws = (kind: string, change: object): Step => [
    `change ${kind} to ${JSON.stringify(change)}`,
    (it) => it.change(it.aws, kind, String(it.find(kind).id), change as never),
];
const allow = (resource: string) => ({
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "connect:*", Resource: resource }],
    }),
});

/** What somebody does by hand, without a refresh afterwards. */
const drift: fc.Arbitrary<Step> = fc.oneof(
    ofCertificates,
    fc.constantFrom<Step>(
        ["disable the application", (it) => it.changePrincipal({ accountEnabled: false })],
        ["let everybody use it", (it) => it.changePrincipal({ appRoleAssignmentRequired: false })],
        ["leave SAML", (it) => it.changePrincipal({ preferredSingleSignOnMode: "password" })],
        ["set a login URL", (it) => it.changePrincipal({ loginUrl: "https://contoso.example/" })],
        ["empty the relay state", (it) => it.changePrincipal({ relayState: "" })],
        ["take the policy away", (it) => it.changePrincipal({ claimsMappingPolicies: [] })],
        ["delete the application", (it) => void it.azuread.objects.delete(tokens.application)],
        ["delete the service principal", (it) => void it.azuread.objects.delete(tokens.servicePrincipal)],
        ["take all assignments away", (it) => void it.azuread.objects.delete(tokens.assignment)],
        ["delete the SAML provider", (it) => void it.aws.objects.delete(tokens.samlProvider)],
        ["delete the role", (it) => void it.aws.objects.delete(tokens.role)],
        ["delete the role's policy", (it) => void it.aws.objects.delete(tokens.rolePolicy)],
        ["delete the instance", (it) => void it.aws.objects.delete(tokens.instance)],
        ["delete the users", (it) => void it.aws.objects.delete(tokens.user)],
        aws(tokens.role, { maxSessionDuration: 3600 }),
        aws(tokens.role, { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) }),
        aws(tokens.role, { uniqueId: "AROAOTHEROTHEROTHER00" }),
        aws(tokens.rolePolicy, allow("*")),
        aws(tokens.rolePolicy, allow(`arn:aws:connect:eu-central-1:123456789012:instance/${guid(5)}/user/*`)),
        aws(tokens.instance, { identityManagementType: "CONNECT_MANAGED" }),
        aws(tokens.user, { name: "Ada@contoso.example" }),
        aws(tokens.user, { securityProfileIds: [] }),
    ),
    fc.constantFrom(...[["api://sso"], [], ["https://signin.aws.amazon.com/saml"]]).map(
        (identifierUris): Step => [
            `identify by ${identifierUris}`,
            ({ directory }) => {
                for (const application of directory.applications.list()) {
                    directory.applications.put({ ...application, identifierUris });
                }
            },
        ],
    ),
    fc.constantFrom(...[["https://portal.contoso.example/"], [], ["https://signin.aws.amazon.com/saml"]]).map(
        (Web): Step => [
            `reply to ${Web}`,
            ({ directory }) => {
                for (const application of directory.applications.list()) {
                    directory.applications.put({ ...application, redirectUris: { ...application.redirectUris, Web } });
                }
            },
        ],
    ),
    somebody.map(
        (who): Step => [
            `disable ${who}`,
            ({ directory }) => {
                const user = directory.users.get(guid(who + 1));
                if (user !== undefined) {
                    directory.users.put({ ...user, accountEnabled: false });
                }
            },
        ],
    ),
    fc.constant<Step>([
        "empty the group",
        ({ directory }) => {
            for (const group of directory.groups.list()) {
                directory.groups.put({ ...group, members: [] });
            }
        },
    ]),
);

const history = fc.array(deployment, { maxLength: 6 });
/** Most histories have drift of one or two kinds, so that people can still sign in after some. */
const byHand = (steps: fc.Arbitrary<Step>) => fc.array(steps, { maxLength: 2 });

interface Judged {
    steps: string[];
    walks: SignIn[];
    /** By the store: whether they can. */
    can: boolean[];
}

let base: Emulated;

async function judge(steps: readonly Step[], read: (it: Emulated) => Promise<Knowledge>): Promise<Judged> {
    const it = base.copy();
    for (const [, take] of steps) {
        await take(it);
    }
    const { exported, inEntra } = await read(it);
    const deployment = readDeployment(exported, { source: "the stack dev" });
    const [application] = deployment.applications;
    const users = it.directory.users.list();
    const directory = readDirectory({ users, groups: it.directory.groups.list() }, "the directory");
    const principal = application?.servicePrincipal;
    const own = it.directory.servicePrincipals.list()[0];
    const stores = { azuread: it.azuread, aws: it.aws };
    const can = users.map(
        ({ id }) =>
            own !== undefined && "page" in signIn(stores, { servicePrincipalId: own.id, userId: id, nowMs: now }),
    );
    if (application === undefined) {
        return { steps: steps.map(([words]) => words), walks: [], can };
    }
    const known =
        principal !== undefined && inEntra && own !== undefined
            ? { ...application, servicePrincipal: withEntraKeys(principal, readEntraKeys(own, {})) }
            : application;
    const walk = prepareWalk({ deployment, application: known, directory, nowMs: now });
    return { steps: steps.map(([words]) => words), walks: people.map(walk), can };
}

interface Knowledge {
    exported: unknown;
    /** What Entra says of the certificates is known. */
    inEntra: boolean;
}

const plain = async (it: Emulated) => ({ exported: it.exported(), inEntra: false });
const withKeys = async (it: Emulated) => ({ exported: it.exported(), inEntra: true });
const rehearsed = async (it: Emulated) => ({
    exported: await asInClouds(it.exported(), { azuread: it.azuread, aws: it.aws }),
    inEntra: true,
});

describe("Whoever can sign in by the walk", () => {
    before(async () => {
        base = await Emulated.make();
    });

    const cases: [about: string, steps: fc.Arbitrary<Step[]>, read: (it: Emulated) => Promise<Knowledge>][] = [
        ["after any deployments, with the export alone", history, plain],
        [
            "after any deployments and certificates changed by hand, with --service-principal",
            fc.tuple(history, byHand(ofCertificates)).map((both) => both.flat()),
            withKeys,
        ],
        [
            "after any deployments and whatever was changed by hand, in the rehearsal",
            fc.tuple(history, byHand(drift)).map((both) => both.flat()),
            rehearsed,
        ],
    ];
    for (const [about, steps, read] of cases) {
        it(`is let in by the emulated clouds, and who cannot is not: ${about}`, async () => {
            const seen = { yes: 0, no: 0, unknown: 0 };
            await fc.assert(
                fc.asyncProperty(steps, async (taken) => {
                    const judged = await judge([["assign 0", (it) => it.assign(0)], ...taken], read);
                    for (const [index, { verdict, stop }] of judged.walks.entries()) {
                        seen[verdict] += 1;
                        const wrong = judged.can[index] ? verdict === "no" : verdict === "yes";
                        expect(
                            wrong,
                            `${people[index]} ${verdict} ${stop?.error}: ${judged.steps.join(", ")}`,
                        ).to.equal(false);
                    }
                }),
                { numRuns: 100 },
            );
            expect([seen.yes > 20, seen.no > 20]).to.deep.equal([true, true]);
        }).timeout(120_000);
    }

    it("is not, after a retirement whose activation was forgotten", async () => {
        const forgotten: Step[] = [
            ["assign", (it) => it.assign(0)],
            ["add", (it) => it.addCertificate("2027")],
            ["retire", (it) => it.retire("2026")],
        ];
        const verdicts = async (read: (it: Emulated) => Promise<Knowledge>) =>
            (await judge(forgotten, read)).walks[0]?.verdict;
        expect([await verdicts(plain), await verdicts(withKeys), await verdicts(rehearsed)]).to.deep.equal([
            "unknown",
            "no",
            "no",
        ]);
    });

    it("is not, after the only certificate was deleted in the portal; of a plain export that is assumed", async () => {
        const deleted: Step[] = [
            ["assign", (it) => it.assign(0)],
            ["delete", (it) => it.deleteKey("2026")],
        ];
        const verdicts = async (read: (it: Emulated) => Promise<Knowledge>) => {
            const [walk] = (await judge(deleted, read)).walks;
            const isAssumed = walk?.hops.flatMap(({ checks }) => checks).some(({ id }) => id === "noDrift");
            return [walk?.verdict, isAssumed];
        };
        expect([await verdicts(plain), await verdicts(withKeys), await verdicts(rehearsed)]).to.deep.equal([
            ["yes", true],
            ["no", false],
            ["no", false],
        ]);
    });
});

import { expect } from "chai";
import * as fc from "fast-check";
import { asInClouds } from "../../../tools/cli/signIn/rehearsedState";
import { readEntraKeys, withEntraKeys } from "../../../tools/deployment/entraKeys";
import { readDirectory } from "../../../tools/deployment/readDirectory";
import { signIn, signInByCognito } from "../../../tools/rehearsal/clouds/signIn";
import type { SignIn } from "../../../tools/signin/result";
import { prepareCognitoWalk } from "../../../tools/signin/walk/cognito/walkCognito";
import { prepareWalk } from "../../../tools/signin/walk/walk";
import { Emulated, now } from "../../helpers/emulated";
import { byHand, drift, history, moment, ofCertificates, type Step } from "../../helpers/histories";
import { readDeployment } from "../../helpers/readDeployment";

/** One person's sign-in at one application, with what the store says of it. */
interface Judged {
    who: string;
    walk: SignIn;
    can: boolean;
}

let bases: Record<string, Emulated>;

/** Everybody at the application that leads to Connect, and at that of the user pool. */
async function judge(
    it: Emulated,
    { steps, nowMs = now }: { steps: readonly Step[]; nowMs?: number },
    read: (it: Emulated) => Promise<Knowledge>,
): Promise<Judged[]> {
    for (const [, take] of steps) {
        await take(it);
    }
    const { exported, inEntra } = await read(it);
    const deployment = readDeployment(exported, { source: "the stack dev" });
    const users = it.directory.users.list();
    const directory = readDirectory({ users, groups: it.directory.groups.list() }, "the directory");
    const stores = { azuread: it.azuread, aws: it.aws };
    return deployment.applications.flatMap((application) => {
        const principal = application.servicePrincipal;
        const own = it.directory.servicePrincipals.list().find(({ id }) => id === principal?.objectId);
        const known =
            principal !== undefined && inEntra && own !== undefined
                ? { ...application, servicePrincipal: withEntraKeys(principal, readEntraKeys(own, {})) }
                : application;
        const world = { deployment, application: known, directory, nowMs };
        const attempt = (userId: string) => ({ servicePrincipalId: own?.id ?? "", userId, nowMs });
        if (application.name === "sso") {
            const walk = prepareWalk(world);
            return users.map(({ id, userPrincipalName }) => {
                return {
                    who: userPrincipalName,
                    walk: walk(userPrincipalName),
                    can: "page" in signIn(stores, attempt(id)),
                };
            });
        }
        return (deployment.userPools ?? []).flatMap((pool) => {
            const walk = prepareCognitoWalk(world, pool);
            return pool.appClients.flatMap((client) =>
                users.map(({ id, userPrincipalName }) => {
                    const answer = signInByCognito(stores, { ...attempt(id), clientId: client.clientId });
                    return {
                        who: `${userPrincipalName} at ${client.name}`,
                        walk: walk(userPrincipalName, client),
                        can: "page" in answer,
                    };
                }),
            );
        });
    });
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
        const [aws, gov, both] = await Promise.all([Emulated.make(), Emulated.make("us-gov-west-1"), Emulated.make()]);
        await both.invite();
        await both.addUserPool();
        bases = { "one application": aws, GovCloud: gov, "a guest and a user pool": both };
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
            const base = fc.constantFrom(...Object.keys(bases));
            await fc.assert(
                fc.asyncProperty(base, steps, moment, async (kind, taken, nowMs) => {
                    const all = { steps: [["assign 0", (it: Emulated) => it.assign(0)] as const, ...taken], nowMs };
                    for (const { who, walk, can } of await judge((bases[kind] as Emulated).copy(), all, read)) {
                        seen[walk.verdict] += 1;
                        const at = `${kind} at ${new Date(nowMs).toISOString()}: ${all.steps.map(([words]) => words).join(", ")}`;
                        const wrong = can ? walk.verdict === "no" : walk.verdict === "yes";
                        expect(wrong, `${who} ${walk.verdict} ${walk.stop?.error}: ${at}`).to.equal(false);
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
            (await judge(await Emulated.make(), { steps: forgotten }, read))[0]?.walk.verdict;
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
            const [{ walk } = { walk: undefined }] = await judge(await Emulated.make(), { steps: deleted }, read);
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

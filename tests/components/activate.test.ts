import { expect } from "chai";
import { GraphError } from "../../components/internal/graph/client";
import { activate, type Graph, NotActivated } from "../../components/internal/signer/activate";
import { keyProperties } from "../../rules/keysInEntra";
import { activeCertificate } from "../../tools/rehearsal/clouds/azuread/entra/activeCertificate";
import { keyOrders } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import { askGraph } from "../helpers/graph";
import { APPLICATION, CERTIFICATE, SERVICE_PRINCIPAL, startEntra } from "../tools/rehearsal/clouds/azuread/entra";
import type { CloudClient } from "../tools/rehearsal/clouds/provider/client";

/** An emulated Entra with a service principal and two certificates. */
async function twoCertificates(keyOrder: string) {
    const entra: CloudClient = await startEntra({ keyOrder });
    const application = await entra.make(APPLICATION, { displayName: "Contact centre" });
    const { clientId = "" } = application.state as Record<string, string>;
    const principal = await entra.make(SERVICE_PRINCIPAL, { clientId });
    const { objectId = "" } = principal.state as Record<string, string>;
    const names = ["2026", "2027"];
    const thumbprints: Record<string, string> = {};
    for (const name of names) {
        const { state } = await entra.make(CERTIFICATE, { servicePrincipalId: principal.id }, name);
        thumbprints[name] = String(state.thumbprint);
    }
    const written: string[] = [];
    const graph: Graph = {
        fresh: async (path) => {
            const { status, body } = await askGraph(entra.folder, "GET", `v1.0/${path}`);
            if (status !== 200) {
                throw new GraphError(JSON.stringify(body), status);
            }
            return body as Record<string, unknown>;
        },
        change: async (path, properties) => {
            const { status, body } = await askGraph(entra.folder, "PATCH", `v1.0/${path}`, { ...properties });
            if (status !== 204) {
                throw new GraphError(JSON.stringify(body), status);
            }
            written.push(String(properties.preferredTokenSigningKeyThumbprint));
        },
    };
    const signer = (name: string) => ({
        ...{ name, thumbprint: thumbprints[name] ?? "0".repeat(40) },
        servicePrincipalObjectId: objectId,
    });
    const chosen = async () => {
        const found = await graph.fresh(`servicePrincipals/${objectId}?$select=preferredTokenSigningKeyThumbprint`);
        return names.find((name) => thumbprints[name] === found.preferredTokenSigningKeyThumbprint) ?? "none";
    };
    return { entra, graph, written, thumbprints, signer, chosen };
}

for (const keyOrder of keyOrders) {
    describe(`Activating one of two certificates, which Entra lists ${keyOrder}`, () => {
        let world: Awaited<ReturnType<typeof twoCertificates>>;
        let waited: number[];
        beforeEach(async () => {
            world = await twoCertificates(keyOrder);
            waited = [];
        });
        afterEach(() => world.entra.stop());
        const wait = async (ms: number) => {
            waited.push(ms);
        };
        const trusted = async () => true;

        it("writes once, and only what is not so yet", async () => {
            const { graph, signer, written, thumbprints, chosen } = world;
            const outcomes = [];
            for (const name of ["2026", "2027", "2027"]) {
                outcomes.push([await activate(graph, signer(name), trusted, wait), await chosen()]);
            }
            expect([outcomes, written, waited]).to.deep.equal([
                [
                    ["activated", "2026"],
                    ["activated", "2027"],
                    ["was active", "2027"],
                ],
                [thumbprints["2026"], thumbprints["2027"]],
                [],
            ]);
        });

        it("leaves Entra signing with a certificate that AWS trusts, whichever operation of a rotation was the last one", async () => {
            const { graph, signer, thumbprints } = world;
            const path = `servicePrincipals/${signer("2026").servicePrincipalObjectId}?$select=${keyProperties.join(",")}`;
            let aws = ["2026"];
            const isTrusted = (name: string) => async () => aws.includes(name);
            const quick = async () => {};
            const activates = (name: string) => async () => {
                await activate(graph, signer(name), isTrusted(name), quick).catch(() => undefined);
            };
            const operations: (() => Promise<void> | void)[] = [
                activates("2026"),
                // A configuration that is ahead of what AWS has.
                activates("2027"),
                () => {
                    aws = ["2026", "2027"];
                },
                activates("2027"),
                activates("2027"),
                () => {
                    aws = ["2027"];
                },
                // The old configuration once more.
                activates("2026"),
            ];
            const signs: unknown[] = [];
            for (const operation of operations) {
                await operation();
                const { thumbprint } = activeCertificate((await graph.fresh(path)) as never, Date.now());
                const name = Object.keys(thumbprints).find((one) => thumbprints[one] === thumbprint) ?? "none";
                signs.push([name, aws.includes(name)]);
            }
            expect(signs).to.deep.equal([
                ...[
                    ["2026", true],
                    ["2026", true],
                    ["2026", true],
                    ["2027", true],
                ],
                ...[
                    ["2027", true],
                    ["2027", true],
                    ["2027", true],
                ],
            ]);
        });

        it("is done after an answer that was lost on its way, without a second write", async () => {
            const { graph, signer, written, chosen } = world;
            const lossy: Graph = {
                ...graph,
                change: async (path, properties) => {
                    await graph.change(path, properties);
                    throw new GraphError("Microsoft Graph did not answer: socket hang up", undefined);
                },
            };
            expect([
                await activate(lossy, signer("2027"), trusted, wait),
                await chosen(),
                written.length,
                waited,
            ]).to.deep.equal(["was active", "2027", 1, [1_000]]);
        });

        it("waits until Entra shows the certificate, and until AWS trusts it", async () => {
            const { graph, signer, chosen } = world;
            const answers = [[], [], undefined];
            const late: Graph = {
                ...graph,
                fresh: async (path) => {
                    const keyCredentials = answers.shift();
                    return {
                        ...(await graph.fresh(path)),
                        ...(keyCredentials === undefined ? {} : { keyCredentials }),
                    };
                },
            };
            const trust = [false, undefined];
            expect([
                await activate(late, signer("2027"), async () => trust.shift(), wait),
                await chosen(),
                waited,
            ]).to.deep.equal(["activated", "2027", [1_000, 2_000, 4_000]]);
        });

        it("changes nothing where AWS does not trust the certificate in the end", async () => {
            const { graph, signer, written } = world;
            const failure = await failureOf(() => activate(graph, signer("2027"), async () => false, wait));
            expect([failure.message.slice(0, 43), written, waited]).to.deep.equal([
                'AWS does not trust the certificate "2027" (',
                [],
                [1_000, 2_000, 4_000, 8_000, 15_000],
            ]);
        });

        it("changes nothing where Entra does not have the certificate", async () => {
            const { graph, signer, written } = world;
            const failure = await failureOf(() => activate(graph, signer("2028"), trusted, wait));
            expect([failure.message, written]).to.deep.equal([
                `Entra does not have the certificate "2028" (SHA-1 ${"0".repeat(40)}). If somebody deleted it, name another one that AWS ` +
                    "trusts in signingCertificate; otherwise run pulumi up again in a few minutes",
                [],
            ]);
        });

        it("changes nothing for a certificate that has ended, at once", async () => {
            const { graph, signer, written } = world;
            const inTenYears = () => Date.now() + 10 * 365 * 24 * 60 * 60 * 1_000;
            const failure = await failureOf(() => activate(graph, signer("2027"), trusted, wait, inTenYears));
            expect([
                failure instanceof NotActivated,
                /^The certificate "2027" ended at /.test(failure.message),
            ]).to.deep.equal([true, true]);
            expect([written, waited]).to.deep.equal([[], []]);
        });

        it("tries again what passes, and fails at once where the caller may not", async () => {
            const { graph, signer, chosen } = world;
            const refusing = (...statuses: number[]): Graph => ({
                ...graph,
                change: async (path, properties) => {
                    const status = statuses.shift();
                    if (status !== undefined) {
                        throw new GraphError(`Microsoft Graph answered ${status} No: no.`, status);
                    }
                    await graph.change(path, properties);
                },
            });
            expect(await activate(refusing(429, 503), signer("2027"), trusted, wait)).to.equal("activated");
            const failure = await failureOf(() => activate(refusing(403), signer("2026"), trusted, wait));
            expect([failure.message, await chosen(), waited]).to.deep.equal([
                "Microsoft Graph answered 403 No: no.",
                "2027",
                [1_000, 2_000],
            ]);
        });
    });
}

async function failureOf(run: () => Promise<unknown>): Promise<Error> {
    try {
        await run();
    } catch (error) {
        return error as Error;
    }
    throw new Error("It did not fail.");
}

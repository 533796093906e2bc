/** `npm run bench -- signIn [people]`: how long the sign-ins of a large contact centre take. */
import { createPrivateKey, webcrypto } from "node:crypto";
import { availableParallelism } from "node:os";
import { runWalks } from "../tools/cli/signIn/runWalks";
import { openWalk, type WalkTask, walkAll } from "../tools/cli/signIn/walkTask";
import { buildResponse } from "../tools/signin/saml/buildResponse";
import { readResponse } from "../tools/signin/saml/readResponse";
import { signResponse } from "../tools/signin/saml/signResponse";
import { SignatureVerifier } from "../tools/signin/saml/verifySignature";
import { largeWorld } from "./largeWorld";

const defaultPeople = 10_000;
/** Of which each kind is measured on one thread, and reckoned up. */
const sampled = 1000;

export async function run([count]: string[]): Promise<void> {
    const people = count === undefined ? defaultPeople : Number(count);
    const { task, users } = await largeWorld(people);
    const sample = users.slice(0, sampled);
    await walkAll(openWalk(task), users.slice(0, 200), () => undefined);
    const bare = (await seconds(() => signAndVerify(task, sample.length))) / sample.length;
    const single = (await seconds(() => walkAll(openWalk(task), sample, () => undefined))) / sample.length;
    let verified = 0;
    const all = await seconds(async () => {
        const signIns = await runWalks(task, users);
        verified = signIns.filter(
            ({ verdict, hops }) =>
                verdict === "yes" &&
                hops[1]?.checks.some(({ about, outcome }) => outcome === "checked" && /verifies/.test(about)),
        ).length;
    });
    console.log(
        `people                                     ${people}, of whom ${verified} signed in with a verified signature`,
    );
    console.log(`threads                                    ${availableParallelism()}`);
    console.log(`all of them                                ${all.toFixed(1)} s, ${Math.round(people / all)} a second`);
    console.log(`one thread, reckoned from ${sample.length}              ${(single * people).toFixed(1)} s`);
    console.log(`  ratio one thread / all threads           ${((single * people) / all).toFixed(2)}`);
    console.log(`bare signing and verifying, one thread     ${(bare * people).toFixed(1)} s`);
    console.log(`  ratio walk / bare signing and verifying  ${(single / bare).toFixed(2)}`);
}

/** What no walk can do without, by the same libraries. */
async function signAndVerify({ privateKeys, application, nowMs }: WalkTask, count: number): Promise<void> {
    const [pem = ""] = Object.values(privateKeys);
    const privateKey = createPrivateKey(pem);
    const value = String(application.servicePrincipal?.signingCertificates[0]?.value);
    const verifier = new SignatureVerifier([{ name: "2026", value }], webcrypto);
    for (let index = 0; index < count; index++) {
        const xml = buildResponse({
            ...{ responseId: `_r${index}`, assertionId: `_a${index}`, issuer: "i", audience: "a", recipient: "r" },
            attributes: [{ name: "n", values: [`${index}`] }],
            issuedAtMs: nowMs,
        });
        const answer = await verifier.verify(readResponse(signResponse(xml, { privateKey, certificate: value })));
        if (!answer.signed) {
            throw new Error(answer.words);
        }
    }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1000;
}

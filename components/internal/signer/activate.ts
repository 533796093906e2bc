/** Making Entra sign with a certificate: the one request, what must be true before it, and how long to wait for that. */
import { keyProperties, readKeysInEntra } from "../../../rules/keysInEntra";
import { quote } from "../../../rules/text";
import type { Entity } from "../graph/client";
import { GraphError } from "../graph/client";

/** What a run asks of Graph. */
export interface Graph {
    fresh(path: string): Promise<Entity>;
    change(path: string, properties: Entity): Promise<void>;
}

/** The certificate that is to sign. */
export interface Signer {
    /** Its name in the configuration. */
    name: string;
    /** SHA-1, upper case. */
    thumbprint: string;
    /** Object id of the service principal. */
    servicePrincipalObjectId: string;
}

/** Why a certificate was not activated. The message is for people. */
export class NotActivated extends Error {
    override readonly name = "NotActivated";
}

/** Entra shows a change after a while, and answers too many requests later. */
const waitsMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Reads first, and writes only what is not so yet. What another system does not show yet is read again, half a minute in all.
 * @param isTrusted whether the service that people sign in to trusts the certificate by now; undefined if it can't be asked
 * @throws {NotActivated} and what the sign-in to Graph throws
 */
export async function activate(
    graph: Graph,
    signer: Signer,
    isTrusted: () => Promise<boolean | undefined>,
    wait: (ms: number) => Promise<void>,
    nowMs: () => number = Date.now,
): Promise<"activated" | "was active"> {
    for (let tries = 0; ; tries++) {
        const [outcome, failure] = await attempt(graph, signer, isTrusted, nowMs);
        if (outcome !== undefined) {
            return outcome;
        }
        const waitMs = waitsMs[tries];
        if (waitMs === undefined || failure instanceof NotActivated) {
            throw failure;
        }
        await wait(waitMs);
    }
}

type Attempt = readonly ["activated" | "was active"] | readonly [undefined, Error];

async function attempt(
    graph: Graph,
    { name, thumbprint, servicePrincipalObjectId }: Signer,
    isTrusted: () => Promise<boolean | undefined>,
    nowMs: () => number,
): Promise<Attempt> {
    const path = `servicePrincipals/${servicePrincipalObjectId}`;
    try {
        const { held, chosen } = readKeysInEntra(await graph.fresh(`${path}?$select=${keyProperties.join(",")}`));
        const key = held.find((one) => one.thumbprint === thumbprint);
        if (key === undefined) {
            return later(
                `Entra does not have the certificate ${quote(name)} (SHA-1 ${thumbprint}). If somebody deleted it, name another one that AWS ` +
                    "trusts in signingCertificate; otherwise run pulumi up again in a few minutes",
            );
        }
        if (chosen === thumbprint) {
            return ["was active"];
        }
        if (Date.parse(key.notAfter) <= nowMs()) {
            throw new NotActivated(
                `The certificate ${quote(name)} ended at ${key.notAfter}: nobody could sign in with it. Name another one in signingCertificate`,
            );
        }
        if ((await isTrusted()) === false) {
            return later(
                `AWS does not trust the certificate ${quote(name)} (SHA-1 ${thumbprint}) yet, and would refuse every sign-in. Run pulumi up ` +
                    "again in a few minutes; if somebody changed the SAML provider in AWS, run pulumi refresh before that",
            );
        }
        await graph.change(path, { preferredTokenSigningKeyThumbprint: thumbprint });
        return ["activated"];
    } catch (error) {
        if (error instanceof GraphError && isPassing(error)) {
            return [undefined, error];
        }
        throw error;
    }
}

/** What may be otherwise in a moment. */
function later(message: string): Attempt {
    return [undefined, new Error(message)];
}

/** An object that is not shown yet, too many requests, a server that fails, or no answer at all. */
function isPassing({ status }: GraphError): boolean {
    return status === undefined || status === 404 || status === 429 || status >= 500;
}

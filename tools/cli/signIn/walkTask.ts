/** A part of the sign-ins of a deployment: what a worker is given, and what it does. */
import { createPrivateKey, type KeyObject, randomUUID, webcrypto } from "node:crypto";
import type { Deployment, EntraApplication } from "../../deployment/deployment";
import type { Directory } from "../../deployment/directory";
import type { SignIn } from "../../signin/result";
import { prepareWalk, type Walk } from "../../signin/walk/walk";

/** Plain data, to be copied to a worker. */
export interface WalkTask {
    deployment: Deployment;
    application: EntraApplication;
    directory?: Directory;
    nowMs: number;
    /** PEM, by thumbprint. */
    privateKeys: Record<string, string>;
}

export function openWalk({ privateKeys, ...task }: WalkTask): Walk {
    const keys = Object.entries(privateKeys).map(([thumbprint, pem]): [string, KeyObject] => [
        thumbprint,
        createPrivateKey(pem),
    ]);
    return prepareWalk({ ...task, privateKeys: new Map(keys), newId: randomUUID, crypto: webcrypto });
}

/** In lots, whose people go side by side, since the signatures of one are verified while others are made ready. */
const lotSize = 50;

export async function walkAll(walk: Walk, users: readonly string[], report: (lot: SignIn[]) => void): Promise<void> {
    for (let start = 0; start < users.length; start += lotSize) {
        report(await Promise.all(users.slice(start, start + lotSize).map(walk)));
    }
}

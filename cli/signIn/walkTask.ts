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

/** Results come in lots, so that messages cost less than the walks. */
export async function walkAll(
    walk: Walk,
    users: readonly string[],
    report: (lot: SignIn[]) => void,
    lotSize = 50,
): Promise<void> {
    for (let start = 0; start < users.length; start += lotSize) {
        const lot: SignIn[] = [];
        for (const user of users.slice(start, start + lotSize)) {
            lot.push(await walk(user));
        }
        report(lot);
    }
}

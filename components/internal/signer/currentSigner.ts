/** What Entra signs with now: asked once in a run, and only where an answer matters. */
import { type KeysInEntra, keyProperties, readKeysInEntra } from "../../../rules/keysInEntra";
import type { Problem } from "../../../rules/problem";
import { certificatesRetired, type SignerChange, signerLeaving } from "../../../rules/signerLeaving";
import type { GraphClient } from "../graph/client";

/** What Entra holds, or why that is not known. */
export async function currentKeys(
    graph: GraphClient,
    servicePrincipalObjectId: unknown,
): Promise<KeysInEntra | { failure: string }> {
    if (typeof servicePrincipalObjectId !== "string") {
        return { failure: "the service principal is not known" };
    }
    const found = await graph.one(`servicePrincipals/${servicePrincipalObjectId}?$select=${keyProperties.join(",")}`);
    return "failure" in found ? found : readKeysInEntra(found.answer[0] ?? {});
}

/** Asks Entra whether one of the certificates that leave signs. */
export async function findSignerLeaving(
    graph: GraphClient,
    servicePrincipalObjectId: unknown,
    change: Omit<SignerChange, "entra">,
): Promise<Problem[]> {
    return certificatesRetired(change).length === 0
        ? []
        : signerLeaving({ ...change, entra: await currentKeys(graph, servicePrincipalObjectId) });
}

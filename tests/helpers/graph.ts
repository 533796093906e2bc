/** What somebody does in the emulated directory, by requests to Graph. */
import { Graph } from "../../tools/rehearsal/clouds/azuread/https/graph";
import type { Answer, JsonObject } from "../../tools/rehearsal/clouds/azuread/https/route";

/** One request by somebody with every right; `path` begins with the version. */
export async function askGraph(
    storeFolder: string,
    method: string,
    path: string,
    body?: Record<string, unknown>,
): Promise<Answer> {
    const graph = await Graph.open({ storeFolder });
    const url = new URL(`https://graph.microsoft.com/${path}`);
    const sent = body === undefined ? {} : { body: JSON.stringify(body), contentType: "application/json" };
    const answer = await graph.answer({ method, url, ...sent });
    graph.close();
    return answer;
}

/** `DELETE` of the object that Pulumi knows by this resource id, behind Pulumi's back. */
export async function deleteObject(storeFolder: string, resourceId: string): Promise<void> {
    const reference = /^\/servicePrincipals\/[^/]+\/claimsMappingPolicies\//.test(resourceId) ? "/$ref" : "";
    const { status, body } = await askGraph(storeFolder, "DELETE", `v1.0${resourceId}${reference}`);
    if (status !== 204) {
        throw new Error(`DELETE ${resourceId}: ${JSON.stringify((body as JsonObject).error)}`);
    }
}

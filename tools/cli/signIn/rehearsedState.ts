/** A rehearsed stack as the emulated clouds hold it now: what was changed by hand since its last refresh counts. */
import { isRecord } from "../../../rules/record";
import { readBack, type Stores } from "../../rehearsal/clouds/readBack";

/** The export, each resource with what a refresh would read, and without those that are gone. */
export async function asInClouds(exported: unknown, stores: Stores): Promise<unknown> {
    const deployment = isRecord(exported) ? exported.deployment : undefined;
    if (!isRecord(exported) || !isRecord(deployment) || !Array.isArray(deployment.resources)) {
        return exported;
    }
    const resources = await Promise.all(deployment.resources.map((resource) => readAgain(resource, stores)));
    return { ...exported, deployment: { ...deployment, resources: resources.flat() } };
}

async function readAgain(resource: unknown, stores: Stores): Promise<unknown[]> {
    if (!isRecord(resource) || typeof resource.id !== "string" || typeof resource.type !== "string") {
        return [resource];
    }
    const read = await readBack(stores, resource.type, resource.id);
    if (read === undefined) {
        return [resource];
    }
    const { outputs } = read;
    return outputs === undefined ? [] : [{ ...resource, outputs: { ...(resource.outputs as object), ...outputs } }];
}

/** What a refresh would read back of a resource, without an engine and without a plugin. */
import { awsCloud } from "./aws";
import { azureadCloud } from "./azuread";
import { type ReadingStore, reading } from "./provider/reading";
import type { Values } from "./provider/resourceType";

/** What each emulated cloud holds. */
export interface Stores {
    azuread: ReadingStore;
    aws: ReadingStore;
}

/** `outputs` undefined: the resource is gone. Undefined for a type that is not emulated. */
export async function readBack(stores: Stores, token: string, id: string): Promise<{ outputs?: Values } | undefined> {
    for (const cloud of [awsCloud, azureadCloud]) {
        const type = cloud.types.find((one) => one.token === token);
        if (type !== undefined) {
            const outputs = await type.read(reading(stores[cloud.name as keyof Stores]), id);
            return outputs === undefined ? {} : { outputs };
        }
    }
    return undefined;
}

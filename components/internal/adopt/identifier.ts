/** Whether the component's own application has its identifier already. */
import { getApplication } from "@pulumi/azuread/getApplication";
import type * as pulumi from "@pulumi/pulumi";
import { type Answer, ask } from "../lookups";
import type { Found } from "./orphans";

export async function findIdentifier(
    { applicationId, identifierUri }: { applicationId: string; identifierUri: string },
    lookup: pulumi.InvokeOptions,
): Promise<Answer<Found[]>> {
    const objectId = applicationId.split("/").pop() ?? "";
    const found = await ask(() => getApplication({ objectId }, lookup));
    if ("failure" in found) {
        return found;
    }
    const id = `${applicationId}/identifierUris/${Buffer.from(identifierUri).toString("base64")}`;
    return { answer: found.answer.identifierUris.includes(identifierUri) ? [{ id, differences: [] }] : [] };
}

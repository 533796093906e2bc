/** A stack's export as a preview with `--refresh` found the clouds: what somebody changed or deleted by hand included. */
import { isRecord } from "../../../rules/record";
import { readPreview } from "../../review/preview/readPreview";

/**
 * The export with what the preview starts from. The preview shows no secrets: in what differs they are unreadable afterwards.
 * The export itself where it can't be read.
 */
export function asRefreshed(exported: string, preview: unknown): string {
    const content = JSON.parse(exported) as unknown;
    const deployment = isRecord(content) && isRecord(content.deployment) ? content.deployment : undefined;
    if (!isRecord(content) || deployment === undefined || !Array.isArray(deployment.resources)) {
        return exported;
    }
    const steps = new Map(readPreview(preview).steps.map((step) => [step.urn, step]));
    const resources = deployment.resources.flatMap((resource: unknown) => {
        const step = isRecord(resource) && resource.delete !== true ? steps.get(String(resource.urn)) : undefined;
        if (step === undefined || step.operation === "same" || step.operation === "read" || !isRecord(resource)) {
            return [resource];
        }
        const { before, operation } = step;
        if (before === undefined) {
            return operation === "create" ? [] : [resource];
        }
        const { inputs = resource.inputs, outputs = resource.outputs } = before;
        return [{ ...resource, inputs, outputs }];
    });
    return JSON.stringify({ ...content, deployment: { ...deployment, resources } });
}

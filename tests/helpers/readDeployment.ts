import type { Deployment } from "../../tools/deployment/deployment";
import { type DeploymentExtras, readDeployments } from "../../tools/deployment/readDeployment";

/** Reads the export of one stack; `source` is what it is called in messages. */
export function readDeployment(
    exported: unknown,
    { source, ...extras }: DeploymentExtras & { source: string },
): Deployment {
    return readDeployments([{ exported, source }], extras);
}

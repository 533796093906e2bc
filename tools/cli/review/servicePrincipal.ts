/** What Entra holds of the signing certificates of the one application of a stack, from a file that the Azure CLI has written. */

import type { KeysInEntra } from "../../../rules/keysInEntra";
import { isRecord } from "../../../rules/record";
import { lastSegment } from "../../deployment/properties";
import { entraTypes } from "../../deployment/types";
import { UsageError } from "../errors";
import { readServicePrincipalKeys } from "../signIn/choices";

/** `exported`: the exports of all stacks that are reviewed. */
export function readServicePrincipalFile(path: string, exported: readonly unknown[]): KeysInEntra {
    const known = exported.flatMap(servicePrincipalIds);
    const [expected, ...others] = known;
    if (expected === undefined || others.length > 0) {
        throw new UsageError(
            `--service-principal ${path}: it is of one application, and ${known.length === 0 ? "no --deployment has one" : `the deployments have ${known.length}`}; ` +
                "leave it out, or review the stack of that application alone with --deployment FILE",
        );
    }
    return readServicePrincipalKeys(path, { objectId: expected });
}

/** Object ids of the service principals that a stack has made. */
function servicePrincipalIds(exported: unknown): string[] {
    const deployment = isRecord(exported) ? (exported.deployment ?? exported) : undefined;
    const resources = isRecord(deployment) && Array.isArray(deployment.resources) ? deployment.resources : [];
    return resources.flatMap((resource: unknown) =>
        isRecord(resource) && resource.type === entraTypes.servicePrincipal && typeof resource.id === "string"
            ? [lastSegment(resource.id)]
            : [],
    );
}

/** What Entra holds of the signing certificates of the one application of a stack, from a file that the Azure CLI has written. */
import { isRecord } from "../../../rules/record";
import { quote } from "../../../rules/text";
import { commandForKeys, type EntraKeys, KeysUnreadable, readEntraKeys } from "../../deployment/entraKeys";
import { entraTypes } from "../../deployment/types";
import { UsageError } from "../errors";
import { readJsonInput } from "../signIn/jsonInput";

/** `exported`: the exports of all stacks that are reviewed. */
export function readServicePrincipalFile(path: string, exported: readonly unknown[]): EntraKeys {
    const option = `--service-principal ${path}`;
    const known = exported.flatMap(servicePrincipalIds);
    const [expected, ...others] = known;
    if (expected === undefined || others.length > 0) {
        throw new UsageError(
            `${option}: it is of one application, and ${known.length === 0 ? "no --deployment has one" : `the deployments have ${known.length}`}; ` +
                "leave it out, or review the stack of that application alone with --deployment FILE",
        );
    }
    const content = readJsonInput("--service-principal", path);
    try {
        const keys = readEntraKeys(content, {});
        const id = isRecord(content) ? String(content.id) : "";
        if (id.toLowerCase() !== expected.toLowerCase()) {
            throw new KeysUnreadable(
                `is another service principal: its id is ${quote(id)}, and that of the deployment is ${quote(expected)}; ` +
                    `give the output of ${commandForKeys(expected)}`,
            );
        }
        return keys;
    } catch (error) {
        if (error instanceof KeysUnreadable) {
            throw new UsageError(`${option}${error.message.startsWith(":") ? "" : " "}${error.message}`);
        }
        throw error;
    }
}

/** Object ids of the service principals that a stack has made. */
function servicePrincipalIds(exported: unknown): string[] {
    const deployment = isRecord(exported) ? (exported.deployment ?? exported) : undefined;
    const resources = isRecord(deployment) && Array.isArray(deployment.resources) ? deployment.resources : [];
    return resources.flatMap((resource: unknown) =>
        isRecord(resource) && resource.type === entraTypes.servicePrincipal && typeof resource.id === "string"
            ? [resource.id.split("/").at(-1) ?? ""]
            : [],
    );
}

/** Resources at which an update was interrupted: what has become of them the state does not know. */

import { connectSsoCommand } from "../../rules/commandLine";
import { isRecord } from "../../rules/record";
import { lastSegment, nounOf, reference } from "./properties";
import { withhold } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { awsTypes, entraTypes, modelledTypes } from "./types";
import type { Gap } from "./unreadable";

/** An entry of `pending_operations`. */
export interface PendingOperation {
    resource: StateResource;
    /** `creating`, `updating`, `deleting`, `importing`, `reading`. */
    doing: string;
    /** The resource has a successor, and waits to be deleted. */
    isLeftBehind: boolean;
}

/** What identifies a resource, or says to what it belongs: never what a cloud checks. */
const identifying: Readonly<Record<string, readonly string[]>> = {
    [entraTypes.application]: ["clientId", "objectId"],
    [entraTypes.registration]: ["clientId", "objectId"],
    [entraTypes.template]: ["applicationObjectId", "applicationId", "servicePrincipalObjectId", "servicePrincipalId"],
    [entraTypes.identifierUri]: ["applicationId"],
    [entraTypes.redirectUris]: ["applicationId"],
    [entraTypes.servicePrincipal]: ["clientId", "objectId"],
    [entraTypes.signingCertificate]: ["servicePrincipalId"],
    [entraTypes.policyAssignment]: ["servicePrincipalId"],
    [entraTypes.group]: ["objectId"],
    [entraTypes.groupMember]: ["groupObjectId"],
    [entraTypes.roleAssignment]: ["resourceObjectId"],
    [awsTypes.samlProvider]: ["arn"],
    [awsTypes.role]: ["arn", "name"],
    [awsTypes.rolePolicy]: ["role", "name"],
    [awsTypes.rolePolicyAttachment]: ["role"],
    [awsTypes.policyAttachment]: ["roles"],
    [awsTypes.policy]: ["arn"],
    [awsTypes.instance]: ["arn"],
    [awsTypes.user]: ["name"],
    [awsTypes.securityProfile]: ["securityProfileId", "instanceId"],
};

/** The resources, those of the operations without what a cloud checks; what may have been made is among them. */
export function withInterrupted(
    resources: readonly StateResource[],
    pending: readonly PendingOperation[],
): StateResource[] {
    const standing = new Map(resources.map((resource) => [resource.urn, resource]));
    const urns = new Set(standing.keys());
    const interrupted = new Map<string, PendingOperation>();
    for (const operation of pending) {
        const { resource, doing, isLeftBehind } = operation;
        // Reading changes nothing, and neither does the end of what was replaced.
        const changes = !urns.has(resource.urn) || (doing !== "reading" && !isLeftBehind);
        if (
            changes &&
            !isMadeSince(operation, standing.get(resource.urn)) &&
            modelledTypes.has(resource.type) &&
            !interrupted.has(resource.urn)
        ) {
            interrupted.set(resource.urn, operation);
        }
    }
    for (const operation of [...interrupted.values()].filter(
        ({ resource }) => resource.type === entraTypes.policyAssignment,
    )) {
        for (const { urn } of policiesAssignedBy(operation.resource, resources)) {
            interrupted.set(urn, interrupted.get(urn) ?? operation);
        }
    }
    const made = new Set([...interrupted.values()].map(({ resource }) => resource).filter(({ urn }) => !urns.has(urn)));
    return [...resources, ...made].map((resource) => {
        const operation = interrupted.get(resource.urn);
        return operation === undefined ? resource : withheld(resource, operation);
    });
}

/**
 * A later run has made or adopted just what the interrupted one was creating: Pulumi keeps the entry anyway. Of a certificate
 * the first one may be there, too, and sign. With other inputs it is a successor of the resource that was being created.
 */
function isMadeSince({ resource, doing }: PendingOperation, standing: StateResource | undefined): boolean {
    if (doing !== "creating" || standing === undefined || resource.type === entraTypes.signingCertificate) {
        return false;
    }
    // Everything else names the application by its client id. An adopted one has other inputs where the program ignores changes.
    return (
        resource.type === entraTypes.application ||
        (isRecord(resource.inputs) && holds(standing.inputs, resource.inputs))
    );
}

/** Whether all that was asked for is there. What is adopted has what its cloud added, in its own order, and does not show what is off. */
function holds(there: unknown, asked: unknown): boolean {
    if (Array.isArray(asked)) {
        return (
            Array.isArray(there) && there.length === asked.length && asked.every((it, index) => holds(there[index], it))
        );
    }
    if (isRecord(asked)) {
        return Object.entries(asked).every(
            ([key, value]) => key === "__defaults" || holds(isRecord(there) ? there[key] : undefined, value),
        );
    }
    const [one, other] = [policyOf(there), policyOf(asked)];
    return (
        there === asked ||
        (asked === false && there === undefined) ||
        (isRecord(one) && isRecord(other) && holds(one, other) && holds(other, one))
    );
}

/** Policies are texts. */
function policyOf(value: unknown): unknown {
    try {
        return JSON.parse(String(value));
    } catch {
        return undefined;
    }
}

/** An assignment says nothing more than which policy counts: where it is open, the policy is. */
function policiesAssignedBy(assignment: StateResource, resources: readonly StateResource[]): StateResource[] {
    const policyId = reference(assignment, "claimsMappingPolicyId") ?? lastSegment(assignment.id ?? "");
    return resources.filter(({ type, id }) => type === entraTypes.claimsPolicy && lastSegment(id ?? "") === policyId);
}

function withheld(resource: StateResource, { doing, resource: at }: PendingOperation): StateResource {
    const gap: Gap = {
        why: `an update was interrupted while it was ${/^[a-z]+$/.test(doing) ? doing : "changing"} ${nounOf(at)}`,
        supply: `run \`${connectSsoCommand("recover")}\`, which finds out what has become of it, then export the stack again`,
    };
    const values = withhold([resource.outputs, resource.inputs], identifying[resource.type] ?? [], gap);
    // The id of a user says in which instance they are.
    const id = resource.type === awsTypes.user ? undefined : resource.id;
    return { ...resource, id, inputs: values, outputs: values };
}

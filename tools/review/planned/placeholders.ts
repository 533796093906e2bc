/**
 * What does not stand yet has no id, and what refers to it has none to name. Each such resource gets a placeholder, so that
 * the parts of one application are read as such.
 */
import { isRecord } from "../../../rules/record";
import { isUnknownValue } from "../../deployment/pulumiValue";
import { awsTypes, entraTypes } from "../../deployment/types";
import type { Entry } from "../preview/preview";
import { placeholder } from "./values";

/** Properties that are an id of another resource, by the type of the one that has them. */
const references: Readonly<
    Record<string, Readonly<Record<string, readonly [types: readonly string[], property: string]>>>
> = {
    [entraTypes.servicePrincipal]: { clientId: [[entraTypes.application, entraTypes.registration], "clientId"] },
    [entraTypes.identifierUri]: { applicationId: [[entraTypes.application, entraTypes.registration], "id"] },
    [entraTypes.redirectUris]: { applicationId: [[entraTypes.application, entraTypes.registration], "id"] },
    [entraTypes.signingCertificate]: { servicePrincipalId: [[entraTypes.servicePrincipal], "id"] },
    [entraTypes.policyAssignment]: {
        servicePrincipalId: [[entraTypes.servicePrincipal], "id"],
        claimsMappingPolicyId: [[entraTypes.claimsPolicy], "id"],
    },
    [entraTypes.roleAssignment]: {
        resourceObjectId: [[entraTypes.servicePrincipal], "objectId"],
        principalObjectId: [[entraTypes.group], "objectId"],
    },
    [entraTypes.groupMember]: { groupObjectId: [[entraTypes.group], "objectId"] },
    [awsTypes.user]: { instanceId: [[awsTypes.instance], "id"] },
    [awsTypes.securityProfile]: { instanceId: [[awsTypes.instance], "id"] },
};

const targets = new Set(Object.values(references).flatMap((it) => Object.values(it).flatMap(([types]) => types)));

export function withPlaceholders(entries: readonly Entry[]): Entry[] {
    const isNew = (entry: Entry) => typeof entry.id !== "string" && targets.has(String(entry.type)) && !entry.external;
    const ids = new Map(entries.filter(isNew).map(({ urn }, index) => [urn, `${placeholder}${index + 1}`]));
    const planned = entries.filter(({ urn }) => ids.has(urn));
    return entries.map((entry) => {
        const id = ids.get(entry.urn);
        const named =
            id === undefined ? entry : { ...entry, id, outputs: { ...record(entry.outputs), ...identity(id) } };
        const own = Object.entries(references[String(entry.type)] ?? {});
        return own.reduce((it, [property, [types, of]]) => {
            if (!isUnknownValue(record(it.inputs)[property])) {
                return it;
            }
            const target = ids.get(targetOf(it, property, planned, types)?.urn ?? "");
            const value = target === undefined ? undefined : of === "id" ? target : identity(target)[of];
            return value === undefined ? it : withValue(it, property, value);
        }, named);
    });
}

const identity = (id: string): Record<string, string> => ({ objectId: id, clientId: `${id}-client` });
const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

/** The one that the input was made of; where nothing says, the only one that there is. */
function targetOf(
    entry: Entry,
    property: string,
    planned: readonly Entry[],
    types: readonly string[],
): Entry | undefined {
    const candidates = planned.filter(({ type }) => types.includes(String(type)));
    const urns = record(entry.propertyDependencies)[property];
    const made = Array.isArray(urns) ? candidates.filter(({ urn }) => urns.includes(urn)) : candidates;
    return made.length === 1 ? made[0] : undefined;
}

/** An output that is older says what was. */
function withValue(entry: Entry, property: string, value: string): Entry {
    const outputs = record(entry.outputs);
    return {
        ...entry,
        inputs: { ...record(entry.inputs), [property]: value },
        ...(Object.hasOwn(outputs, property) ? { outputs: { ...outputs, [property]: value } } : {}),
    };
}

/** What `az rest`, `az ad app` and `az ad sp` print of Microsoft Graph's objects. */
import { isRecord } from "../../rules/record";
import { thumbprintOf } from "../../rules/saml";
import { entraTypes } from "../deployment/types";
import { type HeldObject, type HeldPart, unknown } from "./recovery";

type Fields = Record<string, unknown>;

/** What a list holds, by the end of Graph's `@odata.context`. */
const listed: readonly [RegExp, (context: string) => string[]][] = [
    [/#applications(\(|$)/, () => ["applications"]],
    [/#servicePrincipals(\([^/]*\))?$/, () => ["servicePrincipals"]],
    [/#policies\/claimsMappingPolicies$/, () => ["claimsMappingPolicies"]],
    [/#servicePrincipals\('[^']+'\)\/appRoleAssignedTo/, (context) => [`appRoleAssignedTo ${idIn(context)}`]],
];

/** Undefined for anything else. */
export function readEntra(printed: unknown): HeldPart | undefined {
    if (isRecord(printed) && Array.isArray(printed.value)) {
        const context = String(printed["@odata.context"] ?? "");
        const listings = listed.flatMap(([form, name]) => (form.test(context) ? name(context) : []));
        const items = printed.value.filter(isRecord);
        const parts = items.map(readObject);
        if (listings.length === 0 && parts.every((part) => part === undefined)) {
            return undefined;
        }
        return joined(listings, parts);
    }
    if (isRecord(printed) && Array.isArray(printed.appRoleAssignedTo)) {
        const parts = printed.appRoleAssignedTo.filter(isRecord).map(readObject);
        return joined([`appRoleAssignedTo ${printed.resourceId}`], parts);
    }
    if (Array.isArray(printed)) {
        const parts = printed.filter(isRecord).map(readObject);
        return parts.length === 0 || parts.includes(undefined) ? undefined : joined([], parts);
    }
    return isRecord(printed) ? readObject(printed) : undefined;
}

function joined(listings: string[], parts: (HeldPart | undefined)[]): HeldPart {
    return {
        objects: parts.flatMap((part) => part?.objects ?? []),
        listings: [...listings, ...parts.flatMap((part) => part?.listings ?? [])],
    };
}

function readObject(object: Fields): HeldPart | undefined {
    if (typeof object.id !== "string") {
        return undefined;
    }
    if (typeof object.principalId === "string" && typeof object.resourceId === "string") {
        return assignment(object);
    }
    if (Array.isArray(object.definition)) {
        return { objects: [claimsPolicy(object)], listings: [] };
    }
    if (typeof object.appId !== "string") {
        return undefined;
    }
    return "identifierUris" in object || "web" in object ? application(object) : servicePrincipal(object);
}

function application({ id, displayName, notes, web, identifierUris }: Fields): HeldPart {
    const applicationId = `/applications/${id}`;
    const uris = Array.isArray(identifierUris) ? identifierUris.map(String) : [];
    return {
        objects: [
            {
                type: entraTypes.application,
                id: applicationId,
                values: { displayName, notes: notes ?? undefined, web },
            },
            ...uris.map((identifierUri) => ({
                type: entraTypes.identifierUri,
                id: `${applicationId}/identifierUris/${Buffer.from(identifierUri).toString("base64")}`,
                values: { applicationId, identifierUri },
            })),
        ],
        listings: [`application ${id}`],
    };
}

function servicePrincipal(object: Fields): HeldPart {
    const { id, appId, keyCredentials, claimsMappingPolicies: policies } = object;
    const servicePrincipalId = `/servicePrincipals/${id}`;
    const keys = Array.isArray(keyCredentials) ? keyCredentials.filter(isRecord) : [];
    return {
        objects: [
            {
                type: entraTypes.servicePrincipal,
                id: servicePrincipalId,
                values: {
                    clientId: appId,
                    preferredTokenSigningKeyThumbprint: object.preferredTokenSigningKeyThumbprint,
                },
            },
            ...keys.filter(({ usage }) => usage === "Verify").map((key) => certificate(String(id), key)),
            ...(Array.isArray(policies) ? policies.filter(isRecord) : []).map((policy) => ({
                type: entraTypes.policyAssignment,
                id: `${servicePrincipalId}/claimsMappingPolicies/${policy.id}`,
                values: {
                    servicePrincipalId,
                    claimsMappingPolicyId: `/policies/claimsMappingPolicies/${policy.id}`,
                },
            })),
        ],
        // Only the command that asks for both shows all that belongs to it.
        listings: Array.isArray(keyCredentials) && Array.isArray(policies) ? [`servicePrincipal ${id}`] : [],
    };
}

/** The public half of a certificate: the provider's id names it. */
function certificate(objectId: string, { keyId, displayName, startDateTime, endDateTime, key }: Fields): HeldObject {
    return {
        type: entraTypes.signingCertificate,
        id: `${objectId}/tokenSigningCertificate/${keyId}`,
        values: {
            servicePrincipalId: `/servicePrincipals/${objectId}`,
            displayName,
            startDate: startDateTime,
            endDate: endDateTime,
            thumbprint: typeof key === "string" ? thumbprintOf(Buffer.from(key, "base64")) : unknown,
        },
    };
}

function claimsPolicy({ id, displayName, definition }: Fields): HeldObject {
    return {
        type: entraTypes.claimsPolicy,
        id: `/policies/claimsMappingPolicies/${id}`,
        values: { displayName, definitions: definition },
    };
}

function assignment({ id, appRoleId, principalId, resourceId }: Fields): HeldPart {
    return {
        objects: [
            {
                type: entraTypes.roleAssignment,
                id: `/servicePrincipals/${resourceId}/appRoleAssignedTo/${id}`,
                values: { appRoleId, principalObjectId: principalId, resourceObjectId: resourceId },
            },
        ],
        listings: [`appRoleAssignedTo ${resourceId}`],
    };
}

const idIn = (context: string) => /#servicePrincipals\('([^']+)'\)/.exec(context)?.[1] ?? "";

/** What the emulated clouds hold, as a refresh would read it. */
import { isRecord } from "../../../rules/record";
import { awsTypes, cognitoTypes, entraTypes } from "../../deployment/types";
import type { Held, HeldObject } from "../../recover/recovery";
import { readBack } from "../../rehearsal/clouds/readBack";
import type { Home } from "../../rehearsal/engine";
import { type CloudObjects, readClouds, storesIn } from "../cloudStores";

export async function heldInRehearsal(home: Home): Promise<Held> {
    const clouds = readClouds(home);
    const stores = storesIn(clouds);
    const found = idsIn({ ...clouds.azuread, ...clouds.aws });
    const objects = await Promise.all(
        found.map(async ({ type, id, importedAs, more }): Promise<HeldObject[]> => {
            const outputs = (await readBack(stores, type, id))?.outputs;
            return outputs === undefined ? [] : [{ type, id: importedAs ?? id, values: { ...outputs, ...more } }];
        }),
    );
    // All of it was looked at.
    return { objects: objects.flat(), listings: { has: () => true } };
}

interface Found {
    type: string;
    /** As the provider reads it. */
    id: string;
    /** As an import names it, where that is another. */
    importedAs?: string;
    more?: object;
}

/** What is stored under the provider's own id, and what is stored within something else. */
function idsIn(clouds: CloudObjects): Found[] {
    const entries = (kind: string) => Object.entries(clouds[kind] ?? {}).filter(isEntry);
    const { samlProvider, role, instance, user } = awsTypes;
    const plain = [entraTypes.application, entraTypes.claimsPolicy, samlProvider, role, instance, user];
    const { userPool, identityProvider, appClient, domain } = cognitoTypes;
    return [
        ...[userPool, identityProvider, domain].flatMap((type) => entries(type).map(([id]) => ({ type, id }))),
        ...entries(appClient).map(([id, { userPoolId }]) => ({
            type: appClient,
            id,
            importedAs: `${userPoolId}/${id}`,
        })),
        ...plain.flatMap((type) => entries(type).map(([id]) => ({ type, id }))),
        ...entries(entraTypes.roleAssignment).map(([, { id, resourceId }]) => ({
            type: entraTypes.roleAssignment,
            id: `/servicePrincipals/${resourceId}/appRoleAssignedTo/${id}`,
        })),
        ...entries(entraTypes.application).flatMap(([id, { identifierUris }]) =>
            listIn(identifierUris).map((uri) => ({
                type: entraTypes.identifierUri,
                id: `${id}/identifierUris/${Buffer.from(String(uri)).toString("base64")}`,
            })),
        ),
        ...entries(entraTypes.servicePrincipal).flatMap(([id, object]) => ofServicePrincipal(id, object)),
    ];
}

function ofServicePrincipal(resourceId: string, object: Record<string, unknown>): Found[] {
    const { id, keyCredentials, claimsMappingPolicies, preferredTokenSigningKeyThumbprint } = object;
    return [
        { type: entraTypes.servicePrincipal, id: resourceId, more: { preferredTokenSigningKeyThumbprint } },
        ...listIn(keyCredentials)
            .filter(isRecord)
            .filter(({ usage }) => usage === "Verify")
            .map(({ keyId }) => ({
                type: entraTypes.signingCertificate,
                id: `${id}/tokenSigningCertificate/${keyId}`,
            })),
        ...listIn(claimsMappingPolicies).map((policy) => ({
            type: entraTypes.policyAssignment,
            id: `${resourceId}/claimsMappingPolicies/${policy}`,
        })),
    ];
}

const isEntry = (entry: [string, unknown]): entry is [string, Record<string, unknown>] => isRecord(entry[1]);

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * Service principals (enterprise applications) as Microsoft Graph keeps them:
 * https://learn.microsoft.com/graph/api/resources/serviceprincipal
 */
import { randomUUID } from "node:crypto";
import { type Directory, sameGuid } from "./directory";
import { badRequest, GraphError, invalidValue, resourceNotFound } from "./errors";
import type { ServicePrincipal } from "./objects";
import { refuseOwner } from "./owners";
import { refuseTags } from "./tags";

/** What a request may set. */
export type ServicePrincipalChange = Partial<
    Omit<ServicePrincipal, "id" | "appId" | "owners" | "claimsMappingPolicies">
>;

const singleSignOnModes = ["password", "saml", "notSupported", "oidc"];
const maxNotificationAddresses = 5;

/** POST: the service principal of an application, once a directory, owned by `owners`. */
export function createServicePrincipal(
    directory: Directory,
    appId: string,
    owners: readonly string[],
    change: ServicePrincipalChange,
): ServicePrincipal {
    const application = directory.applicationOf(appId);
    if (application === undefined || directory.applications.find(application.id) === undefined) {
        throw badRequest(
            `The appId '${appId}' of the service principal does not reference a valid application object.`,
        );
    }
    if (directory.servicePrincipalOf(appId) !== undefined) {
        throw new GraphError(
            409,
            "Request_MultipleObjectsWithSameKeyValue",
            "The service principal cannot be created, updated, or restored because the service principal name " +
                `${appId} is already in use.`,
        );
    }
    for (const owner of owners) {
        refuseOwner(directory, owner);
    }
    const servicePrincipal: ServicePrincipal = {
        id: randomUUID(),
        appId: application.appId,
        accountEnabled: true,
        alternativeNames: [],
        appRoleAssignmentRequired: false,
        description: null,
        loginUrl: null,
        notes: null,
        notificationEmailAddresses: [],
        owners: [...new Set(owners.map((owner) => owner.toLowerCase()))],
        preferredSingleSignOnMode: null,
        preferredTokenSigningKeyThumbprint: null,
        relayState: null,
        tags: [],
        keyCredentials: [],
        claimsMappingPolicies: [],
        ...change,
    };
    refuse(servicePrincipal);
    directory.servicePrincipals.put(servicePrincipal);
    return servicePrincipal;
}

export function getServicePrincipal(directory: Directory, id: string): ServicePrincipal {
    const servicePrincipal = directory.servicePrincipals.find(id);
    if (servicePrincipal === undefined) {
        throw resourceNotFound(id);
    }
    return servicePrincipal;
}

/** PATCH: what is not named stays, so a preferred signing key set elsewhere survives the provider's updates. */
export function updateServicePrincipal(directory: Directory, id: string, change: ServicePrincipalChange): void {
    const after: ServicePrincipal = { ...getServicePrincipal(directory, id), ...change };
    refuse(after);
    directory.servicePrincipals.put(after);
    if (change.keyCredentials !== undefined) {
        const there = new Set(change.keyCredentials.map(({ keyId }) => keyId));
        forgetPrivateKeys(directory, after.id, (keyId) => !there.has(keyId));
    }
}

function forgetPrivateKeys(directory: Directory, servicePrincipalId: string, isGone: (keyId: string) => boolean): void {
    for (const key of directory.signingKeys.list()) {
        if (key.servicePrincipalId === servicePrincipalId && isGone(key.id)) {
            directory.signingKeys.remove(key.id);
        }
    }
}

/** With it go its private keys and all app role assignments to it and of it. */
export function deleteServicePrincipal(directory: Directory, id: string): void {
    const { id: removed } = getServicePrincipal(directory, id);
    forgetPrivateKeys(directory, removed, () => true);
    for (const assignment of directory.appRoleAssignments.list()) {
        if (sameGuid(assignment.resourceId, removed) || sameGuid(assignment.principalId, removed)) {
            directory.appRoleAssignments.remove(assignment.id);
        }
    }
    directory.servicePrincipals.remove(removed);
}

export function addServicePrincipalOwner(directory: Directory, id: string, ownerId: string): void {
    const servicePrincipal = getServicePrincipal(directory, id);
    refuseOwner(directory, ownerId);
    const owners = [...new Set([...servicePrincipal.owners, ownerId.toLowerCase()])];
    directory.servicePrincipals.put({ ...servicePrincipal, owners });
}

export function removeServicePrincipalOwner(directory: Directory, id: string, ownerId: string): void {
    const servicePrincipal = getServicePrincipal(directory, id);
    const owners = servicePrincipal.owners.filter((owner) => !sameGuid(owner, ownerId));
    directory.servicePrincipals.put({ ...servicePrincipal, owners });
}

function refuse({ preferredSingleSignOnMode, notificationEmailAddresses, tags }: ServicePrincipal): void {
    const refuseValue = (property: string, why: string) => {
        throw invalidValue(property, "ServicePrincipal", why);
    };
    if (preferredSingleSignOnMode !== null && !singleSignOnModes.includes(preferredSingleSignOnMode)) {
        refuseValue("preferredSingleSignOnMode", `one of ${singleSignOnModes.join(", ")}`);
    }
    if (notificationEmailAddresses.length > maxNotificationAddresses) {
        refuseValue("notificationEmailAddresses", `at most ${maxNotificationAddresses} addresses`);
    }
    for (const address of notificationEmailAddresses) {
        if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) {
            refuseValue("notificationEmailAddresses", `${address} is no e-mail address`);
        }
    }
    refuseTags("ServicePrincipal", tags);
}

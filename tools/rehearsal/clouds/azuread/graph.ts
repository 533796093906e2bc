/**
 * Microsoft Graph without Pulumi: requests that people, or somebody else's tools, make of the emulated directory. Each opens
 * the plugin's store, asks, and closes it; a running plugin sees the change at its next request.
 */
import type { Transaction, Value } from "../provider/resourceType";
import { CloudError } from "../provider/resourceType";
import { Store } from "../provider/store";
import { isObject } from "../provider/values";
import { listAppRoleAssignmentsOf } from "./entra/appRoleAssignments";
import { Directory } from "./entra/directory";
import { asAzureCli, badRequest, GraphError, invalidValue } from "./entra/errors";
import type { AppRoleAssignment } from "./entra/objects";
import type { ServicePrincipalChange } from "./entra/servicePrincipals";
import { getServicePrincipal as findServicePrincipal, updateServicePrincipal } from "./entra/servicePrincipals";

/**
 * `PATCH /servicePrincipals/{objectId}`: among others what makes Entra sign with another certificate,
 * `{ "preferredTokenSigningKeyThumbprint": "<thumbprint>" }`. Like Graph, it does not look whether there is such a certificate.
 */
export function patchServicePrincipal(
    storeFolder: string,
    objectId: string,
    body: Record<string, unknown>,
): Promise<void> {
    return request(storeFolder, (directory) => {
        findServicePrincipal(directory, objectId);
        updateServicePrincipal(directory, objectId, changeFrom(body));
    });
}

/** `GET /users/{objectId}/appRoleAssignments`, or of a group; with `resourceId` only those to that service principal. */
export function listAppRoleAssignments(
    storeFolder: string,
    principal: "users" | "groups",
    objectId: string,
    resourceId?: string,
): Promise<AppRoleAssignment[]> {
    return request(storeFolder, (directory) => listAppRoleAssignmentsOf(directory, principal, objectId, resourceId));
}

/** Runs a request alone; a refusal is shown as the Azure CLI shows it. */
export async function request<T>(storeFolder: string, work: (directory: Directory) => T): Promise<T> {
    const store = await Store.open(storeFolder);
    try {
        return await store.transaction((transaction) => work(directoryIn(transaction)));
    } catch (error) {
        throw error instanceof GraphError ? new CloudError(asAzureCli(error)) : error;
    } finally {
        store.close();
    }
}

function directoryIn(store: Transaction): Directory {
    return new Directory({ store, config: {}, find: (kind, id) => store.get(kind, id) });
}

type Reading = (value: unknown) => ServicePrincipalChange | undefined;

const flag =
    (key: "accountEnabled" | "appRoleAssignmentRequired"): Reading =>
    (value) =>
        typeof value === "boolean" ? { [key]: value } : undefined;
const texts =
    (key: "alternativeNames" | "notificationEmailAddresses" | "tags"): Reading =>
    (value) =>
        Array.isArray(value) && value.every((item) => typeof item === "string") ? { [key]: value } : undefined;
const text =
    (key: "description" | "loginUrl" | "notes" | "preferredSingleSignOnMode"): Reading =>
    (value) =>
        value === null || typeof value === "string" ? { [key]: value } : undefined;

/** The properties of a service principal that a request may set, and how each is read. */
const readings: Record<string, Reading> = {
    accountEnabled: flag("accountEnabled"),
    alternativeNames: texts("alternativeNames"),
    appRoleAssignmentRequired: flag("appRoleAssignmentRequired"),
    description: text("description"),
    loginUrl: text("loginUrl"),
    notes: text("notes"),
    notificationEmailAddresses: texts("notificationEmailAddresses"),
    preferredSingleSignOnMode: text("preferredSingleSignOnMode"),
    preferredTokenSigningKeyThumbprint: (value) =>
        value === null || (typeof value === "string" && /^[\da-f]{40}$/i.test(value))
            ? { preferredTokenSigningKeyThumbprint: value }
            : undefined,
    samlSingleSignOnSettings: (value) => {
        const relayState = isObject(value as Value) ? (value as { relayState?: unknown }).relayState : undefined;
        return relayState === null || typeof relayState === "string" ? { relayState } : undefined;
    },
    tags: texts("tags"),
};

function changeFrom(body: Record<string, unknown>): ServicePrincipalChange {
    const entries = Object.entries(body);
    if (entries.length === 0) {
        throw badRequest("Empty Payload. JSON content expected.", "BadRequest");
    }
    return Object.assign({}, ...entries.map(([key, value]) => read(key, value)));
}

function read(key: string, value: unknown): ServicePrincipalChange {
    const reading = Object.hasOwn(readings, key) ? readings[key] : undefined;
    if (reading === undefined) {
        throw badRequest(`Invalid property '${key}'.`);
    }
    const change = reading(value);
    if (change === undefined) {
        throw invalidValue(key, "ServicePrincipal", `got ${JSON.stringify(value)}`);
    }
    return change;
}

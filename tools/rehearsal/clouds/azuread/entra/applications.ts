/** Applications (app registrations) as Microsoft Graph keeps them: https://learn.microsoft.com/graph/api/resources/application */
import { randomUUID } from "node:crypto";
import { type Directory, sameGuid } from "./directory";
import { badRequest, invalidValue, resourceNotFound } from "./errors";
import type { IdentifierUriContext } from "./identifierUris";
import { refuseByPolicy, refuseIdentifierUri } from "./identifierUris";
import type { Application, AppRole, RedirectUriType } from "./objects";
import { refuseOwner } from "./owners";
import { refuseRedirectUris } from "./redirectUris";
import { deleteServicePrincipal } from "./servicePrincipals";
import { refuseTags } from "./tags";

/** What a request may set. */
export type ApplicationChange = Partial<Omit<Application, "id" | "appId" | "publisherDomain" | "owners">>;

const maxDisplayName = 120;
const redirectUriTypes = ["Web", "SPA", "PublicClient"] as const satisfies readonly RedirectUriType[];

/** POST. */
export function createApplication(
    directory: Directory,
    change: ApplicationChange & { displayName: string },
    owners: readonly string[],
): Application {
    const { tenant } = directory;
    const application: Application = {
        id: randomUUID(),
        appId: randomUUID(),
        description: null,
        groupMembershipClaims: [],
        notes: null,
        serviceManagementReference: null,
        signInAudience: "AzureADMyOrg",
        publisherDomain: tenant.verifiedDomains[0] ?? "",
        requestedAccessTokenVersion: 1,
        identifierUris: [],
        redirectUris: { Web: [], SPA: [], PublicClient: [] },
        homePageUrl: null,
        logoutUrl: null,
        enableAccessTokenIssuance: false,
        enableIdTokenIssuance: false,
        marketingUrl: null,
        privacyStatementUrl: null,
        supportUrl: null,
        termsOfServiceUrl: null,
        appRoles: [],
        acceptMappedClaims: false,
        knownClientApplications: [],
        tags: [],
        owners: [...new Set(owners.map((owner) => owner.toLowerCase()))],
        ...change,
    };
    for (const owner of application.owners) {
        refuseOwner(directory, owner);
    }
    refuse(directory, application, undefined);
    directory.applications.put(application);
    return application;
}

export function getApplication(directory: Directory, id: string): Application {
    const application = directory.applications.find(id);
    if (application === undefined) {
        throw resourceNotFound(id);
    }
    return application;
}

/** PATCH: what is not named stays. */
export function updateApplication(directory: Directory, id: string, change: ApplicationChange): void {
    const before = getApplication(directory, id);
    const after: Application = { ...before, ...change };
    refuse(directory, after, before);
    directory.applications.put(after);
}

/** Deleting an application in its home directory deletes its service principal too. */
export function deleteApplication(directory: Directory, id: string): void {
    const { appId } = getApplication(directory, id);
    const servicePrincipal = directory.servicePrincipalOf(appId);
    if (servicePrincipal !== undefined) {
        deleteServicePrincipal(directory, servicePrincipal.id);
    }
    directory.applications.remove(id);
}

export function addApplicationOwner(directory: Directory, id: string, ownerId: string): void {
    const application = getApplication(directory, id);
    refuseOwner(directory, ownerId);
    directory.applications.put({ ...application, owners: [...application.owners, ownerId.toLowerCase()] });
}

export function removeApplicationOwner(directory: Directory, id: string, ownerId: string): void {
    const application = getApplication(directory, id);
    if (!application.owners.some((owner) => sameGuid(owner, ownerId))) {
        throw resourceNotFound(ownerId);
    }
    const owners = application.owners.filter((owner) => !sameGuid(owner, ownerId));
    directory.applications.put({ ...application, owners });
}

function refuse(directory: Directory, after: Application, before: Application | undefined): void {
    if (after.displayName === "" || after.displayName.length > maxDisplayName) {
        throw invalidValue("displayName", "Application", `1 to ${maxDisplayName} characters`);
    }
    refuseTags("Application", after.tags);
    refuseAppRoles(after.appRoles);
    if (after.logoutUrl !== null && !/^https:/i.test(after.logoutUrl)) {
        throw invalidValue("logoutUrl", "WebApplication", "the http scheme is not allowed");
    }
    for (const type of redirectUriTypes) {
        const refusal = refuseRedirectUris(type, after.redirectUris[type]);
        if (refusal !== undefined) {
            throw refusal;
        }
    }
    refuseIdentifiers(directory, after, before);
}

function refuseAppRoles(appRoles: readonly AppRole[]): void {
    for (const key of ["id", "value"] as const) {
        const values = appRoles.map((role) => role[key]).filter((value) => value !== null);
        if (new Set(values).size < values.length) {
            throw invalidValue("appRoles", "Application", `no ${key} twice`);
        }
    }
}

function refuseIdentifiers(directory: Directory, after: Application, before: Application | undefined): void {
    const context = identifierUriContext(directory, after);
    const isNew = (uri: string) => !before?.identifierUris.includes(uri);
    for (const uri of after.identifierUris.filter(isNew)) {
        const refusal = refuseIdentifierUri(uri, context);
        if (refusal !== undefined) {
            throw refusal;
        }
        if (isTaken(directory, after, uri)) {
            throw badRequest("Another object with the same value for property identifierUris already exists.");
        }
    }
    // An application that was let off for its v2 tokens can't go back to v1 tokens while it has such an identifier.
    if (before !== undefined && after.requestedAccessTokenVersion < before.requestedAccessTokenVersion) {
        for (const uri of after.identifierUris) {
            const refusal = refuseByPolicy(uri, context);
            if (refusal !== undefined) {
                throw refusal;
            }
        }
    }
}

/** One identifier once a directory, whatever its case. */
function isTaken(directory: Directory, after: Application, uri: string): boolean {
    const same = (other: string) => other.toLowerCase() === uri.toLowerCase();
    const standing = directory.applications.list().some((application) => application.identifierUris.some(same));
    return standing || after.identifierUris.filter(same).length > 1;
}

function identifierUriContext(directory: Directory, application: Application): IdentifierUriContext {
    const { tenant } = directory;
    return {
        tenantId: tenant.id,
        verifiedDomains: tenant.verifiedDomains,
        policy: tenant.identifierUriPolicy,
        appId: application.appId,
        requestedAccessTokenVersion: application.requestedAccessTokenVersion,
        preferredSingleSignOnMode: directory.servicePrincipalOf(application.appId)?.preferredSingleSignOnMode ?? null,
    };
}

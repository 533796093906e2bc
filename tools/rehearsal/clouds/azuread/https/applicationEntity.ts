/** An application as Graph shows it, and what a request may change: https://learn.microsoft.com/graph/api/resources/application */
import type { ApplicationChange } from "../entra/applications";
import type { Application, AppRole } from "../entra/objects";
import { changeFrom, flag, isJsonObject, isTexts, type Reading, type Readings, text, texts, unset } from "./properties";
import type { Entity, Json, Kind, Version } from "./route";

export const applications: Kind = {
    set: "applications",
    type: "application",
    filterable: ["appId", "displayName", "id", "identifierUris", "signInAudience", "tags"],
};

export function applicationEntity(version: Version, found: Application): Entity {
    return {
        id: found.id,
        deletedDateTime: null,
        appId: found.appId,
        applicationTemplateId: null,
        disabledByMicrosoftStatus: null,
        displayName: found.displayName,
        description: found.description,
        groupMembershipClaims: found.groupMembershipClaims.join(",") || null,
        identifierUris: found.identifierUris,
        isDeviceOnlyAuthSupported: null,
        isFallbackPublicClient: null,
        notes: found.notes,
        ...(version === "beta" ? { oauth2RequirePostResponse: false } : {}),
        optionalClaims: null,
        publisherDomain: found.publisherDomain,
        samlMetadataUrl: null,
        serviceManagementReference: found.serviceManagementReference,
        signInAudience: found.signInAudience,
        tags: found.tags,
        tokenEncryptionKeyId: null,
        addIns: [],
        api: {
            acceptMappedClaims: found.acceptMappedClaims,
            knownClientApplications: found.knownClientApplications,
            oauth2PermissionScopes: [],
            preAuthorizedApplications: [],
            requestedAccessTokenVersion: found.requestedAccessTokenVersion,
        },
        appRoles: found.appRoles.map((role) => ({ ...role, origin: "Application" })),
        info: {
            logoUrl: null,
            marketingUrl: found.marketingUrl,
            privacyStatementUrl: found.privacyStatementUrl,
            supportUrl: found.supportUrl,
            termsOfServiceUrl: found.termsOfServiceUrl,
        },
        keyCredentials: [],
        passwordCredentials: [],
        publicClient: { redirectUris: found.redirectUris.PublicClient },
        requiredResourceAccess: [],
        spa: { redirectUris: found.redirectUris.SPA },
        web: {
            homePageUrl: found.homePageUrl,
            implicitGrantSettings: {
                enableAccessTokenIssuance: found.enableAccessTokenIssuance,
                enableIdTokenIssuance: found.enableIdTokenIssuance,
            },
            logoutUrl: found.logoutUrl,
            redirectUris: found.redirectUris.Web,
        },
    };
}

const resource = "Application";

/** What a request may set, of the application `of` if there is one already. What a block does not name stays. */
export function applicationReadings(of: Application | undefined): Readings<ApplicationChange> {
    let redirectUris = of?.redirectUris ?? { Web: [], SPA: [], PublicClient: [] };
    const uris =
        (type: keyof typeof redirectUris): Reading<ApplicationChange> =>
        (value) => {
            if (!isTexts(value)) {
                return undefined;
            }
            redirectUris = { ...redirectUris, [type]: value };
            return { redirectUris };
        };
    return {
        api: block("ApiApplication", {
            acceptMappedClaims: optionalFlag("acceptMappedClaims"),
            knownClientApplications: texts("knownClientApplications"),
            oauth2PermissionScopes: unset("ApiApplication", "oauth2PermissionScopes"),
            preAuthorizedApplications: unset("ApiApplication", "preAuthorizedApplications"),
            requestedAccessTokenVersion: (value) =>
                value === null || value === 1 || value === 2 ? { requestedAccessTokenVersion: value ?? 1 } : undefined,
        }),
        appRoles: (value) => (Array.isArray(value) ? { appRoles: value.map(appRole) } : undefined),
        description: text("description"),
        displayName: (value) => (typeof value === "string" ? { displayName: value } : undefined),
        groupMembershipClaims: (value) =>
            value === null || typeof value === "string"
                ? { groupMembershipClaims: (value ?? "").split(",").filter((claim) => claim !== "") }
                : undefined,
        identifierUris: texts("identifierUris"),
        info: block("InformationalUrl", {
            marketingUrl: text("marketingUrl"),
            privacyStatementUrl: text("privacyStatementUrl"),
            supportUrl: text("supportUrl"),
            termsOfServiceUrl: text("termsOfServiceUrl"),
        }),
        notes: text("notes"),
        publicClient: block("PublicClientApplication", { redirectUris: uris("PublicClient") }),
        serviceManagementReference: text("serviceManagementReference"),
        signInAudience: (value) => (typeof value === "string" ? { signInAudience: value } : undefined),
        spa: block("SpaApplication", { redirectUris: uris("SPA") }),
        tags: texts("tags"),
        web: block("WebApplication", {
            homePageUrl: text("homePageUrl"),
            implicitGrantSettings: block("ImplicitGrantSettings", {
                enableAccessTokenIssuance: optionalFlag("enableAccessTokenIssuance"),
                enableIdTokenIssuance: optionalFlag("enableIdTokenIssuance"),
            }),
            logoutUrl: text("logoutUrl"),
            redirectUris: uris("Web"),
            redirectUriSettings: unset("WebApplication", "redirectUriSettings"),
        }),
        ...Object.fromEntries(notModelled.map((key) => [key, unset(resource, key)])),
    };
}

const notModelled = [
    "addIns",
    "defaultRedirectUri",
    "isDeviceOnlyAuthSupported",
    "isFallbackPublicClient",
    "keyCredentials",
    "oauth2RequirePostResponse",
    "optionalClaims",
    "parentalControlSettings",
    "passwordCredentials",
    "requiredResourceAccess",
    "tokenEncryptionKeyId",
];

const optionalFlag =
    <Key extends string>(key: Key): Reading<{ [name in Key]: boolean }> =>
    (value) =>
        flag(key)(value ?? false);

function block(name: string, readings: Readings<ApplicationChange>): Reading<ApplicationChange> {
    return (value) => {
        if (value === null) {
            return {};
        }
        return isJsonObject(value) ? changeFrom(name, readings, value) : undefined;
    };
}

function appRole(value: Json): AppRole {
    const required = {
        id: (id: Json) => (typeof id === "string" ? { id: id.toLowerCase() } : undefined),
        allowedMemberTypes: texts("allowedMemberTypes"),
        description: (one: Json) => (typeof one === "string" ? { description: one } : undefined),
        displayName: (one: Json) => (typeof one === "string" ? { displayName: one } : undefined),
        isEnabled: flag("isEnabled"),
        origin: (origin: Json) => (origin === null || origin === "Application" ? {} : undefined),
        value: text("value"),
    };
    const read = changeFrom<Partial<AppRole>>("AppRole", required, isJsonObject(value) ? value : {});
    const { id = "", allowedMemberTypes = [], description = "", displayName = "", isEnabled = true } = read;
    return { id, allowedMemberTypes, description, displayName, isEnabled, value: read.value ?? null };
}

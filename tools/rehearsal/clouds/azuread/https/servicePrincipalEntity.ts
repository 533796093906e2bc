/** A service principal as Graph shows it, and what a request may change: https://learn.microsoft.com/graph/api/resources/serviceprincipal */
import { badRequest } from "../entra/errors";
import type { KeyCredential, ServicePrincipal } from "../entra/objects";
import type { ServicePrincipalChange } from "../entra/servicePrincipals";
import { flag, isJsonObject, type Readings, text, texts, unset } from "./properties";
import type { Asked, Entity, Json, Kind } from "./route";

export const servicePrincipals: Kind = {
    set: "servicePrincipals",
    type: "servicePrincipal",
    filterable: [
        "accountEnabled",
        "appId",
        "displayName",
        "id",
        "servicePrincipalNames",
        "servicePrincipalType",
        "tags",
    ],
};

/** `withKeys`: Graph gives the certificates themselves only for one object, and only where `$select` names them. */
export function servicePrincipalEntity(asked: Asked, found: ServicePrincipal, withKeys = false): Entity {
    const { directory, version } = asked;
    const application = directory.applicationOf(found.appId);
    const { Web = [], SPA = [], PublicClient = [] } = application?.redirectUris ?? {};
    return {
        id: found.id,
        deletedDateTime: null,
        accountEnabled: found.accountEnabled,
        alternativeNames: found.alternativeNames,
        appDisplayName: application?.displayName ?? null,
        appDescription: application?.description ?? null,
        appId: found.appId,
        applicationTemplateId: null,
        appOwnerOrganizationId: directory.tenant.id,
        appRoleAssignmentRequired: found.appRoleAssignmentRequired,
        description: found.description,
        disabledByMicrosoftStatus: null,
        displayName: application?.displayName ?? null,
        homepage: application?.homePageUrl ?? null,
        loginUrl: found.loginUrl,
        logoutUrl: application?.logoutUrl ?? null,
        notes: found.notes,
        notificationEmailAddresses: found.notificationEmailAddresses,
        preferredSingleSignOnMode: found.preferredSingleSignOnMode,
        preferredTokenSigningKeyThumbprint: found.preferredTokenSigningKeyThumbprint,
        replyUrls: [...Web, ...SPA, ...PublicClient],
        ...(version === "beta" ? { samlMetadataUrl: null } : {}),
        samlSingleSignOnSettings: found.relayState === null ? null : { relayState: found.relayState },
        servicePrincipalNames: [...(application?.identifierUris ?? []), found.appId],
        servicePrincipalType: "Application",
        signInAudience: application?.signInAudience ?? null,
        tags: [...new Set([...found.tags, ...(application?.tags ?? [])])],
        tokenEncryptionKeyId: null,
        addIns: [],
        appRoles: (application?.appRoles ?? []).map((role) => ({ ...role, origin: "Application" })),
        keyCredentials: found.keyCredentials.map((key) => keyCredential(key, withKeys)),
        oauth2PermissionScopes: [],
        passwordCredentials: [],
        resourceSpecificApplicationPermissions: [],
    };
}

/** The key that signs is kept with a password; only the public one is ever shown. */
function keyCredential(credential: KeyCredential, withKey: boolean): Json {
    const { customKeyIdentifier, displayName, endDateTime, key, keyId, startDateTime, usage } = credential;
    const type = usage === "Sign" ? "X509CertAndPassword" : "AsymmetricX509Cert";
    return {
        customKeyIdentifier,
        displayName,
        endDateTime,
        key: withKey ? key : null,
        keyId,
        startDateTime,
        type,
        usage,
    };
}

const resource = "ServicePrincipal";

/** What a request may set, of the service principal `of` if there is one already. */
export function servicePrincipalReadings(of: ServicePrincipal | undefined): Readings<ServicePrincipalChange> {
    return {
        accountEnabled: flag("accountEnabled"),
        alternativeNames: texts("alternativeNames"),
        appRoleAssignmentRequired: (value) => flag("appRoleAssignmentRequired")(value ?? false),
        description: text("description"),
        keyCredentials: (value) => keptKeys(value, of?.keyCredentials ?? []),
        loginUrl: text("loginUrl"),
        notes: text("notes"),
        notificationEmailAddresses: texts("notificationEmailAddresses"),
        passwordCredentials: unset(resource, "passwordCredentials"),
        preferredSingleSignOnMode: text("preferredSingleSignOnMode"),
        preferredTokenSigningKeyThumbprint: (value) =>
            value === null || (typeof value === "string" && /^[\da-f]{40}$/i.test(value))
                ? { preferredTokenSigningKeyThumbprint: value }
                : undefined,
        samlSingleSignOnSettings: (value) =>
            value === null || isJsonObject(value) ? text("relayState")(value?.relayState ?? null) : undefined,
        tags: texts("tags"),
    };
}

/** A list of keys takes out those that it leaves out. A new key comes only from addTokenSigningCertificate here. */
function keptKeys(value: Json, there: readonly KeyCredential[]): ServicePrincipalChange | undefined {
    if (!Array.isArray(value)) {
        return undefined;
    }
    const ids = value.map((key) => (isJsonObject(key) ? key.keyId : undefined));
    const added = ids.filter((id) => !there.some(({ keyId }) => keyId === id));
    if (added.length > 0) {
        throw badRequest(
            `New key credentials: ${added.join(", ")}. (rehearsal: only addTokenSigningCertificate adds keys)`,
        );
    }
    return { keyCredentials: there.filter(({ keyId }) => ids.includes(keyId)) };
}

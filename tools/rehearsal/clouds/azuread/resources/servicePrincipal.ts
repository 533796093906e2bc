/** azuread.ServicePrincipal: the application's presence in the directory, where single sign-on is configured. */
import { lengthBetween, oneOf } from "../../provider/formats";
import type { Properties, ResourceType, Values } from "../../provider/resourceType";
import { isEmpty, isObject } from "../../provider/values";
import { Directory, sameGuid, tokens } from "../entra/directory";
import { during, resourceNotFound } from "../entra/errors";
import type { Application, ServicePrincipal } from "../entra/objects";
import { changeOwners } from "../entra/owners";
import type { ServicePrincipalChange } from "../entra/servicePrincipals";
import {
    addServicePrincipalOwner,
    createServicePrincipal,
    deleteServicePrincipal,
    getServicePrincipal,
    removeServicePrincipalOwner,
    updateServicePrincipal,
} from "../entra/servicePrincipals";
import { appRolesState } from "./appRoles";
import { featuresFromTags, featureTagsProperty, oldFeatures, tagsFrom } from "./featureTags";
import { httpUrl, notEmpty, uuid } from "./formats";
import { importAsExists, namedServicePrincipal, servicePrincipalId } from "./ids";
import { ownReads } from "./ownReads";
import { flagOf, hasChanged, requiredText, textOf, textsOf } from "./values";

const readOnly = { kind: "string", readOnly: true } as const;

const properties: Properties = {
    clientId: { kind: "string", required: true, replace: true, format: uuid },
    accountEnabled: { kind: "boolean", default: true },
    alternativeNames: { kind: "set", items: { kind: "string", format: notEmpty } },
    appRoleAssignmentRequired: { kind: "boolean" },
    description: { kind: "string", format: lengthBetween(0, 1024) },
    featureTags: featureTagsProperty("features", "tags"),
    features: {
        kind: "list",
        computed: true,
        conflictsWith: ["featureTags", "tags"],
        format: () => "features has been renamed to featureTags, and is not modelled by the emulated Entra",
    },
    loginUrl: { kind: "string", format: httpUrl },
    notes: { kind: "string", format: lengthBetween(0, 1024) },
    notificationEmailAddresses: { kind: "set", items: { kind: "string", format: notEmpty } },
    owners: { kind: "set", items: { kind: "string", format: uuid } },
    preferredSingleSignOnMode: { kind: "string", format: oneOf("", "notSupported", "oidc", "password", "saml") },
    samlSingleSignOn: {
        kind: "object",
        same: (before, after) => after === null && isObject(before) && isEmpty(before.relayState),
        properties: { relayState: { kind: "string", format: notEmpty } },
    },
    tags: { kind: "set", computed: true, conflictsWith: ["features", "featureTags"], items: { kind: "string" } },
    useExisting: { kind: "boolean", writeOnly: true },
    appRoleIds: { kind: "map", readOnly: true },
    appRoles: { kind: "list", readOnly: true },
    applicationTenantId: readOnly,
    displayName: readOnly,
    homepageUrl: readOnly,
    logoutUrl: readOnly,
    oauth2PermissionScopeIds: { kind: "map", readOnly: true },
    oauth2PermissionScopes: { kind: "list", readOnly: true },
    objectId: readOnly,
    redirectUris: { kind: "list", readOnly: true },
    samlMetadataUrl: readOnly,
    servicePrincipalNames: { kind: "list", readOnly: true },
    signInAudience: readOnly,
    type: readOnly,
};

export const servicePrincipal: ResourceType = {
    token: tokens.servicePrincipal,
    properties,
    create(call, inputs) {
        const directory = new Directory(call);
        const clientId = requiredText(inputs, "clientId");
        const existing = call.misses("existing") ? undefined : directory.servicePrincipalOf(clientId);
        if (existing !== undefined) {
            adopt(directory, existing, inputs);
            return servicePrincipalId.format({ servicePrincipalId: existing.id });
        }
        const caller = directory.tenant.callerObjectId;
        const owners = textsOf(inputs, "owners");
        const change = { ...changeFrom(inputs), tags: tagsFrom(inputs) };
        const { id } = during("Could not create service principal", () =>
            createServicePrincipal(directory, clientId, [caller, ...owners], change),
        );
        if (!owners.some((owner) => sameGuid(owner, caller))) {
            removeServicePrincipalOwner(directory, id, caller);
        }
        return servicePrincipalId.format({ servicePrincipalId: id });
    },
    read(call, id) {
        const directory = new Directory(call);
        const found = directory.servicePrincipals.get(servicePrincipalId.parse(id).servicePrincipalId);
        return found && servicePrincipalState(found, directory.applicationOf(found.appId), directory.tenant.id);
    },
    update(call, id, inputs, before) {
        const directory = new Directory(call);
        const { servicePrincipalId: objectId } = servicePrincipalId.parse(id);
        const isSet = (key: string) => inputs[key] !== undefined && hasChanged(before, inputs, key);
        const retagged = isSet("featureTags") || isSet("tags");
        during(`Updating ${namedServicePrincipal(objectId)}`, () =>
            updateServicePrincipal(directory, objectId, {
                ...changeFrom(inputs),
                // What the state says, not Entra: after a creation that was half made there are none.
                tags: retagged ? tagsFrom(inputs) : textsOf(before, "tags"),
            }),
        );
        if (hasChanged(before, inputs, "owners")) {
            setOwners(directory, objectId, textsOf(inputs, "owners"));
        }
    },
    delete(call, id, before) {
        const { servicePrincipalId: objectId } = servicePrincipalId.parse(id);
        try {
            during(`Deleting ${namedServicePrincipal(objectId)}`, () =>
                deleteServicePrincipal(new Directory(call), objectId),
            );
        } catch (error) {
            // So the provider does: with useExisting it does not look at the answer.
            if (!flagOf(before, "useExisting")) {
                throw error;
            }
        }
    },
    retries: /does not reference a valid application object/,
    reads: {
        create: [
            { name: "existing", when: "before", missed: "goes on" },
            { name: "application", when: "before", missed: "waits" },
            { name: "patch", when: "after", missed: "keeps", message: notReplicated },
            ...ownReads("servicePrincipals"),
        ],
        update: ownReads("servicePrincipals"),
    },
};

function notReplicated(_inputs: Values, id: string): string {
    const { servicePrincipalId: objectId } = servicePrincipalId.parse(id);
    const doing = "Timed out whilst waiting for new service principal to be replicated in Azure AD";
    return `${doing}: ${resourceNotFound(objectId).message}`;
}

function adopt(directory: Directory, existing: ServicePrincipal, inputs: Values): void {
    if (!flagOf(inputs, "useExisting")) {
        throw importAsExists("azuread_service_principal", existing.id);
    }
    during(`Updating ${namedServicePrincipal(existing.id)}`, () =>
        updateServicePrincipal(directory, existing.id, { ...changeFrom(inputs), tags: tagsFrom(inputs) }),
    );
    if (inputs.owners !== undefined) {
        setOwners(directory, existing.id, textsOf(inputs, "owners"));
    }
}

function changeFrom(inputs: Values): ServicePrincipalChange {
    const saml = inputs.samlSingleSignOn;
    return {
        accountEnabled: flagOf(inputs, "accountEnabled"),
        alternativeNames: textsOf(inputs, "alternativeNames"),
        appRoleAssignmentRequired: flagOf(inputs, "appRoleAssignmentRequired"),
        description: textOf(inputs, "description"),
        loginUrl: textOf(inputs, "loginUrl"),
        notes: textOf(inputs, "notes"),
        notificationEmailAddresses: textsOf(inputs, "notificationEmailAddresses"),
        preferredSingleSignOnMode: textOf(inputs, "preferredSingleSignOnMode"),
        relayState: isObject(saml) ? textOf(saml, "relayState") : null,
    };
}

/** What an application says of itself shows on its service principal, too. */
export function servicePrincipalState(
    found: ServicePrincipal,
    application: Application | undefined,
    tenantId: string,
): Values {
    const tags = [...new Set([...found.tags, ...(application?.tags ?? [])])];
    const { Web = [], SPA = [], PublicClient = [] } = application?.redirectUris ?? {};
    return {
        accountEnabled: found.accountEnabled,
        alternativeNames: found.alternativeNames,
        appRoleAssignmentRequired: found.appRoleAssignmentRequired,
        ...appRolesState(application?.appRoles ?? []),
        applicationTenantId: tenantId,
        clientId: found.appId,
        description: found.description ?? "",
        displayName: application?.displayName ?? "",
        featureTags: featuresFromTags(tags),
        features: oldFeatures(tags),
        homepageUrl: application?.homePageUrl ?? "",
        loginUrl: found.loginUrl ?? "",
        logoutUrl: application?.logoutUrl ?? "",
        notes: found.notes ?? "",
        notificationEmailAddresses: found.notificationEmailAddresses,
        oauth2PermissionScopeIds: {},
        oauth2PermissionScopes: [],
        objectId: found.id,
        owners: found.owners,
        preferredSingleSignOnMode: found.preferredSingleSignOnMode ?? "",
        redirectUris: [...Web, ...SPA, ...PublicClient],
        samlMetadataUrl: "",
        samlSingleSignOn: { relayState: found.relayState ?? "" },
        servicePrincipalNames: application?.identifierUris ?? [],
        signInAudience: application?.signInAudience ?? "",
        tags,
        type: "Application",
    };
}

function setOwners(directory: Directory, objectId: string, desired: readonly string[]): void {
    during(`Could not add owners to ${namedServicePrincipal(objectId)}`, () =>
        changeOwners(getServicePrincipal(directory, objectId).owners, desired, {
            add: (owner) => addServicePrincipalOwner(directory, objectId, owner),
            remove: (owner) => removeServicePrincipalOwner(directory, objectId, owner),
        }),
    );
}

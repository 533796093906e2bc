/** The properties of azuread.Application. Those that no sign-in over SAML needs are refused, not overlooked. */
import { itemsBetween } from "../../provider/formats";
import type { Properties, Property, Value } from "../../provider/resourceType";
import { isEmpty, isObject } from "../../provider/values";
import { basicProperties } from "./applicationBasics";
import { appRolesProperty } from "./appRoles";
import { featureTagsProperty } from "./featureTags";
import { httpUrl, logoutUrl, notEmpty, redirectUri, uuid } from "./formats";

const redirectUris = (rules: Parameters<typeof redirectUri>[0]): Property => ({
    kind: "set",
    format: itemsBetween(0, 256),
    items: { kind: "string", format: redirectUri(rules) },
});

/** A block taken away is no difference where nothing in it says more than the default. */
const sameBlock = (before: Value, after: Value): boolean => after === null && saysNothing(before);

const saysNothing = (value: Value): boolean =>
    isObject(value)
        ? Object.entries(value).every(
              ([key, item]) => key === "__defaults" || (key === versionKey ? item === 1 : saysNothing(item)),
          )
        : value === false || isEmpty(value);

const versionKey = "requestedAccessTokenVersion";

function notModelled(kind: Property["kind"]): Property {
    return { kind, format: (_value, path) => `${path} is a property that the emulated Entra does not model` };
}

export const applicationProperties: Properties = {
    ...basicProperties,
    api: {
        kind: "object",
        same: sameBlock,
        properties: {
            knownClientApplications: { kind: "set", items: { kind: "string", format: uuid } },
            mappedClaimsEnabled: { kind: "boolean" },
            oauth2PermissionScopes: notModelled("set"),
            [versionKey]: {
                kind: "integer",
                default: 1,
                format: (value: number) => (value < 1 || value > 2 ? "Value must be one of: 1, 2" : undefined),
            },
        },
    },
    appRoles: appRolesProperty,
    featureTags: featureTagsProperty("tags"),
    identifierUris: { kind: "set", comparesState: true, items: { kind: "string", format: notEmpty } },
    owners: { kind: "set", format: itemsBetween(0, 100), items: { kind: "string", format: uuid } },
    preventDuplicateNames: { kind: "boolean", default: false, writeOnly: true },
    publicClient: {
        kind: "object",
        same: sameBlock,
        properties: { redirectUris: redirectUris({ urns: true, anyScheme: true }) },
    },
    singlePageApplication: {
        kind: "object",
        same: sameBlock,
        properties: { redirectUris: redirectUris({ urns: false, anyScheme: false }) },
    },
    // Terraform compares what is written with the state, in which the tags of features are, too.
    tags: {
        ...{ kind: "set", computed: true, comparesState: true },
        ...{ conflictsWith: ["featureTags"], items: { kind: "string" } },
    },
    web: {
        kind: "object",
        same: sameBlock,
        properties: {
            homepageUrl: { kind: "string", format: httpUrl },
            implicitGrant: {
                kind: "object",
                properties: {
                    accessTokenIssuanceEnabled: { kind: "boolean" },
                    idTokenIssuanceEnabled: { kind: "boolean" },
                },
            },
            logoutUrl: { kind: "string", format: logoutUrl },
            redirectUris: redirectUris({ urns: true, anyScheme: false }),
        },
    },
    deviceOnlyAuthEnabled: notModelled("boolean"),
    fallbackPublicClientEnabled: notModelled("boolean"),
    logoImage: notModelled("string"),
    oauth2PostResponseRequired: notModelled("boolean"),
    optionalClaims: notModelled("object"),
    password: notModelled("object"),
    requiredResourceAccesses: notModelled("set"),
    templateId: notModelled("string"),
    appRoleIds: { kind: "map", readOnly: true },
    logoUrl: { kind: "string", readOnly: true },
    oauth2PermissionScopeIds: { kind: "map", readOnly: true },
};

/** azuread.getApplication: one application, by one of four keys. None, or several, is an error. */
import type { LookUp, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { Directory } from "../entra/directory";
import type { Application } from "../entra/objects";
import { basicState } from "../resources/applicationBasics";
import { appRolesState } from "../resources/appRoles";
import { featuresFromTags } from "../resources/featureTags";
import { notEmpty, uuid } from "../resources/formats";
import { applicationId } from "../resources/ids";
import { textOf } from "../resources/values";
import { exactlyOneOf } from "./people";

const choices = ["clientId", "displayName", "identifierUri", "objectId"] as const;

export const getApplication: LookUp = {
    token: "azuread:index/getApplication:getApplication",
    arguments: {
        clientId: { kind: "string", format: uuid },
        displayName: { kind: "string", format: notEmpty },
        identifierUri: { kind: "string", format: notEmpty },
        objectId: { kind: "string", format: uuid },
    },
    check: (inputs) => exactlyOneOf(choices, inputs),
    result(call, inputs) {
        return stateOf(find(new Directory(call), inputs), textOf(inputs, "identifierUri"));
    },
};

function find(directory: Directory, inputs: Values): Application {
    const objectId = textOf(inputs, "objectId");
    if (objectId !== null) {
        const found = directory.applications.find(objectId);
        if (found === undefined) {
            throw new CloudError(`Application with object ID ${JSON.stringify(objectId)} was not found`);
        }
        return found;
    }
    const { filter, matches } = filterFrom(inputs);
    const [found, another] = directory.applications.list().filter(matches);
    if (found === undefined) {
        throw new CloudError(`Application not found: no applications found matching filter: ${JSON.stringify(filter)}`);
    }
    if (another !== undefined) {
        // "dound" is the provider's own spelling.
        throw new CloudError(
            `Multiple applications found: dound multiple applications matching filter: ${JSON.stringify(filter)}`,
        );
    }
    return found;
}

function filterFrom(inputs: Values): { filter: string; matches: (application: Application) => boolean } {
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const [clientId, displayName] = [textOf(inputs, "clientId"), textOf(inputs, "displayName")];
    if (clientId !== null) {
        return { filter: `appId eq '${clientId}'`, matches: ({ appId }) => same(appId, clientId) };
    }
    if (displayName !== null) {
        return {
            filter: `displayName eq '${displayName}'`,
            matches: (application) => same(application.displayName, displayName),
        };
    }
    const identifierUri = textOf(inputs, "identifierUri") ?? "";
    return {
        filter: `identifierUris/any(uri:uri eq '${identifierUri}')`,
        matches: ({ identifierUris }) => identifierUris.some((uri) => same(uri, identifierUri)),
    };
}

function stateOf(found: Application, identifierUri: string | null): Values {
    return {
        ...basicState(found),
        ...appRolesState(found.appRoles),
        id: applicationId.format({ applicationId: found.id }),
        apis: [
            {
                knownClientApplications: found.knownClientApplications,
                mappedClaimsEnabled: found.acceptMappedClaims,
                oauth2PermissionScopes: [],
                requestedAccessTokenVersion: found.requestedAccessTokenVersion,
            },
        ],
        deviceOnlyAuthEnabled: false,
        fallbackPublicClientEnabled: false,
        featureTags: featuresFromTags(found.tags),
        identifierUri: identifierUri ?? "",
        identifierUris: found.identifierUris,
        logoUrl: "",
        oauth2PermissionScopeIds: {},
        oauth2PostResponseRequired: false,
        optionalClaims: [],
        owners: found.owners,
        publicClients: [{ redirectUris: found.redirectUris.PublicClient }],
        requiredResourceAccesses: [],
        singlePageApplications: [{ redirectUris: found.redirectUris.SPA }],
        tags: found.tags,
        webs: [
            {
                homepageUrl: found.homePageUrl ?? "",
                implicitGrants: [
                    {
                        accessTokenIssuanceEnabled: found.enableAccessTokenIssuance,
                        idTokenIssuanceEnabled: found.enableIdTokenIssuance,
                    },
                ],
                logoutUrl: found.logoutUrl ?? "",
                redirectUris: found.redirectUris.Web,
            },
        ],
    };
}

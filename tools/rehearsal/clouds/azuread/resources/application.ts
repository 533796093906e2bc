/**
 * azuread.Application: an application whole. An update sends everything again, but identifierUris and owners only where they
 * differ from the state. So an update after a refresh wipes identifiers that the program does not set, unless it ignores changes
 * of them: https://github.com/pulumi/pulumi-azuread/issues/1036
 */
import type { Failure, ResourceType, Values } from "../../provider/resourceType";
import { isObject, isUnknown } from "../../provider/values";
import type { ApplicationChange } from "../entra/applications";
import {
    addApplicationOwner,
    createApplication,
    deleteApplication,
    getApplication,
    removeApplicationOwner,
    updateApplication,
} from "../entra/applications";
import { Directory, sameGuid } from "../entra/directory";
import { during } from "../entra/errors";
import type { Application } from "../entra/objects";
import { changeOwners } from "../entra/owners";
import { basicChange, basicState } from "./applicationBasics";
import { applicationProperties } from "./applicationProperties";
import { appRolesFrom, appRolesState } from "./appRoles";
import { featuresFromTags, tagsFrom } from "./featureTags";
import { applicationId, importAsDuplicate, namedApplication } from "./ids";
import { ownReads } from "./ownReads";
import { flagOf, hasChanged, textOf, textsOf } from "./values";

export const application: ResourceType = {
    token: "azuread:index/application:Application",
    properties: applicationProperties,
    alsoChanges: { appRoles: ["appRoleIds"] },
    check: checkAudience,
    create(call, inputs) {
        const directory = new Directory(call);
        refuseDuplicateName(directory, inputs, undefined);
        const caller = directory.tenant.callerObjectId;
        const owners = textsOf(inputs, "owners");
        const change = {
            ...changeFrom(inputs),
            tags: tagsFrom(inputs),
            identifierUris: textsOf(inputs, "identifierUris"),
        };
        const { id } = during("Could not create application", () =>
            createApplication(directory, change, [caller, ...owners]),
        );
        if (!owners.some((owner) => sameGuid(owner, caller))) {
            removeApplicationOwner(directory, id, caller);
        }
        return applicationId.format({ applicationId: id });
    },
    read(call, id) {
        const found = new Directory(call).applications.get(applicationId.parse(id).applicationId);
        return found && stateOf(found);
    },
    update(call, id, inputs, before) {
        const directory = new Directory(call);
        const { applicationId: objectId } = applicationId.parse(id);
        refuseDuplicateName(directory, inputs, objectId);
        const isSet = (key: string) => inputs[key] !== undefined && hasChanged(before, inputs, key);
        const change: ApplicationChange = {
            ...changeFrom(inputs),
            // What the state says, not Entra: after a creation that was half made there are none.
            tags: isSet("featureTags") || isSet("tags") ? tagsFrom(inputs) : textsOf(before, "tags"),
        };
        if (hasChanged(before, inputs, "identifierUris")) {
            change.identifierUris = textsOf(inputs, "identifierUris");
        }
        during(`Could not update application with object ID: ${JSON.stringify(objectId)}`, () => {
            updateApplication(directory, objectId, change);
            if (hasChanged(before, inputs, "owners")) {
                setOwners(directory, objectId, textsOf(inputs, "owners"));
            }
        });
    },
    delete(call, id) {
        const { applicationId: objectId } = applicationId.parse(id);
        during(`deleting ${namedApplication(objectId)}`, () => deleteApplication(new Directory(call), objectId));
    },
    reads: {
        create: [{ name: "patch", when: "after", missed: "waits" }, ...ownReads("applications")],
        update: ownReads("applications"),
    },
};

function changeFrom(inputs: Values): ApplicationChange & { displayName: string } {
    const [api, web] = [blockOf(inputs, "api"), blockOf(inputs, "web")];
    const implicitGrant = blockOf(web, "implicitGrant");
    return {
        ...basicChange(inputs),
        appRoles: appRolesFrom(inputs.appRoles),
        requestedAccessTokenVersion: Number(api.requestedAccessTokenVersion ?? 1),
        acceptMappedClaims: flagOf(api, "mappedClaimsEnabled"),
        knownClientApplications: textsOf(api, "knownClientApplications"),
        homePageUrl: textOf(web, "homepageUrl"),
        logoutUrl: textOf(web, "logoutUrl"),
        enableAccessTokenIssuance: flagOf(implicitGrant, "accessTokenIssuanceEnabled"),
        enableIdTokenIssuance: flagOf(implicitGrant, "idTokenIssuanceEnabled"),
        redirectUris: {
            Web: textsOf(web, "redirectUris"),
            SPA: textsOf(blockOf(inputs, "singlePageApplication"), "redirectUris"),
            PublicClient: textsOf(blockOf(inputs, "publicClient"), "redirectUris"),
        },
    };
}

/** What the provider reads of properties that are not modelled. */
const notModelledState: Values = {
    deviceOnlyAuthEnabled: false,
    fallbackPublicClientEnabled: false,
    logoImage: "",
    oauth2PostResponseRequired: false,
    optionalClaims: null,
    password: null,
    requiredResourceAccesses: [],
    templateId: "",
};

function stateOf(found: Application): Values {
    return {
        ...basicState(found),
        ...appRolesState(found.appRoles),
        api: {
            knownClientApplications: found.knownClientApplications,
            mappedClaimsEnabled: found.acceptMappedClaims,
            oauth2PermissionScopes: [],
            requestedAccessTokenVersion: found.requestedAccessTokenVersion,
        },
        ...notModelledState,
        featureTags: featuresFromTags(found.tags),
        identifierUris: found.identifierUris,
        logoUrl: "",
        oauth2PermissionScopeIds: {},
        owners: found.owners,
        publicClient: { redirectUris: found.redirectUris.PublicClient },
        singlePageApplication: { redirectUris: found.redirectUris.SPA },
        tags: found.tags,
        web: {
            homepageUrl: found.homePageUrl ?? "",
            implicitGrant: {
                accessTokenIssuanceEnabled: found.enableAccessTokenIssuance,
                idTokenIssuanceEnabled: found.enableIdTokenIssuance,
            },
            logoutUrl: found.logoutUrl ?? "",
            redirectUris: found.redirectUris.Web,
        },
    };
}

function setOwners(directory: Directory, objectId: string, desired: readonly string[]): void {
    changeOwners(getApplication(directory, objectId).owners, desired, {
        add: (owner) => addApplicationOwner(directory, objectId, owner),
        remove: (owner) => removeApplicationOwner(directory, objectId, owner),
    });
}

function refuseDuplicateName(directory: Directory, inputs: Values, self: string | undefined): void {
    if (!flagOf(inputs, "preventDuplicateNames")) {
        return;
    }
    const name = String(inputs.displayName);
    const existing = directory.applications
        .list()
        .find((other) => other.id !== self && other.displayName.toLowerCase() === name.toLowerCase());
    if (existing !== undefined) {
        throw importAsDuplicate("azuread_application", existing.id, name);
    }
}

/** Of the provider's rules for applications that personal accounts may use, the first: the rest is not modelled. */
function checkAudience(inputs: Values): Failure[] {
    const audience = String(inputs.signInAudience);
    const version = blockOf(inputs, "api").requestedAccessTokenVersion ?? 1;
    return /PersonalMicrosoftAccount/.test(audience) && version !== 2 && !isUnknown(version)
        ? [
              {
                  reason:
                      "`requested_access_token_version` must be 2 when `sign_in_audience` is " +
                      '"AzureADandPersonalMicrosoftAccount" or "PersonalMicrosoftAccount"',
              },
          ]
        : [];
}

function blockOf(inputs: Values, key: string): Values {
    const block = inputs[key];
    return isObject(block) ? block : {};
}

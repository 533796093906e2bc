/**
 * azuread.ApplicationRegistration: an application, of which it sends only its own properties, so that identifiers, redirect
 * URIs and owners that other resources have added survive its updates.
 */
import { between } from "../../provider/formats";
import type { ResourceType, Values } from "../../provider/resourceType";
import type { ApplicationChange } from "../entra/applications";
import { createApplication, deleteApplication, updateApplication } from "../entra/applications";
import { Directory } from "../entra/directory";
import { during } from "../entra/errors";
import { basicChange, basicProperties, basicState } from "./applicationBasics";
import { httpUrl, logoutUrl, notEmpty } from "./formats";
import { applicationId, namedApplication } from "./ids";
import { flagOf, textOf } from "./values";

export const applicationRegistration: ResourceType = {
    token: "azuread:index/applicationRegistration:ApplicationRegistration",
    properties: {
        ...basicProperties,
        homepageUrl: { kind: "string", format: httpUrl },
        implicitAccessTokenIssuanceEnabled: { kind: "boolean" },
        implicitIdTokenIssuanceEnabled: { kind: "boolean" },
        logoutUrl: { kind: "string", format: logoutUrl },
        marketingUrl: { kind: "string", format: httpUrl },
        privacyStatementUrl: { kind: "string", format: httpUrl },
        requestedAccessTokenVersion: { kind: "integer", default: 2, format: between(1, 2) },
        serviceManagementReference: { kind: "string", format: notEmpty },
        supportUrl: { kind: "string", format: httpUrl },
        termsOfServiceUrl: { kind: "string", format: httpUrl },
    },
    create(call, inputs) {
        const change = changeFrom(inputs);
        const created = during("creating application", () => createApplication(new Directory(call), change));
        return applicationId.format({ applicationId: created.id });
    },
    read(call, id) {
        const application = new Directory(call).applications.get(applicationId.parse(id).applicationId);
        return (
            application && {
                ...basicState(application),
                homepageUrl: application.homePageUrl ?? "",
                implicitAccessTokenIssuanceEnabled: application.enableAccessTokenIssuance,
                implicitIdTokenIssuanceEnabled: application.enableIdTokenIssuance,
                logoutUrl: application.logoutUrl ?? "",
                requestedAccessTokenVersion: application.requestedAccessTokenVersion,
            }
        );
    },
    update(call, id, inputs) {
        const { applicationId: objectId } = applicationId.parse(id);
        during(`updating ${namedApplication(objectId)}`, () =>
            updateApplication(new Directory(call), objectId, changeFrom(inputs)),
        );
    },
    delete(call, id) {
        const { applicationId: objectId } = applicationId.parse(id);
        during(`deleting ${namedApplication(objectId)}`, () => deleteApplication(new Directory(call), objectId));
    },
};

function changeFrom(inputs: Values): ApplicationChange & { displayName: string } {
    return {
        ...basicChange(inputs),
        requestedAccessTokenVersion: Number(inputs.requestedAccessTokenVersion),
        homePageUrl: textOf(inputs, "homepageUrl"),
        logoutUrl: textOf(inputs, "logoutUrl"),
        enableAccessTokenIssuance: flagOf(inputs, "implicitAccessTokenIssuanceEnabled"),
        enableIdTokenIssuance: flagOf(inputs, "implicitIdTokenIssuanceEnabled"),
    };
}

/** The properties of azuread.Application that are one value or a list. */
import { lengthBetween, oneOf } from "../../provider/formats";
import type { Properties, Values } from "../../provider/resourceType";
import type { ApplicationChange } from "../entra/applications";
import type { Application } from "../entra/objects";
import { notEmpty } from "./formats";
import { requiredText, textOf, textsOf } from "./values";

export const basicProperties: Properties = {
    displayName: { kind: "string", required: true, format: notEmpty },
    description: { kind: "string", format: lengthBetween(0, 1024) },
    groupMembershipClaims: {
        kind: "set",
        items: {
            kind: "string",
            format: oneOf("All", "None", "ApplicationGroup", "DirectoryRole", "SecurityGroup"),
        },
    },
    marketingUrl: { kind: "string" },
    notes: { kind: "string", format: notEmpty },
    privacyStatementUrl: { kind: "string" },
    serviceManagementReference: { kind: "string" },
    signInAudience: {
        kind: "string",
        default: "AzureADMyOrg",
        format: oneOf(
            "AzureADMyOrg",
            "AzureADMultipleOrgs",
            "AzureADandPersonalMicrosoftAccount",
            "PersonalMicrosoftAccount",
        ),
    },
    supportUrl: { kind: "string" },
    termsOfServiceUrl: { kind: "string" },
    clientId: { kind: "string", readOnly: true },
    disabledByMicrosoft: { kind: "string", readOnly: true },
    objectId: { kind: "string", readOnly: true },
    publisherDomain: { kind: "string", readOnly: true },
};

export function basicChange(inputs: Values): ApplicationChange & { displayName: string } {
    return {
        displayName: requiredText(inputs, "displayName"),
        description: textOf(inputs, "description"),
        groupMembershipClaims: textsOf(inputs, "groupMembershipClaims"),
        notes: textOf(inputs, "notes"),
        serviceManagementReference: textOf(inputs, "serviceManagementReference"),
        signInAudience: requiredText(inputs, "signInAudience"),
        marketingUrl: textOf(inputs, "marketingUrl"),
        privacyStatementUrl: textOf(inputs, "privacyStatementUrl"),
        supportUrl: textOf(inputs, "supportUrl"),
        termsOfServiceUrl: textOf(inputs, "termsOfServiceUrl"),
    };
}

export function basicState(application: Application): Values {
    return {
        clientId: application.appId,
        description: application.description ?? "",
        disabledByMicrosoft: "",
        displayName: application.displayName,
        groupMembershipClaims: application.groupMembershipClaims,
        marketingUrl: application.marketingUrl ?? "",
        notes: application.notes ?? "",
        objectId: application.id,
        privacyStatementUrl: application.privacyStatementUrl ?? "",
        publisherDomain: application.publisherDomain,
        serviceManagementReference: application.serviceManagementReference ?? "",
        signInAudience: application.signInAudience,
        supportUrl: application.supportUrl ?? "",
        termsOfServiceUrl: application.termsOfServiceUrl ?? "",
    };
}

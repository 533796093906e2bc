import * as pulumi from "@pulumi/pulumi";
import {
    awsSamlEndpoints,
    connectRelayState,
    EntraAppAssignments,
    EntraAwsClaims,
    EntraSamlApp,
    federationArns,
    landingPages,
} from "connect-entra-sso";

const config = new pulumi.Config();
const location = { region: config.require("region"), partition: "aws" };
const federationName = config.require("federationName");
const endpoints = awsSamlEndpoints(location.region, location.partition);

const app = new EntraSamlApp("connect", {
    displayName: "Amazon Connect",
    identifier: endpoints.audience,
    replyUrl: endpoints.regional,
    notificationEmailAddresses: ["identity-team@contoso.example"],
    relayState: connectRelayState({
        ...location,
        instanceId: config.require("instanceId"),
        landingPage: landingPages.ccp,
    }),
});
new EntraAwsClaims("connect", {
    servicePrincipalId: app.servicePrincipalId,
    // The AWS team creates them later; their ARNs are certain already.
    ...federationArns({
        accountId: config.require("accountId"),
        roleName: federationName,
        samlProviderName: federationName,
    }),
});
new EntraAppAssignments("connect", {
    servicePrincipalObjectId: app.servicePrincipalObjectId,
    users: config.requireObject<string[]>("users"),
});

export const { samlMetadataDocument, signInUrl, certificates } = app;

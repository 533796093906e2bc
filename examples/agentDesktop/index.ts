import * as pulumi from "@pulumi/pulumi";
import { CognitoFederation, ConnectSso, EntraAppAssignments } from "connect-entra-sso";

const config = new pulumi.Config();
/** Where the page is served: with a path, exactly as the browser shows it. */
const desktopUrl = config.require("desktopUrl");
const users = {
    "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] },
    "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] },
    "bob@contoso.example": { firstName: "Bob", lastName: "Builder", securityProfiles: ["Admin"] },
};
/** Entra tells them before a signing certificate ends. */
const notificationEmailAddresses = ["identity-team@contoso.example"];

const sso = new ConnectSso("contoso", {
    instanceAlias: config.require("instanceAlias"),
    users,
    approvedOrigins: [new URL(desktopUrl).origin],
    notificationEmailAddresses,
});
const desktop = new CognitoFederation("desktop", {
    domainPrefix: config.require("domainPrefix"),
    appClients: { desktop: { callbackUrls: [desktopUrl], logoutUrls: [desktopUrl] } },
    startUrl: desktopUrl,
    notificationEmailAddresses,
});
new EntraAppAssignments("desktop", {
    servicePrincipalObjectId: desktop.servicePrincipalObjectId,
    users: Object.keys(users),
});

/** What page/config.json must hold. */
export const pageConfig = pulumi
    .all([desktop.domain, desktop.appClients, sso.ccpUrl, sso.embeddedSignInUrl])
    .apply(([domain, { desktop: client }, ccpUrl, loginUrl]) => ({
        domain,
        clientId: client?.clientId,
        redirectUri: desktopUrl,
        identityProvider: "EntraID",
        ccpUrl,
        loginUrl,
    }));
export const { userPoolId } = desktop;
/** The command that lets Connect be embedded at the page's origin. */
export const { approvedOrigins } = sso;

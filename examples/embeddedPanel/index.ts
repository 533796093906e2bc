import * as pulumi from "@pulumi/pulumi";
import { ConnectSso } from "connect-entra-sso";

const config = new pulumi.Config();

const sso = new ConnectSso("contoso", {
    instanceAlias: config.require("instanceAlias"),
    approvedOrigins: [config.require("origin")],
    users: {
        "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] },
        "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] },
        "bob@contoso.example": { firstName: "Bob", lastName: "Builder", securityProfiles: ["Admin"] },
    },
    notificationEmailAddresses: ["identity-team@contoso.example"],
});

/** What page/config.json must hold. */
export const pageConfig = { ccpUrl: sso.ccpUrl, loginUrl: sso.embeddedSignInUrl };
export const { approvedOrigins } = sso;

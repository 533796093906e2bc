import * as pulumi from "@pulumi/pulumi";
import { ConnectSso, type ConnectSsoArgs } from "connect-entra-sso";

const config = new pulumi.Config();

const sso = new ConnectSso("contact-centre", {
    existingInstanceId: config.require("existingInstanceId"),
    existingRoleName: config.require("existingRoleName"),
    // Until everybody has moved to the new application, the old one must still open the door.
    alsoTrustedSamlProviders: config.requireObject<string[]>("alsoTrustedSamlProviders"),
    // The old application has the identifier that AWS prescribes, and an identifier is unique in a tenant.
    identifier: "https://signin.aws.amazon.com/saml",
    notificationEmailAddresses: ["identity-team@contoso.example"],
    users: config.requireObject<ConnectSsoArgs["users"]>("users"),
});

export const { signInUrl, ccpUrl, notChecked } = sso;

/** As docs/cognito.md has it: a user pool with app clients, and people who sign in. */
import * as pulumi from "@pulumi/pulumi";
import { CognitoFederation, EntraAppAssignments } from "../../../components";

/** Later there are one more of each. */
const isGrown = new pulumi.Config().getBoolean("grown") === true;
const appClient = { callbackUrls: ["https://desktop.contoso.example/"] };

const desktop = new CognitoFederation("desktop", {
    domainPrefix: "contoso-desktop",
    appClients: { desktop: appClient, ...(isGrown ? { kiosk: appClient } : {}) },
    startUrl: "https://desktop.contoso.example/",
    certificates: { "2026": {}, ...(isGrown ? { "2027": {} } : {}) },
    signingCertificate: "2026",
    certificateActivation: false,
});
new EntraAppAssignments("desktop", {
    servicePrincipalObjectId: desktop.servicePrincipalObjectId,
    users: ["admin", "alice", ...(isGrown ? ["bob"] : [])].map((name) => `${name}@contoso.example`),
});

/** As docs/cognito.md has it: a user pool with one app client, and two people who sign in. */
import { CognitoFederation, EntraAppAssignments } from "../../../components";

const desktop = new CognitoFederation("desktop", {
    domainPrefix: "contoso-desktop",
    appClients: { desktop: { callbackUrls: ["https://desktop.contoso.example/"] } },
    startUrl: "https://desktop.contoso.example/",
});
new EntraAppAssignments("desktop", {
    servicePrincipalObjectId: desktop.servicePrincipalObjectId,
    users: ["admin@contoso.example", "alice@contoso.example"],
});

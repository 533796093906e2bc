import * as pulumi from "@pulumi/pulumi";
import { EntraAppAssignments, EntraSamlApp } from "connect-entra-sso";

const config = new pulumi.Config();

const wiki = new EntraSamlApp("wiki", {
    displayName: "Wiki",
    identifier: config.require("identifier"),
    replyUrl: config.require("replyUrl"),
    certificates: { "2026": {} },
    notificationEmailAddresses: ["identity-team@contoso.example"],
});
new EntraAppAssignments("wiki", {
    servicePrincipalObjectId: wiki.servicePrincipalObjectId,
    users: config.getObject<string[]>("users"),
    groups: config.getObject<Record<string, string>>("groups"),
});

export const { signInUrl, entityId, certificates } = wiki;

/** For the service: the metadata of the identity provider, with every certificate that Entra may sign with. */
export const { samlMetadataDocument } = wiki;

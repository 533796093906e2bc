import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { AwsSamlFederation, ConnectInstance, type ConnectUserEntry, ConnectUsers } from "connect-entra-sso";

const config = new pulumi.Config();

const instance = new ConnectInstance("contact-centre", { instanceAlias: config.require("instanceAlias") });
const federation = new AwsSamlFederation("contact-centre", {
    samlMetadataDocument: readFileSync(config.require("metadataFile"), "utf8"),
    instanceArn: instance.instanceArn,
    samlProviderName: "keycloak",
    roleName: "connect-agents",
});
new ConnectUsers("contact-centre", {
    instanceId: instance.instanceId,
    users: config.requireObject<Record<string, ConnectUserEntry>>("users"),
});

/** What the identity provider's client must send as the attribute https://aws.amazon.com/SAML/Attributes/Role. */
export const roleAttribute = pulumi.interpolate`${federation.roleArn},${federation.samlProviderArn}`;
export const { ccpUrl } = instance;

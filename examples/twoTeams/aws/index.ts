import * as pulumi from "@pulumi/pulumi";
import { AwsSamlFederation, ConnectInstance, type ConnectUserEntry, ConnectUsers } from "connect-entra-sso";

const config = new pulumi.Config();
const federationName = config.require("federationName");
const entra = new pulumi.StackReference(config.require("entraStack"));

const instance = new ConnectInstance("connect", { existingInstanceId: config.require("instanceId") });
const federation = new AwsSamlFederation("connect", {
    samlMetadataDocument: entra.requireOutput("samlMetadataDocument").apply(String),
    instanceArn: instance.instanceArn,
    roleName: federationName,
    samlProviderName: federationName,
});
new ConnectUsers("connect", {
    instanceId: instance.instanceId,
    users: config.requireObject<Record<string, ConnectUserEntry>>("users"),
});

export const { roleArn, samlProviderArn } = federation;

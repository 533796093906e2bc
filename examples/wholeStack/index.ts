import * as pulumi from "@pulumi/pulumi";
import { ConnectSso, type ConnectSsoArgs } from "connect-entra-sso";

const config = new pulumi.Config();

const sso = new ConnectSso("contact-centre", {
    instanceAlias: config.require("instanceAlias"),
    landingPage: "agentWorkspace",
    users: config.requireObject<ConnectSsoArgs["users"]>("users"),
    groups: config.getObject<Record<string, string>>("groups"),
    certificates: { "2026": {} },
    notificationEmailAddresses: config.requireObject<string[]>("notificationEmailAddresses"),
    tags: { team: "contact-centre" },
});

export const { signInUrl, ccpUrl, instanceId, certificates, notChecked } = sso;

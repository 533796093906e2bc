import * as pulumi from "@pulumi/pulumi";
import { type ConnectUserEntry, ConnectUsers, EntraAppAssignments } from "connect-entra-sso";

const config = new pulumi.Config();
const federation = new pulumi.StackReference(config.require("federationStack"));
const users = config.requireObject<Record<string, ConnectUserEntry>>("users");

new ConnectUsers("team", { instanceId: federation.requireOutput("instanceId").apply(String), users });
new EntraAppAssignments("team", {
    servicePrincipalObjectId: federation.requireOutput("servicePrincipalObjectId").apply(String),
    users: Object.keys(users),
});

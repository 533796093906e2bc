// A program of somebody's own: an instance with profiles, a queue and hours, and access through a group. With `bucket: true`
// in its configuration also a resource and a look-up that the emulated clouds do not model.
import * as connect from "@pulumi/aws/connect";
import * as s3 from "@pulumi/aws/s3";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";

const instance = new connect.Instance("centre", {
    identityManagementType: "SAML",
    instanceAlias: "composed",
    inboundCallsEnabled: true,
    outboundCallsEnabled: true,
});
const instanceId = instance.id;
const nine = { hours: 9, minutes: 0 };
const five = { hours: 17, minutes: 0 };
const hours = new connect.HoursOfOperation("office", {
    instanceId,
    name: "Office",
    timeZone: "Europe/Berlin",
    configs: [{ day: "MONDAY", startTime: nine, endTime: five }],
});
const queue = new connect.Queue("sales", { instanceId, name: "Sales", hoursOfOperationId: hours.hoursOfOperationId });
const routing = new connect.RoutingProfile("sellers", {
    instanceId,
    name: "Sellers",
    description: "Calls",
    defaultOutboundQueueId: queue.queueId,
    mediaConcurrencies: [{ channel: "VOICE", concurrency: 1 }],
    queueConfigs: [{ channel: "VOICE", delay: 0, priority: 1, queueId: queue.queueId }],
});
const security = new connect.SecurityProfile("lead", {
    instanceId,
    name: "Team lead",
    permissions: ["BasicAgentAccess", "AccessMetrics"],
});
const found = connect.getSecurityProfileOutput({ instanceId, name: security.name });
new connect.User("alice", {
    instanceId,
    name: "alice@contoso.example",
    identityInfo: { firstName: "Alice", lastName: "Agent" },
    phoneConfig: { phoneType: "SOFT_PHONE" },
    routingProfileId: routing.routingProfileId,
    securityProfileIds: [found.securityProfileId],
});

const alice = azuread.getUserOutput({ userPrincipalName: "alice@contoso.example" });
const bob = azuread.getUserOutput({ userPrincipalName: "bob@contoso.example" });
const group = new azuread.Group("agents", {
    displayName: "Sales agents",
    securityEnabled: true,
    members: [alice.objectId],
});
const late = new azuread.Group("late", { displayName: "Late shift", securityEnabled: true });
new azuread.GroupMember("bob", { groupObjectId: late.objectId, memberObjectId: bob.objectId });
const application = new azuread.Application("sso", { displayName: "Composed" });
const servicePrincipal = new azuread.ServicePrincipal("sso", {
    clientId: application.clientId,
    preferredSingleSignOnMode: "saml",
});
new azuread.AppRoleAssignment("agents", {
    appRoleId: "00000000-0000-0000-0000-000000000000",
    principalObjectId: group.objectId,
    resourceObjectId: servicePrincipal.objectId,
});

if (new pulumi.Config().getBoolean("bucket")) {
    new s3.Bucket("recordings", { bucket: "composed-recordings", tags: { purpose: "recordings" } });
    azuread.getDomainsOutput({ onlyDefault: true });
}

/** Of the group that lets people in. */
export const members = group.members;

/** Faults at which Connect, or the console on the way to it, refuses, each alone in its world. */
import { guid, instanceId, roleArn } from "../../../../helpers/world";
import { alice, ciphertext, connectUserOf, type Fault, instanceOf, land, nameBy, roleOf, set } from "./fault";

const anyInstance = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "connect:GetFederationToken", Resource: "*" },
});
const notOnboarded =
    "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";
const notFound = { hop: "connect", error: "instanceNotFound", message: null } as const;

export const connectFaults: Fault[] = [
    {
        fault: "no relay state",
        break: ({ servicePrincipal }) => {
            servicePrincipal.relayState = "";
        },
        ...{ hop: "connect", error: "landsInConsole", cause: "noRelayState", message: null },
        names: [guid(500), `https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}`],
    },
    ...[
        "not a URL",
        "https://contoso.my.connect.aws/ccp-v2",
        `http://console.aws.amazon.com/connect/federate/${instanceId}`,
    ].map(
        (relayState): Fault => ({
            fault: `the relay state ${relayState}`,
            break: ({ servicePrincipal }) => {
                servicePrincipal.relayState = relayState;
            },
            ...{ ...notFound, cause: "relayState", names: [relayState, guid(500)] },
        }),
    ),
    ...[
        "contoso",
        `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}`,
        "https://contoso.my.connect.aws/ccp-v2",
        `${instanceId}/ccp-v2`,
    ].map(
        (instead): Fault => ({
            fault: `a relay state with ${instead} where the id belongs`,
            break: (world) => {
                const relayState = String(world.servicePrincipal.relayState);
                world.servicePrincipal.relayState = relayState.replace(instanceId, instead);
            },
            ...{ ...notFound, cause: "notAnId" },
            names: [
                `has ${instead} where`,
                `to https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}?destination=%2Fccp-v2`,
            ],
        }),
    ),
    {
        fault: "a destination that is no address",
        break: (world) => land(world, { destination: "https://" }),
        ...{ ...notFound, cause: "relayState", names: ['with the destination "https://"'] },
    },
    {
        fault: "the relay state of another instance, which the role may enter",
        break: (world) => {
            land(world, { instanceId: guid(9) });
            roleOf(world).policies = [{ name: "connect", document: anyInstance }];
        },
        ...{ ...notFound, cause: "absent", names: [guid(9), "--region eu-central-1"] },
    },
    {
        fault: "the relay state of another instance, which the role may not enter",
        break: (world) => land(world, { instanceId: guid(9) }),
        ...{ hop: "aws", error: "federationDenied", cause: "wrongInstance", names: [guid(9), instanceId] },
        message: "Access denied, Please contact your AWS account administrator for assistance.",
    },
    {
        fault: "the relay state of another Region",
        break: (world) => {
            land(world, { region: "eu-west-2" });
            roleOf(world).policies = [{ name: "connect", document: anyInstance }];
        },
        ...{ hop: "connect", error: "wrongRegion", cause: "otherRegion", message: null },
        names: ["eu-west-2", "eu-central-1"],
    },
    {
        fault: "the relay state of another partition's console",
        break: ({ servicePrincipal }) => {
            servicePrincipal.relayState = `https://eu-central-1.console.amazonaws-us-gov.com/connect/federate/${instanceId}`;
        },
        ...{ hop: "connect", error: "wrongRegion", cause: "otherPartition", message: null },
        names: ["aws-us-gov", " aws."],
    },
    {
        fault: "an instance in another account than the role's",
        break: (world) => {
            const arn = `arn:aws:connect:eu-central-1:999999999999:instance/${instanceId}`;
            instanceOf(world).arn = arn;
            roleOf(world).policies = [{ name: "connect", document: anyInstance }];
        },
        ...{ hop: "connect", error: "instanceNotFound", cause: "otherAccount", message: null },
        names: [instanceId, "999999999999", "123456789012"],
    },
    {
        fault: "the Contact Control Panel as an address, which the profile does not open",
        break: (world) => {
            land(world, { destination: "https://Contoso.my.connect.aws/ccp-v2" });
            Object.assign(connectUserOf(world), { securityProfileIds: [guid(201)], securityProfileNames: ["Auditor"] });
        },
        ...{ hop: "connect", error: "pageNotPermitted", cause: "noPermission", message: null },
        names: ["Auditor", "BasicAgentAccess", "/ccp-v2"],
    },
    ...[8443, 80].map(
        (port): Fault => ({
            fault: `a relay state with the port ${port}`,
            break: ({ servicePrincipal }) => {
                const relayState = String(servicePrincipal.relayState);
                servicePrincipal.relayState = relayState.replace(".com/", `.com:${port}/`);
            },
            ...{ ...notFound, cause: "relayState", names: [`:${port}/`, guid(500)] },
        }),
    ),
    {
        fault: "a relay state with the path of an old address",
        break: (world) => land(world, { destination: "/connect/ccp-v2" }),
        ...{ hop: "connect", error: "oldRelayState", cause: "oldPath", message: null },
        names: ["/connect/ccp-v2", " /ccp-v2", guid(500)],
    },
    {
        fault: "a relay state whose destination is encoded twice",
        break: (world) => land(world, { destination: "%2Fagent-app-v2" }),
        ...{ hop: "connect", error: "pageNotFound", cause: "encodedTwice", message: null },
        names: ["still %2Fagent-app-v2", " /agent-app-v2", guid(500)],
    },
    {
        fault: "a relay state whose destination elsewhere is encoded twice",
        break: (world) => land(world, { destination: "https%3A%2F%2Fdesk.contoso.example" }),
        ...{ hop: "connect", error: "pageNotFound", cause: "encodedTwice", message: null },
        names: ["https%3A%2F%2Fdesk.contoso.example", " https://desk.contoso.example"],
    },
    {
        fault: "an instance whose creation failed",
        break: (world) => {
            instanceOf(world).status = "CREATION_FAILED";
        },
        ...{ hop: "connect", error: "instanceNotActive", cause: "creationFailed", message: null },
        names: ["CREATION_FAILED", instanceId],
    },
    {
        fault: "an instance that manages its users itself",
        break: (world) => {
            instanceOf(world).identityManagementType = "CONNECT_MANAGED";
        },
        ...{ hop: "connect", error: "notSamlInstance", cause: "otherIdentityManagement", message: null },
        names: ["CONNECT_MANAGED", instanceId],
    },
    {
        fault: "nobody of that name in the instance",
        break: ({ deployment }) => {
            deployment.connectUsers.shift();
        },
        ...{
            hop: "connect",
            error: "notOnboarded",
            cause: "noUser",
            message: notOnboarded,
            names: [alice, instanceId],
        },
    },
    {
        fault: "a Connect user of another instance",
        break: (world) => {
            connectUserOf(world).instanceId = guid(9);
        },
        ...{ hop: "connect", error: "notOnboarded", cause: "otherInstance", message: notOnboarded },
        names: [alice, guid(9), instanceId],
    },
    {
        fault: "nobody of that name, and another user of whom nothing says to which instance they belong",
        break: ({ deployment }) => {
            const [, bob] = deployment.connectUsers;
            deployment.connectUsers = [
                { ...bob, username: "zoe@contoso.example" },
                { ...bob, username: "ned@contoso.example", instanceId: ciphertext("the instance id") },
            ] as never;
        },
        ...{ hop: "connect", error: "notOnboarded", cause: "noUser", message: notOnboarded, names: [alice] },
    },
    {
        fault: "a Connect user with other capitals",
        break: (world) => {
            connectUserOf(world).username = "Alice@contoso.example";
        },
        ...{ hop: "connect", error: "notOnboarded", cause: "otherCase", message: notOnboarded },
        names: ["Alice@contoso.example", alice],
    },
    {
        fault: "a Connect user of another domain",
        break: (world) => {
            connectUserOf(world).username = "alice@fabrikam.example";
        },
        ...{ hop: "connect", error: "notOnboarded", cause: "otherDomain", message: notOnboarded },
        names: ["alice@fabrikam.example", alice],
    },
    {
        fault: "a name that AWS accepts and Connect does not",
        break: (world) => set(world, alice, "userPrincipalName", "alice+sales@contoso.example"),
        user: "alice+sales@contoso.example",
        ...{ hop: "connect", error: "notOnboarded", cause: "nameNotAllowed", message: notOnboarded },
        names: ["alice+sales@contoso.example"],
    },
    {
        fault: "Connect users that are named by another attribute",
        break: (world) => nameBy(world, "employeeId"),
        ...{ hop: "connect", error: "notOnboarded", cause: "noUser", message: notOnboarded, names: ["1001"] },
    },
    {
        fault: "a Connect user who is bound to another role",
        break: (world) => {
            connectUserOf(world).boundRoleArn = "arn:aws:iam::123456789012:role/by-hand";
        },
        ...{ hop: "connect", error: "boundToOtherRole", cause: "otherRole" },
        message: "Bad Request. The request was not valid and could not be processed.",
        names: [alice, "arn:aws:iam::123456789012:role/by-hand", roleArn],
    },
    {
        fault: "no security profile",
        break: (world) => {
            connectUserOf(world).securityProfileIds = [];
        },
        ...{ hop: "connect", error: "pageNotPermitted", cause: "noPermission", message: null },
        names: ["(there are none)", "BasicAgentAccess", "/ccp-v2/chat", instanceId],
    },
    {
        fault: "a security profile that does not open the Contact Control Panel",
        break: (world) => {
            Object.assign(connectUserOf(world), { securityProfileIds: [guid(201)], securityProfileNames: ["Auditor"] });
        },
        ...{ hop: "connect", error: "pageNotPermitted", cause: "noPermission", message: null },
        names: ["Auditor", "BasicAgentAccess", "/ccp-v2/chat", instanceId],
    },
];

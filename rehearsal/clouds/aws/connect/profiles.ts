/** Security and routing profiles: the ones each new instance has, and those that a seed adds. */
import { randomUUID } from "node:crypto";
import type { Call, Values } from "../../provider/resourceType";
import { connectArn } from "../account";
import { ROUTING_PROFILE, SECURITY_PROFILE } from "./store";

/** Names from https://docs.aws.amazon.com/connect/latest/adminguide/connect-security-profiles.html; permissions: a few of each. */
const SECURITY_PROFILES: { name: string; permissions: string[] }[] = [
    {
        name: "Admin",
        permissions: ["BasicAgentAccess", "OutboundCallAccess", "Users.Create", "Users.Edit", "Users.View"],
    },
    { name: "Agent", permissions: ["BasicAgentAccess", "OutboundCallAccess"] },
    { name: "CallCenterManager", permissions: ["AccessMetrics", "BasicAgentAccess", "Users.View"] },
    { name: "QualityAnalyst", permissions: ["AccessMetrics", "ListenCallRecordings"] },
];

export function addSecurityProfile(call: Call, instance: Values, profile: Values, id: string = randomUUID()): string {
    const { id: instanceId, region } = instance as { id: string; region: string };
    call.store.put(SECURITY_PROFILE, `${instanceId}:${id}`, {
        arn: connectArn(call, region, `instance/${instanceId}/security-profile/${id}`),
        instanceId,
        name: profile.name ?? "",
        description: profile.description ?? "",
        permissions: profile.permissions ?? [],
        region,
        securityProfileId: id,
        organizationResourceId: "",
        tags: profile.tags ?? {},
    });
    return id;
}

export function addRoutingProfile(call: Call, instance: Values, profile: Values, id: string = randomUUID()): string {
    const { id: instanceId, region } = instance as { id: string; region: string };
    call.store.put(ROUTING_PROFILE, `${instanceId}:${id}`, {
        arn: connectArn(call, region, `instance/${instanceId}/routing-profile/${id}`),
        instanceId,
        name: profile.name ?? "",
        description: profile.description ?? "",
        defaultOutboundQueueId: profile.defaultOutboundQueueId ?? randomUUID(),
        mediaConcurrencies: [{ channel: "VOICE", concurrency: 1, crossChannelBehaviors: [] }],
        queueConfigs: [],
        region,
        routingProfileId: id,
        tags: profile.tags ?? {},
    });
    return id;
}

/** What Connect itself makes with an instance. */
export function addDefaultProfiles(call: Call, instance: Values): void {
    for (const profile of SECURITY_PROFILES) addSecurityProfile(call, instance, profile);
    const name = "Basic Routing Profile";
    addRoutingProfile(call, instance, { name, description: "A simple routing profile" });
}

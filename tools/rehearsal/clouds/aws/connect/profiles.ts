/** What stands in an instance without being made by a program: what Connect itself makes with it, and what a seed adds. */
import type { Call, Values } from "../../provider/resourceType";
import { hoursOfOperationPart } from "./hoursOfOperation";
import { putPart } from "./part";
import { queuePart } from "./queue";
import { routingProfilePart } from "./routingProfile";
import { securityProfilePart } from "./securityProfile";
import { ofInstance, queueToken } from "./store";

/** Names from https://docs.aws.amazon.com/connect/latest/adminguide/connect-security-profiles.html; permissions: a few of each. */
const defaultSecurityProfiles: { name: string; permissions: string[] }[] = [
    {
        name: "Admin",
        permissions: ["BasicAgentAccess", "OutboundCallAccess", "Users.Create", "Users.Edit", "Users.View"],
    },
    { name: "Agent", permissions: ["BasicAgentAccess", "OutboundCallAccess"] },
    { name: "CallCenterManager", permissions: ["AccessMetrics", "BasicAgentAccess", "Users.View"] },
    { name: "QualityAnalyst", permissions: ["AccessMetrics", "ListenCallRecordings"] },
];
const basicQueue = "BasicQueue";
const dayNames = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];
const midnight = { hours: 0, minutes: 0 };

export function addSecurityProfile(call: Call, instance: Values, profile: Values, id?: string): string {
    return putPart(call, securityProfilePart, instance, { description: "", ...profile }, id);
}

/** With the basic queue, unless the profile names another one. */
export function addRoutingProfile(call: Call, instance: Values, profile: Values, id?: string): string {
    const basic = ofInstance(call, queueToken, String(instance.id)).find(({ value }) => value.name === basicQueue);
    const defaults = {
        description: "",
        defaultOutboundQueueId: basic?.value.queueId ?? "",
        mediaConcurrencies: [{ channel: "VOICE", concurrency: 1 }],
    };
    return putPart(call, routingProfilePart, instance, { ...defaults, ...profile }, id);
}

/** The names of the basic hours and queue are Connect's own, from memory; their hours (always) likewise. */
export function addDefaults(call: Call, instance: Values): void {
    for (const profile of defaultSecurityProfiles) {
        addSecurityProfile(call, instance, profile);
    }
    const configs = dayNames.map((day) => ({ day, startTime: midnight, endTime: midnight }));
    const hours = { name: "Basic Hours", configs, timeZone: "America/New_York" };
    const hoursOfOperationId = putPart(call, hoursOfOperationPart, instance, hours);
    putPart(call, queuePart, instance, { name: basicQueue, hoursOfOperationId });
    addRoutingProfile(call, instance, { name: "Basic Routing Profile", description: "A simple routing profile" });
}

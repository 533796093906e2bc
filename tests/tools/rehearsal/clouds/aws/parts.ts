/** Inputs of what people compose an instance with, which the emulated AWS accepts, for tests to spoil one at a time. */
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { makeInstance } from "./fixtures";

export const SECURITY_PROFILE = "aws:connect/securityProfile:SecurityProfile";
export const ROUTING_PROFILE = "aws:connect/routingProfile:RoutingProfile";
export const QUEUE = "aws:connect/queue:Queue";
export const HOURS = "aws:connect/hoursOfOperation:HoursOfOperation";

export interface Composed {
    instanceId: string;
    /** A user of the instance, for whom nothing has been composed yet. */
    user: Values;
    /** By type token: inputs that are accepted. */
    inputs: Record<string, Values>;
}

const nine = { hours: 9, minutes: 0 };
const five = { hours: 17, minutes: 30 };

/** An instance with hours and a queue of its own, on which the profiles rest. */
export async function compose(cloud: CloudClient, alias = "contoso"): Promise<Composed> {
    const { id: instanceId, user } = await makeInstance(cloud, { instanceAlias: alias });
    const hours = {
        instanceId,
        name: "Office",
        timeZone: "Europe/Berlin",
        configs: [
            { day: "MONDAY", startTime: nine, endTime: five },
            { day: "FRIDAY", startTime: nine, endTime: { hours: 15, minutes: 0 } },
        ],
    };
    const { state: office } = await cloud.make(HOURS, hours);
    const queue = { instanceId, name: "Sales", hoursOfOperationId: String(office.hoursOfOperationId) };
    const { state: sales } = await cloud.make(QUEUE, queue);
    const queueId = String(sales.queueId);
    return {
        instanceId,
        user,
        inputs: {
            [HOURS]: { ...hours, name: "Night" },
            [QUEUE]: { ...queue, name: "Support" },
            [ROUTING_PROFILE]: {
                instanceId,
                name: "Sellers",
                description: "Calls and chats",
                defaultOutboundQueueId: queueId,
                mediaConcurrencies: [
                    { channel: "VOICE", concurrency: 1 },
                    { channel: "CHAT", concurrency: 3, crossChannelBehavior: { behaviorType: "ROUTE_ANY_CHANNEL" } },
                ],
                queueConfigs: [{ channel: "VOICE", delay: 0, priority: 1, queueId }],
            },
            [SECURITY_PROFILE]: {
                instanceId,
                name: "Team lead",
                description: "Sees the floor",
                permissions: ["BasicAgentAccess", "AccessMetrics"],
            },
        },
    };
}

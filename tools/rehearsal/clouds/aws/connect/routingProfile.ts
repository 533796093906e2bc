/** `aws.connect.RoutingProfile` */
import { between, itemsBetween, lengthBetween, oneOf } from "../../provider/formats";
import type { Call, Properties, Value, Values } from "../../provider/resourceType";
import { canonical } from "../../provider/values";
import { because } from "../errors";
import { connectPart, invalid, isIn, missing, type Part } from "./part";
import { ofInstance, queueToken, routingProfileToken, userToken } from "./store";

const channel = { kind: "string", required: true, format: oneOf("VOICE", "CHAT", "TASK", "EMAIL") } as const;
const named = { kind: "string", readOnly: true } as const;

const queueConfig: Properties = {
    channel,
    delay: { kind: "integer", required: true, format: between(0, 9999) },
    priority: { kind: "integer", required: true, format: between(1, 99) },
    queueId: { kind: "string", required: true },
    queueArn: named,
    queueName: named,
};

const listOf = (value: Value | undefined): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

/** A queue's configuration without what Connect says of the queue. */
const typed = ({ channel, delay, priority, queueId }: Values): Values =>
    ({ channel, delay, priority, queueId }) as Values;

const sameQueues = (before: Value, after: Value): boolean => {
    const sorted = (value: Value) =>
        listOf(value)
            .map((one) => canonical(typed(one)))
            .sort()
            .join();
    return sorted(before) === sorted(after);
};

const twice = (keys: string[]): string | undefined => keys.find((key, index) => keys.indexOf(key) !== index);

export const routingProfilePart: Part = {
    token: routingProfileToken,
    label: "Routing Profile",
    api: "RoutingProfile",
    idKey: "routingProfileId",
    segment: "routing-profile",
    properties: {
        description: { kind: "string", required: true, format: lengthBetween(1, 250) },
        defaultOutboundQueueId: { kind: "string", required: true },
        mediaConcurrencies: {
            kind: "set",
            required: true,
            format: itemsBetween(1, Number.POSITIVE_INFINITY),
            items: {
                kind: "object",
                properties: {
                    channel,
                    concurrency: { kind: "integer", required: true, format: between(1, 10) },
                    crossChannelBehavior: {
                        kind: "object",
                        computed: true,
                        properties: {
                            behaviorType: {
                                kind: "string",
                                required: true,
                                format: oneOf("ROUTE_CURRENT_CHANNEL_ONLY", "ROUTE_ANY_CHANNEL"),
                            },
                        },
                    },
                },
            },
        },
        queueConfigs: {
            kind: "set",
            format: itemsBetween(1, Number.POSITIVE_INFINITY),
            items: { kind: "object", properties: queueConfig },
            same: sameQueues,
        },
    },
    updates: [
        {
            keys: ["mediaConcurrencies"],
            operation: "UpdateRoutingProfileConcurrency",
            doing: "updating Connect Routing Profile ({id}) Concurrency",
        },
        {
            keys: ["defaultOutboundQueueId"],
            operation: "UpdateRoutingProfileDefaultOutboundQueue",
            doing: "updating Connect Routing Profile ({id}) DefaultOutboundQueue",
        },
        {
            keys: ["name", "description"],
            operation: "UpdateRoutingProfileName",
            doing: "updating Connect Routing Profile ({id}) Name",
        },
        {
            keys: ["queueConfigs"],
            operation: "AssociateRoutingProfileQueues",
            doing: "associating Connect Routing Profile ({id}) queues",
        },
    ],
    *problems(call, inputs) {
        const instanceId = String(inputs.instanceId);
        const media = listOf(inputs.mediaConcurrencies);
        const again = twice(media.map((one) => String(one.channel)));
        if (again !== undefined) {
            yield invalid(because("Invalid parameter.", `mediaConcurrencies has ${again} twice`));
        }
        // https://docs.aws.amazon.com/connect/latest/APIReference/API_MediaConcurrency.html
        if (media.some((one) => one.channel === "VOICE" && one.concurrency !== 1)) {
            yield invalid(because("Invalid parameter.", "the concurrency of VOICE can only be 1"));
        }
        const queues = listOf(inputs.queueConfigs);
        const repeated = twice(queues.map((one) => `${one.queueId} for ${one.channel}`));
        if (repeated !== undefined) {
            yield invalid(because("Invalid parameter.", `queueConfigs has queue ${repeated} twice`));
        }
        for (const queueId of [inputs.defaultOutboundQueueId, ...queues.map((one) => one.queueId)].map(String)) {
            if (!isIn(call, queueToken, instanceId, queueId)) {
                yield missing("queue", queueId, instanceId);
            }
        }
    },
    kept: ({ defaultOutboundQueueId, mediaConcurrencies, queueConfigs }) => ({
        defaultOutboundQueueId: defaultOutboundQueueId ?? "",
        mediaConcurrencies: mediaConcurrencies ?? [],
        queueConfigs: listOf(queueConfigs).map(typed),
    }),
    told: (call, kept) => ({ queueConfigs: listOf(kept.queueConfigs).map((one) => withQueue(call, kept, one)) }),
    user: (call, instanceId, ownId) => {
        const holder = ofInstance(call, userToken, instanceId).find(({ value }) => value.routingProfileId === ownId);
        return holder && `user ${holder.value.name} has it`;
    },
};

function withQueue(call: Call, profile: Values, config: Values): Values {
    const queue = call.store.get(queueToken, `${profile.instanceId}:${config.queueId}`);
    return { ...config, queueArn: queue?.arn ?? "", queueName: queue?.name ?? "" };
}

export const routingProfile = connectPart(routingProfilePart);

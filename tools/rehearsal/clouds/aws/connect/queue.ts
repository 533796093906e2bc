/** `aws.connect.Queue`. Numbers, flows and quick connects are not modelled: none exists, so naming one is refused. */
import { atLeast, lengthBetween, oneOf } from "../../provider/formats";
import type { Value, Values } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { connectPart, isIn, missing, type Part } from "./part";
import { hoursToken, ofInstance, queueToken, routingProfileToken } from "./store";

const texts = (value: Value | undefined): string[] => (Array.isArray(value) ? (value as string[]) : []);
const blockOf = (value: Value | undefined): Values => (isObject(value) ? value : {});

export const queuePart: Part = {
    token: queueToken,
    label: "Queue",
    api: "Queue",
    idKey: "queueId",
    segment: "queue",
    properties: {
        hoursOfOperationId: { kind: "string", required: true },
        maxContacts: { kind: "integer", format: atLeast(0) },
        outboundCallerConfig: {
            kind: "object",
            properties: {
                outboundCallerIdName: { kind: "string", format: lengthBetween(1, 255) },
                outboundCallerIdNumberId: { kind: "string" },
                outboundFlowId: { kind: "string", format: lengthBetween(1, 500) },
            },
        },
        quickConnectIds: { kind: "set", items: { kind: "string" } },
        status: { kind: "string", computed: true, format: oneOf("ENABLED", "DISABLED") },
    },
    updates: [
        {
            keys: ["hoursOfOperationId"],
            operation: "UpdateQueueHoursOfOperation",
            doing: "updating Connect Queue ({id}) HoursOfOperation",
        },
        {
            keys: ["maxContacts"],
            operation: "UpdateQueueMaxContacts",
            doing: "updating Connect Queue ({id}) MaxContacts",
        },
        { keys: ["name", "description"], operation: "UpdateQueueName", doing: "updating Connect Queue ({id}) Name" },
        {
            keys: ["outboundCallerConfig"],
            operation: "UpdateQueueOutboundCallerConfig",
            doing: "updating Connect Queue ({id}) OutboundCallerConfig",
        },
        { keys: ["status"], operation: "UpdateQueueStatus", doing: "updating Connect Queue ({id}) Status" },
        {
            keys: ["quickConnectIds"],
            operation: "AssociateQueueQuickConnects",
            doing: "associating Connect Queue ({id}) Quick Connects",
        },
    ],
    *problems(call, { instanceId, hoursOfOperationId, outboundCallerConfig, quickConnectIds }) {
        const owner = String(instanceId);
        const { outboundCallerIdNumberId: number, outboundFlowId: flow } = blockOf(outboundCallerConfig);
        if (!isIn(call, hoursToken, owner, String(hoursOfOperationId))) {
            yield missing("hours of operation", String(hoursOfOperationId), owner);
        }
        if (number) {
            yield missing("phone number (not modelled)", String(number), owner);
        }
        if (flow) {
            yield missing("flow (not modelled)", String(flow), owner);
        }
        for (const id of texts(quickConnectIds)) {
            yield missing("quick connect (not modelled)", id, owner);
        }
    },
    kept: ({ hoursOfOperationId, maxContacts, outboundCallerConfig, status }) => ({
        hoursOfOperationId: hoursOfOperationId ?? "",
        ...(maxContacts === undefined ? {} : { maxContacts }),
        ...(outboundCallerConfig === undefined ? {} : { outboundCallerConfig }),
        quickConnectIds: [],
        status: status ?? "ENABLED",
    }),
    user: (call, instanceId, ownId) => {
        const holder = ofInstance(call, routingProfileToken, instanceId).find(
            ({ value }) =>
                value.defaultOutboundQueueId === ownId ||
                (value.queueConfigs as Values[]).some(({ queueId }) => queueId === ownId),
        );
        return holder && `routing profile ${holder.value.name} has it`;
    },
};

export const queue = connectPart(queuePart);

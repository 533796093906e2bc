/** `aws.connect.getInstance`, and `getSecurityProfile`, `getRoutingProfile`, `getQueue`, `getHoursOfOperation` */
import { lengthBetween } from "../../provider/formats";
import type { Call, Failure, LookUp, Properties, Value, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { regionOf, requireConnect } from "../account";
import { apiError } from "../errors";
import { hoursOfOperationPart } from "./hoursOfOperation";
import { type Part, readPart } from "./part";
import { queuePart } from "./queue";
import { routingProfilePart } from "./routingProfile";
import { securityProfilePart } from "./securityProfile";
import { instanceIn, instanceToken, ofInstance } from "./store";

const text = { kind: "string" } as const;

/** The provider asks for exactly one of two keys. */
export const exactlyOne = (inputs: Values, one: string, other: string): Failure[] => {
    const given = [one, other].filter((key) => inputs[key] !== undefined).length;
    const names = [one, other].map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).join(",");
    if (given === 1) {
        return [];
    }
    const reason = given === 0 ? "one of" : "only one of";
    return [{ reason: `Invalid combination of arguments. ${reason} \`${names}\` can be specified, and one must be` }];
};

const instanceNotFound = (doing: string, operation: string): CloudError =>
    apiError(doing, { service: "Connect", operation }, 404, "ResourceNotFoundException: Instance not found");

function describe(call: Call, inputs: Values): { id: string; value: Values } {
    const region = regionOf(call, inputs);
    const { instanceId, instanceAlias } = inputs;
    if (instanceId !== undefined) {
        const doing = `reading Connect Instance (${instanceId})`;
        requireConnect(region, doing, "DescribeInstance");
        const value = instanceIn(call, String(instanceId), region);
        if (value === undefined) {
            throw new CloudError(`${doing}: couldn't find resource`);
        }
        return { id: String(instanceId), value };
    }
    const doing = `reading Connect Instance (${instanceAlias}) summary`;
    requireConnect(region, doing, "ListInstances");
    const found = call.store
        .list(instanceToken)
        .find(({ value }) => value.region === region && value.instanceAlias === instanceAlias);
    if (found === undefined) {
        throw new CloudError(`${doing}: empty result`);
    }
    return found;
}

export const getInstance: LookUp = {
    token: "aws:connect/getInstance:getInstance",
    arguments: {
        instanceId: text,
        instanceAlias: text,
        region: text,
        tags: { kind: "map", items: text },
    },
    check: (inputs) => exactlyOne(inputs, "instanceAlias", "instanceId"),
    result: (call, inputs) => {
        const { id, value } = describe(call, inputs);
        const { tagsAll, directoryId: _, ...rest } = value;
        return { instanceAlias: "", ...rest, id, instanceId: id, tags: tagsAll ?? {} };
    },
};

/** In the provider's look-ups every block is a list. */
const listed = (block: Value | undefined): Value[] => (isObject(block) ? [block] : []);

function getPart(part: Part, shown: (state: Values) => Values = () => ({})): LookUp {
    const { api, idKey, label, token } = part;
    const properties: Properties = {
        instanceId: { kind: "string", required: true, format: lengthBetween(1, 100) },
        name: text,
        [idKey]: text,
        region: text,
        tags: { kind: "map", items: text },
    };
    return {
        token: `aws:connect/get${api}:get${api}`,
        arguments: properties,
        check: (inputs) => exactlyOne(inputs, "name", idKey),
        result: (call, inputs) => {
            const { name } = inputs;
            const instanceId = String(inputs.instanceId);
            const what = `reading Connect ${label}`;
            const doing = name === undefined ? what : `${what} (${name}) summary`;
            const operation = name === undefined ? `Describe${api}` : `List${api}s`;
            const region = regionOf(call, inputs);
            requireConnect(region, doing, operation);
            if (instanceIn(call, instanceId, region) === undefined) {
                throw instanceNotFound(doing, operation);
            }
            const found = ofInstance(call, token, instanceId).find(({ value }) =>
                name === undefined ? value[idKey] === inputs[idKey] : value.name === name,
            );
            if (found === undefined) {
                throw new CloudError(`${doing}: ${name === undefined ? "couldn't find resource" : "empty result"}`);
            }
            const { tagsAll, ...state } = readPart(call, part, found.id) as Values;
            return { description: "", ...state, ...shown(state), id: found.id, tags: tagsAll ?? {} };
        },
    };
}

export const getSecurityProfile = getPart(securityProfilePart);
export const getRoutingProfile = getPart(routingProfilePart, ({ mediaConcurrencies }) => ({
    mediaConcurrencies: (mediaConcurrencies as Values[]).map(({ crossChannelBehavior, ...concurrency }) => ({
        ...concurrency,
        crossChannelBehaviors: listed(crossChannelBehavior),
    })),
}));
export const getHoursOfOperation = getPart(hoursOfOperationPart, ({ configs }) => ({
    configs: (configs as Values[]).map(({ day, startTime, endTime }) => ({
        day: day ?? "",
        startTimes: listed(startTime),
        endTimes: listed(endTime),
    })),
}));
export const getQueue = getPart(queuePart, ({ maxContacts, outboundCallerConfig }) => ({
    maxContacts: maxContacts ?? 0,
    outboundCallerConfigs: listed(outboundCallerConfig),
}));

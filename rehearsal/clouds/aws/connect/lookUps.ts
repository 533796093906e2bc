/** `aws.connect.getInstance`, `getSecurityProfile` and `getRoutingProfile` */
import { lengthBetween } from "../../provider/formats";
import type { Call, Failure, LookUp, Properties, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { regionOf, requireConnect } from "../account";
import { apiError } from "../errors";
import { INSTANCE, instanceIn, ofInstance, ROUTING_PROFILE, SECURITY_PROFILE } from "./store";

const text = { kind: "string" } as const;

/** The provider asks for exactly one of two keys. */
const exactlyOne = (inputs: Values, one: string, other: string): Failure[] => {
    const given = [one, other].filter((key) => inputs[key] !== undefined).length;
    const names = [one, other].map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).join(",");
    if (given === 1) return [];
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
        if (value === undefined) throw new CloudError(`${doing}: couldn't find resource`);
        return { id: String(instanceId), value };
    }
    const doing = `reading Connect Instance (${instanceAlias}) summary`;
    requireConnect(region, doing, "ListInstances");
    const found = call.store
        .list(INSTANCE)
        .find(({ value }) => value.region === region && value.instanceAlias === instanceAlias);
    if (found === undefined) throw new CloudError(`${doing}: empty result`);
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

function getProfile(profile: "Security" | "Routing", kind: string): LookUp {
    const idKey = `${profile.toLowerCase()}ProfileId`;
    const properties: Properties = {
        instanceId: { kind: "string", required: true, format: lengthBetween(1, 100) },
        name: text,
        [idKey]: text,
        region: text,
        tags: { kind: "map", items: text },
    };
    return {
        token: `aws:connect/get${profile}Profile:get${profile}Profile`,
        arguments: properties,
        check: (inputs) => exactlyOne(inputs, "name", idKey),
        result: (call, inputs) => {
            const { name } = inputs;
            const instanceId = String(inputs.instanceId);
            const what = `reading Connect ${profile} Profile`;
            const doing = name === undefined ? what : `${what} (${name}) summary`;
            const operation = name === undefined ? `Describe${profile}Profile` : `List${profile}Profiles`;
            const region = regionOf(call, inputs);
            requireConnect(region, doing, operation);
            if (instanceIn(call, instanceId, region) === undefined) throw instanceNotFound(doing, operation);
            const found = ofInstance(call, kind, instanceId).find(({ value }) =>
                name === undefined ? value[idKey] === inputs[idKey] : value.name === name,
            );
            if (found === undefined) {
                throw new CloudError(`${doing}: ${name === undefined ? "couldn't find resource" : "empty result"}`);
            }
            return { ...found.value, id: found.id };
        },
    };
}

export const getSecurityProfile = getProfile("Security", SECURITY_PROFILE);
export const getRoutingProfile = getProfile("Routing", ROUTING_PROFILE);

/** `aws.connect.User` */
import { randomUUID } from "node:crypto";
import { atLeast, itemsBetween, lengthBetween, oneOf } from "../../provider/formats";
import type { Call, ResourceType, Value, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { accountOf, connectArn, regionOf, requireConnect } from "../account";
import { apiError, because, outsideModel } from "../errors";
import { allTags, plannedTags, tagProblem, tagProperties } from "../tags";
import { instanceIn, ofInstance, userToken } from "./store";
import { userProblem } from "./userRules";

const create = { service: "Connect", operation: "CreateUser" } as const;

/** As the API answers: numbers and switches are always there, a number for a desk phone only with one. */
function phoneConfigOf(given: Value | undefined): Values {
    const phone = isObject(given) ? given : {};
    return {
        phoneType: phone.phoneType ?? "",
        autoAccept: phone.autoAccept ?? false,
        afterContactWorkTimeLimit: phone.afterContactWorkTimeLimit ?? 0,
        ...(phone.deskPhoneNumber ? { deskPhoneNumber: phone.deskPhoneNumber } : {}),
    };
}

function put(call: Call, id: string, inputs: Values, region: string): void {
    const [instanceId, userId] = partsOf(id);
    const { identityInfo, name, routingProfileId, securityProfileIds, directoryUserId, tags } = inputs;
    call.store.put(userToken, id, {
        instanceId,
        name: name ?? "",
        ...(identityInfo ? { identityInfo } : {}),
        phoneConfig: phoneConfigOf(inputs.phoneConfig),
        routingProfileId: routingProfileId ?? "",
        securityProfileIds: securityProfileIds ?? [],
        ...(directoryUserId ? { directoryUserId } : {}),
        ...(tags ? { tags } : {}),
        tagsAll: allTags(inputs, call.config),
        arn: connectArn(call, region, `instance/${instanceId}/agent/${userId}`),
        region,
        userId,
    });
}

function refuse(call: Call, inputs: Values, doing: string, operation: string): void {
    const at = { service: "Connect", operation } as const;
    const instanceId = String(inputs.instanceId);
    const region = regionOf(call, inputs);
    requireConnect(region, doing, operation);
    const instance = instanceIn(call, instanceId, region);
    if (instance === undefined) {
        const message = because("ResourceNotFoundException: Instance not found", `${instanceId} is not in ${region}`);
        throw apiError(doing, at, 404, message);
    }
    const problem = userProblem(call, inputs, instance);
    if (problem) {
        throw apiError(doing, at, problem.status, problem.message);
    }
    const tags = tagProblem(allTags(inputs, call.config), "Connect");
    if (tags !== undefined) {
        throw apiError(doing, at, 400, `InvalidParameterException: ${outsideModel("tags", tags)}`);
    }
}

/** Creates a user; a seed may choose the id. */
export function createUser(call: Call, inputs: Values, userId: string = randomUUID()): string {
    const name = String(inputs.name);
    const instanceId = String(inputs.instanceId);
    const doing = `creating Connect User (${name})`;
    refuse(call, inputs, doing, create.operation);
    const others = ofInstance(call, userToken, instanceId);
    if (others.some(({ value }) => value.name === name)) {
        const message = `DuplicateResourceException: A user with the name ${name} already exists in instance ${instanceId}.`;
        throw apiError(doing, create, 409, message);
    }
    const { usersPerInstance } = accountOf(call).quotas;
    if (others.length >= usersPerInstance) {
        const reason = `${usersPerInstance} users per instance are this account's quota`;
        throw apiError(doing, create, 429, because("LimitExceededException: Limit exceeded.", reason));
    }
    const id = `${instanceId}:${userId}`;
    put(call, id, inputs, regionOf(call, inputs));
    return id;
}

function partsOf(id: string): [instanceId: string, userId: string] {
    const [instanceId, userId] = [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)];
    if (!id.includes(":") || instanceId === "" || userId === "") {
        throw new CloudError(`unexpected format of ID (${id}), expected instanceID:userID`);
    }
    return [instanceId, userId];
}

const deskPhone = (value: string, path: string): string | undefined =>
    /^\+[1-9]\d{1,14}$/.test(value)
        ? undefined
        : `${JSON.stringify(path)} (${JSON.stringify(value)}) must be a valid phone number`;

export const user: ResourceType = {
    token: userToken,
    autoName: { property: "name", maxLength: 100 },
    properties: {
        instanceId: { kind: "string", required: true, replace: true, format: lengthBetween(1, 100) },
        name: { kind: "string", replace: true, format: lengthBetween(1, 100) },
        identityInfo: {
            kind: "object",
            properties: {
                email: { kind: "string" },
                firstName: { kind: "string", format: lengthBetween(1, 100) },
                lastName: { kind: "string", format: lengthBetween(1, 100) },
                secondaryEmail: { kind: "string" },
            },
        },
        phoneConfig: {
            kind: "object",
            required: true,
            properties: {
                phoneType: { kind: "string", required: true, format: oneOf("SOFT_PHONE", "DESK_PHONE") },
                autoAccept: { kind: "boolean" },
                afterContactWorkTimeLimit: { kind: "integer", format: atLeast(0) },
                deskPhoneNumber: { kind: "string", format: deskPhone },
            },
        },
        routingProfileId: { kind: "string", required: true },
        securityProfileIds: { kind: "set", required: true, items: { kind: "string" }, format: itemsBetween(1, 10) },
        hierarchyGroupId: { kind: "string" },
        directoryUserId: { kind: "string", computed: true },
        password: { kind: "string", secret: true, writeOnly: true, format: lengthBetween(8, 64) },
        region: { kind: "string", computed: true, replace: true },
        ...tagProperties,
        arn: { kind: "string", readOnly: true },
        userId: { kind: "string", readOnly: true },
    },
    plan: (inputs, config) => ({
        ...plannedTags(inputs, config),
        region: regionOf({ config } as Call, inputs),
    }),
    create: (call, inputs) => createUser(call, inputs),
    read: ({ store }, id) => {
        partsOf(id);
        return store.get(userToken, id);
    },
    update: (call, id, inputs) => {
        const region = String(call.store.get(userToken, id)?.region);
        refuse(call, { ...inputs, region }, `updating Connect User (${id})`, "UpdateUserIdentityInfo");
        put(call, id, inputs, region);
    },
    delete: ({ store }, id) => store.remove(userToken, id),
    notFound: (id) =>
        apiError(
            `updating Connect User (${id})`,
            { service: "Connect", operation: "UpdateUserIdentityInfo" },
            404,
            "ResourceNotFoundException: User not found",
        ).message,
};

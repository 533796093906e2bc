/** `aws.connect.Instance` */
import { randomBytes, randomUUID } from "node:crypto";
import { all, lengthBetween, matches, oneOf } from "../../provider/formats";
import type { Call, Failure, ResourceType, Values } from "../../provider/resourceType";
import { accountOf, connectArn, iamArn, now, regionOf, requireConnect } from "../account";
import { apiError, because, outsideModel } from "../errors";
import { allTags, plannedTags, tagProblem, tagProperties } from "../tags";
import { addDefaults } from "./profiles";
import { instanceToken, isFlagged, noteChange, ofInstance, partTokens } from "./store";

const create = { service: "Connect", operation: "CreateInstance" } as const;
const maxAlias = 45;

const settingNames = [
    "autoResolveBestVoicesEnabled",
    "contactFlowLogsEnabled",
    "contactLensEnabled",
    "earlyMediaEnabled",
    "inboundCallsEnabled",
    "multiPartyConferenceEnabled",
    "outboundCallsEnabled",
];

const settingsOf = (inputs: Values): Values =>
    Object.fromEntries(settingNames.flatMap((key) => (inputs[key] === undefined ? [] : [[key, inputs[key]]])));

function invalidRequest(doing: string, reason: string): Error {
    return apiError(doing, create, 400, `InvalidRequestException: ${reason}`);
}

/** What the API refuses beyond the provider's own look. */
function refuse(call: Call, inputs: Values, doing: string): void {
    const alias = inputs.instanceAlias === undefined ? undefined : String(inputs.instanceAlias);
    if (alias !== undefined && alias.length > maxAlias) {
        const constraint = `Member must have length less than or equal to ${maxAlias}`;
        throw invalidRequest(doing, outsideModel("instanceAlias", constraint));
    }
    if (alias !== undefined && !/^(?!d-)([\da-zA-Z]+)(-*[\da-zA-Z])*$/.test(alias)) {
        const constraint = "Member must satisfy regular expression pattern: ^(?!d-)([\\da-zA-Z]+)([-]*[\\da-zA-Z])*$";
        throw invalidRequest(doing, outsideModel("instanceAlias", constraint));
    }
    const isDirectory = inputs.identityManagementType === "EXISTING_DIRECTORY";
    if (isDirectory !== (inputs.directoryId !== undefined)) {
        const reason = isDirectory
            ? "an existing directory needs its directoryId"
            : "directoryId is for EXISTING_DIRECTORY";
        throw invalidRequest(doing, because("Invalid Input.", reason));
    }
    if (alias === undefined && !isDirectory) {
        throw invalidRequest(doing, because("Invalid Input.", "an instance without directory needs an alias"));
    }
    const taken = call.store
        .list(instanceToken)
        .some(({ value }) => String(value.instanceAlias).toLowerCase() === alias?.toLowerCase());
    if (taken) {
        throw invalidRequest(doing, "Invalid Input. Instance alias is already used.");
    }
    const tags = tagProblem(allTags(inputs, call.config), "Connect");
    if (tags !== undefined) {
        throw invalidRequest(doing, outsideModel("tags", tags));
    }
}

function refuseQuota(call: Call, region: string, doing: string): void {
    const { quotas } = accountOf(call);
    if (isFlagged(call)) {
        const message = "Your account has been flagged for an excessive number of creation and deletion attempts.";
        throw apiError(doing, create, 402, `ServiceQuotaExceededException: ${message}`);
    }
    const here = call.store.list(instanceToken).filter(({ value }) => value.region === region);
    if (here.length >= quotas.instances) {
        const reason = `${quotas.instances} Amazon Connect instances in ${region} are this account's quota`;
        throw apiError(doing, create, 402, because("ServiceQuotaExceededException: Quota exceeded.", reason));
    }
}

/** Creates an instance with what Connect puts into it; a seed chooses the id and is not counted. */
export function createInstance(call: Call, inputs: Values, seedId?: string): string {
    const doing = `creating Connect Instance (${inputs.instanceAlias ?? inputs.directoryId ?? ""})`;
    const region = regionOf(call, inputs);
    requireConnect(region, doing, create.operation);
    refuse(call, inputs, doing);
    if (seedId === undefined) {
        refuseQuota(call, region, doing);
        noteChange(call);
    }
    const id = seedId ?? randomUUID();
    const serviceRole = `aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_${randomBytes(10).toString("hex")}`;
    const { identityManagementType, instanceAlias, directoryId, tags } = inputs;
    call.store.put(instanceToken, id, {
        ...settingsOf(inputs),
        identityManagementType: identityManagementType ?? "",
        ...(instanceAlias === undefined ? {} : { instanceAlias }),
        ...(directoryId === undefined ? {} : { directoryId }),
        ...(tags ? { tags } : {}),
        tagsAll: allTags(inputs, call.config),
        arn: connectArn(call, region, `instance/${id}`),
        createdTime: now(),
        region,
        serviceRole: iamArn(call, `role/${serviceRole}`),
        status: "ACTIVE",
    });
    addDefaults(call, { id, region });
    return id;
}

const setting = (value: boolean) => ({ kind: "boolean", default: value }) as const;

export const instance: ResourceType = {
    token: instanceToken,
    properties: {
        identityManagementType: {
            kind: "string",
            required: true,
            replace: true,
            format: oneOf("SAML", "CONNECT_MANAGED", "EXISTING_DIRECTORY"),
        },
        instanceAlias: {
            kind: "string",
            replace: true,
            format: all(
                lengthBetween(1, 64),
                matches(/^([\da-zA-Z]+)([\da-zA-Z-]+)$/, "must contain only alphanumeric or hyphen characters"),
                matches(/^(?!d-.)/, "can not start with d-"),
            ),
        },
        directoryId: { kind: "string", replace: true, format: lengthBetween(12, 12) },
        inboundCallsEnabled: { kind: "boolean", required: true },
        outboundCallsEnabled: { kind: "boolean", required: true },
        autoResolveBestVoicesEnabled: setting(true),
        contactFlowLogsEnabled: setting(false),
        contactLensEnabled: setting(true),
        earlyMediaEnabled: setting(true),
        multiPartyConferenceEnabled: setting(false),
        region: { kind: "string", computed: true, replace: true },
        ...tagProperties,
        arn: { kind: "string", readOnly: true },
        createdTime: { kind: "string", readOnly: true },
        serviceRole: { kind: "string", readOnly: true },
        status: { kind: "string", readOnly: true },
    },
    check: ({ instanceAlias, directoryId }): Failure[] =>
        instanceAlias === undefined && directoryId === undefined
            ? [
                  {
                      reason: 'Missing required argument. "instance_alias": one of `directory_id,instance_alias` must be specified',
                  },
              ]
            : [],
    plan: (inputs, config) => ({
        ...plannedTags(inputs, config),
        region: regionOf({ config } as Call, inputs),
    }),
    create: (call, inputs) => createInstance(call, inputs),
    read: ({ store }, id) => store.get(instanceToken, id),
    update: (call, id, inputs) => {
        const tags = tagProblem(allTags(inputs, call.config), "Connect");
        if (tags !== undefined) {
            const at = { service: "Connect", operation: "TagResource" } as const;
            const message = `InvalidRequestException: ${outsideModel("tags", tags)}`;
            throw apiError(`updating tags for Connect Instance (${id})`, at, 400, message);
        }
        const { tags: _, ...kept } = call.store.get(instanceToken, id) as Values;
        call.store.put(instanceToken, id, {
            ...kept,
            ...settingsOf(inputs),
            ...(inputs.tags ? { tags: inputs.tags } : {}),
            tagsAll: allTags(inputs, call.config),
        });
    },
    delete: (call, id) => {
        noteChange(call);
        for (const kind of partTokens) {
            for (const owned of ofInstance(call, kind, id)) {
                call.store.remove(kind, owned.id);
            }
        }
        call.store.remove(instanceToken, id);
    },
    notFound: (id) =>
        apiError(
            `updating Connect Instance (${id})`,
            { service: "Connect", operation: "UpdateInstanceAttribute" },
            404,
            "ResourceNotFoundException: Instance not found",
        ).message,
};

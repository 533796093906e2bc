/**
 * What the things inside an instance (profiles, queues, hours of operation) have alike: an id beside the instance's, a name
 * of their own, tags, and the refusal to delete what is in use. Declare one with `connectPart`.
 */
import { randomUUID } from "node:crypto";
import { lengthBetween } from "../../provider/formats";
import type { Call, Properties, ResourceType, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { equal } from "../../provider/values";
import { connectArn, regionOf, requireConnect } from "../account";
import { apiError, because, outsideModel } from "../errors";
import { allTags, plannedTags, tagProblem, tagProperties } from "../tags";
import { instanceIn, ofInstance } from "./store";

interface PartProblem {
    status: number;
    message: string;
}
/** One of the API's updates: the properties it carries, and what the provider adds to its own words. */
interface PartUpdate {
    keys: string[];
    operation: string;
    doing: string;
}
export interface Part {
    token: string;
    /** In the provider's words (`Routing Profile`) and in the API's (`RoutingProfile`). */
    label: string;
    api: string;
    /** The property that has the id without the instance's, and its segment in the ARN. */
    idKey: string;
    segment: string;
    /** Beyond instance, description, Region and tags. */
    properties: Properties;
    updates: PartUpdate[];
    /** The first thing that creation or update refuses. `changed` says whether this request carries the property. */
    problems(call: Call, inputs: Values, changed: (key: string) => boolean): Iterable<PartProblem>;
    /** What Connect keeps of the inputs. */
    kept(inputs: Values): Values;
    /** What Connect adds when asked. */
    told?(call: Call, kept: Values): Values;
    /** What keeps it from being deleted. */
    user(call: Call, instanceId: string, ownId: string): string | undefined;
}

export const invalid = (message: string): PartProblem => ({
    status: 400,
    message: `InvalidParameterException: ${message}`,
});
export const missing = (what: string, id: string, instanceId: string): PartProblem => ({
    status: 404,
    message: `ResourceNotFoundException: ${because("The specified resource was not found.", `${what} ${id} is not in instance ${instanceId}`)}`,
});

export const isIn = (call: Call, kind: string, instanceId: string, ownId: string): boolean =>
    call.store.get(kind, `${instanceId}:${ownId}`) !== undefined;

/** Puts one into an instance without asking whether Connect would: for seeds and for what an instance begins with. */
export function putPart(call: Call, part: Part, owner: Values, inputs: Values, ownId: string = randomUUID()): string {
    const { id: instanceId, region } = owner as { id: string; region: string };
    const { name, description, tags } = inputs;
    call.store.put(part.token, `${instanceId}:${ownId}`, {
        arn: connectArn(call, region, `instance/${instanceId}/${part.segment}/${ownId}`),
        instanceId,
        name: name ?? "",
        ...(description === undefined ? {} : { description }),
        ...part.kept(inputs),
        region,
        [part.idKey]: ownId,
        ...(tags ? { tags } : {}),
        tagsAll: allTags(inputs, call.config),
    });
    return ownId;
}

export function readPart(call: Call, part: Part, id: string): Values | undefined {
    partsOf(part, id);
    const kept = call.store.get(part.token, id);
    return kept && { ...kept, ...part.told?.(call, kept) };
}

function partsOf(part: Part, id: string): [instanceId: string, ownId: string] {
    const [instanceId = "", ...rest] = id.split(":");
    const ownId = rest.join(":");
    if (instanceId === "" || ownId === "") {
        throw new CloudError(`unexpected format of ID (${id}), expected instanceID:${part.idKey.replace(/Id$/, "ID")}`);
    }
    return [instanceId, ownId];
}

function problemOf(call: Call, part: Part, inputs: Values, ownId: string, changed: (key: string) => boolean) {
    const others = ofInstance(call, part.token, String(inputs.instanceId));
    if (others.some(({ value }) => value.name === inputs.name && value[part.idKey] !== ownId)) {
        const message = "DuplicateResourceException: A resource with the specified name already exists.";
        return { status: 409, message };
    }
    for (const problem of part.problems(call, inputs, changed)) {
        return problem;
    }
    const tags = tagProblem(allTags(inputs, call.config), "Connect");
    return tags === undefined ? undefined : invalid(outsideModel("tags", tags));
}

function createPart(call: Call, part: Part, inputs: Values): string {
    const [instanceId, region] = [String(inputs.instanceId), regionOf(call, inputs)];
    const doing = `creating Connect ${part.label} (${inputs.name})`;
    const at = { service: "Connect", operation: `Create${part.api}` } as const;
    requireConnect(region, doing, at.operation);
    if (instanceIn(call, instanceId, region) === undefined) {
        const message = because("ResourceNotFoundException: Instance not found", `${instanceId} is not in ${region}`);
        throw apiError(doing, at, 404, message);
    }
    const problem = problemOf(call, part, inputs, "", () => true);
    if (problem) {
        throw apiError(doing, at, problem.status, problem.message);
    }
    return `${instanceId}:${putPart(call, part, { id: instanceId, region }, inputs)}`;
}

/** An update goes to the instance in the id, whatever `instanceId` says by now: the provider does not replace for it. */
function updatePart(call: Call, part: Part, id: string, given: Values): void {
    const [instanceId, ownId] = partsOf(part, id);
    const before = call.store.get(part.token, id) as Values;
    const inputs: Values = { ...given, instanceId, region: before.region ?? "" };
    const after: Values = { ...part.kept(inputs), name: inputs.name ?? "", description: given.description ?? null };
    const changedKeys = Object.keys(after).filter((key) => !equal(before[key], after[key]));
    const update = part.updates.find(({ keys }) => keys.some((key) => changedKeys.includes(key))) ?? part.updates[0];
    const problem = problemOf(call, part, inputs, ownId, (key) => changedKeys.includes(key));
    if (problem) {
        const doing = (update?.doing ?? "").replace("{id}", id);
        throw apiError(
            doing,
            { service: "Connect", operation: update?.operation ?? "" },
            problem.status,
            problem.message,
        );
    }
    putPart(call, part, { id: instanceId, region: before.region ?? "" }, inputs, ownId);
}

function deletePart(call: Call, part: Part, id: string): void {
    const user = part.user(call, ...partsOf(part, id));
    if (user !== undefined) {
        const at = { service: "Connect", operation: `Delete${part.api}` } as const;
        const message = because("ResourceInUseException: That resource is already in use.", user);
        throw apiError(`deleting Connect ${part.label} (${id})`, at, 409, message);
    }
    call.store.remove(part.token, id);
}

export const connectPart = (part: Part): ResourceType => ({
    token: part.token,
    autoName: { property: "name", maxLength: 127 },
    properties: {
        instanceId: { kind: "string", required: true, format: lengthBetween(1, 100) },
        name: { kind: "string", format: lengthBetween(1, 127) },
        description: { kind: "string", format: lengthBetween(1, 250) },
        region: { kind: "string", computed: true, replace: true },
        ...tagProperties,
        ...part.properties,
        arn: { kind: "string", readOnly: true },
        [part.idKey]: { kind: "string", readOnly: true },
    },
    plan: (inputs, config) => ({ ...plannedTags(inputs, config), region: regionOf({ config } as Call, inputs) }),
    create: (call, inputs) => createPart(call, part, inputs),
    read: (call, id) => readPart(call, part, id),
    update: (call, id, inputs) => updatePart(call, part, id, inputs),
    delete: (call, id) => deletePart(call, part, id),
    notFound: (id) => {
        const [{ operation, doing } = { operation: "", doing: "" }] = part.updates;
        const message = "ResourceNotFoundException: The specified resource was not found.";
        return apiError(doing.replace("{id}", id), { service: "Connect", operation }, 404, message).message;
    },
});

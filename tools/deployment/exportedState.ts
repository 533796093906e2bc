/** What `pulumi stack export` prints, as a list of resources. */

import { isRecord } from "../../rules/record";
import { quote } from "../../rules/text";
import { type PendingOperation, withInterrupted } from "./pendingOperations";
import { kindOf } from "./pulumiValue";
import { refusalOf } from "./refusal";
import type { StateResource } from "./stateResource";

export interface State {
    resources: StateResource[];
    byUrn: ReadonlyMap<string, StateResource>;
    /** What a replacement left behind, and is to delete. */
    leftBehind: StateResource[];
    /** Entries that are no living resource, each in a line. */
    leftOut: string[];
    pending: PendingOperation[];
}

/** The file is not an export of a stack. The message says what it is instead, and what to write. */
export class DeploymentUnreadable extends Error {
    override readonly name = "DeploymentUnreadable";
}

/**
 * Reads an export of a stack, or a checkpoint of the engine as a self-managed backend stores it. Of resources that a
 * replacement left behind for deletion the successor counts; of those at which an update was interrupted, what
 * identifies them.
 *
 * Throws {@link DeploymentUnreadable} for anything else, and for a stack in which nothing was ever deployed.
 */
function readState(exported: unknown, source: string): State {
    const deployment = deploymentOf(exported, source);
    if (!Array.isArray(deployment.resources) || deployment.resources.length === 0) {
        const found = Array.isArray(deployment.resources) ? "an empty list" : kindOf(deployment.resources);
        throw new DeploymentUnreadable(
            `${source} must hold the resources of a stack, got ${found} under resources: nothing is deployed there; run ` +
                "`pulumi up` first, or write the name of another stack",
        );
    }
    const state = { resources: [] as StateResource[], leftBehind: [] as StateResource[], leftOut: [] as string[] };
    for (const [index, entry] of deployment.resources.entries()) {
        const resource = readResource(entry);
        if (resource === undefined) {
            state.leftOut.push(`entry ${index} of resources, which has no urn`);
        } else if (entry.pendingReplacement === true) {
            state.leftOut.push(`${lineOf(resource)}, which a replacement has deleted and not made again yet`);
        } else {
            (entry.delete === true ? state.leftBehind : state.resources).push(resource);
        }
    }
    const pending = pendingOperations(deployment.pending_operations);
    const resources = withInterrupted(state.resources, pending);
    return {
        resources,
        byUrn: new Map(resources.map((resource) => [resource.urn, resource])),
        leftBehind: state.leftBehind,
        leftOut: state.leftOut,
        pending,
    };
}

/** An export of a stack, and what it is called in messages: `the stack dev`, a file's name. */
export interface ExportOfStack {
    exported: unknown;
    source: string;
}

/**
 * Reads the exports of several stacks, between which the resources are divided, as one state.
 *
 * Throws {@link DeploymentUnreadable} where one of them is none, or two are of the same stack.
 */
export function readStates(exports: readonly ExportOfStack[]): State {
    const states = exports.map(({ exported, source }) => ({ source, state: readState(exported, source) }));
    const sourceOf = new Map<string, string>();
    for (const { source, state } of states) {
        const again = state.resources.find(({ urn }) => sourceOf.has(urn));
        if (again !== undefined) {
            throw new DeploymentUnreadable(
                `${source} and ${sourceOf.get(again.urn)} must be exports of different stacks, got ${lineOf(again)} of one stack in ` +
                    "both; leave out the older one",
            );
        }
        for (const { urn } of state.resources) {
            sourceOf.set(urn, source);
        }
    }
    return {
        resources: states.flatMap(({ state }) => state.resources),
        byUrn: new Map(states.flatMap(({ state }) => [...state.byUrn])),
        leftBehind: states.flatMap(({ state }) => state.leftBehind),
        leftOut: states.flatMap(({ state }) => state.leftOut),
        pending: states.flatMap(({ state }) => state.pending),
    };
}

/** A resource in one line: `aws:iam/role:Role "sso"`. */
export function lineOf({ type, name }: StateResource): string {
    return `${type} ${quote(name)}`;
}

/** What an export holds of its stack: `resources`, `pending_operations`. Throws {@link DeploymentUnreadable}. */
export function deploymentOf(exported: unknown, source: string): Record<string, unknown> {
    if (isRecord(exported)) {
        const { deployment, checkpoint } = exported;
        if (isRecord(deployment)) {
            return deployment;
        }
        if (isRecord(checkpoint) && isRecord(checkpoint.latest)) {
            return checkpoint.latest;
        }
        if (Object.hasOwn(exported, "deployment") || isRecord(checkpoint)) {
            return {};
        }
    }
    throw new DeploymentUnreadable(`${source} must be what \`pulumi stack export\` prints, got ${refusalOf(exported)}`);
}

function readResource(entry: unknown): StateResource | undefined {
    if (!isRecord(entry) || typeof entry.urn !== "string") {
        return undefined;
    }
    // urn:pulumi:<stack>::<project>::<types, outermost first, joined by $>::<name>; the name may hold colons.
    const [, , types = "", ...name] = entry.urn.split("::");
    const dependencies = entry.propertyDependencies;
    const providerEnd = typeof entry.provider === "string" ? entry.provider.lastIndexOf("::") : -1;
    return {
        type: typeof entry.type === "string" ? entry.type : types.slice(types.lastIndexOf("$") + 1),
        name: name.join("::"),
        urn: entry.urn,
        id: textOrNothing(entry.id),
        parent: textOrNothing(entry.parent),
        provider: textOrNothing(entry.provider)?.slice(0, providerEnd < 0 ? undefined : providerEnd),
        external: entry.external === true,
        inputs: entry.inputs,
        outputs: entry.outputs,
        madeOf: (property) => urnsIn(isRecord(dependencies) ? dependencies[property] : undefined),
    };
}

function pendingOperations(operations: unknown): PendingOperation[] {
    return (Array.isArray(operations) ? operations : []).flatMap((operation) => {
        const entry = isRecord(operation) ? operation.resource : undefined;
        const resource = readResource(entry);
        const isLeftBehind = isRecord(entry) && entry.delete === true;
        return resource === undefined
            ? []
            : [{ resource, doing: textOrNothing(operation.type) ?? "changing", isLeftBehind }];
    });
}

function urnsIn(list: unknown): string[] {
    return Array.isArray(list) ? list.filter((it): it is string => typeof it === "string") : [];
}

function textOrNothing(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** A resource and the components around it, the innermost first. */
export function withParents<T extends object>(resource: T | undefined, byUrn: ReadonlyMap<string, T>): T[] {
    const found: T[] = [];
    const parentOf = (it: T) => byUrn.get("parent" in it ? String(it.parent) : "");
    for (let at = resource; at !== undefined && found.length < 20; at = parentOf(at)) {
        found.push(at);
    }
    return found;
}

/** The resources of these types, in the order of the state. */
export function ofType({ resources }: Pick<State, "resources">, ...types: string[]): StateResource[] {
    return resources.filter(({ type }) => types.includes(type));
}

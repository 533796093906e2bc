/** What `pulumi preview --json` would have, or what `pulumi stack export` has, of any program with these resource types. */
import { isRecord } from "../../rules/record";
import { unwrapAll } from "../deployment/pulumiValue";
import { awsTypes, entraTypes } from "../deployment/types";
import { isGap } from "../deployment/unreadable";
import type { Planned } from "./preflight";

interface Resource {
    type: string;
    /** `create`, `same`, …; of an export always `same`. */
    op: string;
    id?: string;
    external: boolean;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
}

/** Undefined for what is neither. */
export function plannedInResources(printed: unknown): Planned | undefined {
    const resources = resourcesIn(printed);
    if (resources === undefined) {
        return undefined;
    }
    const of = (type: string) => resources.filter((one) => one.type === type);
    const [instance] = of(awsTypes.instance);
    const [provider] = of(awsTypes.samlProvider);
    const users = of(awsTypes.user);
    const [read] = users.map(({ inputs }) => text(inputs.instanceId)).filter((id) => id !== undefined);
    const groups = resources
        .filter(({ type, outputs }) => type === entraTypes.roleAssignment && outputs.principalType === "Group")
        .map(
            ({ inputs, outputs }) => text(outputs.principalDisplayName) ?? text(inputs.principalObjectId) ?? "a group",
        );
    const component = resources.find(({ type, inputs }) => /^connect-entra-sso:/.test(type) && isRecord(inputs.groups));
    const named = isRecord(component?.inputs.groups) ? Object.keys(component.inputs.groups) : undefined;
    const found = named ?? (groups.length === 0 && resources.some(({ op }) => op === "create") ? undefined : groups);
    return {
        instance: instanceOf(instance, read),
        users: users.map(({ inputs, op }) => ({
            name: text(inputs.name) ?? "",
            isAdopted: op === "import" || op === "same",
        })),
        removedUsers: [],
        ...(text(provider?.inputs.name) === undefined ? {} : { samlProvider: text(provider?.inputs.name) as string }),
        ...(found === undefined ? {} : { groups: found }),
        approvedOrigins: [],
        environment: "public",
    };
}

function instanceOf(instance: Resource | undefined, read: string | undefined): Planned["instance"] {
    if (instance === undefined) {
        return { kind: "existing", ...(read === undefined ? {} : { id: read }) };
    }
    const alias = text(instance.inputs.instanceAlias) ?? text(instance.outputs.instanceAlias);
    const kind = instance.external ? "existing" : /^create/.test(instance.op) ? "new" : "own";
    return {
        kind,
        ...(alias === undefined ? {} : { alias }),
        ...(instance.id === undefined || kind === "new" ? {} : { id: instance.id }),
    };
}

function resourcesIn(printed: unknown): Resource[] | undefined {
    if (!isRecord(printed)) {
        return undefined;
    }
    const deployment = isRecord(printed.deployment) ? printed.deployment : undefined;
    const entries = Array.isArray(printed.steps)
        ? printed.steps.filter(isRecord).map((step) => ({ op: String(step.op), state: step.newState }))
        : Array.isArray(deployment?.resources)
          ? deployment.resources.map((state: unknown) => ({ op: "same", state }))
          : undefined;
    return entries?.flatMap(({ op, state }) =>
        isRecord(state) && typeof state.type === "string" && state.delete !== true && !/^delete/.test(op)
            ? [
                  {
                      type: state.type,
                      op,
                      ...(typeof state.id === "string" ? { id: state.id } : {}),
                      external: state.external === true,
                      inputs: plain(state.inputs),
                      outputs: plain(state.outputs),
                  },
              ]
            : [],
    );
}

/** Without Pulumi's wrapping, and without what is a secret or unknown. */
function plain(values: unknown): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(isRecord(values) ? values : {}).flatMap(([key, wrapped]) => {
            const found = unwrapAll(wrapped);
            return isGap(found) ? [] : [[key, found.value]];
        }),
    );
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

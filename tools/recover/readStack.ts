/** What an export says: resources that stand, operations that were interrupted. */
import { isRecord } from "../../rules/record";
import { deploymentOf } from "../deployment/exportedState";
import { unwrapAll } from "../deployment/pulumiValue";
import { isGap } from "../deployment/unreadable";
import { type Inputs, type InterruptedChange, type Missing, type Stack, type Standing, unknown } from "./recovery";

/** Throws a DeploymentUnreadable for what is no export. A stack in which nothing stands is read too. */
export function readStack(exported: unknown, source: string): Stack {
    const deployment = deploymentOf(exported, source);
    const standing = recordsIn(deployment.resources).filter(
        // What was replaced is only left to be deleted.
        (entry) => entry.delete !== true && entry.pendingReplacement !== true && typeof entry.urn === "string",
    );
    const operations = recordsIn(deployment.pending_operations);
    const interrupted: Missing[] = [];
    const changes: InterruptedChange[] = [];
    for (const { type: doing, resource } of operations) {
        if (!isRecord(resource) || typeof resource.urn !== "string") {
            continue;
        }
        if (doing === "creating") {
            interrupted.push(missingFrom(resource, resource.urn, true));
        } else {
            const { urn, type, name } = missingFrom(resource, resource.urn, true);
            changes.push({ urn, type, name, doing: typeof doing === "string" ? doing : "changing" });
        }
    }
    return {
        name: stackNameOf([...standing, ...operations.map(({ resource }) => resource)]),
        standing: standing.map(standingFrom),
        interrupted,
        changes,
        pending: operations.length,
    };
}

/** A resource as the engine writes it, in a state, a pending operation or a preview. */
export function missingFrom(resource: Record<string, unknown>, urn: string, isInterrupted: boolean): Missing {
    const provider = typeof resource.provider === "string" ? resource.provider : "";
    const providerUrn = provider.slice(0, Math.max(0, provider.lastIndexOf("::")));
    const isDefault = /::default(_[\w.]+)?$/.test(providerUrn) || providerUrn === "";
    return {
        urn,
        ...typeAndName(urn, resource.type),
        inputs: plainInputs(resource.inputs),
        ...(typeof resource.parent === "string" ? { parent: resource.parent } : {}),
        protect: resource.protect === true,
        ...(isDefault ? {} : { provider: providerUrn }),
        isInterrupted,
    };
}

/** Inputs without Pulumi's wrapping. What can't be read is marked. */
function plainInputs(inputs: unknown): Inputs {
    const entries = Object.entries(isRecord(inputs) ? inputs : {}).filter(([key]) => key !== "__defaults");
    return Object.fromEntries(
        entries.map(([key, wrapped]) => {
            const found = unwrapAll(wrapped);
            // `pulumi preview --json` shows secrets so.
            return [key, isGap(found) || found.value === "[secret]" ? unknown : found.value];
        }),
    );
}

function standingFrom(entry: Record<string, unknown>): Standing {
    const urn = String(entry.urn);
    return {
        urn,
        type: typeAndName(urn, entry.type).type,
        id: typeof entry.id === "string" ? entry.id : "",
        inputs: plainInputs(entry.inputs),
        outputs: plainInputs(entry.outputs),
        ...(typeof entry.parent === "string" ? { parent: entry.parent } : {}),
    };
}

/** urn:pulumi:<stack>::<project>::<types, outermost first, joined by $>::<name>; the name may hold colons. */
function typeAndName(urn: string, type: unknown): { type: string; name: string } {
    const [, , types = "", ...name] = urn.split("::");
    return {
        type: typeof type === "string" ? type : types.slice(types.lastIndexOf("$") + 1),
        name: name.join("::"),
    };
}

function stackNameOf(entries: unknown[]): string {
    const urn = entries.map((entry) => (isRecord(entry) ? entry.urn : undefined)).find((it) => typeof it === "string");
    return typeof urn === "string" ? (urn.split("::")[0] ?? "").replace(/^urn:pulumi:/, "") : "";
}

const recordsIn = (list: unknown) => (Array.isArray(list) ? list.filter(isRecord) : []);

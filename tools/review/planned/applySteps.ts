/** The state before a preview and the planned one, as lists of entries in the form of an export. */
import { isRecord } from "../../../rules/record";
import { isSecret } from "../../deployment/pulumiValue";
import type { Entry, Step } from "../preview/preview";
import { sealed } from "./secrets";
import { hasSecretMark, isSame, laidOver } from "./values";

export interface BeforeAndAfter {
    before: Entry[];
    after: Entry[];
    /** The steps with their secrets marked. */
    steps: Step[];
}

/**
 * Lays the steps over the resources of an export. Without one, only what changes is known, as the steps have it. Collects in
 * `secrets` the texts of those that the steps hold without a mark.
 */
export function applySteps(
    steps: readonly Step[],
    exported: readonly Entry[] | undefined,
    secrets: Set<string>,
): BeforeAndAfter {
    const isLeftBehind = (entry: Entry) => entry.delete === true;
    const standing = new Map(exported?.filter((it) => !isLeftBehind(it)).map((entry) => [entry.urn, entry]));
    const marked = steps.map((step): Step => {
        const known = standing.get(step.urn);
        const before = step.before && sealed(step.before, known, secrets);
        const after = step.after && sealed(step.after, known, secrets);
        return { ...step, ...(before && { before }), ...(after && { after }) };
    });
    const before =
        exported ??
        marked.flatMap((step) => (step.before === undefined || step.operation === "create" ? [] : [step.before]));
    const byUrn = new Map(marked.map((step, index) => [step.urn, { step, raw: steps[index] as Step }]));
    const known = new Set<string>();
    const stays = before.flatMap((entry) => {
        const found = byUrn.get(entry.urn);
        if (found === undefined || isLeftBehind(entry)) {
            return found !== undefined && isGone(found.step) ? [] : [entry];
        }
        known.add(entry.urn);
        return planned(found.step, found.raw, entry);
    });
    const made = [...byUrn.values()].filter(({ step }) => !known.has(step.urn));
    return {
        before: [...before],
        after: [...stays, ...made.flatMap(({ step, raw }) => planned(step, raw, undefined))],
        steps: marked,
    };
}

/** A replacement, or an end, takes along what an earlier one has left behind. */
const isGone = ({ operation }: Step) => operation === "delete" || operation === "replace";

function planned(step: Step, raw: Step, standing: Entry | undefined): Entry[] {
    const { operation, after } = step;
    if (operation === "delete") {
        return [];
    }
    if (after === undefined || operation === "same") {
        return standing === undefined ? (after === undefined ? [] : [after]) : [withRegistered(standing, after)];
    }
    if (standing === undefined || operation === "replace" || operation === "create") {
        return [operation === "update" ? after : asNew(after, operation)];
    }
    return [updated(standing, step, raw)];
}

/** The engine copies the outputs of what is replaced: they are not those of what comes. */
function asNew(after: Entry, operation: Step["operation"]): Entry {
    if (operation !== "replace" && operation !== "create") {
        return after;
    }
    const { id: _, outputs, ...rest } = after;
    const isPlanned = operation === "create" && isRecord(outputs) && Object.keys(outputs).length > 0;
    return isPlanned ? { ...rest, outputs } : rest;
}

/** A step that changes nothing may still say what has changed in the options. */
function withRegistered(standing: Entry, after: Entry | undefined): Entry {
    return after === undefined
        ? standing
        : { ...standing, protect: after.protect, retainOnDelete: after.retainOnDelete };
}

function updated(standing: Entry, { before, after, diffReasons }: Step, raw: Step): Entry {
    const next = after as Entry;
    const changed = new Set(diffReasons.map((path) => path.split(/[.[]/)[0] as string));
    // Both secrets look alike in a preview: that one has changed is all that is known.
    const oldInputs = forget(before?.inputs ?? standing.inputs, raw, changed);
    const inputs = laidOver(standing.inputs ?? {}, oldInputs ?? {}, next.inputs ?? {});
    const outputs = laidOver(standing.outputs ?? {}, oldInputs ?? {}, next.inputs ?? {});
    const ownOutputs = isRecord(next.outputs) ? next.outputs : {};
    const oldOutputs = isRecord(before?.outputs) ? before.outputs : {};
    return {
        ...standing,
        inputs,
        outputs: laidOver(outputs, oldOutputs, Object.keys(ownOutputs).length > 0 ? ownOutputs : oldOutputs),
        ...(next.parent === undefined ? {} : { parent: next.parent }),
        ...(next.propertyDependencies === undefined ? {} : { propertyDependencies: next.propertyDependencies }),
        protect: next.protect,
        retainOnDelete: next.retainOnDelete,
    };
}

/** Without what is known to have changed although both sides look alike once secrets are marked. */
function forget(inputs: unknown, { before, after }: Step, changed: ReadonlySet<string>): unknown {
    const [old, written] = [before?.inputs, after?.inputs];
    if (!isRecord(inputs) || !isRecord(written)) {
        return inputs;
    }
    const looksAlike = (key: string) => !isRecord(old) || isSame(old[key], written[key]);
    const stays = Object.entries(inputs).filter(
        ([key]) => !(changed.has(key) && hasSecretMark(written[key]) && looksAlike(key)),
    );
    return withoutOtherSecrets(Object.fromEntries(stays), old, written, 0);
}

function withoutOtherSecrets(inputs: unknown, old: unknown, written: unknown, depth: number): unknown {
    if (!isRecord(inputs) || !isRecord(old) || !isRecord(written) || isSecret(inputs) || depth > 100) {
        return inputs;
    }
    return Object.fromEntries(
        Object.entries(inputs)
            .filter(([key, value]) => !(isSecret(value) && !isSame(old[key], written[key])))
            .map(([key, value]) => [key, withoutOtherSecrets(value, old[key], written[key], depth + 1)]),
    );
}

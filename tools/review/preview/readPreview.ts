/** Reads the JSON of a preview, or of an update with `--json`. */
import { isRecord } from "../../../rules/record";
import { parsePreview } from "./parsePreview";
import type { Diagnostic, Entry, Operation, PolicyViolation, Preview, Step } from "./preview";

/** Operations of the engine; what is none of them changes nothing that stands. pulumi/pulumi, pkg/resource/deploy/step.go. */
const operations: Readonly<Record<string, Operation>> = {
    same: "same",
    create: "create",
    update: "update",
    delete: "delete",
    replace: "replace",
    "create-replacement": "replace",
    "delete-replaced": "replace",
    "discard-replaced": "replace",
    "read-replacement": "replace",
    "import-replacement": "replace",
    import: "import",
    read: "read",
};

/** Throws PreviewUnreadable for what is no preview; an odd element of one is left out. */
export function readPreview(content: unknown): Preview {
    const parsed = parsePreview(content);
    const { isCutOff } = parsed;
    if ("document" in parsed) {
        const { steps, diagnostics, changeSummary } = parsed.document;
        return {
            steps: mergeSteps(listOf(steps).flatMap(stepOf)),
            diagnostics: listOf(diagnostics).flatMap(diagnosticOf),
            policyViolations: [],
            ...sameIn(changeSummary),
            isCutOff,
        };
    }
    const of = (key: string) => parsed.events.map((event) => event[key]).filter(isRecord);
    const steps = [...of("resourcePreEvent"), ...of("resOutputsEvent")].flatMap(({ metadata }) => stepOf(metadata));
    return {
        steps: mergeSteps(steps),
        diagnostics: of("diagnosticEvent").flatMap(diagnosticOf),
        policyViolations: of("policyEvent").flatMap(violationOf),
        ...sameIn(of("summaryEvent")[0]?.resourceChanges),
        isCutOff,
    };
}

function stepOf(value: unknown): Step[] {
    if (!isRecord(value) || typeof value.urn !== "string" || typeof value.op !== "string") {
        return [];
    }
    const operation = Object.hasOwn(operations, value.op) ? operations[value.op] : undefined;
    const { urn } = value;
    const old = entryOf(value.oldState ?? value.old, urn);
    const after = entryOf(value.newState ?? value.new, urn);
    // What a replacement has left behind goes; its successor stands.
    if (operation === undefined || (operation === "delete" && old?.delete === true)) {
        return [];
    }
    // The engine marks what it is about to replace as if it were gone.
    const before = old && { ...old, delete: undefined, pendingReplacement: undefined };
    return [
        {
            operation,
            urn,
            ...(before === undefined ? {} : { before }),
            ...(after === undefined || operation === "delete" ? {} : { after }),
            replaceReasons: textsOf(value.replaceReasons ?? value.keys),
            diffReasons: textsOf(value.diffReasons ?? value.diffs),
        },
    ];
}

function entryOf(value: unknown, urn: string): Entry | undefined {
    return isRecord(value) ? { ...value, urn } : undefined;
}

/** One for each URN: an event after another completes it. */
function mergeSteps(steps: readonly Step[]): Step[] {
    const merged = new Map<string, Step>();
    for (const step of steps) {
        const known = merged.get(step.urn);
        if (known === undefined) {
            merged.set(step.urn, step);
            continue;
        }
        const isReplaced = [known, step].some(({ operation }) => operation === "replace") || isGoneAndBack(known, step);
        merged.set(step.urn, {
            ...known,
            ...step,
            operation: isReplaced ? "replace" : step.operation,
            ...((known.before ?? step.before) === undefined ? {} : { before: known.before ?? step.before }),
            ...((step.after ?? known.after) === undefined ? {} : { after: step.after ?? known.after }),
            replaceReasons: known.replaceReasons.length > 0 ? known.replaceReasons : step.replaceReasons,
            diffReasons: known.diffReasons.length > 0 ? known.diffReasons : step.diffReasons,
        });
    }
    return [...merged.values()];
}

function isGoneAndBack(one: Step, other: Step): boolean {
    const both = [one.operation, other.operation];
    return both.includes("delete") && both.includes("create");
}

function diagnosticOf(value: unknown): Diagnostic[] {
    if (!isRecord(value) || typeof value.message !== "string" || value.ephemeral === true) {
        return [];
    }
    const { severity, message } = value;
    const prefix = typeof value.prefix === "string" ? value.prefix : "";
    const of = typeof value.urn === "string" && value.urn !== "" ? { urn: value.urn } : {};
    return severity === "error" || severity === "warning" ? [{ severity, message: `${prefix}${message}`, ...of }] : [];
}

function violationOf(value: Record<string, unknown>): PolicyViolation[] {
    const { message, policyName, enforcementLevel, resourceUrn } = value;
    const text = [policyName, message].filter((it): it is string => typeof it === "string" && it !== "").join(": ");
    const name = typeof resourceUrn === "string" ? resourceUrn.split("::").slice(3).join("::") : "";
    return text === "" || enforcementLevel === "remediate" || enforcementLevel === "none"
        ? []
        : [{ message: text, isMandatory: enforcementLevel === "mandatory", ...(name === "" ? {} : { name }) }];
}

function sameIn(summary: unknown): Pick<Preview, "same"> {
    const same = isRecord(summary) ? summary.same : undefined;
    return typeof same === "number" ? { same } : {};
}

function listOf(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): string[] {
    return listOf(value).filter((it) => typeof it === "string");
}
